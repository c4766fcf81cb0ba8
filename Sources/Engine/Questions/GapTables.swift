import Periods
import Results
import ScenarioLanguage

/// Reports beside the budgets they name.
struct GapTables {
  let plan: RunPlan
  let table: DrawTable
  let tables: ScenarioTables

  /// Rows by report, scenario, fund and year.
  ///
  /// - Throws: ``EngineError`` where a budget table is malformed, or has a fund or a year that the
  ///   report has not.
  func rows() throws(EngineError) -> [GapRow] {
    var result: [GapRow] = []
    for report in plan.model.reports {
      guard let file = report.gapAgainst else { continue }
      let budget = try self.budget(file, report)
      for name in [report.baseline] + report.scenarios {
        guard let scenario = plan.scenario(name) else { continue }
        for entry in budget {
          guard let year = plan.timeline.allYears.firstIndex(of: entry.year) else { continue }
          let draws = net(scenario, report, entry.fund, year)
          let summary = Summary(draws: draws)
          let holds = Double(draws.count { $0 <= entry.amount }) / Double(draws.count)
          result.append(
            GapRow(
              report: report.name, scenario: name, fund: entry.fund,
              financialYear: entry.year.label, budget: entry.amount, net: summary,
              gap: summary.p50 - entry.amount, chanceItHolds: holds,
              monteCarloError: (holds * (1 - holds) / Double(draws.count)).squareRoot()))
        }
      }
    }
    return result
  }

  private typealias Entry = (year: FinancialYear, fund: String, amount: Double)

  private func budget(_ file: DataFile, _ report: Report) throws(EngineError) -> [Entry] {
    let reader = try tables.table(file)
    let years = try reader.column("financial_year", why: "which says whose budget it is.")
    let funds = try reader.column("fund", why: "and budgets of two funds are never netted.")
    let amounts = try reader.column("amount", why: "which is the budget in pounds.")
    var result: [Entry] = []
    for row in reader.rows {
      guard let year = FinancialYear(label: reader.text(row, years)) else {
        throw reader.fault(
          row, years, "`\(reader.text(row, years))` is not a financial year such as `2027/28`.")
      }
      let fund = reader.text(row, funds)
      guard plan.model.funds.contains(where: { $0.name == fund }) else {
        throw reader.fault(
          row, funds,
          "no fund is called `\(fund)`, so this budget would be left out. The funds are "
            + plan.model.funds.map(\.name).joined(separator: ", ") + ".")
      }
      guard !result.contains(where: { $0.year == year && $0.fund == fund }) else {
        throw reader.fault(row, years, "\(year.label) already has a budget of `\(fund)`.")
      }
      guard year >= report.from, year <= report.to else { continue }
      result.append((year, fund, try reader.number(row, amounts)))
    }
    guard !result.isEmpty else {
      throw reader.fault(
        nil, nil,
        "there is no budget for \(report.from.label) to \(report.to.label), the years of the report "
          + "`\(report.name)`.")
    }
    return result
  }

  /// The fund's costs, contracts and investment of a scenario, for costs the baseline has too.
  private func net(_ scenario: Int, _ report: Report, _ fund: String, _ year: Int) -> [Double] {
    let comparisons = ComparisonTables(plan: plan, table: table)
    return comparisons.net(
      scenario, baseline: plan.scenario(report.baseline) ?? scenario, fund: fund, year: year)
  }
}
