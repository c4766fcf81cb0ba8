import Cohorts
import Periods
import Returns
import ScenarioLanguage
import Services

/// A scenario file met with the statistics: everything a draw needs, resolved to positions.
struct RunPlan: Sendable {
  let model: ScenarioModel
  let timeline: Timeline
  let area: Area
  let published: [PublishedMeasurePlan]
  let scenarios: [ScenarioPlan]
  /// Days of each month computed.
  let monthDays: [Double]
  /// Days of each year computed, the base year first.
  let yearDays: [Double]

  func scenario(_ name: String) -> Int? {
    scenarios.firstIndex { $0.scenario.name == name }
  }
}

/// Builds a ``RunPlan``, and says what does not fit.
struct RunPlanner {
  let model: ScenarioModel
  let statistics: PublishedStatistics
  let timeline: Timeline
  let area: Area
  private let units: CalendarUnits

  init(model: ScenarioModel, statistics: PublishedStatistics) throws(EngineError) {
    self.model = model
    self.statistics = statistics
    timeline = Timeline(settings: model.settings)
    units = CalendarUnits(timeline: timeline, schoolDays: model.settings.schoolDays)
    guard let wanted = model.settings.area else {
      throw EngineError(
        "No area. Published measures need one: add `area \"Bromley\"` to the settings.")
    }
    do {
      area = try statistics.index.area(named: wanted)
    } catch {
      throw EngineError("\(error)")
    }
  }

  func plan() throws(EngineError) -> RunPlan {
    var covered: Set<String> = []
    for scenario in model.scenarios { covered.formUnion(scenario.covers) }
    let measures = try ordered(model.measures.filter { covered.contains($0.name) })
    var published: [PublishedMeasurePlan] = []
    for measure in measures {
      if case .published(let series, let census) = measure.source {
        published.append(try publishedPlan(measure, series: series, census: census))
      }
    }
    var scenarios: [ScenarioPlan] = []
    for scenario in model.scenarios {
      scenarios.append(try scenarioPlan(scenario, measures, published))
    }
    return RunPlan(
      model: model, timeline: timeline, area: area, published: published, scenarios: scenarios,
      monthDays: (0..<timeline.monthCount).map { Double(timeline.month($0).days) },
      yearDays: timeline.allYears.map { Double($0.days) })
  }

  /// Measures with the ones they follow first.
  private func ordered(_ measures: [Measure]) throws(EngineError) -> [Measure] {
    var result: [Measure] = []
    var waiting = measures
    while !waiting.isEmpty {
      let ready = waiting.filter { measure in
        guard case .follows(let source, _, _) = measure.source else { return true }
        return result.contains { $0.name == source }
      }
      guard !ready.isEmpty else {
        let names = waiting.map(\.name).joined(separator: ", ")
        throw EngineError(
          "\(names) can't be computed: each follows a measure that no scenario covers. "
            + "Add the followed measure to `covers`.")
      }
      result += ready
      waiting.removeAll { measure in ready.contains { $0.name == measure.name } }
    }
    return result
  }

  private func publishedPlan(
    _ measure: Measure, series: String, census name: String
  ) throws(EngineError) -> PublishedMeasurePlan {
    guard let service = PublicService.named(series) else {
      throw EngineError(
        "`\(measure.name)` asks for the published series `\(series)`, which has no forecast. "
          + "Published series are \(PublicService.all.map(\.measure).joined(separator: " and ")).")
    }
    guard let census = model.censuses.first(where: { $0.name == name }) else {
      throw EngineError("`\(measure.name)` names the census `\(name)`, which is not declared.")
    }
    let panel = statistics.panel(service, including: area.code)
    let own = statistics.history(service, area: area.code)
    guard let origin = own.stock.keys.max() else {
      throw EngineError(
        "The statistics hold no \(series) for \(area.name). Import a folder that has them, or "
          + "choose another area.")
    }
    let censusTimeline = CensusTimeline(census: census, origin: origin, timeline: timeline)
    let horizons = max(1, censusTimeline.years.count - 1)
    let forecaster = PublicForecaster(service: service, histories: panel)
    let prepared = forecaster.prepared(origin: origin, horizons: horizons)
    let cohorts = ageCohorts(series, measure, origin: origin, years: horizons)
    let forecast: PublicForecast
    do {
      forecast = try prepared.forecast(
        area: area.code, further: cohorts.map { [$0.member] } ?? [])
    } catch {
      throw EngineError(error.description)
    }
    let rates = try flowRates(prepared, own, panel, origin, measure)
    return PublishedMeasurePlan(
      measure: measure, census: census, timeline: censusTimeline, source: own,
      forecast: forecast, shares: try shareTrend(measure, series, forecast, panel), rates: rates,
      cohorts: cohorts, ageBands: counts(series, split: "age-band", area.code, origin),
      seed: model.settings.seed)
  }

