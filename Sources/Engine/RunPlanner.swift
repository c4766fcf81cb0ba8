import Cohorts
import Periods
import Returns
import ScenarioLanguage
import Services

/// Builds a ``RunPlan``, and says what does not fit.
struct RunPlanner {
  let model: ScenarioModel
  let statistics: PublishedStatistics
  let timeline: Timeline
  /// The authority; `nil` where no published measure is used.
  let area: Area?
  let tables: ScenarioTables
  let units: CalendarUnits
  let copula: AssumptionCopula

  init(
    model: ScenarioModel, statistics: PublishedStatistics, tables: ScenarioTables
  ) throws(EngineError) {
    self.model = model
    self.tables = tables
    self.statistics = statistics
    timeline = Timeline(settings: model.settings)
    units = CalendarUnits(timeline: timeline, schoolDays: model.settings.schoolDays)
    copula = try AssumptionCopula(model)
    guard RunEngine.needsStatistics(model) else {
      area = nil
      return
    }
    guard let wanted = model.settings.area else {
      throw EngineError(
        "No area. Published measures need one: add `area \"Bromley\"` to the settings.")
    }
    do {
      area = try statistics.index.area(named: wanted)
    } catch {
      throw EngineError(
        "\(error)",
        location: model.settings.areaLocation.map { "\($0.file):\($0.line):\($0.column)" })
    }
  }

  func plan() throws(EngineError) -> RunPlan {
    var covered: Set<String> = []
    for scenario in model.scenarios { covered.formUnion(scenario.covers) }
    let measures = try MeasureOrder(model: model).ordered(
      model.measures.filter { covered.contains($0.name) })
    let own = try ownData(measures)
    var published: [PublishedMeasurePlan] = []
    for measure in measures {
      if case .published(let series, let census) = measure.source {
        published.append(try publishedPlan(measure, series: series, census: census))
      }
    }
    var scenarios: [ScenarioPlan] = []
    for scenario in model.scenarios {
      scenarios.append(try scenarioPlan(scenario, measures, published, own))
    }
    return RunPlan(
      model: model, timeline: timeline, area: area, published: published, own: own,
      scenarios: scenarios, watches: RunPlan.watches(model, scenarios), draws: model.settings.runs,
      order: parentsFirst(),
      monthDays: (0..<timeline.monthCount).map { Double(timeline.month($0).days) },
      yearDays: timeline.allYears.map { Double($0.days) },
      childPopulation: ChildPopulation(
        area.map {
          statistics.index.series(measure: ChildPopulation.measure, area: $0.code)
        } ?? [:]))
  }

  /// Positions of the scenarios, parents before their children.
  private func parentsFirst() -> [Int] {
    func depth(_ scenario: Scenario) -> Int {
      guard let name = scenario.parent,
        let parent = model.scenarios.first(where: { $0.name == name })
      else { return 0 }
      return 1 + depth(parent)
    }
    let depths = model.scenarios.map(depth)
    return model.scenarios.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
  }

  func items(of measure: Measure) throws(EngineError) -> [String] {
    guard let name = measure.splitBy.first else { return [measure.name] }
    guard let category = model.categories.first(where: { $0.name == name }) else {
      throw EngineError("`\(measure.name)` is split by `\(name)`, which is not declared.")
    }
    return category.items
  }

