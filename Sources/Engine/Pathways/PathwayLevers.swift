import Periods
import ScenarioLanguage

/// Levers at work inside a pathway's months, in whole children.
///
/// An amount per month adds up until a whole child is due. A level (`reduce ifa by 10% of baseline`)
/// keeps so many children elsewhere: those who were moved would have left their item at its own rate,
/// so that many fewer count as elsewhere each month and others follow. Children who are not there
/// are not moved.
struct PathwayLevers {
  /// One effect in one draw.
  private struct Effect {
    let lever: Int
    let effect: LeverPlan.Effect
    let uniform: Double
    let reference: [Double]
    /// Children due but not yet whole, and children kept elsewhere.
    var due = 0.0
    var elsewhere = 0.0
    /// Children due back but not yet whole.
    var owed = 0.0
    /// Children it brought into its destination this month.
    var brought = 0
    /// The share of its effect that is left after one month.
    let keep: Double
  }

  private let levers: [LeverPlan]
  private let delivered: [[Double]]
  private var effects: [Effect] = []
  private let months: Int
  private let firstMonth: Int

  /// - Parameter references: for each lever, the path that `of baseline` means; empty for the path as
  ///   it is drawn.
  init(_ levers: [LeverPlan], references: [[Double]], draw: Int, months: Int, firstMonth: Int) {
    self.levers = levers
    self.months = months
    self.firstMonth = firstMonth
    delivered = levers.map { lever in
      guard let delivery = lever.delivery else { return [Double](repeating: 1, count: months) }
      let uniform = delivery.uniform(draw: draw)
      return (0..<months).map { delivery.value(uniform: uniform, month: firstMonth + $0) }
    }
    for (position, lever) in levers.enumerated() {
      for effect in lever.effects {
        effects.append(
          Effect(
            lever: position, effect: effect, uniform: effect.amount.uniform(draw: draw),
            reference: references[position],
            keep: lever.fade?.keep(draw: draw, firstMonth: firstMonth) ?? 1))
      }
    }
  }

  var isEmpty: Bool { effects.isEmpty }

  /// Applies every effect to the stocks of a month.
  ///
  /// - Parameter leaving: the chance that a child leaves each item in the month.
  mutating func apply(
    _ month: Int, to state: inout PathwayState, leaving: [Double], into draw: inout PathwayDraw
  ) {
    for place in effects.indices {
      effects[place].brought = 0
      let lever = levers[effects[place].lever]
      let strength = lever.ramp[month] * delivered[effects[place].lever][month]
      let effect = effects[place].effect
      let amount =
        effect.amount.value(uniform: effects[place].uniform, month: firstMonth + month)
        * (effect.isLevelSet ? 1 : lever.scale)
      let keep = effects[place].keep
      if case .cap(let item) = effect.kind {
        let lasting = strength * (lever.fade?.left(month, keep: keep) ?? 1)
        let above = max(0, Double(state.stock[item]) - amount) * min(1, lasting * lever.scale)
        state.shift(Int(above.rounded(.down)), from: item, to: nil)
        continue
      }
      let (from, to) = PathwayLevers.places(effect.kind)
      if effect.perMonth == nil, effect.basis != .starts, PathwayLevers.isLevel(effect.kind) {
        let lasting = strength * (lever.fade?.left(month, keep: keep) ?? 1)
        hold(place, amount, lasting, month, from, to, &state, leaving, &draw)
      } else {
        comeBack(place, from, to, leaving, &state)
        carry(place, amount, strength, month, from, to, &state, &draw)
      }
    }
  }

  /// Children moved month by month who come back as the effect fades.
  private mutating func comeBack(
    _ place: Int, _ from: Int?, _ to: Int?, _ leaving: [Double], _ state: inout PathwayState
  ) {
    guard effects[place].keep < 1, let from, let to else { return }
    let there = effects[place].elsewhere * (1 - leaving[to])
    let back = Int((there * (1 - effects[place].keep) + effects[place].owed).rounded(.down))
    effects[place].owed += there * (1 - effects[place].keep) - Double(back)
    effects[place].elsewhere = there - Double(state.shift(back, from: to, to: from))
  }

