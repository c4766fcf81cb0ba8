import Periods
import Results
import ScenarioLanguage

/// Spend by scenario, cost, fund, item and financial year.
struct CostTables {
  let plan: RunPlan
  let summaries: SummaryTable

  func rows() -> [CostRow] {
    plan.scenarios.indices.flatMap { scenario in
      costs(scenario) + contracts(scenario) + spends(scenario)
    }
  }

  private func costs(_ scenario: Int) -> [CostRow] {
    let resolved = plan.scenarios[scenario]
    var result: [CostRow] = []
    for (position, cost) in resolved.costs.enumerated() {
      let measure = resolved.measures[cost.measure]
      for (fund, name) in cost.funds.enumerated() {
        for (year, financialYear) in plan.timeline.allYears.enumerated() {
          if let total = summaries[
            .spending(scenario: scenario, cost: position, fund: fund, year: year)]
          {
            result.append(
              row(resolved, cost.cost.name, name, "cost", "total", financialYear.label, total))
          }
          guard cost.items.count > 1 else { continue }
          for (item, place) in cost.items.enumerated() {
            if let spend = summaries[
              .cost(scenario: scenario, cost: position, fund: fund, item: item, year: year)]
            {
              result.append(
                row(
                  resolved, cost.cost.name, name, "cost", measure.items[place],
                  financialYear.label, spend))
            }
          }
        }
      }
    }
    return result
  }

  private func contracts(_ scenario: Int) -> [CostRow] {
    let resolved = plan.scenarios[scenario]
    var result: [CostRow] = []
    for (position, contract) in resolved.contracts.enumerated() {
      for (year, financialYear) in plan.timeline.allYears.enumerated() {
        if let summary = summaries[
          .contract(scenario: scenario, contract: position, part: 0, year: year)]
        {
          result.append(
            row(
              resolved, contract.contract.name, contract.contract.fund, "contract", "total",
              financialYear.label, summary))
        }
      }
    }
    return result
  }

  private func spends(_ scenario: Int) -> [CostRow] {
    let resolved = plan.scenarios[scenario]
    var result: [CostRow] = []
    for (position, lever) in resolved.levers.enumerated() {
      for (number, spend) in lever.spends.enumerated() {
        for (year, financialYear) in plan.timeline.allYears.enumerated() {
          if let summary = summaries[
            .spend(scenario: scenario, lever: position, spend: number, year: year)]
          {
            result.append(
              row(
                resolved, lever.lever.name, spend.fund, "investment", "total",
                financialYear.label, summary))
          }
        }
      }
    }
    return result
  }

  private func row(
    _ scenario: ScenarioPlan, _ cost: String, _ fund: String, _ kind: String, _ split: String,
    _ year: String, _ summary: Summary
  ) -> CostRow {
    CostRow(
      scenario: scenario.tableName, cost: cost, fund: fund, kind: kind, split: split,
      financialYear: year, priceBase: "cash", summary: summary)
  }
}
