import Results

extension RunSummary {
  /// Net budgets beside the budgets given: median, gap and the chance that the budget holds.
  static func gaps(_ run: Run) -> String? {
    guard !run.gaps.isEmpty else { return nil }
    var table = TextTable(
      header: [
        "Beside the budget, £000", "scenario", "year", "budget", "net", "80% range", "gap",
        "chance it holds",
      ])
    table.wordColumns = 3
    let thousands = { (pounds: Double) in Figures.thousands(Int((pounds * 100).rounded())) }
    for row in run.gaps {
      table.rows.append([
        row.fund, row.scenario, row.financialYear, thousands(row.budget), thousands(row.net.p50),
        "\(thousands(row.net.p10)) to \(thousands(row.net.p90))", thousands(row.gap),
        Figures.percent(row.chanceItHolds, 0),
      ])
    }
    return table.text()
  }
}
