import DelimitedText

/// Actuals to set beside a run: measures as in `forecasts.csv`, costs as in `costs.csv`.
public struct ActualsFile: Sendable {
  /// One actual.
  public struct Row: Hashable, Sendable {
    /// The measure or the cost.
    public let subject: String
    /// The item; `total` for all of them.
    public let split: String
    /// The period, as the run writes it.
    public let period: String
    /// What happened: a count, or pounds.
    public let value: Double
    /// The line of the file.
    public let line: Int
  }

  /// The file as messages call it.
  public let file: String
  /// The rows.
  public let rows: [Row]

  /// Reads `subject,split,period,value`; `split` may be missing.
  ///
  /// Throws ``BudgetPlanError`` with line and column for an empty or malformed figure, or a subject
  /// and period that come twice.
  public init(bytes: [UInt8], file: String) throws(BudgetPlanError) {
    let table = try TableRows(bytes, file: file)
    for name in ["subject", "period", "value"] { _ = try table.column(name) }
    var rows: [Row] = []
    var seen: Set<[String]> = []
    for row in 0..<table.table.rowCount {
      let split = table.text(row, "split")
      guard let value = try table.number(row, "value") else {
        throw table.fault(row, "value", "is empty; leave out what has not happened yet")
      }
      let entry = Row(
        subject: table.text(row, "subject"), split: split.isEmpty ? "total" : split,
        period: table.text(row, "period"), value: value, line: table.table.line(ofRow: row))
      guard seen.insert([entry.subject, entry.split, entry.period]).inserted else {
        throw table.fault(
          row, "period", "\(entry.period) of \(entry.subject) comes twice; keep one")
      }
      rows.append(entry)
    }
    guard !rows.isEmpty else { throw BudgetPlanError("\(file): there is no actual in it.") }
    self.file = file
    self.rows = rows
  }
}

/// Actuals beside a run's forecasts and costs.
public enum RunTracking {
  /// The series of a run that have actuals, in the order of the actuals.
  ///
  /// - Parameters:
  ///   - actuals: what happened.
  ///   - forecasts: the run's `forecasts.csv`.
  ///   - costs: the run's `costs.csv`.
  ///   - scenario: the scenario that is being carried out.
  ///   - baseline: the scenario without its savings, or `nil`.
  ///   - runLength: points in a row that count as a signal.
  /// - Throws: ``BudgetPlanError`` for a scenario, a subject or a period the run does not have.
  public static func series(
    actuals: ActualsFile, forecasts: [UInt8], costs: [UInt8], folder: String, scenario: String,
    baseline: String?, runLength: Int
  ) throws(BudgetPlanError) -> [TrackedSeries] {
    var points: [[String]: [ForecastPoint]] = [:]
    var scenarios: [String] = []
    for (name, bytes, subject) in [
      ("forecasts.csv", forecasts, "measure"), ("costs.csv", costs, "cost"),
    ] {
      let rows = try TableRows(bytes, file: "\(folder)/\(name)")
      for row in 0..<rows.table.rowCount {
        if subject == "cost", rows.text(row, "kind") != "cost" { continue }
        let scenario = rows.text(row, "scenario")
        if !scenarios.contains(scenario) { scenarios.append(scenario) }
        let period = rows.text(row, subject == "cost" ? "financial_year" : "period")
        guard let mean = try rows.number(row, "mean"), let p10 = try rows.number(row, "p10"),
          let p50 = try rows.number(row, "p50"), let p90 = try rows.number(row, "p90")
        else { continue }
        let key = [scenario, rows.text(row, subject), rows.text(row, "split")]
        guard points[key]?.contains(where: { $0.period == period }) != true else {
          throw rows.fault(
            row, subject,
            "\(key[1]), \(key[2]) has two figures for \(period) in \(scenario), so it is not clear which one "
              + "the actuals belong to; track the measures or costs under it instead")
        }
        points[key, default: []].append(
          ForecastPoint(period: period, mean: mean, p10: p10, p50: p50, p90: p90))
      }
    }
    for name in [scenario, baseline].compactMap(\.self) where !scenarios.contains(name) {
      throw BudgetPlanError(
        "\(folder) has no scenario \(name); it has \(scenarios.joined(separator: ", ")).")
    }
    var keys: [[String]] = []
    for row in actuals.rows where !keys.contains([row.subject, row.split]) {
      keys.append([row.subject, row.split])
    }
    var result: [TrackedSeries] = []
    for key in keys {
      let own = actuals.rows.filter { [$0.subject, $0.split] == key }
      guard let forecast = points[[scenario] + key] else {
        let known = Set(points.keys.filter { $0[0] == scenario }.map { "\($0[1]), \($0[2])" })
        throw BudgetPlanError(
          "\(actuals.file):\(own[0].line): the run forecasts no \(key.joined(separator: ", ")) in "
            + "\(scenario), so its actuals have nothing to be compared with. It has "
            + known.sorted().joined(separator: "; ") + ".")
      }
      for row in own where !forecast.contains(where: { $0.period == row.period }) {
        throw BudgetPlanError(
          "\(actuals.file):\(row.line): the run has no forecast of \(key.joined(separator: ", ")) for "
            + "\(row.period). Its periods are "
            + forecast.map(\.period).joined(separator: ", ") + ".")
      }
      result.append(
        TrackedSeries(
          subject: key[1] == "total" ? key[0] : key.joined(separator: ", "), forecast: forecast,
          without: baseline.flatMap { points[[$0] + key] } ?? [],
          actuals: Dictionary(own.map { ($0.period, $0.value) }) { first, _ in first },
          runLength: runLength))
    }
    return result
  }
}
