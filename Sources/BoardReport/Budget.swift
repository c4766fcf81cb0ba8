import Results

/// One fund's MTFS as the report tells it: the proposal's lines, and the baseline's net beside it.
struct Budget {
  var report: String
  var fund: String
  var scenario: String
  var years: [String]
  /// Rows of the fund's total, by line.
  var total: [FiledRow<MTFSRow>]
  /// Net rows of each service of the scenario.
  var services: [FiledRow<MTFSRow>]
  /// Net rows of the baseline; empty where it is the scenario itself.
  var baselineNet: [FiledRow<MTFSRow>]

  /// The funds of a run's reports: for each, the last scenario named, which is the proposal.
  static func all(of run: FinishedRun) -> [Budget] {
    var result: [Budget] = []
    for report in distinct(run.mtfs.map(\.row.report)) {
      let rows = run.mtfs.filter { $0.report == report }
      let scenarios = distinct(rows.map(\.row.scenario))
      guard let baseline = scenarios.first, let scenario = scenarios.last else { continue }
      for fund in distinct(rows.map(\.row.fund)) {
        let mine = rows.filter { $0.fund == fund && $0.scenario == scenario }
        result.append(
          Budget(
            report: report, fund: fund, scenario: scenario,
            years: distinct(mine.map(\.row.financialYear)).sorted(),
            total: mine.filter { $0.service == "total" },
            services: mine.filter { $0.service != "total" && $0.line == "net" },
            baselineNet: scenario == baseline
              ? []
              : rows.filter {
                $0.fund == fund && $0.scenario == baseline && $0.service == "total"
                  && $0.line == "net"
              }))
      }
    }
    return result
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The lines in the order of the file.
  var lines: [String] { Self.distinct(total.map(\.row.line)) }

  /// One line in one year.
  func row(_ line: String, _ year: String) -> FiledRow<MTFSRow>? {
    total.first { $0.line == line && $0.financialYear == year }
  }

  /// The opening budget of the first year.
  var opening: FiledRow<MTFSRow>? { years.first.flatMap { row("base", $0) } }
  /// The net budget of the last year.
  var closing: FiledRow<MTFSRow>? { years.last.flatMap { row("net", $0) } }
}