  private func scenarioPlan(
    _ scenario: Scenario, _ measures: [Measure], _ published: [PublishedMeasurePlan],
    _ own: OwnData
  ) throws(EngineError) -> ScenarioPlan {
    let register = InputRegister()
    let book = AssumptionBook(
      model: model, scenario: scenario, copula: copula, register: register)
    var plans: [MeasurePlan] = []
    for measure in measures where scenario.covers.contains(measure.name) {
      plans.append(try measurePlan(measure, book, plans, published, own))
    }
    var costs: [CostPlan] = []
    for cost in model.costs where scenario.covers.contains(cost.measure) {
      costs.append(try costPlan(cost, book, plans))
    }
    var contracts: [ContractPlan] = []
    for use in scenario.contracts {
      guard let contract = model.contracts.first(where: { $0.name == use.contract }) else {
        throw EngineError(
          "`\(scenario.name)` uses the contract `\(use.contract)`, which is not declared.")
      }
      contracts.append(
        try contractPlan(contract, delay: use.delayMonths, book, plans, costs))
    }
    var levers: [LeverPlan] = []
    for use in scenario.levers {
      guard let lever = model.levers.first(where: { $0.name == use.lever }) else {
        throw EngineError(
          "`\(scenario.name)` uses the lever `\(use.lever)`, which is not declared.")
      }
      guard let position = plans.firstIndex(where: { $0.measure.name == lever.measure }) else {
        throw EngineError(
          "`\(scenario.name)` uses `\(lever.name)`, which acts on `\(lever.measure)`, but does not "
            + "cover that measure. Add it to `covers`.")
      }
      try checkStarts(lever, plans[position])
      levers.append(
        try LeverPlanner(book: book, units: units, timeline: timeline).plan(
          lever, delay: use.delayMonths, measure: plans[position], position: position,
          baseline: baseline(of: lever.name, in: scenario)))
    }
    let general = model.assumptions.contains { $0.name == "general-inflation" }
    let figures = try figurePlans(scenario, book, plans, costs)
    let inflation = general ? try book.sampler("general-inflation") : nil
    return ScenarioPlan(
      scenario: scenario, measures: plans, costs: costs, contracts: contracts, figures: figures,
      levers: levers, generalInflation: inflation,
      populationGrowth: model.assumptions.contains { $0.name == "population-growth" }
        ? try book.sampler("population-growth") : nil, inputs: register.inputs)
  }

  private func measurePlan(
    _ measure: Measure, _ book: AssumptionBook, _ before: [MeasurePlan],
    _ published: [PublishedMeasurePlan], _ data: OwnData
  ) throws(EngineError) -> MeasurePlan {
    let items = try items(of: measure)
    let category = measure.splitBy.first
    switch measure.source {
    case .published:
      let position = published.firstIndex { $0.measure.name == measure.name } ?? 0
      let yearly = published[position].exitShares.first ?? 0
      return MeasurePlan(
        measure: measure, category: category, items: items, path: .published(position),
        monthlyTurnover: CalendarUnits.monthly(yearly))
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
        monthlyTurnover: before[position].monthlyTurnover)
    case .own(let own):
      return MeasurePlan(
        measure: measure, category: category, items: items,
        path: try ownPath(measure, own, book, before, data),
        monthlyTurnover: measure.isFlow ? 1 : 0)
    case .projection:
      guard let table = data.projections[measure.name] else {
        throw EngineError("The table of `\(measure.name)` was not read.")
      }
      return MeasurePlan(
        measure: measure, category: category, items: items,
        path: .projection(try projectionPath(measure, table)),
        monthlyTurnover: measure.isFlow ? 1 : 0)
    case .level(let start, let growth):
      return MeasurePlan(
        measure: measure, category: category, items: items,
        path: .level(
          start: try book.sampler(start, stream: "measure|\(measure.name)|start"),
          growth: try growth.map { name throws(EngineError) in try book.sampler(name) }),
        monthlyTurnover: 0)
    }
  }

  /// A lever on new starts needs a measure whose starts are known.
  private func checkStarts(_ lever: Lever, _ measure: MeasurePlan) throws(EngineError) {
    switch measure.path {
    case .published, .follows, .level, .pathway: return
    case .own, .projection: break
    }
    guard !measure.measure.isFlow else { return }
    let acts = lever.effects.contains { effect in
      if case .divert = effect { return true }
      return false
    }
    guard acts else { return }
    throw EngineError(
      "`\(lever.name)` diverts new starts of `\(lever.measure)`, but its table has stocks only, so I "
        + "don't know who starts. Forecast it by a pathway, or use `move`.",
      location: lever.location.text)
  }

  /// The parent of the first scenario up the line that uses a lever.
  private func baseline(of lever: String, in scenario: Scenario) -> Int? {
    var owner = scenario
    while let name = owner.parent, let parent = model.scenarios.first(where: { $0.name == name }),
      parent.levers.contains(where: { $0.lever == lever })
    {
      owner = parent
    }
    return owner.parent.flatMap { name in model.scenarios.firstIndex { $0.name == name } }
  }
}