  /// Ages rolled forward where the last two censuses have single years, with England as the parent.
  private func ageCohorts(
    _ series: String, _ measure: Measure, origin: Int, years: Int
  ) -> AgeCohorts? {
    guard series == "plans",
      let england = statistics.index.observations.areas.first(where: { $0.level == .national })
    else { return nil }
    return AgeCohorts(
      own: counts(series, split: "age", area.code, origin),
      parent: counts(series, split: "age", england.code, origin), origin: origin, years: years,
      seed: model.settings.seed, name: "ages|\(measure.name)")
  }

  /// Counts of a split's items in the six years to the origin.
  private func counts(
    _ series: String, split: String, _ area: String, _ origin: Int
  ) -> [Int: [String: Double]] {
    Dictionary(
      uniqueKeysWithValues: ((origin - 5)...origin).map {
        ($0, statistics.index.items(measure: series, area: area, split: split, year: $0))
      })
  }

  /// Entry, exit and residual rates: own weighted half with the panel's where the service is not
  /// forecast by its flows.
  private func flowRates(
    _ prepared: PublicForecaster.Prepared, _ own: AuthorityHistory,
    _ panel: [AuthorityHistory], _ origin: Int, _ measure: Measure
  ) throws(EngineError) -> StockFlowRates {
    if let rates = prepared.rates(of: area.code) { return rates }
    func rates(_ history: AuthorityHistory) -> StockFlowRates? {
      StockFlowRates(
        StockFlowSeries(
          stock: history.stock, entries: history.entries, exits: history.exits,
          population: history.population), origin: origin, window: 3)
    }
    let others = panel.compactMap(rates)
    if let mine = rates(own) { return mine.shrunk(towards: others, ownWeight: 0.5) }
    guard let typical = others.first?.shrunk(towards: others, ownWeight: 0) else {
      throw EngineError(
        "No authority in the statistics has starts and ceases for `\(measure.name)`, so entries "
          + "and exits can't be told apart. Import a folder with the flows.")
    }
    return typical
  }

  private func shareTrend(
    _ measure: Measure, _ series: String, _ forecast: PublicForecast,
    _ panel: [AuthorityHistory]
  ) throws(EngineError) -> ShareTrend {
    let items = try items(of: measure)
    guard measure.splitBy.first != nil else {
      return ShareTrend.single(measure.name)
    }
    let codes = PublishedStatistics.codes(series)
    let years = min(codes.firstShares, forecast.origin)...forecast.origin
    let own = statistics.itemCounts(series, area: area.code, years: years)
    let others = panel.filter { $0.area != area.code }.map {
      statistics.itemCounts(series, area: $0.area, years: years)
    }
    guard
      let trend = ShareTrend(
        items: items, own: own, total: forecast.last, panel: others, origin: forecast.origin,
        earliest: codes.comparableFrom)
    else {
      let known = statistics.itemCounts(series, area: area.code, years: years)
      let names = Set(known.values.flatMap(\.keys)).sorted().joined(separator: ", ")
      throw EngineError(
        "`\(measure.name)` is split by \(measure.splitBy.joined(separator: ", ")), but none of its "
          + "items (\(items.joined(separator: ", "))) is published for \(area.name) in "
          + "\(forecast.origin). Published items: \(names.isEmpty ? "none" : names).")
    }
    return trend
  }

  func items(of measure: Measure) throws(EngineError) -> [String] {
    guard let name = measure.splitBy.first else { return [measure.name] }
    guard let category = model.categories.first(where: { $0.name == name }) else {
      throw EngineError("`\(measure.name)` is split by `\(name)`, which is not declared.")
    }
    return category.items
  }

  private func scenarioPlan(
    _ scenario: Scenario, _ measures: [Measure], _ published: [PublishedMeasurePlan]
  ) throws(EngineError) -> ScenarioPlan {
    let book = AssumptionBook(model: model, scenario: scenario)
    var plans: [MeasurePlan] = []
    for measure in measures where scenario.covers.contains(measure.name) {
      plans.append(try measurePlan(measure, book, plans, published))
    }
    var costs: [CostPlan] = []
    for cost in model.costs where scenario.covers.contains(cost.measure) {
      costs.append(try costPlan(cost, book, plans))
    }
    let parentLevers = Set(
      model.scenarios.first { $0.name == scenario.parent }?.levers.map(\.lever) ?? [])
    var levers: [LeverPlan] = []
    for use in scenario.levers {
      guard let lever = model.levers.first(where: { $0.name == use.lever }) else {
        throw EngineError("`\(scenario.name)` uses the lever `\(use.lever)`, which is not declared.")
      }
      guard let position = plans.firstIndex(where: { $0.measure.name == lever.measure }) else {
        throw EngineError(
          "`\(scenario.name)` uses `\(lever.name)`, which acts on `\(lever.measure)`, but does not "
            + "cover that measure. Add it to `covers`.")
      }
      levers.append(
        try LeverPlanner(book: book, units: units, timeline: timeline).plan(
          lever, delay: use.delayMonths, measure: plans[position], position: position,
          inherited: parentLevers.contains(lever.name)))
    }
    let general = model.assumptions.contains { $0.name == "general-inflation" }
    return ScenarioPlan(
      scenario: scenario, measures: plans, costs: costs, levers: levers,
      generalInflation: general ? try book.sampler("general-inflation") : nil)
  }

