import Results

/// The MTFS lines of the run, one row a line and future, years across: what the bridges sum over.
struct MTFSData {
  /// A report's fund.
  struct Plan: Hashable {
    let report: String
    let fund: String
  }

  /// Futures by name.
  static let futures = ["low", "central", "high"]
  private static let labels = ["Report", "Scenario", "Fund", "Service", "Line", "Future"]

  private(set) var grid: Grid
  let years: [String]
  let plans: [Plan]
  private var figures: [[String]: [Double]] = [:]
  private let chosen: String
  private let lines: [Plan: [String]]

  init(_ run: RunFigures) {
    let rows = run.run.mtfs
    years = Set(rows.map(\.financialYear)).sorted()
    chosen = run.scenarios[run.chosen]
    var plans: [Plan] = []
    var lines: [Plan: [String]] = [:]
    var order: [[String]] = []
    for row in rows {
      let plan = Plan(report: row.report, fund: row.fund)
      if lines[plan] == nil { plans.append(plan) }
      if !(lines[plan] ?? []).contains(row.line) { lines[plan, default: []].append(row.line) }
      let futures = [row.incremental.low, row.incremental.central, row.incremental.high]
      for (future, pence) in zip(Self.futures, futures) {
        let key = [row.report, row.scenario, row.fund, row.service, row.line, future]
        if figures[key] == nil {
          order.append(key)
          figures[key] = years.map { _ in 0 }
        }
        if let year = years.firstIndex(of: row.financialYear) {
          figures[key]?[year] = Double(pence) / 100
        }
      }
    }
    self.plans = plans
    self.lines = lines
    grid = Grid(
      "MTFS data", title: "MTFS lines of the run, by scenario and future",
      sentences: [
        "This worksheet contains one table, in pounds cash: changes on the year before. Change "
          + "nothing here.",
        "Pressures are positive, savings negative; low, central and high are each a future in which "
          + "the lines add.",
      ],
      labels: Self.labels, columns: years, width: 16)
    for key in order {
      let row = grid.row(key, .simulated)
      for (year, value) in (figures[key] ?? []).enumerated() {
        grid.set(row, year, value, .simulated, .pence)
      }
    }
  }

  /// Lines between base and net, in the order of the run.
  func changes(_ plan: Plan) -> [String] {
    (lines[plan] ?? []).filter { $0 != "base" && $0 != "net" }
  }

  /// Whether the scenario that the workbook opens with is in a report.
  func holds(_ plan: Plan) -> Bool {
    figures[[plan.report, chosen, plan.fund, "total", "net", "central"]] != nil
  }

  /// A fund's line in the scenario chosen, by SUMIFS over this table.
  func line(_ plan: Plan, _ line: String, _ future: String, _ year: Int) -> Term {
    guard let first = firstRow else { return Term(0) }
    func column(_ place: Int) -> String {
      let letter = CellPlace.columnName(place)
      return "\(grid.sheet.reference)!$\(letter)$\(first):$\(letter)$\(first + grid.rowCount - 1)"
    }
    let letter = CellPlace.columnName(grid.firstColumn + year)
    let values = "\(grid.sheet.reference)!\(letter)$\(first):\(letter)$\(first + grid.rowCount - 1)"
    let conditions = [
      Self.quoted(plan.report), Select.scenarioName, Self.quoted(plan.fund), "\"total\"",
      Self.quoted(line), Self.quoted(future),
    ]
    let text = zip(0..., conditions).map { "\(column($0)),\($1)" }.joined(separator: ",")
    let key = [plan.report, chosen, plan.fund, "total", line, future]
    return Term("SUMIFS(\(values),\(text))", figures[key]?[year] ?? 0)
  }

  private var firstRow: Int? { grid.rowCount == 0 ? nil : grid.headerRow + 2 }

  /// A text as a condition of SUMIFS takes it: signs that would make it a comparison or a pattern
  /// are kept as they are.
  private static func quoted(_ text: String) -> String {
    var safe = ""
    for character in text {
      if "*?~".contains(character) { safe.append("~") }
      safe.append(character)
      if character == "\"" { safe.append("\"") }
    }
    let isComparison = safe.first.map { "<>=".contains($0) } ?? false
    return isComparison ? "\"=\(safe)\"" : "\"\(safe)\""
  }
}
