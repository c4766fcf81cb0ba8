import Periods
import ScenarioLanguage

/// Resolves levers to positions, months and samplers.
struct LeverPlanner {
  let book: AssumptionBook
  let units: CalendarUnits
  let timeline: Timeline

  func plan(
    _ lever: Lever, delay: Int, measure: MeasurePlan, position: Int, baseline: Int?
  ) throws(EngineError) -> LeverPlan {
    var effects: [LeverPlan.Effect] = []
    for (number, effect) in lever.effects.enumerated() {
      for part in try spread(effect, lever, measure) {
        effects.append(try resolve(part, lever, number, measure))
      }
    }
    var spends: [LeverPlan.Spending] = []
    for (number, spend) in lever.spends.enumerated() {
      spends.append(try resolve(spend, lever, number, delay))
    }
    return LeverPlan(
      lever: lever, measure: position, effects: effects, ramp: ramp(lever, delay),
      delivery: try lever.delivers.map { value throws(EngineError) in
        try book.sampler(value, stream: "lever|\(lever.name)|delivery")
      }, fade: try fade(lever, delay), spends: spends, baseline: baseline)
  }

  private func fade(_ lever: Lever, _ delay: Int) throws(EngineError) -> FadePlan? {
    guard let value = lever.fades else { return nil }
    let unit = try book.specification(value).quantity.perTime
    return FadePlan(
      share: try book.sampler(value, stream: "lever|\(lever.name)|fade"),
      months: unit == .month ? 1 : 12,
      start: timeline.offset(lever.from) + delay + lever.lagMonths + lever.rampMonths)
  }

  /// Build-up by month computed: a straight line or an S-curve (3x² − 2x³) at the middle of the month,
  /// that starts after the lag; 0 before `from` and after `until`, both moved by lag and
  /// delay.
  func ramp(_ lever: Lever, _ delay: Int) -> [Double] {
    timeline.buildUp(
      from: timeline.offset(lever.from) + delay + lever.lagMonths,
      until: lever.until.map { timeline.offset($0) + delay + lever.lagMonths },
      months: lever.rampMonths, isSCurve: lever.rampIsSCurve)
  }

  /// An effect on the whole of a divided measure, as the same percentage of each item. A number of
  /// children can't be spread so: which children they are is the author's to say.
  private func spread(
    _ effect: Lever.Effect, _ lever: Lever, _ measure: MeasurePlan
  ) throws(EngineError) -> [Lever.Effect] {
    let whole: (String) -> Bool = { $0 == measure.measure.name && measure.items.count > 1 }
    let amount: ValueSpec
    let parts: [Lever.Effect]
    switch effect {
    case .reduce(let item, let cut, let destination) where whole(item):
      amount = cut
      parts = measure.items.map { .reduce(item: $0, amount: cut, destination: destination) }
    case .increase(let item, let rise, let origin) where whole(item):
      amount = rise
      parts = measure.items.map { .increase(item: $0, amount: rise, origin: origin) }
    default:
      return [effect]
    }
    guard case .percent = try book.specification(amount).quantity.kind else {
      throw EngineError(
        "`\(lever.name)` changes all of `\(measure.measure.name)` by a number, and I can't tell which "
          + "items that comes from. Write a percentage of baseline, or one clause for each of "
          + measure.items.joined(separator: ", ") + ".",
        location: "\(lever.location.file):\(lever.location.line):\(lever.location.column)")
    }
    return parts
  }

  private func resolve(
    _ effect: Lever.Effect, _ lever: Lever, _ number: Int, _ measure: MeasurePlan
  ) throws(EngineError) -> LeverPlan.Effect {
    func place(_ item: String) throws(EngineError) -> Int {
      guard let found = measure.position(item) else {
        throw EngineError(
          "`\(lever.name)` names `\(item)`, which `\(lever.measure)` does not have. Its items are "
            + measure.items.joined(separator: ", ") + ".",
          location: "\(lever.location.file):\(lever.location.line):\(lever.location.column)")
      }
      return found
    }
    let kind: LeverPlan.Effect.Kind
    let amount: ValueSpec
    switch effect {
    case .move(let moved, let from, let to):
      kind = .move(from: try place(from), to: try place(to))
      amount = moved
    case .divert(let diverted, let from, let to):
      kind = .divert(from: try place(from), to: try place(to))
      amount = diverted
    case .reduce(let item, let cut, let destination):
      amount = cut
      if case .item(let to) = destination {
        kind = .reduce(from: try place(item), to: try place(to))
      } else {
        kind = .reduce(from: try place(item), to: nil)
      }
    case .increase(let item, let rise, let origin):
      amount = rise
      if case .item(let from) = origin {
        kind = .increase(to: try place(item), from: try place(from))
      } else {
        kind = .increase(to: try place(item), from: nil)
      }
    case .set(let item, let level):
      kind = .set(try place(item))
      amount = level
    case .cap(let item, let level):
      kind = .cap(try place(item))
      amount = level
    }
    let quantity = try book.specification(amount).quantity
    var basis: PercentBasis?
    if case .percent(let of) = quantity.kind { basis = of ?? .baseline }
    return LeverPlan.Effect(
      kind: kind,
      amount: try book.sampler(amount, stream: "lever|\(lever.name)|effect \(number + 1)"),
      perMonth: quantity.perTime.map(units.perMonth), basis: basis)
  }

  private func resolve(
    _ spend: Spend, _ lever: Lever, _ number: Int, _ delay: Int
  ) throws(EngineError) -> LeverPlan.Spending {
    let quantity = try book.specification(spend.amount).quantity
    let start = timeline.offset(lever.from) + delay
    let end = lever.until.map { timeline.offset($0) + delay } ?? Int.max
    let perUnit = spend.once ? nil : quantity.perTime.map(units.perMonth)
    let perMonth = (0..<timeline.monthCount).map { month -> Double in
      if spend.once || perUnit == nil { return month == start ? 1 : 0 }
      return month >= start && month <= end ? perUnit?[month] ?? 0 : 0
    }
    return LeverPlan.Spending(
      amount: try book.sampler(spend.amount, stream: "lever|\(lever.name)|spend \(number + 1)"),
      perMonth: perMonth, base: quantity.base.flatMap(RunPlanner.year), fund: spend.fund)
  }
}
