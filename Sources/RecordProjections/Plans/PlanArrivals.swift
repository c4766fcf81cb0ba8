import Cohorts

/// The laws of the numbers and states of joiners.
struct PlanArrivals {
  private let counts: PlanCounts
  private let routes: PlanRoutes
  private let groups: PlanGroups

  init(_ counts: PlanCounts, routes: PlanRoutes, groups: PlanGroups) {
    self.counts = counts
    self.routes = routes
    self.groups = groups
  }

  /// The entrances of all ages: gamma laws of rates shrunk to what school years have in common, and
  /// Dirichlet laws of states.
  func entrances(trend: EntryTrend) throws(CohortError) -> [CensusRateModel.Entrance?] {
    let rates: GammaPoissonShrinkage?
    if trend.entrants.contains(where: { $0 > 0 }) {
      rates = try GammaPoissonShrinkage(events: trend.entrants, exposure: trend.exposed)
    } else {
      rates = nil
    }
    let ways = ways()
    return trend.entrants.indices.map { age in
      guard let rates, trend.exposed[age] > 0, !ways[age].isEmpty else { return nil }
      return CensusRateModel.Entrance(
        shape: rates.shape + trend.entrants[age], rate: rates.rate + trend.exposed[age],
        ways: ways[age])
    }
  }

  /// The states of joiners of each age.
  private func ways() -> [[CensusModel.Way]] {
    let space = routes.space
    let states = space.states
    var byPhase = [[Double]](
      repeating: [Double](repeating: 0, count: states), count: PlanPhase.allCases.count)
    for (cell, count) in counts.arrivals.enumerated() {
      byPhase[groups.phase(ofAge: cell / states)][cell % states] += Double(count)
    }
    let all = (0..<states).map { state in
      byPhase.reduce(1 / Double(states)) { $0 + $1[state] }
    }
    let allTotal = all.reduce(0, +)
    let weight = DirichletShrinkage.defaultConcentration
    let parents = (0..<space.ncy.count).map { age -> [Double] in
      let phase = byPhase[groups.phase(ofAge: age)]
      let valid = routes.states(age: age)
      let weights = valid.map { phase[$0] + weight * all[$0] / allTotal }
      let total = weights.reduce(0, +)
      return weights.map { $0 / total }
    }
    let rows = (0..<space.ncy.count).map { age in
      routes.states(age: age).map { Double(counts.arrivals[age * states + $0]) }
    }
    let seen = rows.indices.filter { rows[$0].contains { $0 > 0 } }
    let kappa = ParentShrinkage.concentration(
      counts: seen.map { rows[$0] }, parents: seen.map { parents[$0] })
    return (0..<space.ncy.count).map { age in
      zip(routes.states(age: age), zip(rows[age], parents[age])).map { state, row in
        CensusModel.Way(state: state, weight: row.0 + kappa * row.1)
      }
    }
  }
}
