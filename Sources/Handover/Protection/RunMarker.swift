import DisclosureControl

/// Marks hidden figures in every table of a run.
struct RunMarker {
  private let hidden: Set<RunHider.Class>
  private let rules: DisclosureRules
  /// Hidden yearly figures: subject, item and year.
  private var yearly: Set<[String]> = []
  /// Hidden yearly totals: subject and year.
  private var costTotals: Set<String> = []

  init(hidden: Set<RunHider.Class>, rules: DisclosureRules) {
    self.hidden = hidden
    self.rules = rules
    for group in hidden {
      switch group {
      case .forecast(let measure, _, let split, "financial-year", let period):
        yearly.insert([measure, split, period])
      case .cost(let cost, let fund, _, let split, let year):
        yearly.insert([cost, split, year])
        if split == "total" {
          yearly.insert([cost, fund, year])
          costTotals.insert(cost)
        }
      default: break
      }
    }
  }

  func mark(_ run: inout HandoverRun) {
    change(&run, "forecasts") { table, row in
      let (measure, splitBy) = (table.text(row, "measure"), table.text(row, "split_by"))
      let split = table.text(row, "split")
      if hidden.contains(
        .forecast(
          measure: measure, splitBy: splitBy, split: split, calendar: table.text(row, "calendar"),
          period: table.text(row, "period")))
      {
        table.suppress(row)
      } else if hidden.contains(.baseline(measure: measure, splitBy: splitBy, split: split)) {
        table.suppress(row, columns: ["last_value", "linear", "constant_growth"])
      }
    }
    change(&run, "costs") { table, row in
      if hidden.contains(
        .cost(
          cost: table.text(row, "cost"), fund: table.text(row, "fund"),
          kind: table.text(row, "kind"), split: table.text(row, "split"),
          year: table.text(row, "financial_year")))
      {
        table.suppress(row)
      }
    }
    change(&run, "comparisons") { table, row in
      let (subject, year) = (table.text(row, "subject"), table.text(row, "financial_year"))
      let isSum = (subject == "saving" || subject == "net") && !costTotals.isEmpty
      if isSum || yearly.contains([subject, table.text(row, "split"), year]) {
        table.suppress(row)
      }
    }
    for name in ["mtfs", "gaps"] where !costTotals.isEmpty {
      change(&run, name) { table, row in table.suppress(row) }
    }
    change(&run, "ledger", markLedger)
    change(&run, "backtest") { table, row in
      if table.number(row, "actual").map(rules.isSmall) ?? false
        || table.number(row, "last_value").map(rules.isSmall) ?? false
      {
        table.suppress(row)
      }
    }
    run.tables["answers"]?.rows = []
    change(&run, "checks") { table, row in
      for column in ["expected", "found", "detail"] {
        guard let position = table.position(column) else { continue }
        table.rows[row][position] = .text("")
      }
    }
  }

  /// A step with a small flow hides all three flows: what is left gives only their sum, and the
  /// residual can have either sign. A small stock hides the whole step, and the steps that share it.
  private func markLedger(_ table: inout RunTable, _ row: Int) {
    func isSmall(_ column: String) -> Bool {
      table.number(row, column).map { rules.isSmall(abs($0)) } ?? false
    }
    let flows = ["entries", "exits", "residual"]
    let hasSmallFlow = flows.contains(where: isSmall)
    if isSmall("opening") || isSmall("closing") {
      table.suppress(row)
    } else if hasSmallFlow {
      table.suppress(row, columns: flows)
    }
  }

  private func change(
    _ run: inout HandoverRun, _ name: String, _ body: (inout RunTable, Int) -> Void
  ) {
    guard var table = run.tables[name] else { return }
    for row in table.rows.indices { body(&table, row) }
    run.tables[name] = table
  }
}
