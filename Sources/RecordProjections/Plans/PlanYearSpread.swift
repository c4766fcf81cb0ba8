import Cohorts
import CouncilReturns

/// How much leaving and moving differ between years by more than chance.
struct PlanYearSpread {
  /// The standard deviation of a year's effect on leaving.
  let leaving: Double
  /// The same on moving.
  let moving: Double

  init(_ transitions: PlanTransitions, space: PlanSpace, groups: PlanGroups) {
    let years = transitions.years.map { year in
      PlanCounts(transitions.restricted(to: [year]), space: space)
    }
    let stock = years.map { groups.sum($0.stock) }
    let left = years.map { groups.sum($0.leavers) }
    let moved = years.map { groups.sum($0.movers) }
    let staying = zip(stock, left).map { zip($0, $1).map(-) }
    leaving = Self.spread(left, of: stock)
    moving = Self.spread(moved, of: staying)
  }

  /// Yearly totals against the pooled share of each group.
  private static func spread(_ happened: [[Double]], of exposed: [[Double]]) -> Double {
    let groups = happened.first?.indices ?? 0..<0
    let shares = groups.map { group -> Double in
      let n = exposed.reduce(0) { $0 + $1[group] }
      return n > 0 ? happened.reduce(0) { $0 + $1[group] } / n : 0
    }
    return YearSpread.estimate(
      observed: happened.map { $0.reduce(0, +) },
      expected: exposed.map { zip($0, shares).reduce(0) { $0 + $1.0 * $1.1 } }, fitted: 1)
  }
}
