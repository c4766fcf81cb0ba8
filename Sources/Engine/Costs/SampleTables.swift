import Periods
import Results
import ScenarioLanguage

/// Draws of each fund's net cost in every year of the horizon: the first ``SampleRow/limit``, of the
/// scenarios that a report shows, or of all where there is no report.
struct SampleTables {
  let plan: RunPlan
  let table: DrawTable

  func rows() -> [SampleRow] {
    let comparisons = ComparisonTables(plan: plan, table: table)
    let count = min(SampleRow.limit, table.draws)
    var rows: [SampleRow] = []
    let reported = Set(plan.model.reports.flatMap { [$0.baseline] + $0.scenarios })
    for (place, scenario) in plan.scenarios.enumerated()
    where reported.isEmpty || reported.contains(scenario.scenario.name) {
      for fund in plan.model.funds {
        for (year, financialYear) in plan.timeline.allYears.enumerated()
        where plan.timeline.years.contains(financialYear) {
          let net = comparisons.net(place, baseline: place, fund: fund.name, year: year)
          guard net.contains(where: { $0 != 0 }) else { continue }
          for draw in 0..<count {
            rows.append(
              SampleRow(
                scenario: scenario.tableName, fund: fund.name,
                financialYear: financialYear.label, draw: draw + 1, net: net[draw]))
          }
        }
      }
    }
    return rows
  }
}
