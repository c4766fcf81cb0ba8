import Periods
import ScenarioLanguage

/// A contract of one scenario, resolved.
struct ContractPlan: Sendable {
  let contract: Contract
  /// Position of the measure whose children fill it.
  let measure: Int
  /// Positions of the items that may, the first filled first.
  let items: [Int]
  /// Position of the cost that stops for each occupied place.
  let replaces: Int?
  let places: DatedSampler
  let price: DatedSampler
  /// Priced units in each month computed.
  let units: [Double]
  let base: FinancialYear?
  let inflation: DatedSampler?
  /// Share of the places filled at most.
  let filledTo: DatedSampler?
  /// 1 in the months it is paid for, else 0.
  let paid: [Double]
  /// Build-up of the filling by month.
  let filling: [Double]
  /// So many places in place of those provided, where a question tries sizes.
  var size: Double?
}

extension RunPlanner {
  func contractPlan(
    _ contract: Contract, delay: Int, _ book: AssumptionBook, _ plans: [MeasurePlan],
    _ costs: [CostPlan]
  ) throws(EngineError) -> ContractPlan {
    guard let position = plans.firstIndex(where: { $0.measure.name == contract.measure }) else {
      throw EngineError(
        "`\(contract.name)` serves `\(contract.measure)`, which is not covered. Add it to `covers`.",
        location: contract.location.text)
    }
    var items: [Int] = []
    for name in contract.items.isEmpty ? plans[position].items : contract.items {
      guard let item = plans[position].position(name) else {
        throw EngineError(
          "`\(contract.name)` serves `\(name)`, which `\(contract.measure)` does not have.",
          location: contract.location.text)
      }
      items.append(item)
    }
    var replaces: Int?
    if let cost = contract.replaces {
      replaces = costs.firstIndex { $0.cost.name == cost }
      let priced = replaces.map { costs[$0].items } ?? []
      if let bare = items.first(where: { !priced.contains($0) }) {
        throw EngineError(
          "`\(contract.name)` replaces `\(cost)` for `\(plans[position].items[bare])`, which that cost "
            + "does not price, so nothing would stop being paid. Narrow `serves … where`.",
          location: contract.location.text)
      }
    }
    let price = try book.specification(contract.price).quantity
    let start = timeline.offset(contract.from) + delay
    let end = contract.until.map { timeline.offset($0) + delay }
    func sampler(_ value: ValueSpec, _ part: String) throws(EngineError) -> DatedSampler {
      try book.sampler(value, stream: "contract|\(contract.name)|\(part)")
    }
    return ContractPlan(
      contract: contract, measure: position, items: items, replaces: replaces,
      places: try sampler(contract.provides, "places"), price: try sampler(contract.price, "price"),
      units: price.perTime.map(units.perMonth)
        ?? [Double](repeating: 1, count: timeline.monthCount),
      base: price.base.flatMap(RunPlanner.year),
      inflation: try contract.inflation.map { name throws(EngineError) in try book.sampler(name) },
      filledTo: try contract.filledTo.map { value throws(EngineError) in
        try sampler(value, "filling")
      },
      paid: timeline.buildUp(from: start, until: end, months: 0, isSCurve: false),
      filling: timeline.buildUp(
        from: start + contract.lagMonths, until: end, months: contract.rampMonths,
        isSCurve: contract.rampIsSCurve), size: nil)
  }
}
