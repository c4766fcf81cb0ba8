import Foundation

/// One step of a stock: what becomes of people in each state by its end, and who has entered.
public struct StockFlowStep: Hashable, Sendable {
  /// Length of the step in days.
  public let days: Int

  /// Number of states.
  public let states: Int

  /// Probability of each state at the end given the one at the start, states × states by rows.
  public let transitions: [Double]

  /// Probability of having left the state space, by the state at the start.
  public let losses: [Double]

  /// Expected number of those who entered during the step, by state at its end.
  public let entrants: [Double]

  /// Expected number of those who entered during the step and left the state space by its end.
  public let entrantsLost: Double

  /// The moves with a probability above 0, by the state at the start: `targets[starts[i]..<starts[i
  /// + 1]]` are those of state i.
  let starts: [Int]
  let targets: [Int]
  let probabilities: [Double]

  init(
    days: Int, states: Int, transitions: [Double], losses: [Double], entrants: [Double],
    entrantsLost: Double = 0
  ) {
    self.days = days
    self.states = states
    self.transitions = transitions
    self.losses = losses
    self.entrants = entrants
    self.entrantsLost = entrantsLost
    var starts = [0]
    var targets: [Int] = []
    var probabilities: [Double] = []
    for from in 0..<states {
      for to in 0..<states where transitions[from * states + to] > 0 {
        targets.append(to)
        probabilities.append(transitions[from * states + to])
      }
      starts.append(targets.count)
    }
    self.starts = starts
    self.targets = targets
    self.probabilities = probabilities
  }

  /// `result` += `vector` × transitions.
  func add(_ vector: [Double], to result: inout [Double]) {
    for from in 0..<states where vector[from] != 0 {
      for move in starts[from]..<starts[from + 1] {
        result[targets[move]] += vector[from] * probabilities[move]
      }
    }
  }
}

extension StockFlowModel {
  /// A step of several days taken at once, each rate compounded by itself: the probability of a move
  /// is 1 − (1 − rate)ⁿ and entrants stay where they enter.
  ///
  /// For one day this is the model. For more it is the rule of the daily stock-and-flow model that
  /// councils know, which forgets that people who move may move again; ``path(days:)`` does not.
  ///
  /// Throws ``CohortError`` where `days` is below 1 or the probabilities of a state then sum to more
  /// than 1.
  public func step(days: Int) throws(CohortError) -> StockFlowStep {
    try StockFlowModel.check(days)
    func compound(_ rate: Double) -> Double {
      days == 1 ? rate : -expm1(Double(days) * log1p(-rate))
    }
    var transitions = rates.map(compound)
    let left = losses.map(compound)
    for state in 0..<states {
      let leaving = transitions[state * states..<(state + 1) * states].reduce(0, +) + left[state]
      guard leaving <= 1 + 1e-12 else {
        throw CohortError(
          "days",
          "is \(days): the moves out of state \(state), each compounded by itself, then have a "
            + "probability of \(leaving); take shorter steps")
      }
      transitions[state * states + state] = max(0, 1 - leaving)
    }
    return StockFlowStep(
      days: days, states: states, transitions: transitions, losses: left,
      entrants: entrants.map { $0 * Double(days) })
  }

  /// So many days in one step, exactly as day after day.
  ///
  /// Throws ``CohortError`` where `days` is below 1.
  public func path(days: Int) throws(CohortError) -> StockFlowStep {
    try StockFlowModel.check(days)
    let day = try step(days: 1)
    var arrived = [Double](repeating: 0, count: states)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: states), count: states)
    for state in 0..<states { rows[state][state] = 1 }
    for _ in 0..<days {
      for state in 0..<states { rows[state] = StockFlowModel.next(rows[state], day) }
      var next = day.entrants
      day.add(arrived, to: &next)
      arrived = next
    }
    let entered = Double(days) * day.entrants.reduce(0, +)
    return StockFlowStep(
      days: days, states: states, transitions: rows.flatMap { $0 },
      losses: rows.map { StockFlowModel.rest(1, $0) }, entrants: arrived,
      entrantsLost: StockFlowModel.rest(entered, arrived))
  }

  /// What a sum leaves of a total; nothing where that is less than rounding can tell.
  private static func rest(_ total: Double, _ parts: [Double]) -> Double {
    let rest = total - parts.reduce(0, +)
    return rest > 1e-13 * total ? rest : 0
  }

  private static func next(_ row: [Double], _ day: StockFlowStep) -> [Double] {
    var result = [Double](repeating: 0, count: row.count)
    day.add(row, to: &result)
    return result
  }

  private static func check(_ days: Int) throws(CohortError) {
    guard days >= 1 else { throw CohortError("days", "is \(days); a step has at least one day") }
  }
}
