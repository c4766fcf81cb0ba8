import Cohorts
import Foundation
import Periods
import Probability

/// Draws a pathway month by month.
struct PathwaySimulation {
  let plan: PathwayPlan
  let draw: Int
  private let items: Int
  private let months: Int
  private let first: Int
  /// Rates drawn once, by rate; `nil` for one that is written.
  private let counted: [Double?]
  private let writtenUniforms: [Double]
  private let isConstant: Bool
  private let entryItems: [Int]
  private let entryStreams: [RandomStream]

  /// Monthly hazard from an item (row) to another, or in the last column to the outside.
  private var hazards: [Double]
  private var chain: PathwayMonth
  private var spare: [Double] = []

  init(_ plan: PathwayPlan, draw: Int) {
    self.plan = plan
    self.draw = draw
    items = plan.items
    months = plan.history.months
    first = plan.history.firstMonth
    var counted: [Double?] = []
    var uniforms: [Double] = []
    var isConstant = true
    for rate in plan.rates {
      switch rate.law {
      case .counted(let shape, let exposure):
        let (u, v) = rate.stream.at(replicate: draw, step: 0).pair(0)
        counted.append(FastGamma.variate(shape, u, v) / exposure)
        uniforms.append(0)
      case .written(let sampler, _):
        counted.append(nil)
        uniforms.append(sampler.uniform(draw: draw))
        isConstant = false
      }
    }
    self.counted = counted
    writtenUniforms = uniforms
    self.isConstant = isConstant
    entryItems = plan.entries.map(\.item)
    entryStreams = plan.entries.map(\.process)
    hazards = [Double](repeating: 0, count: items * (items + 1))
    chain = PathwayMonth(items: items)
  }

  /// - Parameters:
  ///   - source: the monthly paths of the scenario's measures before this one.
  ///   - levers: the levers on this measure.
  ///   - capacities: for each limit, the monthly path of its places over all items.
  mutating func run(
    source: some FigureSource, levers acting: PathwayLevers, leverCount: Int,
    capacities: [[Double]]
  ) -> PathwayDraw {
    var levers = acting
    var result = PathwayDraw(
      items: items, months: months, limits: plan.limits.count, levers: leverCount)
    var state = PathwayState(plan.opening)
    let entryMeans = entryMeans(source)
    let isExact = plan.isUnlimited && levers.isEmpty
    let groups = plan.ageing?.groups ?? 1
    var composition = openingComposition(groups)
    let follows = isExact || plan.ageing != nil
    fillKnown(&result)
    for month in plan.start..<max(plan.start, months) {
      let at = max(0, month)
      let step = month - plan.start
      if step == 0 || !isConstant { setRates(at) }
      let opening = state.stock
      state.beginMonth()
      let ageChance = ageChances(step, composition, groups)
      for item in 0..<items {
        if let ageChance, ageChance[item] > 0 {
          let aged = Binomial(unchecked: state.stock[item], min(1, ageChance[item])).quantile(
            plan.reaching[item].uniform(replicate: draw, step: step))
          state.shift(aged, from: item, to: nil)
        }
      }
      for item in 0..<items { state.moving[item] = state.stock[item] }
      move(chain.present, plan.leaving, step, &state)
      for place in entryItems.indices {
        let count = Poisson(unchecked: max(0, entryMeans[place][at])).quantile(
          entryStreams[place].uniform(replicate: draw, step: step))
        state.shift(count, from: nil, to: entryItems[place])
        state.started[entryItems[place]] += count
      }
      if follows { advance(&composition, groups, step, entryMeans, at) }
      if month >= 0 {
        levers.apply(month, to: &state, leaving: chain.present.leaving, into: &result)
      }
      for item in 0..<items { state.moving[item] = min(state.started[item], state.stock[item]) }
      move(chain.arriving, plan.arriving, step, &state)
      limit(at, month, capacities, &state, &levers, &result)
      record(month, opening, state, isExact ? composition.reduce(0, +) : nil, &result)
    }
    if !isExact { result.expected = [] }
    return result
  }

