import Foundation
import Periods
import ScenarioLanguage

/// The monthly stocks of every measure of a scenario in one draw, before and after its levers.
///
/// Each measure is a flat table: `item · months + month`, the mean of the month.
struct MonthlyStocks {
  private(set) var base: [[Double]] = []
  private(set) var levered: [[Double]] = []

  init(plan: RunPlan, scenario: ScenarioPlan, published: [PublishedDraw], draw: Int) {
    let months = plan.timeline.monthCount
    let simulation = LeverSimulation(
      months: months, firstMonth: plan.timeline.firstMonth.index)
    var starts: [[Double]] = []
    let needsStarts = scenario.levers.contains(where: \.usesStarts)
    for (position, measure) in scenario.measures.enumerated() {
      let path: [Double]
      var entering: [Double] = []
      switch measure.path {
      case .published(let source):
        path = MonthlyStocks.interpolated(published[source], plan.published[source], months)
        if needsStarts {
          entering = MonthlyStocks.starts(
            published[source], plan.published[source], path, months)
        }
      case .follows(let source, let amounts, let shares):
        let division = MonthlyStocks.division(measure, amounts, shares, plan, draw)
        path = MonthlyStocks.following(levered[source], division, measure.items.count, months)
        if needsStarts {
          entering = MonthlyStocks.following(
            starts[source], division, measure.items.count, months)
        }
      case .level(let start, let growth, let yearly):
        path = MonthlyStocks.level(start, growth, yearly, plan, draw)
      }
      starts.append(entering)
      base.append(path)
      var stocks = path
      var reference = path
      for lever in scenario.levers where lever.measure == position {
        simulation.apply(
          lever, turnover: measure.monthlyTurnover, stocks: &stocks, reference: reference,
          starts: entering, offset: plan.timeline.firstMonth.index, draw: draw)
        if lever.inherited { reference = stocks }
      }
      levered.append(stocks)
    }
  }

  private static func interpolated(
    _ drawn: PublishedDraw, _ plan: PublishedMeasurePlan, _ months: Int
  ) -> [Double] {
    var path = [Double](repeating: 0, count: drawn.items * months)
    for (month, weight) in plan.timeline.weights.enumerated() {
      let start = weight.knot * drawn.items
      for item in 0..<drawn.items {
        let before = Double(drawn.stocks[start + item])
        let after = Double(drawn.stocks[start + drawn.items + item])
        path[item * months + month] = before + (after - before) * weight.fraction
      }
    }
    return path
  }

  /// A twelfth of the entries of the census year a month falls in, by the item's share of stock.
  private static func starts(
    _ drawn: PublishedDraw, _ plan: PublishedMeasurePlan, _ path: [Double], _ months: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: path.count)
    for (month, weight) in plan.timeline.weights.enumerated() {
      let entries = Double(drawn.entries[min(weight.knot + 1, drawn.entries.count - 1)]) / 12
      var total = 0.0
      for item in 0..<drawn.items { total += path[item * months + month] }
      guard total > 0 else { continue }
      for item in 0..<drawn.items {
        result[item * months + month] = entries * path[item * months + month] / total
      }
    }
    return result
  }

  /// Amounts by item followed, and shares by own item, in one draw.
  private struct Division {
    let amounts: [Double]
    let shares: [Double]
  }

  private static func division(
    _ measure: MeasurePlan, _ amounts: [DatedSampler], _ shares: [DatedSampler],
    _ plan: RunPlan, _ draw: Int
  ) -> Division {
    let month = plan.timeline.firstMonth.index
    func drawn(_ sampler: DatedSampler) -> Double {
      sampler.value(uniform: sampler.uniform(draw: draw), month: month)
    }
    var parts = shares.map(drawn)
    let sum = parts.reduce(0, +)
    if sum > 0 { for index in parts.indices { parts[index] /= sum } }
    return Division(amounts: amounts.map(drawn), shares: parts.isEmpty ? [1] : parts)
  }

  private static func following(
    _ source: [Double], _ division: Division, _ items: Int, _ months: Int
  ) -> [Double] {
    var path = [Double](repeating: 0, count: items * months)
    for month in 0..<months {
      var total = 0.0
      for (item, amount) in division.amounts.enumerated() {
        total += source[item * months + month] * amount
      }
      for item in 0..<items { path[item * months + month] = total * division.shares[item] }
    }
    return path
  }

  private static func level(
    _ start: DatedSampler, _ growth: DatedSampler?, _ yearly: CalendarUnit, _ plan: RunPlan,
    _ draw: Int
  ) -> [Double] {
    let months = plan.timeline.monthCount
    let first = plan.timeline.firstMonth.index
    let origin = start.value(uniform: start.uniform(draw: draw), month: first)
    guard let growth else { return [Double](repeating: origin, count: months) }
    let uniform = growth.uniform(draw: draw)
    var path = [Double](repeating: origin, count: months)
    var level = origin
    for month in 12..<max(12, months) {
      let change = growth.value(uniform: uniform, month: first + month)
      level *= pow(max(0, 1 + change), 1.0 / 12)
      path[month] = level
    }
    return path
  }
}
