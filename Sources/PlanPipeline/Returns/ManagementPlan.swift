import Periods

/// The figures of a DSG management plan that plans decide: numbers by placement, age group and primary need,
/// spend by placement, and the balance of the high needs block, without and with mitigation.
///
/// A row has a key of version, table, year and category, so that the department's template is filled by
/// looking up one column. Numbers are those of a school year; money is of a financial year, 5 twelfths of
/// the school year before and 7 of the one that starts in it. The first financial year is that in which the
/// first school year starts; its first five months are taken at the plans of the start.
public struct ManagementPlan: Sendable {
  /// Whether management's action is counted.
  public enum Version: String, CaseIterable, Sendable {
    /// What is to be expected without it.
    case unmitigated
    /// What is to be expected with it.
    case mitigated
  }
  /// One figure.
  public struct Row: Sendable, Hashable {
    /// `unmitigated|placement|2026/27|special`.
    public var key: String { "\(version)|\(table)|\(year)|\(category)" }
    /// `unmitigated` or `mitigated`.
    public let version: String
    /// `placement`, `age`, `need`, `spend` or `balance`.
    public let table: String
    /// A school year, or a financial year for money.
    public let year: String
    /// The category.
    public let category: String
    /// `plans` or `GBP`.
    public let unit: String
    /// Plans, or pounds.
    public let value: Double
  }
  /// What the council says of its high needs block: a table with `financial_year`, `line` and `amount`.
  public struct Block: Sendable {
    /// Its lines.
    public enum Line: String, CaseIterable, Sendable {
      /// Balance at the start of the first year; a deficit is negative.
      case broughtForward = "brought-forward"
      /// High needs allocation.
      case allocation
      /// Recoupment by the department, negative.
      case recoupment
      /// Moved from other blocks; negative where moved to them.
      case blockTransfer = "block-transfer"
      /// Spend on what no plan here pays for.
      case otherSpend = "other-spend"
    }
    private let amounts: [FinancialYear: [Line: Double]]
    private let file: String

    /// Reads the table. Throws ``PipelineError`` with the place of what is wrong.
    public init(bytes: [UInt8], file: String) throws(PipelineError) {
      let rows = try PipelineRows(bytes, file, known: ["financial_year", "line", "amount"])
      var amounts: [FinancialYear: [Line: Double]] = [:]
      for row in rows.rows {
        let text = try rows.text(row, "financial_year")
        guard let start = SettingTables.year(text) else {
          throw try rows.fault(row, "financial_year", "'\(text)' is not a year such as 2026/27")
        }
        let year = FinancialYear(startYear: start)
        let line = Line.allCases[
          try rows.name(row, "line", among: Line.allCases.map(\.rawValue))]
        guard amounts[year]?[line] == nil else {
          throw try rows.fault(row, "line", "'\(line.rawValue)' of \(text) is there already")
        }
        amounts[year, default: [:]][line] = try rows.number(row, "amount", -1e10...1e10)
      }
      self.amounts = amounts
      self.file = file
    }

    func amount(_ line: Line, _ year: FinancialYear) throws(PipelineError) -> Double {
      if let found = amounts[year]?[line] { return found }
      guard line != .allocation, line != .broughtForward else {
        throw PipelineError(
          "\(file): has no '\(line.rawValue)' of \(year.label), so the balance of that year would be wrong. "
            + "Add the row.")
      }
      return 0
    }
  }

  /// Age groups of the template, by NCY.
  public static let ageGroups: [(name: String, ncy: ClosedRange<Int>)] = [
    ("under 5", -1...0), ("5 to 10", 1...6), ("11 to 15", 7...11), ("16 to 19", 12...15),
    ("20 to 25", 16...20),
  ]

  /// By version, table, year and category.
  public let rows: [Row]

  /// The plan.
  ///
  /// - Parameters:
  ///   - unmitigated: tables and their forecast without management's action.
  ///   - mitigated: the same with it; `nil` where there is none.
  ///   - needs: shares of plans by primary need, which sum to 1; empty where they are not known.
  ///   - block: the high needs block; `nil` leaves the balance out.
  /// - Throws: ``PipelineError`` for needs that do not sum to 1 and years the block does not have.
  public init(
    unmitigated: (tables: SettingTables, forecast: SettingForecast),
    mitigated: (tables: SettingTables, forecast: SettingForecast)?,
    needs: [(name: String, share: Double)] = [], block: Block? = nil
  ) throws(PipelineError) {
    if !needs.isEmpty, abs(needs.reduce(0) { $0 + $1.share } - 1) > 1e-6 {
      throw PipelineError(
        "Shares by primary need sum to \(needs.reduce(0) { $0 + $1.share }), not 1, so plans would be lost "
          + "or invented. Mend the table of needs.")
    }
    var rows = try ManagementPlan.rows(.unmitigated, unmitigated, needs, block)
    if let mitigated { rows += try ManagementPlan.rows(.mitigated, mitigated, needs, block) }
    self.rows = rows
  }