  /// An amount per month.
  private mutating func carry(
    _ place: Int, _ amount: Double, _ strength: Double, _ month: Int, _ from: Int?, _ to: Int?,
    _ state: inout PathwayState, _ draw: inout PathwayDraw
  ) {
    let effect = effects[place].effect
    let item = from ?? to ?? 0
    var monthly = amount * (effect.perMonth.map { $0[month] } ?? 1)
    switch effect.basis {
    case nil: break
    case .starts: monthly = amount * Double(state.started[item])
    case .baseline, .level: monthly *= base(place, month, item, state)
    }
    let wanted = monthly * strength
    effects[place].due += wanted
    let whole = Int(effects[place].due + 1e-9)
    effects[place].due -= Double(whole)
    var moved = whole
    if case .divert = effect.kind { moved = min(moved, state.started[item]) }
    moved = state.shift(moved, from: from, to: to)
    if case .divert = effect.kind, let from, let to {
      state.started[from] -= moved
      state.started[to] += moved
    }
    effects[place].brought = moved
    if effect.perMonth != nil { effects[place].elsewhere += Double(moved) }
    draw.wanted[effects[place].lever][month] += wanted
    draw.short[effects[place].lever][month] += Double(whole - moved)
  }

  /// A level: so many children elsewhere.
  private mutating func hold(
    _ place: Int, _ amount: Double, _ strength: Double, _ month: Int, _ from: Int?, _ to: Int?,
    _ state: inout PathwayState, _ leaving: [Double], _ draw: inout PathwayDraw
  ) {
    let item = from ?? to ?? 0
    var level = amount * strength
    if effects[place].effect.basis != nil { level *= base(place, month, item, state) }
    let kept = effects[place].elsewhere * (1 - leaving[item])
    let missing = Int((level - kept).rounded(.down))
    var moved = 0
    if missing > 0 {
      moved = state.shift(missing, from: from, to: to)
      effects[place].brought = moved
    } else if level - kept <= -1 {
      moved = -state.shift(Int((kept - level).rounded(.down)), from: to, to: from)
    }
    effects[place].elsewhere = kept + Double(moved)
    draw.wanted[effects[place].lever][month] += level / 12
    draw.short[effects[place].lever][month] += Double(max(0, missing - max(0, moved))) / 12
  }

  /// Takes back from the levers what a limit sent on from the item they brought children to, the last
  /// lever first.
  mutating func bounce(
    _ count: Int, from item: Int, month: Int, into draw: inout PathwayDraw
  ) {
    var left = count
    for place in effects.indices.reversed() where left > 0 {
      guard PathwayLevers.places(effects[place].effect.kind).to == item else { continue }
      let back = min(left, effects[place].brought)
      guard back > 0 else { continue }
      left -= back
      effects[place].brought -= back
      let isLevel =
        effects[place].effect.perMonth == nil && PathwayLevers.isLevel(effects[place].effect.kind)
      if isLevel { effects[place].elsewhere = max(0, effects[place].elsewhere - Double(back)) }
      draw.short[effects[place].lever][month] += Double(back) / (isLevel ? 12 : 1)
    }
  }

  private func base(_ place: Int, _ month: Int, _ item: Int, _ state: PathwayState) -> Double {
    let reference = effects[place].reference
    guard !reference.isEmpty else { return Double(state.stock[item]) }
    if case .level(let frozen) = effects[place].effect.basis {
      return reference[item * months + min(months - 1, max(0, frozen.index - firstMonth))]
    }
    return reference[item * months + month]
  }

  private static func isLevel(_ kind: LeverPlan.Effect.Kind) -> Bool {
    switch kind {
    case .reduce, .increase: true
    case .move, .divert, .set, .cap: false
    }
  }

  private static func places(_ kind: LeverPlan.Effect.Kind) -> (from: Int?, to: Int?) {
    switch kind {
    case .move(let from, let to), .divert(let from, let to): (from, to)
    case .reduce(let from, let to): (from, to)
    case .increase(let to, let from): (from, to)
    case .set, .cap: (nil, nil)
    }
  }
}

/// Whole children by item in one month of a draw, with what came in and went out.
struct PathwayState {
  var stock: [Int]
  /// Children who entered each item from outside this month.
  var started: [Int]
  /// Children who are there to move, before anybody arrives.
  var moving: [Int]
  var came: [Int]
  var went: [Int]
  var entered = 0
  var left = 0

  init(_ opening: [Int]) {
    stock = opening
    started = [Int](repeating: 0, count: opening.count)
    moving = started
    came = started
    went = started
  }

  mutating func beginMonth() {
    for item in stock.indices {
      started[item] = 0
      came[item] = 0
      went[item] = 0
    }
    entered = 0
    left = 0
  }

  /// Moves children, as far as there are any: `nil` is the outside.
  ///
  /// - Returns: how many were moved.
  @discardableResult
  mutating func shift(_ count: Int, from: Int?, to: Int?) -> Int {
    guard count > 0 else { return 0 }
    var moved = count
    if let from {
      moved = min(count, stock[from])
      stock[from] -= moved
      went[from] += moved
    } else {
      entered += moved
    }
    if let to {
      stock[to] += moved
      came[to] += moved
    } else {
      left += moved
    }
    return moved
  }
}
