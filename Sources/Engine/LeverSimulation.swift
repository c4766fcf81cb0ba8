import Periods
import ScenarioLanguage

/// Applies levers to the monthly stocks of one draw.
///
/// Levers that move children build up a number of children who are elsewhere; that number wears off
/// at the measure's turnover, because a child who was moved would have left the service in time
/// anyway. No stock falls below nought: children who are not there are not moved.
struct LeverSimulation {
  let months: Int
  /// Absolute index of the first month computed.
  let firstMonth: Int

  /// Applies one lever.
  ///
  /// - Parameters:
  ///   - stocks: monthly stocks, item by item (`item · months + month`).
  ///   - reference: the same under the parent scenario, for `of baseline`.
  ///   - starts: children who start in each month, item by item, for `divert`.
  func apply(
    _ lever: LeverPlan, turnover: Double, stocks: inout [Double], reference: [Double],
    starts: [Double], draw: Int
  ) {
    let delivered = lever.delivery.map { delivery in
      let uniform = delivery.uniform(draw: draw)
      return delivery.isConstant
        ? [delivery.value(uniform: uniform, month: firstMonth)]
        : (0..<months).map { delivery.value(uniform: uniform, month: firstMonth + $0) }
    }
    let keep = lever.fade?.keep(draw: draw, firstMonth: firstMonth) ?? 1
    for effect in lever.effects {
      let uniform = effect.amount.uniform(draw: draw)
      let constant =
        effect.amount.isConstant ? effect.amount.value(uniform: uniform, month: 0) : nil
      var elsewhere = 0.0
      for month in 0..<months {
        let share = delivered.map { $0.count == 1 ? $0[0] : $0[month] } ?? 1
        let strength = lever.ramp[month] * share
        let amount =
          (constant ?? effect.amount.value(uniform: uniform, month: firstMonth + month))
          * (effect.isLevelSet ? 1 : lever.scale)
        let lasting = strength * (lever.fade?.left(month, keep: keep) ?? 1)
        let carried = elsewhere * (1 - turnover) * (lever.ramp[month] > 0 ? keep : 1)
        let added: Double
        switch effect.kind {
        case .set(let item):
          stocks[item * months + month] +=
            (amount - stocks[item * months + month]) * lasting * lever.scale
          continue
        case .cap(let item):
          let above = max(0, stocks[item * months + month] - amount)
          stocks[item * months + month] -= above * min(1, lasting * lever.scale)
          continue
        case .move(let from, _), .divert(let from, _):
          added = flow(effect, amount, month, from, reference, starts) * strength
        case .reduce(let item, _), .increase(let item, _):
          guard effect.perMonth != nil else {
            elsewhere = level(effect, amount, month, item, reference) * lasting
            shift(effect.kind, &elsewhere, elsewhere, month, &stocks)
            continue
          }
          added = flow(effect, amount, month, item, reference, starts) * strength
        }
        elsewhere = carried + added
        // The stock of a month is its mean: what moves during the month counts half in it. Events
        // (which no month carries on to the next) count whole.
        shift(
          effect.kind, &elsewhere, carried + (turnover < 1 ? added / 2 : added), month, &stocks)
      }
    }
  }

  /// Shifts `count` children from place to place in a month, as far as there are any, and lowers
  /// what is carried on by what could not be shifted.
  private func shift(
    _ kind: LeverPlan.Effect.Kind, _ elsewhere: inout Double, _ count: Double, _ month: Int,
    _ stocks: inout [Double]
  ) {
    let places: (from: Int?, to: Int?) =
      switch kind {
      case .move(let from, let to), .divert(let from, let to): (from, to)
      case .reduce(let from, let to): (from, to)
      case .increase(let to, let from): (from, to)
      case .set, .cap: (nil, nil)
      }
    var moved = count
    if let from = places.from {
      moved = min(count, stocks[from * months + month])
      elsewhere -= count - moved
      stocks[from * months + month] -= moved
    }
    if let to = places.to { stocks[to * months + month] += moved }
  }

  /// Children who move or start elsewhere in a month.
  private func flow(
    _ effect: LeverPlan.Effect, _ amount: Double, _ month: Int, _ item: Int,
    _ reference: [Double], _ starts: [Double]
  ) -> Double {
    let monthly = amount * (effect.perMonth.map { $0[month] } ?? 1)
    switch effect.basis {
    case nil: return monthly
    case .starts: return amount * starts[item * months + month]
    case .baseline, .level: return monthly * base(effect, month, item, reference)
    }
  }

  /// Children or places that a reduction or an increase without `per` holds back or adds.
  private func level(
    _ effect: LeverPlan.Effect, _ amount: Double, _ month: Int, _ item: Int,
    _ reference: [Double]
  ) -> Double {
    guard effect.basis != nil else { return amount }
    return amount * base(effect, month, item, reference)
  }

  private func base(
    _ effect: LeverPlan.Effect, _ month: Int, _ item: Int, _ reference: [Double]
  ) -> Double {
    if case .level(let frozen) = effect.basis {
      let at = min(months - 1, max(0, frozen.index - firstMonth))
      return reference[item * months + at]
    }
    return reference[item * months + month]
  }
}

extension LeverPlan.Effect {
  /// Whether the amount is a level to reach, which a setting of the lever does not multiply.
  var isLevelSet: Bool {
    switch kind {
    case .set, .cap: true
    default: false
    }
  }
}