  /// Reads shares by need: `need`, `share`. Throws ``PipelineError`` with the place of what is wrong.
  public static func needs(
    bytes: [UInt8], file: String
  ) throws(PipelineError) -> [(name: String, share: Double)] {
    let rows = try PipelineRows(bytes, file, known: ["need", "share"])
    var found: [(name: String, share: Double)] = []
    for row in rows.rows {
      let name = try rows.text(row, "need")
      guard !name.isEmpty, !found.contains(where: { $0.name == name }) else {
        throw try rows.fault(row, "need", "'\(name)' is empty or there already")
      }
      found.append((name, try rows.number(row, "share", 0...1)))
    }
    return found
  }

  private static func rows(
    _ version: Version, _ source: (tables: SettingTables, forecast: SettingForecast),
    _ needs: [(name: String, share: Double)], _ block: Block?
  ) throws(PipelineError) -> [Row] {
    let forecast = source.forecast
    let settings = source.tables.settings
    var rows: [Row] = []
    func add(_ table: String, _ year: String, _ category: String, _ unit: String, _ value: Double) {
      rows.append(
        Row(
          version: version.rawValue, table: table, year: year, category: category, unit: unit,
          value: value))
    }
    func numbers(_ table: String, _ year: String, _ names: [String], _ values: [Double]) {
      let whole = WholeNumbers.of(values)
      for (name, count) in zip(names, whole) { add(table, year, name, "plans", Double(count)) }
      add(table, year, "total", "plans", Double(whole.reduce(0, +)))
    }
    let years = forecast.extraCost.map(\.academicYear)
    var means: [[Double]] = [
      settings.indices.map { setting in
        Double(source.tables.plans.reduce(0) { $0 + $1[setting] })
      }
    ]
    for year in years {
      let cells = forecast.cells.filter { $0.academicYear == year }
      means.append(
        settings.map { setting in
          cells.reduce(0) { $0 + ($1.setting == setting.name ? $1.range.mean : 0) }
        })
      let total = cells.reduce(0) { $0 + $1.range.mean }
      numbers("placement", year, settings.map(\.name), means[means.count - 1])
      numbers(
        "age", year, ageGroups.map(\.name),
        ageGroups.map { group in
          cells.reduce(0) { $0 + (group.ncy.contains($1.ncy) ? $1.range.mean : 0) }
        })
      if !needs.isEmpty {
        numbers("need", year, needs.map(\.name), needs.map { $0.share * total })
      }
    }
    guard let first = years.first.flatMap(SettingTables.year) else { return rows }
    var balance: Double?
    for place in years.indices {
      let year = FinancialYear(startYear: first + place)
      var spend = 0.0
      for (setting, kind) in settings.enumerated() {
        let plans = means[place][setting] * 5 / 12 + means[place + 1][setting] * 7 / 12
        let cost = (plans * kind.yearlyPrice * 100).rounded() / 100
        add("spend", year.label, kind.name, "GBP", cost)
        spend += cost
      }
      add("spend", year.label, "total", "GBP", spend)
      guard let block else { continue }
      var opening = balance ?? 0
      if balance == nil { opening = try block.amount(.broughtForward, year) }
      var inYear = -spend
      add("balance", year.label, "brought-forward", "GBP", opening)
      for line in Block.Line.allCases where line != .broughtForward {
        let amount = try block.amount(line, year)
        let signed = line == .otherSpend ? -amount : amount
        add("balance", year.label, line.rawValue, "GBP", signed)
        inYear += signed
      }
      add("balance", year.label, "spend-on-plans", "GBP", -spend)
      add("balance", year.label, "in-year", "GBP", inYear)
      add("balance", year.label, "carried-forward", "GBP", opening + inYear)
      balance = opening + inYear
    }
    return rows
  }
}
