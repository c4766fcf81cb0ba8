import Probability

/// People who are to be in a place with a limit at the end of a step.
struct CapacityArrival: Sendable {
  /// Who takes a place first.
  enum Rank: Int8, Sendable { case stayed, moved, entered }

  let rank: Rank
  let place: Int32
  var count: Int32
}

extension Replicate {
  /// Gives the places of every limit to those who are meant to be there, then finds room for the
  /// others by the options of their limit.
  mutating func settle(_ replicate: Int, _ step: Int) {
    guard let capacity = plan.capacity else { return }
    var free = capacity.limits.map { $0.places[step] }
    var refused: [(limit: Int, arrival: CapacityArrival)] = []
    for limit in capacity.limits.indices {
      pending[limit].sort { ($0.rank.rawValue, $0.place) < ($1.rank.rawValue, $1.place) }
      var choice = LimitChoice(plan, limit, replicate, step)
      var first = 0
      while first < pending[limit].count {
        let rank = pending[limit][first].rank
        let last = pending[limit][first...].firstIndex { $0.rank != rank } ?? pending[limit].count
        let demand = pending[limit][first..<last].reduce(0) { $0 + Int($1.count) }
        var rest = demand
        for index in first..<last {
          var arrival = pending[limit][index]
          let taken =
            demand <= free[limit]
            ? Int(arrival.count) : choice.taken(of: Int(arrival.count), free[limit], &rest)
          if demand > free[limit] { choice.given += taken }
          if taken > 0 { push(Int(arrival.place), taken) }
          arrival.count -= Int32(taken)
          if arrival.count > 0 { refused.append((limit, arrival)) }
        }
        free[limit] -= min(demand, free[limit])
        choice.given = 0
        first = last
      }
      pending[limit].removeAll(keepingCapacity: true)
    }
    for (limit, arrival) in refused { overflow(capacity, limit, arrival, &free) }
  }

  private mutating func overflow(
    _ capacity: CapacityModel, _ limit: Int, _ arrival: CapacityArrival, _ free: inout [Int]
  ) {
    let tables = plan.tables
    let (state, tick) = Int(arrival.place).quotientAndRemainder(dividingBy: tables.tickCount)
    let after = arrival.rank == .stayed ? Int(tables.restartedTick[tick]) : tick
    let meant = state * tables.bandCount + Int(tables.bandOfTick[tick])
    var rest = Int(arrival.count)
    for option in capacity.options[limit] where rest > 0 {
      let target = Int(option[state])
      let other = Int(capacity.limitOfState[target])
      let room = other < 0 ? rest : min(rest, free[other])
      guard room > 0 else { continue }
      if other >= 0 { free[other] -= room }
      rest -= room
      let found = target * tables.bandCount + Int(tables.bandOfTick[after])
      ledger[meant * kinds + 6] += Int32(room)
      ledger[found * kinds + 5] += Int32(room)
      push(target * tables.tickCount + after, room)
    }
  }
}

/// Who of a class gets a place where there are too few: every person with the same chance, one
/// after another (selection sampling, Knuth, The Art of Computer Programming 2, 3.4.2).
private struct LimitChoice {
  private let plan: SimulationPlan
  private let limit: Int
  private let replicate: Int
  private let step: Int
  private var address: RandomAddress
  private var asked = 0

  /// How many places of the class are given so far.
  var given = 0

  init(_ plan: SimulationPlan, _ limit: Int, _ replicate: Int, _ step: Int) {
    self.plan = plan
    self.limit = limit
    self.replicate = replicate
    self.step = step
    address = plan.limitStream(limit, block: 0).at(replicate: replicate, step: step)
  }

  /// How many of `count` people get one of `free` places, `rest` people of the class to go.
  mutating func taken(of count: Int, _ free: Int, _ rest: inout Int) -> Int {
    var taken = 0
    for _ in 0..<count {
      if asked > 0, asked % RandomAddress.countLimit == 0 {
        address = plan.limitStream(limit, block: asked / RandomAddress.countLimit)
          .at(replicate: replicate, step: step)
      }
      let u = address.uniform(asked % RandomAddress.countLimit)
      asked += 1
      if u * Double(rest) < Double(free - given - taken) { taken += 1 }
      rest -= 1
    }
    return taken
  }
}
