import Periods
import Results
import ScenarioLanguage

/// Differences between scenarios, draw by draw: policy, not noise.
struct ComparisonTables {
  let plan: RunPlan
  let table: DrawTable

  func rows() -> [ComparisonRow] {
    var result: [ComparisonRow] = []
    for comparison in plan.model.comparisons {
      guard let baseline = plan.scenario(comparison.baseline) else { continue }
      for name in comparison.scenarios {
        guard let scenario = plan.scenario(name) else { continue }
        for show in comparison.shows { result += rows(scenario, baseline, show) }
      }
    }
    return result
  }

  private func rows(_ scenario: Int, _ baseline: Int, _ show: Show) -> [ComparisonRow] {
    var result: [ComparisonRow] = []
    for (year, financialYear) in plan.timeline.allYears.enumerated()
    where financialYear >= show.from && financialYear <= show.to && year > 0 {
      for line in lines(scenario, baseline, show, year) {
        let summary = Summary(draws: line.draws)
        result.append(
          ComparisonRow(
            scenario: plan.scenarios[scenario].scenario.name,
            baseline: plan.scenarios[baseline].scenario.name, subject: show.subject,
            split: line.split, financialYear: financialYear.label, unit: line.unit,
            summary: summary, monteCarloError: summary.sd / Double(table.draws).squareRoot()))
      }
    }
    return result
  }

  /// A fund's net cost in a year, draw by draw: costs that the baseline has too, contracts and the
  /// levers' own spend.
  func net(_ scenario: Int, baseline: Int, fund: String, year: Int) -> [Double] {
    let draws = spend(
      scenario, fund, year, investment: true, costs: shared(scenario, baseline))
    return draws.isEmpty ? [Double](repeating: 0, count: table.draws) : draws
  }

  /// One fund's part of a saving, the net saving or a cost.
  func fund(
    _ fund: String, of subject: String, _ scenario: Int, _ baseline: Int, _ year: Int
  ) -> [Double] {
    let none = [Double](repeating: 0, count: table.draws)
    guard ["saving", "net"].contains(subject) else {
      let spent = spend(
        scenario, fund, year, investment: false, costs: [subject], withContracts: false)
      return spent.isEmpty ? none : spent
    }
    let both = shared(scenario, baseline)
    let before = spend(baseline, fund, year, investment: subject == "net", costs: both)
    let after = spend(scenario, fund, year, investment: subject == "net", costs: both)
    if before.isEmpty, after.isEmpty { return none }
    return zip(before.isEmpty ? none : before, after.isEmpty ? none : after).map { $0 - $1 }
  }

  /// What a scenario saves against another in a year, draw by draw, over all funds: spend of the costs
  /// both have and of contracts, and with `investment` the levers' own spend too.
  func saving(_ scenario: Int, _ baseline: Int, _ year: Int, investment: Bool) -> [Double] {
    let both = shared(scenario, baseline)
    let before = spend(baseline, nil, year, investment: investment, costs: both)
    let after = spend(scenario, nil, year, investment: investment, costs: both)
    guard !before.isEmpty, !after.isEmpty else {
      return [Double](repeating: 0, count: table.draws)
    }
    return zip(before, after).map { $0 - $1 }
  }

  private typealias Line = (split: String, unit: String, draws: [Double])

  private func lines(_ scenario: Int, _ baseline: Int, _ show: Show, _ year: Int) -> [Line] {
    switch show.subject {
    case "saving", "net":
      let funds = show.by.contains("fund") ? plan.model.funds.map(\.name) : []
      let splits = funds.isEmpty ? [nil] : funds.map(Optional.some)
      return splits.compactMap { fund in
        let withInvestment = show.subject == "net"
        let both = shared(scenario, baseline)
        let before = spend(baseline, fund, year, investment: withInvestment, costs: both)
        let after = spend(scenario, fund, year, investment: withInvestment, costs: both)
        guard !before.isEmpty, !after.isEmpty else { return nil }
        return (fund ?? "total", "GBP", zip(before, after).map { $0 - $1 })
      }
    default:
      return measureLines(scenario, baseline, show, year)
        + costLines(scenario, baseline, show, year)
    }
  }

  private func measureLines(
    _ scenario: Int, _ baseline: Int, _ show: Show, _ year: Int
  ) -> [Line] {
    guard
      let here = plan.scenarios[scenario].measures.firstIndex(where: {
        $0.measure.name == show.subject
      }),
      let there = plan.scenarios[baseline].measures.firstIndex(where: {
        $0.measure.name == show.subject
      })
    else { return [] }
    let measure = plan.scenarios[scenario].measures[here]
    let unit = Nouns.plural(measure.measure.noun, declared: plan.model.units)
    let items = show.by.isEmpty || measure.items.count == 1 ? -1..<0 : 0..<measure.items.count
    return items.map { item in
      let after = table.series(
        .yearStock(scenario: scenario, measure: here, item: item, year: year))
      let before = table.series(
        .yearStock(scenario: baseline, measure: there, item: item, year: year))
      return (
        item < 0 ? "total" : measure.items[item], unit, zip(after, before).map { $0 - $1 }
      )
    }
  }

  private func costLines(
    _ scenario: Int, _ baseline: Int, _ show: Show, _ year: Int
  ) -> [Line] {
    let after = spend(
      scenario, nil, year, investment: false, costs: [show.subject], withContracts: false)
    let before = spend(
      baseline, nil, year, investment: false, costs: [show.subject], withContracts: false)
    guard !after.isEmpty, !before.isEmpty else { return [] }
    return [("total", "GBP", zip(after, before).map { $0 - $1 })]
  }

  /// Names of the costs that two scenarios both have: a cost of a measure that only one of them covers
  /// is neither a saving nor a pressure.
  private func shared(_ left: Int, _ right: Int) -> Set<String> {
    Set(plan.scenarios[left].costs.map(\.cost.name))
      .intersection(plan.scenarios[right].costs.map(\.cost.name))
  }

  /// Spend by draw: of one fund or all, of one cost or all, with or without investment.
  private func spend(
    _ scenario: Int, _ fund: String?, _ year: Int, investment: Bool, costs wanted: Set<String>,
    withContracts: Bool = true
  ) -> [Double] {
    let resolved = plan.scenarios[scenario]
    var sum: [Double] = []
    func add(_ draws: [Double]) {
      if sum.isEmpty { sum = [Double](repeating: 0, count: table.draws) }
      for index in draws.indices { sum[index] += draws[index] }
    }
    for (position, contract) in resolved.contracts.enumerated()
    where fund == nil || fund == contract.contract.fund {
      guard withContracts || wanted.contains(contract.contract.name) else { continue }
      add(table.series(.contract(scenario: scenario, contract: position, part: 0, year: year)))
    }
    for (position, cost) in resolved.costs.enumerated()
    where wanted.contains(cost.cost.name) {
      for (place, name) in cost.funds.enumerated() where fund == nil || fund == name {
        add(
          table.series(
            .spending(scenario: scenario, cost: position, fund: place, year: year)))
      }
    }
    guard investment else { return sum }
    for (position, lever) in resolved.levers.enumerated() {
      for (number, spend) in lever.spends.enumerated() where fund == nil || fund == spend.fund {
        add(table.series(.spend(scenario: scenario, lever: position, spend: number, year: year)))
      }
    }
    return sum
  }
}
