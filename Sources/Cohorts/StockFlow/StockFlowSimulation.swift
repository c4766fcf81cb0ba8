import Probability

/// Whole people moved through a daily model step by step, in many replicates.
///
/// In each step the people of a state draw how many leave it, those who leave draw where to, and a
/// Poisson number enters; each draw is one uniform by inversion, addressed by replicate, step and
/// move, so that the counts do not depend on how replicates are divided among threads.
///
/// Nobody is made or lost: the stock at the start, and everyone who ``entered``, is in a state of
/// ``counts`` or among the ``left``.
public struct StockFlowSimulation: Sendable {
  /// Number of states.
  public let states: Int

  /// Number of replicates.
  public let replicates: Int

  /// People by replicate and state, replicates × states by rows.
  public private(set) var counts: [Int]

  /// People who have entered so far, by replicate.
  public private(set) var entered: [Int]

  /// People who have left the state space so far, by replicate.
  public private(set) var left: [Int]

  /// Steps taken.
  public private(set) var steps = 0

  private let stream: RandomStream

  /// A simulation at its start, with the random numbers of the stream `name` under `seed`.
  ///
  /// Throws ``CohortError`` where a stock is negative, there is none, or there is no replicate.
  public init(
    start: [Int], replicates: Int, seed: UInt64, name: String
  ) throws(CohortError) {
    guard !start.isEmpty, start.allSatisfy({ $0 >= 0 }) else {
      throw CohortError("start", "needs one stock of 0 or more per state")
    }
    guard replicates >= 1, replicates <= Int(Int32.max) else {
      throw CohortError("replicates", "is \(replicates); take at least 1")
    }
    states = start.count
    self.replicates = replicates
    counts = []
    counts.reserveCapacity(replicates * start.count)
    for _ in 0..<replicates { counts.append(contentsOf: start) }
    entered = [Int](repeating: 0, count: replicates)
    left = [Int](repeating: 0, count: replicates)
    stream = RandomStream(seed: seed, name: name)
  }

  /// Takes a step, which must have as many states as the start; at most 65,536 in all.
  public mutating func advance(_ step: StockFlowStep) {
    precondition(step.states == states, "the step has other states than the start")
    let moves = StockFlowDraws(step)
    var next = [Int](repeating: 0, count: states)
    for replicate in 0..<replicates {
      let address = stream.at(replicate: replicate, step: steps)
      let base = replicate * states
      for state in 0..<states { next[state] = 0 }
      for state in 0..<states where counts[base + state] > 0 {
        left[replicate] += moves.move(counts[base + state], from: state, into: &next, address)
      }
      let passing = moves.passing(address)
      left[replicate] += passing
      entered[replicate] += passing + moves.enter(into: &next, address)
      for state in 0..<states { counts[base + state] = next[state] }
    }
    steps += 1
  }

  /// The number of people in a set of states, by replicate.
  public func totals(of members: [Int]) -> [Int] {
    (0..<replicates).map { replicate in
      members.reduce(0) { $0 + counts[replicate * states + $1] }
    }
  }
}

/// The laws of one step's moves, ready to be drawn from.
private struct StockFlowDraws {
  private let states: Int
  private let leaving: [Double]
  /// The first place of each state's moves in `targets`.
  private let starts: [Int]
  /// The states moved to; the number of states stands for leaving them all.
  private let targets: [Int]
  /// Probability of each move, given a move that is none of those before it.
  private let conditional: [Double]
  private let entrants: [(state: Int, law: Poisson)]
  private let entrantsLost: Poisson

  init(_ step: StockFlowStep) {
    states = step.states
    var leaving: [Double] = []
    var starts = [0]
    var targets: [Int] = []
    var conditional: [Double] = []
    for from in 0..<step.states {
      var places: [Int] = []
      var weights: [Double] = []
      for move in step.starts[from]..<step.starts[from + 1] where step.targets[move] != from {
        places.append(step.targets[move])
        weights.append(step.probabilities[move])
      }
      if step.losses[from] > 0 {
        places.append(step.states)
        weights.append(step.losses[from])
      }
      leaving.append(min(1, weights.reduce(0, +)))
      var rest = weights.reduce(0, +)
      for (place, weight) in zip(places, weights) {
        targets.append(place)
        conditional.append(rest > 0 ? min(1, weight / rest) : 1)
        rest -= weight
      }
      if !places.isEmpty { conditional[conditional.count - 1] = 1 }
      starts.append(targets.count)
    }
    self.leaving = leaving
    self.starts = starts
    self.targets = targets
    self.conditional = conditional
    entrants = step.entrants.enumerated().filter { $0.element > 0 }.map {
      ($0.offset, Poisson(unchecked: $0.element))
    }
    entrantsLost = Poisson(unchecked: step.entrantsLost)
  }

  /// Moves the people of a state; returns how many left the state space.
  @inline(__always)
  func move(
    _ count: Int, from state: Int, into next: inout [Int], _ address: RandomAddress
  ) -> Int {
    guard leaving[state] > 0 else {
      next[state] += count
      return 0
    }
    let first = state * (states + 2)
    var movers = Binomial(unchecked: count, leaving[state]).quantile(address.uniform(first))
    next[state] += count - movers
    var left = 0
    for move in starts[state]..<starts[state + 1] where movers > 0 {
      let there =
        conditional[move] == 1
        ? movers
        : Binomial(unchecked: movers, conditional[move]).quantile(
          address.uniform(first + 1 + targets[move]))
      movers -= there
      if targets[move] == states { left += there } else { next[targets[move]] += there }
    }
    return left
  }

  /// How many entered and left the state space within the step.
  @inline(__always)
  func passing(_ address: RandomAddress) -> Int {
    guard entrantsLost.mean > 0 else { return 0 }
    return entrantsLost.quantile(address.uniform(states * (states + 3)))
  }

  /// Lets people enter; returns how many did.
  @inline(__always)
  func enter(into next: inout [Int], _ address: RandomAddress) -> Int {
    var entered = 0
    for (state, law) in entrants {
      let count = law.quantile(address.uniform(states * (states + 2) + state))
      next[state] += count
      entered += count
    }
    return entered
  }
}