  /// The months before the first drawn, as the history has them.
  private func fillKnown(_ result: inout PathwayDraw) {
    let known = min(max(0, plan.start), months)
    guard known > 0 else { return }
    let past = plan.history.path { _, item in Double(plan.opening[item]) }
    for item in 0..<items {
      for month in 0..<known {
        result.path[item * months + month] = past.path[item * months + month]
        result.closing[item * months + month] = past.closing[item * months + month]
      }
    }
    for month in 0..<known {
      result.expected[month] = (0..<items).reduce(0) { $0 + result.closing[$1 * months + month] }
    }
  }

  private mutating func setRates(_ month: Int) {
    for place in hazards.indices { hazards[place] = 0 }
    for (place, rate) in plan.rates.enumerated() {
      let target = rate.from * (items + 1) + (rate.to ?? items)
      switch rate.law {
      case .counted: hazards[target] += counted[place] ?? 0
      case .written(let sampler, let perMonth):
        let share = sampler.value(uniform: writtenUniforms[place], month: first + month)
        hazards[target] += -log1p(-min(0.999_999, max(0, share))) * perMonth[month]
      }
    }
    chain.set(rates: hazards)
  }

  /// Those of the children in `state.moving` who are elsewhere at the month's end, item by item by
  /// inversion of the binomial, and the place of each by its own uniform.
  private func move(
    _ moves: PathwayMonth.Moves, _ streams: [RandomStream], _ step: Int, _ state: inout PathwayState
  ) {
    for item in 0..<items where moves.leaving[item] > 0 && state.moving[item] > 0 {
      let address = streams[item].at(replicate: draw, step: step)
      let (first, second) = address.pair(0)
      let leavers = Binomial(unchecked: state.moving[item], moves.leaving[item]).quantile(first)
      guard leavers > 0 else { continue }
      let row = item * (items + 1)
      if leavers <= 64 {
        for number in 1...leavers {
          let uniform = number == 1 ? second : address.uniform(number)
          var place = 0
          while place < items, moves.shares[row + place] <= uniform { place += 1 }
          state.shift(1, from: item, to: place == items ? nil : place)
        }
        continue
      }
      var remaining = leavers
      var before = 0.0
      for place in 0...items where remaining > 0 && moves.shares[row + place] > before {
        let chance = min(1, (moves.shares[row + place] - before) / (1 - before))
        let count = Binomial(unchecked: remaining, chance).quantile(address.uniform(place + 1))
        state.shift(count, from: item, to: place == items ? nil : place)
        remaining -= count
        before = moves.shares[row + place]
      }
    }
  }

  /// Sends on what does not fit, limit by limit, until every limit holds.
  private func limit(
    _ at: Int, _ month: Int, _ capacities: [[Double]], _ state: inout PathwayState,
    _ levers: inout PathwayLevers, _ result: inout PathwayDraw
  ) {
    for _ in plan.limits.indices {
      for (place, limit) in plan.limits.enumerated() {
        let uniform = limit.perPlace.uniform(draw: draw)
        let room = Int(
          capacities[place][at] * limit.perPlace.value(uniform: uniform, month: first + at) + 1e-9)
        let over = state.stock[limit.item] - max(0, room)
        guard over > 0 else { continue }
        state.shift(over, from: limit.item, to: limit.overflow)
        guard month >= 0 else { continue }
        result.overflowed[place * months + month] += Double(over)
        levers.bounce(over, from: limit.item, month: month, into: &result)
      }
    }
  }