  private func measurePlan(
    _ measure: Measure, _ book: AssumptionBook, _ before: [MeasurePlan],
    _ published: [PublishedMeasurePlan]
  ) throws(EngineError) -> MeasurePlan {
    let items = try items(of: measure)
    let category = measure.splitBy.first
    switch measure.source {
    case .published:
      let position = published.firstIndex { $0.measure.name == measure.name } ?? 0
      let yearly = published[position].exitShares.first ?? 0
      return MeasurePlan(
        measure: measure, category: category, items: items, path: .published(position),
        monthlyTurnover: CalendarUnits.monthly(yearly), startsFrom: position)
    case .follows(let source, let amount, let shares):
      guard let position = before.firstIndex(where: { $0.measure.name == source }) else {
        throw EngineError(
          "`\(measure.name)` follows `\(source)`, which this scenario does not cover.")
      }
      var amounts: [DatedSampler] = []
      for item in before[position].items { amounts.append(try book.sampler(amount, item: item)) }
      var divided: [DatedSampler] = []
      if let shares {
        for item in items { divided.append(try book.sampler(shares, item: item)) }
      } else if items.count > 1 {
        throw EngineError(
          "`\(measure.name)` is split by \(category ?? "") but has no `shared by`, so I can't divide "
            + "it. Add `, shared by` and an assumption for each \(category ?? "item").")
      }
      return MeasurePlan(
        measure: measure, category: category, items: items,
        path: .follows(measure: position, amounts: amounts, shares: divided),
        monthlyTurnover: before[position].monthlyTurnover,
        startsFrom: before[position].startsFrom)
    case .level(let start, let growth):
      return MeasurePlan(
        measure: measure, category: category, items: items,
        path: .level(
          start: try book.sampler(start, stream: "measure|\(measure.name)|start"),
          growth: try growth.map { name throws(EngineError) in try book.sampler(name) },
          yearly: .financialYear), monthlyTurnover: 0, startsFrom: nil)
    }
  }

  private func costPlan(
    _ cost: Cost, _ book: AssumptionBook, _ plans: [MeasurePlan]
  ) throws(EngineError) -> CostPlan {
    guard let position = plans.firstIndex(where: { $0.measure.name == cost.measure }) else {
      throw EngineError("`\(cost.name)` prices `\(cost.measure)`, which is not covered.")
    }
    let measure = plans[position]
    let wanted = cost.items.isEmpty ? measure.items : cost.items
    var items: [Int] = []
    var prices: [DatedSampler] = []
    var perMonth: [[Double]] = []
    var bases: [FinancialYear?] = []
    for name in wanted {
      guard let item = measure.position(name) else {
        throw EngineError("`\(cost.name)` prices `\(name)`, which `\(cost.measure)` does not have.")
      }
      let specification = try book.specification(cost.price, item: name)
      items.append(item)
      prices.append(try book.sampler(cost.price, item: name, stream: "cost|\(cost.name)|price"))
      guard let unit = specification.quantity.perTime else {
        throw EngineError(
          "`\(cost.name)` has a price without a calendar unit, so I can't tell what a year costs. "
            + "Write `per week`, `per school day` or `per financial year`.")
      }
      perMonth.append(units.perMonth(unit))
      bases.append(specification.quantity.base.flatMap(RunPlanner.year))
    }
    var funds = [cost.fund]
    var fundOfMonth = [Int](repeating: 0, count: timeline.monthCount)
    for change in cost.fundChanges {
      let place = funds.firstIndex(of: change.fund) ?? funds.count
      if place == funds.count { funds.append(change.fund) }
      for month in max(0, timeline.offset(change.from))..<max(
        max(0, timeline.offset(change.from)), timeline.monthCount)
      {
        fundOfMonth[month] = place
      }
    }
    return CostPlan(
      cost: cost, measure: position, items: items, prices: prices, units: perMonth,
      bases: bases,
      inflation: try cost.inflation.map { name throws(EngineError) in try book.sampler(name) },
      fundOfMonth: fundOfMonth, funds: funds)
  }

  static func year(_ base: MoneyBase) -> FinancialYear? {
    if case .prices(let year) = base { return year }
    return nil
  }
}
