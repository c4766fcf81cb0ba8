import Periods
import Probability
import Results
import ScenarioLanguage

/// The spread of each fund's net cost in the years of a report: services added draw by draw, so that
/// what moves them together is in it.
struct LevelTables {
  let plan: RunPlan
  let table: DrawTable

  /// Rows by report, scenario, fund and year.
  func rows() -> [BudgetLevelRow] {
    let comparisons = ComparisonTables(plan: plan, table: table)
    var result: [BudgetLevelRow] = []
    for report in plan.model.reports {
      guard let baseline = plan.scenario(report.baseline) else { continue }
      for name in [report.baseline] + report.scenarios {
        guard let scenario = plan.scenario(name) else { continue }
        for fund in plan.model.funds {
          for (place, year) in plan.timeline.allYears.enumerated()
          where year >= report.from && year <= report.to {
            let draws = comparisons.net(
              scenario, baseline: baseline, fund: fund.name, year: place)
            guard draws.contains(where: { $0 != 0 }) else { continue }
            let summary = Summary(draws: draws)
            let sorted = draws.sorted()
            result.append(
              BudgetLevelRow(
                report: report.name, scenario: name, fund: fund.name, financialYear: year.label,
                mean: summary.mean, sd: summary.sd,
                quantiles: BudgetLevelRow.probabilities.map { Quantile.ofSorted(sorted, at: $0) }))
          }
        }
      }
    }
    return result
  }
}
