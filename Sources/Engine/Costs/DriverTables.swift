import Finance
import Periods
import Results
import ScenarioLanguage

/// Volume, price and inflation behind every cost by item, fund and financial year.
struct DriverTables {
  let plan: RunPlan
  let table: DrawTable
  let summaries: SummaryTable

  func rows() -> [DriverRow] {
    var rows: [DriverRow] = []
    var position = 0
    for (place, scenario) in plan.scenarios.enumerated() {
      for (number, cost) in scenario.costs.enumerated() {
        for fund in cost.funds.indices {
          for year in plan.timeline.allYears.indices {
            for item in cost.items.indices {
              defer { position += 1 }
              guard let driver = table.driverMeans[position],
                let spend = summaries[
                  .cost(scenario: place, cost: number, fund: fund, item: item, year: year)]
              else { continue }
              rows.append(row(scenario, cost, fund, item, year, driver, spend.mean))
            }
          }
        }
      }
    }
    return rows
  }

  private func row(
    _ scenario: ScenarioPlan, _ cost: CostPlan, _ fund: Int, _ item: Int, _ year: Int,
    _ driver: CostDriver, _ spend: Double
  ) -> DriverRow {
    let measure = scenario.measures[cost.measure]
    let price = cost.specifications[item]
    return DriverRow(
      scenario: scenario.tableName, cost: cost.cost.name, fund: cost.funds[fund],
      measure: measure.measure.name, split: measure.items[cost.items[item]],
      financialYear: plan.timeline.allYears[year].label, volume: driver.volume,
      volumeUnit: Nouns.plural(measure.measure.noun, declared: plan.model.units),
      calendarUnits: cost.units[item][year * 12..<year * 12 + 12].reduce(0, +),
      price: driver.price, priceUnit: ValueText.unitCode(price.quantity),
      priceBase: cost.bases[item].map { "\($0.label) prices" } ?? "cash",
      priceAssumption: priceName(cost.cost), priceIndex: driver.priceIndex,
      inflationAssumption: cost.bases[item] == nil ? "" : inflationName(cost.cost, scenario),
      inflation: driver.inflation, spend: spend)
  }

  private func priceName(_ cost: Cost) -> String {
    if case .reference(let name) = cost.price.form { return name }
    return cost.name
  }

  private func inflationName(_ cost: Cost, _ scenario: ScenarioPlan) -> String {
    if let named = cost.inflation { return named }
    return scenario.generalInflation == nil ? "" : "general-inflation"
  }
}
