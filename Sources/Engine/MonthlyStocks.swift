import Foundation
import Periods
import ScenarioLanguage

/// The monthly stocks of every measure of a scenario in one draw, before and after its levers.
///
/// Each measure is a flat table: `item · months + month`, the mean of the month.
struct MonthlyStocks {
  private(set) var base: [[Double]] = []
  private(set) var levered: [[Double]] = []
  /// Stocks at the end of each month before levers, for measures with a table of their own; empty
  /// for others.
  private(set) var closing: [[Double]] = []
  /// Draws of pathways, by measure.
  private(set) var pathways: [PathwayDraw?] = []

  /// - Parameters:
  ///   - scenario: position of the scenario.
  ///   - computed: the stocks of the scenarios it descends from, by position.
  init(
    plan: RunPlan, scenario: Int, published: [PublishedDraw], computed: [MonthlyStocks?],
    draw: Int
  ) {
    let months = plan.timeline.monthCount
    let resolved = plan.scenarios[scenario]
    let simulation = LeverSimulation(
      months: months, firstMonth: plan.timeline.firstMonth.index)
    var starts: [[Double]] = []
    let needsStarts = resolved.levers.contains(where: \.usesStarts)
    for (position, measure) in resolved.measures.enumerated() {
      let path: [Double]
      var ends: [Double] = []
      var entering = [Double](repeating: 0, count: needsStarts ? measure.items.count * months : 0)
      switch measure.path {
      case .published(let source):
        path = MonthlyStocks.interpolated(published[source], plan.published[source], months)
        if needsStarts {
          entering = MonthlyStocks.starts(
            published[source], plan.published[source], path, months)
        }
      case .follows(let source, let amounts, let shares):
        let division = Division(measure, amounts, shares, plan, draw)
        path = MonthlyStocks.following(levered[source], division, measure.items.count, months)
        if needsStarts {
          entering = MonthlyStocks.following(
            starts[source], division, measure.items.count, months)
        }
      case .level(let start, let growth):
        path = MonthlyStocks.level(start, growth, plan, draw)
      case .own(let own):
        (path, ends) = own.draw(draw) { levered[$0] }
        if measure.measure.isFlow { entering = path }
      case .projection(let figures):
        path = figures
        if measure.measure.isFlow { entering = path }
      case .pathway(let pathway):
        let drawn = pathwayDraw(pathway, position, resolved, plan, computed, draw)
        starts.append(drawn.starts)
        base.append(drawn.path)
        levered.append(drawn.path)
        closing.append(drawn.closing)
        pathways.append(drawn)
        continue
      }
      starts.append(entering)
      base.append(path)
      closing.append(ends)
      pathways.append(nil)
      var stocks = path
      for lever in resolved.levers where lever.measure == position {
        let parent = lever.baseline.flatMap { index in
          plan.scenarios[index].position(of: measure.measure.name).map {
            computed[index]?.levered[$0]
          }
        }
        simulation.apply(
          lever, turnover: measure.monthlyTurnover, stocks: &stocks,
          reference: (parent ?? nil) ?? path, starts: entering,
          draw: draw)
      }
      levered.append(stocks)
    }
  }

  private func pathwayDraw(
    _ pathway: PathwayPlan, _ position: Int, _ scenario: ScenarioPlan, _ plan: RunPlan,
    _ computed: [MonthlyStocks?], _ draw: Int
  ) -> PathwayDraw {
    let months = plan.timeline.monthCount
    let name = scenario.measures[position].measure.name
    let acting = scenario.levers.filter { $0.measure == position }
    let references = acting.map { lever -> [Double] in
      guard let index = lever.baseline, let found = plan.scenarios[index].position(of: name) else {
        return []
      }
      return computed[index]?.levered[found] ?? []
    }
    let levers = PathwayLevers(
      acting, references: references, draw: draw, months: months,
      firstMonth: plan.timeline.firstMonth.index)
    let capacities = pathway.limits.map { limit -> [Double] in
      var places = [Double](repeating: 0, count: months)
      for (place, value) in levered[limit.capacity].enumerated() { places[place % months] += value }
      return places
    }
    var simulation = PathwaySimulation(pathway, draw: draw)
    return simulation.run(
      source: BuiltPaths(paths: levered, months: months), levers: levers,
      leverCount: acting.count, capacities: capacities)
  }

  private static func interpolated(
    _ drawn: PublishedDraw, _ plan: PublishedMeasurePlan, _ months: Int
  ) -> [Double] {
    var path = [Double](repeating: 0, count: drawn.items * months)
    for (month, weight) in plan.timeline.weights.enumerated() {
      for item in 0..<drawn.items {
        let before = plan.stock(drawn, weight.knot, item)
        let after = plan.stock(drawn, weight.knot + 1, item)
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
      let entries =
        Double(drawn.entries[min(max(1, weight.knot + 1), drawn.entries.count - 1)]) / 12
      var total = 0.0
      for item in 0..<drawn.items { total += path[item * months + month] }
      guard total > 0 else { continue }
      for item in 0..<drawn.items {
        result[item * months + month] = entries * path[item * months + month] / total
      }
    }
    return result
  }

  /// Amounts by item followed, and shares by own item, month by month in one draw.
  private struct Division {
    private let amounts: [[Double]]
    private let shares: [[Double]]

    init(
      _ measure: MeasurePlan, _ amounts: [DatedSampler], _ shares: [DatedSampler],
      _ plan: RunPlan, _ draw: Int
    ) {
      let months = plan.timeline.monthCount
      let first = plan.timeline.firstMonth.index
      func drawn(_ sampler: DatedSampler) -> [Double] {
        let uniform = sampler.uniform(draw: draw)
        guard !sampler.isConstant else {
          return [sampler.value(uniform: uniform, month: first)]
        }
        return (0..<months).map { sampler.value(uniform: uniform, month: first + $0) }
      }
      self.amounts = amounts.map(drawn)
      self.shares = shares.map(drawn)
    }

    /// What follows from one of an item's stock in a month.
    func amount(_ item: Int, _ month: Int) -> Double { Division.at(amounts[item], month) }

    /// An own item's share in a month; shares are scaled to sum to one.
    func share(_ item: Int, _ month: Int) -> Double {
      guard !shares.isEmpty else { return 1 }
      var sum = 0.0
      for share in shares { sum += Division.at(share, month) }
      return sum > 0 ? Division.at(shares[item], month) / sum : 1 / Double(shares.count)
    }

    private static func at(_ values: [Double], _ month: Int) -> Double {
      values.count == 1 ? values[0] : values[month]
    }
  }

  private static func following(
    _ source: [Double], _ division: Division, _ items: Int, _ months: Int
  ) -> [Double] {
    var path = [Double](repeating: 0, count: items * months)
    for month in 0..<months {
      var total = 0.0
      for item in 0..<source.count / months {
        total += source[item * months + month] * division.amount(item, month)
      }
      for item in 0..<items { path[item * months + month] = total * division.share(item, month) }
    }
    return path
  }

  private static func level(
    _ start: DatedSampler, _ growth: DatedSampler?, _ plan: RunPlan,
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

/// The monthly paths of a scenario's measures that are computed already, for figures made of them.
struct BuiltPaths: FigureSource {
  let paths: [[Double]]
  let months: Int

  func months(measure: Int, item: Int) -> ArraySlice<Double> {
    paths[measure][item * months..<(item + 1) * months]
  }

  /// No cost is known before the stocks are.
  func months(cost: Int) -> [Double] { [] }
}
