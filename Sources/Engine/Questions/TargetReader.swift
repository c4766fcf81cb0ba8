import Periods
import ScenarioLanguage

/// The draws of a figure that a question asks about.
struct TargetReader {
  let plan: RunPlan
  let table: DrawTable
  /// Position of the scenario asked about.
  let scenario: Int
  /// Position of the one that a saving is counted from.
  let start: Int

  init(plan: RunPlan, table: DrawTable, ask: Ask) throws(EngineError) {
    self.plan = plan
    self.table = table
    guard let scenario = plan.scenario(ask.scenario) else {
      throw EngineError("`\(ask.title)` asks of a scenario that is not there.")
    }
    self.scenario = scenario
    let reference =
      ask.start == ask.scenario ? plan.scenarios[scenario].scenario.parent ?? ask.start : ask.start
    start = plan.scenario(reference) ?? scenario
  }

  /// One value a draw, in the unit a threshold is written in: events of a year per month.
  func draws(_ target: Target, over: Bool = true) throws(EngineError) -> [Double] {
    switch target.moment {
    case .year(let year):
      let found = try draws(target, year: year)
      let measure = plan.scenarios[scenario].position(of: target.subject)
      guard let measure, plan.scenarios[scenario].measures[measure].measure.isFlow else {
        return found
      }
      return found.map { $0 / 12 }
    case .census(let census, let year): return try draws(target, census: census, year: year)
    case .anyMonth:
      return try monthly(target).map { months in
        (over ? months.max() : months.min()) ?? 0
      }
    }
  }

  /// One value a draw as tables have it: events summed over the year.
  func draws(_ target: Target, year: FinancialYear) throws(EngineError) -> [Double] {
    guard let place = plan.timeline.allYears.firstIndex(of: year), place > 0 else {
      throw EngineError("\(year.label) lies outside the years computed.")
    }
    if ["saving", "net"].contains(target.subject) {
      guard start != scenario else {
        throw EngineError(
          "`\(target.subject)` compares two scenarios, and this question supposes nothing. Suppose "
            + "something, or start with a scenario that extends another.")
      }
      return ComparisonTables(plan: plan, table: table).saving(
        scenario, start, place, investment: target.subject == "net")
    }
    let resolved = plan.scenarios[scenario]
    if let measure = resolved.position(of: target.subject) {
      let item = target.item.flatMap { resolved.measures[measure].position($0) } ?? -1
      return table.series(
        .yearStock(scenario: scenario, measure: measure, item: item, year: place))
    }
    if let cost = resolved.costs.firstIndex(where: { $0.cost.name == target.subject }) {
      return spend(cost, target.item, place)
    }
    if let figure = resolved.figures.firstIndex(where: { $0.name == target.subject }) {
      return table.series(.figure(scenario: scenario, figure: figure, year: place))
    }
    throw EngineError(
      "`\(target.subject)` is not counted in `\(resolved.scenario.name)`: its measure is not in "
        + "`covers`.")
  }

  private func spend(_ cost: Int, _ item: String?, _ year: Int) -> [Double] {
    let resolved = plan.scenarios[scenario]
    let measure = resolved.measures[resolved.costs[cost].measure]
    let wanted = item.flatMap { measure.position($0) }
      .flatMap { resolved.costs[cost].items.firstIndex(of: $0) }
    var sum = [Double](repeating: 0, count: table.draws)
    for fund in resolved.costs[cost].funds.indices {
      let key: SeriesCatalogue.Key =
        wanted.map {
          .cost(scenario: scenario, cost: cost, fund: fund, item: $0, year: year)
        } ?? .spending(scenario: scenario, cost: cost, fund: fund, year: year)
      for (draw, value) in table.series(key).enumerated() { sum[draw] += value }
    }
    return sum
  }

  private func draws(
    _ target: Target, census: String, year: Int
  ) throws(EngineError) -> [Double] {
    let resolved = plan.scenarios[scenario]
    guard let measure = resolved.position(of: target.subject) else {
      throw EngineError("`\(target.subject)` is not counted in `\(resolved.scenario.name)`.")
    }
    let item = target.item.flatMap { resolved.measures[measure].position($0) } ?? -1
    var knot: Int?
    if case .published(let source) = resolved.measures[measure].path,
      plan.published[source].census.name == census
    {
      knot = plan.published[source].timeline.years.firstIndex(of: year)
    } else if resolved.measures[measure].history?.census?.name == census {
      knot = resolved.measures[measure].ownCensuses(plan).firstIndex { $0.year == year }
    }
    guard let knot else {
      throw EngineError(
        "`\(target.subject)` has no count at \(census) \(year): it is counted at its own census, "
          + "inside the horizon. Ask for a year instead, such as `in 2028/29`.")
    }
    return table.series(
      .censusStock(scenario: scenario, measure: measure, item: item, knot: knot))
  }

  /// For each draw, the stocks of the months asked about.
  func monthly(_ target: Target) throws(EngineError) -> [[Double]] {
    let resolved = plan.scenarios[scenario]
    guard case .anyMonth(let from, let to) = target.moment,
      let measure = resolved.position(of: target.subject)
    else { return [] }
    let item = target.item.flatMap { resolved.measures[measure].position($0) } ?? -1
    let months =
      max(
        0, plan.timeline.offset(from.firstMonth))...min(
        plan.timeline.monthCount - 1, plan.timeline.offset(to.lastMonth))
    let series = months.map {
      table.series(.monthStock(scenario: scenario, measure: measure, item: item, month: $0))
    }
    return table.indices.map { draw in series.map { $0[draw] } }
  }
}

extension Target {
  /// As written: `placements-spend in 2028/29`.
  var text: String {
    let name = item.map { "\(subject).\($0)" } ?? subject
    switch moment {
    case .year(let year): return "\(name) in \(year.label)"
    case .census(let census, let year): return "\(name) at \(census) \(year)"
    case .anyMonth(let from, let to):
      return "\(name) in any month from \(from.label) to \(to.label)"
    }
  }
}
