import Results

/// The sheets that work figures out, made in the order in which they rest on one another.
struct FinanceWorkings {
  let figures: RunFigures
  let select: Select
  private(set) var data: EngineData
  private(set) var prices: UnitCosts
  private(set) var inflation: Inflation
  private(set) var index: PriceIndex
  private(set) var calendar: CalendarUnits
  private(set) var calculations: [Calculation] = []
  private(set) var cost: CostSheet?
  private(set) var plan: MTFSData
  private(set) var bridges: [MTFSBridge] = []
  private(set) var fans: [FanSheet] = []
  let steps: Sensitivity.Steps
  private(set) var sensitivity: Sensitivity?
  private(set) var samples: SampleSheets?

  init(_ figures: RunFigures) {
    self.figures = figures
    select = Select(figures)
    data = EngineData(figures)
    steps = Sensitivity.Steps()
    prices = UnitCosts(figures)
    inflation = Inflation(figures)
    index = PriceIndex(figures, inflation: inflation, step: steps.inflation)
    calendar = CalendarUnits(figures)
    plan = MTFSData(figures)
    var taken = Set<String>()
    var volumes: [String: Calculation] = [:]
    for measure in Self.order(figures) {
      let follows = Self.followed(by: measure, figures)
      let calculation = Calculation(
        measure, figures, data: &data, sheetName: Self.name("Calc_", measure, &taken),
        parent: follows.flatMap { volumes[$0] })
      volumes[measure] = calculation
      calculations.append(calculation)
    }
    if !figures.charges.isEmpty {
      let cost = CostSheet(
        figures, data: &data, volumes: volumes, prices: prices, inflation: inflation,
        index: index, calendar: calendar)
      self.cost = cost
      sensitivity = Sensitivity(
        figures, steps: steps, cost: cost, index: index, volumes: volumes)
    }
    for plan in plan.plans {
      let reports = Set(self.plan.plans.map(\.report)).count
      let name = (reports > 1 ? "\(plan.report) " : "") + plan.fund
      bridges.append(
        MTFSBridge(
          plan, self.plan, cost: cost, figures: figures,
          sheetName: Self.name("MTFS bridge ", name, &taken)))
    }
    for measure in figures.measures {
      let name = Self.name("Fan_", measure, &taken)
      if let fan = FanSheet(measure, figures, data: &data, sheetName: name) { fans.append(fan) }
    }
    samples = SampleSheets(figures)
  }

  /// Inputs beside the run's figures, by sheet.
  var copies: [(sheet: String, copies: [(input: String, run: String)])] {
    [(prices.grid.sheet.name, prices.copies), (inflation.grid.sheet.name, inflation.copies)]
      + calculations.map { ($0.grid.sheet.name, $0.copies) }
  }

  /// Measures with a ledger first, because the others may follow them.
  private static func order(_ figures: RunFigures) -> [String] {
    let priced = Set(figures.items.map(\.measure))
    let ledgers = RunFigures.distinct(figures.run.ledger.map(\.measure))
    return ledgers + figures.measures.filter { priced.contains($0) && !ledgers.contains($0) }
  }

  /// The measure that another follows: one of its assumptions is counted per its noun, as in
  /// `passengers per plan`.
  private static func followed(by measure: String, _ figures: RunFigures) -> String? {
    func unit(_ measure: String) -> String? {
      figures.run.forecasts.first { $0.measure == measure }?.unit
    }
    guard let noun = unit(measure) else { return nil }
    let ledgers = RunFigures.distinct(figures.run.ledger.map(\.measure))
    return ledgers.first { other in
      guard let plural = unit(other) else { return false }
      return figures.run.manifest.assumptions.contains {
        $0.unit == "\(noun) per \(plural.dropLast())"
      }
    }
  }

  /// A sheet's name that no other has.
  private static func name(_ prefix: String, _ name: String, _ taken: inout Set<String>) -> String {
    let readable = ["ehcps": "EHCP", "cla": "CLA", "transport": "Transport"][name] ?? name
    var text = WorkbookRules.sheetName(from: prefix + readable)
    var number = 2
    while !taken.insert(text.lowercased()).inserted {
      let tail = " \(number)"
      let head = WorkbookRules.sheetName(from: prefix + readable)
      text = WorkbookRules.sheetName(
        from: String(head.prefix(WorkbookRules.sheetNameLength - tail.count)) + tail)
      number += 1
    }
    return text
  }
}
