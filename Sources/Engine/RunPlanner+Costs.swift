import Cohorts
import Periods
import Returns
import ScenarioLanguage
import Services

extension RunPlanner {
  func costPlan(
    _ cost: Cost, _ book: AssumptionBook, _ plans: [MeasurePlan]
  ) throws(EngineError) -> CostPlan {
    guard let position = plans.firstIndex(where: { $0.measure.name == cost.measure }) else {
      throw EngineError("`\(cost.name)` prices `\(cost.measure)`, which is not covered.")
    }
    let measure = plans[position]
    let wanted = cost.items.isEmpty ? measure.items : cost.items
    var items: [Int] = []
    var prices: [DatedSampler] = []
    var specifications: [ValueSpec] = []
    var perMonth: [[Double]] = []
    var bases: [FinancialYear?] = []
    for name in wanted {
      guard let item = measure.position(name) else {
        throw EngineError("`\(cost.name)` prices `\(name)`, which `\(cost.measure)` does not have.")
      }
      let specification = try book.specification(cost.price, item: name)
      items.append(item)
      specifications.append(specification)
      prices.append(try book.sampler(cost.price, item: name, stream: "cost|\(cost.name)|price"))
      if measure.measure.isFlow {
        guard specification.quantity.perTime == nil else {
          throw EngineError(
            "`\(cost.name)` prices each event of `\(cost.measure)`, so its price has no calendar "
              + "unit. Leave out the last `per`.", location: cost.location.text)
        }
        perMonth.append([Double](repeating: 1, count: timeline.monthCount))
        bases.append(specification.quantity.base.flatMap(RunPlanner.year))
        continue
      }
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
      for month in max(
        0, timeline.offset(change.from))..<max(
          max(0, timeline.offset(change.from)), timeline.monthCount)
      {
        fundOfMonth[month] = place
      }
    }
    var contributions: [ContributionPlan] = []
    for part in cost.contributions {
      contributions.append(try contribution(part, of: cost, funds.count, wanted, book))
      funds.append(part.fund)
    }
    return CostPlan(
      cost: cost, measure: position, items: items, prices: prices,
      specifications: specifications, units: perMonth, bases: bases,
      inflation: try cost.inflation.map { name throws(EngineError) in try book.sampler(name) },
      fundOfMonth: fundOfMonth, funds: funds, contributions: contributions)
  }

  private func contribution(
    _ part: Contribution, of cost: Cost, _ fund: Int, _ items: [String], _ book: AssumptionBook
  ) throws(EngineError) -> ContributionPlan {
    var parts: [DatedSampler] = []
    var money: [(units: [Double], base: FinancialYear?)] = []
    for item in items {
      parts.append(
        try book.sampler(part.share, item: item, stream: "cost|\(cost.name)|share of \(part.fund)"))
      let quantity = try book.specification(part.share, item: item).quantity
      guard quantity.kind == .money else { continue }
      let ones = [Double](repeating: 1, count: timeline.monthCount)
      money.append(
        (quantity.perTime.map(units.perMonth) ?? ones, quantity.base.flatMap(RunPlanner.year)))
    }
    return ContributionPlan(fund: fund, parts: parts, money: money.isEmpty ? nil : money)
  }

  static func year(_ base: MoneyBase) -> FinancialYear? {
    if case .prices(let year) = base { return year }
    return nil
  }
}