  private func record(
    _ month: Int, _ opening: [Int], _ state: PathwayState, _ expected: Double?,
    _ result: inout PathwayDraw
  ) {
    for item in 0..<items {
      guard opening[item] + state.came[item] - state.went[item] == state.stock[item],
        state.stock[item] >= 0
      else {
        result.isConserved = false
        continue
      }
    }
    let total = opening.reduce(0, +) + state.entered - state.left
    if total != state.stock.reduce(0, +) { result.isConserved = false }
    guard month >= 0 else { return }
    for item in 0..<items {
      let place = item * months + month
      result.path[place] = Double(opening[item] + state.stock[item]) / 2
      result.closing[place] = Double(state.stock[item])
      result.starts[place] = Double(state.started[item])
    }
    result.entered[month] = Double(state.entered)
    result.left[month] = Double(state.left)
    if let expected { result.expected[month] = expected }
  }
}

extension PathwaySimulation {
  /// The mean number of entries of each kind in each month computed.
  private func entryMeans(_ source: some FigureSource) -> [[Double]] {
    plan.entries.map { entry in
      switch entry.mean {
      case .counted(let events, let observed):
        let (u, v) = entry.parameter.at(replicate: draw, step: 0).pair(0)
        return [Double](
          repeating: FastGamma.variate(events, u, v) / observed, count: months)
      case .written(let sampler, let perMonth):
        let uniform = sampler.uniform(draw: draw)
        return (0..<months).map {
          sampler.value(uniform: uniform, month: first + $0) * perMonth[$0]
        }
      case .figure(let figure, let perMonth):
        let values = figure.months(draw: draw, source: source)
        return perMonth.map { zip(values, $0).map { $0 * $1 } } ?? values
      }
    }
  }

  private func openingComposition(_ groups: Int) -> [Double] {
    var composition = [Double](repeating: 0, count: items * groups)
    for item in 0..<items {
      for group in 0..<groups {
        composition[item * groups + group] =
          Double(plan.opening[item]) * (plan.ageing.map { $0.opening[item][group] } ?? 1)
      }
    }
    return composition
  }

  /// The chance, item by item, that one of its children reaches the age limit in the month.
  private func ageChances(_ step: Int, _ composition: [Double], _ groups: Int) -> [Double]? {
    guard let ageing = plan.ageing else { return nil }
    let due = ageing.due(step)
    return (0..<items).map { item in
      var sum = 0.0
      for group in 0..<groups { sum += composition[item * groups + group] }
      guard sum > 1e-12 else { return 0 }
      let over = step == 0 ? composition[item * groups] : 0
      return (over + composition[item * groups + due] * ageing.chance(due, step)) / sum
    }
  }

  /// The expected numbers by item and age group after the month's ageing, moves and entries.
  private mutating func advance(
    _ composition: inout [Double], _ groups: Int, _ step: Int, _ entering: [[Double]], _ at: Int
  ) {
    if let ageing = plan.ageing {
      let due = ageing.due(step)
      let staying = 1 - ageing.chance(due, step)
      for item in 0..<items {
        if step == 0 { composition[item * groups] = 0 }
        composition[item * groups + due] *= staying
      }
    }
    if spare.count != composition.count {
      spare = [Double](repeating: 0, count: composition.count)
    }
    let items = items
    spare.withUnsafeMutableBufferPointer { next in
      composition.withUnsafeBufferPointer { now in
        chain.step.chances.withUnsafeBufferPointer { chances in
          for place in next.indices { next[place] = 0 }
          for item in 0..<items {
            for place in 0..<items where chances[item * items + place] > 0 {
              let chance = chances[item * items + place]
              for group in 0..<groups {
                next[place * groups + group] += now[item * groups + group] * chance
              }
            }
          }
        }
      }
    }
    for place in entryItems.indices {
      let people = max(0, entering[place][at])
      for item in 0..<items {
        let there = people * chain.step.arrivals[entryItems[place] * items + item]
        guard there > 0 else { continue }
        if let ageing = plan.ageing {
          ageing.enter(there, entryItems[place], step, into: item, of: &spare)
        } else {
          spare[item] += there
        }
      }
    }
    swap(&composition, &spare)
  }
}
