/// A Markov chain in days over the states of a stock, with people who enter it at a constant rate.
///
/// Someone in state i is in state j the next day with probability `rates[i·states + j]`, has left
/// the state space with probability `losses[i]`, and is in i still otherwise. Entrants are Poisson.
public struct StockFlowModel: Hashable, Sendable {
  /// Number of states.
  public let states: Int

  /// Daily probability of each move, states × states by rows; 0 on the diagonal.
  public private(set) var rates: [Double]

  /// Daily probability of leaving the state space, by state.
  public let losses: [Double]

  /// Expected entrants per day, by the state they enter.
  public private(set) var entrants: [Double]

  /// A model; what is on the diagonal of `rates` is not used.
  ///
  /// Throws ``CohortError`` where sizes do not fit, a rate or number of entrants is negative or not
  /// finite, or the probabilities of leaving a state sum to more than 1.
  public init(
    states: Int, rates: [Double], losses: [Double], entrants: [Double]
  ) throws(CohortError) {
    guard states >= 1, rates.count == states * states, losses.count == states,
      entrants.count == states
    else {
      throw CohortError(
        "rates",
        "have \(rates.count) values, losses \(losses.count) and entrants \(entrants.count), where "
          + "\(states) states need \(states * states), \(states) and \(states)")
    }
    self.states = states
    self.rates = rates
    for state in 0..<states { self.rates[state * states + state] = 0 }
    self.losses = losses
    self.entrants = entrants
    try check()
  }

  /// The model with `more` added to the daily rate of one move and the others kept.
  ///
  /// Throws ``CohortError`` where the result is no model or the states are not two of its states.
  public func adding(
    rate more: Double, from: Int, to: Int
  ) throws(CohortError) -> StockFlowModel {
    try changing(from, to) { $0 + more }
  }

  /// The model with the daily rate of one move multiplied and the others kept.
  ///
  /// Throws ``CohortError`` where the result is no model or the states are not two of its states.
  public func multiplying(
    rateBy factor: Double, from: Int, to: Int
  ) throws(CohortError) -> StockFlowModel {
    try changing(from, to) { $0 * factor }
  }

  /// The model with `more` entrants per day into one state, the entrants there multiplied by
  /// `factor` before.
  ///
  /// Throws ``CohortError`` where the result is negative or not finite, or the state is none.
  public func changingEntrants(
    of state: Int, by factor: Double = 1, adding more: Double = 0
  ) throws(CohortError) -> StockFlowModel {
    guard (0..<states).contains(state) else {
      throw CohortError("state", "is \(state); the model has the states 0 to \(states - 1)")
    }
    var result = self
    result.entrants[state] = entrants[state] * factor + more
    try result.check()
    return result
  }

  private func changing(
    _ from: Int, _ to: Int, _ change: (Double) -> Double
  ) throws(CohortError) -> StockFlowModel {
    let known = 0..<states
    guard known.contains(from), known.contains(to), from != to else {
      throw CohortError(
        "move", "from \(from) to \(to) is not between two of the \(states) states of the model")
    }
    var result = self
    result.rates[from * states + to] = change(rates[from * states + to])
    try result.check()
    return result
  }

  private func check() throws(CohortError) {
    for state in 0..<states {
      let row = rates[state * states..<(state + 1) * states]
      let all = Array(row) + [losses[state]]
      guard all.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw CohortError("rates[\(state)]", "hold a rate that is negative or not a number")
      }
      let leaving = all.reduce(0, +)
      guard leaving <= 1 + 1e-12 else {
        throw CohortError(
          "rates[\(state)]",
          "sum to \(leaving) per day; a person leaves a state with probability 1 at most")
      }
      guard entrants[state] >= 0, entrants[state].isFinite else {
        throw CohortError("entrants[\(state)]", "is \(entrants[state]); it must be 0 or more")
      }
    }
  }
}
