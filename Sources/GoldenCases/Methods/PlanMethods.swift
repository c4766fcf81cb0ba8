import Cohorts
import DelimitedText
import Services

extension MethodRegistry {
  /// Projections of plans from files (golden file 20).
  static let planMethods: [String: Method] = [
    "ehcp.projectFromTransitions": { inputs, folder in
      let beyond = try inputs.string("populationBeyondFile")
      guard beyond == "last year of the file" else {
        throw GoldenError(
          input: "populationBeyondFile", reason: "must be \"last year of the file\"")
      }
      let projection = try PooledPlanCohorts(
        flows: flows(inputs.string("transitions"), folder),
        population: population(inputs.string("population"), folder),
        pooledYears: inputs.integer("poolYears"), steps: inputs.integer("steps"))
      var bySetting = projection.years.map { _ in [String: GoldenValue]() }
      for setting in projection.settings {
        for (step, moments) in try projection.moments(setting: setting).enumerated() {
          bySetting[step][setting] = .object([
            "mean": .number(moments.mean), "sd": .number(moments.standardDeviation),
          ])
        }
      }
      return .object([
        "initial": .number(projection.initial),
        "years": .numbers(projection.years.map(Double.init)),
        "bySetting": .array(bySetting.map { .object($0) }),
        "total": .numbers(projection.moments.map(\.totalMean)),
        "totalSd": .numbers(projection.moments.map(\.totalStandardDeviation)),
      ])
    }
  ]

  /// Counts by census year, school year and setting; `none` stands for no plan.
  private static func flows(
    _ file: String, _ folder: BaseFolder
  ) throws -> [PooledPlanCohorts.Flow] {
    let table = try DelimitedTable(bytes: Array(folder.contents(of: file)), file: file)
    func setting(_ row: Int, _ column: String) throws -> String? {
      let text = table.text(row: row, column: try table.requiredPosition(of: column))
      return text == "none" ? nil : text
    }
    return try (0..<table.rowCount).map { row in
      PooledPlanCohorts.Flow(
        year: try whole(table, row, "census_year"), ncyFrom: try whole(table, row, "ncy_from"),
        settingFrom: try setting(row, "setting_from"), ncyTo: try whole(table, row, "ncy_to"),
        settingTo: try setting(row, "setting_to"), count: try number(table, row, "count"))
    }
  }

  /// Children by census year and school year.
  private static func population(
    _ file: String, _ folder: BaseFolder
  ) throws -> [Int: [Int: Double]] {
    let table = try DelimitedTable(bytes: Array(folder.contents(of: file)), file: file)
    var population: [Int: [Int: Double]] = [:]
    for row in 0..<table.rowCount {
      let year = try whole(table, row, "census_year")
      population[year, default: [:]][try whole(table, row, "ncy")] =
        try number(table, row, "population")
    }
    return population
  }

  private static func number(
    _ table: DelimitedTable, _ row: Int, _ column: String
  ) throws -> Double {
    guard
      let number = table.number(row: row, column: try table.requiredPosition(of: column))
    else {
      throw GoldenError(
        input: table.file,
        reason: "has no number in row \(table.line(ofRow: row)), column \(column)")
    }
    return number
  }

  private static func whole(_ table: DelimitedTable, _ row: Int, _ column: String) throws -> Int {
    guard let whole = Int(exactly: try number(table, row, column)) else {
      throw GoldenError(
        input: table.file,
        reason: "has no whole number in row \(table.line(ofRow: row)), column \(column)")
    }
    return whole
  }
}
