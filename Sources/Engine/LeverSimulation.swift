import Periods
import ScenarioLanguage

/// Applies levers to the monthly stocks of one draw.
///
/// Levers that move children build up a number of children who are elsewhere; that number wears off
/// at the measure's turnover, because a child who was moved would have left the service in time
/// anyway. No stock falls below nought: children who are not there are not moved.
struct LeverSimulation {
  let months: Int

  /// Applies one lever.
  ///
  /// - Parameters:
  ///   - stocks: monthly stocks, item by item (`item · months + month`).
  ///   - reference: the same under the parent scenario, for `of baseline`.
  ///   - starts: children who start in each month, item by item, for `divert`.
  ///   - offset: the absolute index of the first month.
  func apply(
    _ lever: LeverPlan, turnover: Double, stocks: inout [Double], reference: [Double],
    starts: [Double], offset: Int, draw: Int
  ) {
    let delivered = lever.delivery.map { $0.value(uniform: $0.uniform(draw: draw), month: offset) }
    for effect in lever.effects {
      let uniform = effect.amount.uniform(draw: draw)
      let constant =
        effect.amount.isConstant ? effect.amount.value(uniform: uniform, month: 0) : nil
      var elsewhere = 0.0
      for month in 0..<months {
        let strength = lever.ramp[month] * (delivered ?? 1)
        let amount =
          constant ?? effect.amount.value(uniform: uniform, month: offset + month)
        elsewhere *= 1 - turnover
        switch effect.kind {
        case .move(let from, let to), .divert(let from, let to):
          let wanted = flow(effect, amount, month, from, reference, starts) * strength
          elsewhere = min(stocks[from * months + month], elsewhere + wanted)
          stocks[from * months + month] -= elsewhere
          stocks[to * months + month] += elsewhere
        case .reduce(let from, let to):
          elsewhere = held(effect, amount, month, from, reference, strength, elsewhere)
          elsewhere = min(stocks[from * months + month], elsewhere)
          stocks[from * months + month] -= elsewhere
          if let to { stocks[to * months + month] += elsewhere }
        case .increase(let to, let from):
          elsewhere = held(effect, amount, month, to, reference, strength, elsewhere)
          if let from {
            elsewhere = min(stocks[from * months + month], elsewhere)
            stocks[from * months + month] -= elsewhere
          }
          stocks[to * months + month] += elsewhere
        }
      }
    }
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

  /// Children or places that a reduction or an increase holds back or adds in a month.
  private func held(
    _ effect: LeverPlan.Effect, _ amount: Double, _ month: Int, _ item: Int,
    _ reference: [Double], _ strength: Double, _ before: Double
  ) -> Double {
    if let perMonth = effect.perMonth {
      let share = effect.basis == nil ? 1 : base(effect, month, item, reference)
      return before + amount * perMonth[month] * share * strength
    }
    guard effect.basis != nil else { return amount * strength }
    return amount * base(effect, month, item, reference) * strength
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

  let firstMonth: Int
}
