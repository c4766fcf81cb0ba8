/// The stocks of a daily model as they are expected step by step, with their exact spread.
///
/// People move independently of each other and entrants are Poisson, so that with n(i) people in
/// state i at the start, p(i, j) the probability of being in j after all steps so far and e(j) the
/// expected number of later entrants there, the number in a set A of states has
/// mean Σᵢ n(i) p(i, A) + e(A) and variance mean − Σᵢ n(i) p(i, A)².
public struct StockFlowProjection: Sendable {
  /// Number of states.
  public let states: Int

  /// The stock at the start by state, which is known.
  public let start: [Int]

  /// Expected stock by state.
  public private(set) var means: [Double]

  /// Σ over steps of Σᵢ mean(i) q(i, j) (1 − q(i, j)) + entrants(j), with q the probabilities of a
  /// step, staying among them: the variance that the regional stock-and-flow model states. It adds
  /// up the noise of every step as if none of it were ever lost, and so exceeds the exact one of
  /// ``moments(of:)``.
  public private(set) var accumulatedVariances: [Double]

  /// Expected people who have left the state space.
  public private(set) var lost = 0.0

  /// The states with people at the start, and for each the probability of every state by now.
  private let origins: [Int]
  private var reach: [Double]
  private var scratch: [Double]

  /// A projection at its start.
  ///
  /// Throws ``CohortError`` where a stock is negative or there is none.
  public init(start: [Int]) throws(CohortError) {
    guard !start.isEmpty, start.allSatisfy({ $0 >= 0 }) else {
      throw CohortError("start", "needs one stock of 0 or more per state")
    }
    self.start = start
    states = start.count
    means = start.map(Double.init)
    accumulatedVariances = [Double](repeating: 0, count: start.count)
    origins = start.indices.filter { start[$0] > 0 }
    reach = [Double](repeating: 0, count: origins.count * start.count)
    for (row, state) in origins.enumerated() { reach[row * start.count + state] = 1 }
    scratch = [Double](repeating: 0, count: start.count)
  }

  /// Takes a step, which must have as many states as the start.
  public mutating func advance(_ step: StockFlowStep) {
    precondition(step.states == states, "the step has other states than the start")
    lost += step.entrantsLost
    for state in 0..<states {
      lost += means[state] * step.losses[state]
      accumulatedVariances[state] += step.entrants[state]
    }
    for from in 0..<states where means[from] != 0 {
      for move in step.starts[from]..<step.starts[from + 1] {
        let p = step.probabilities[move]
        accumulatedVariances[step.targets[move]] += means[from] * p * (1 - p)
      }
    }
    for state in 0..<states { scratch[state] = step.entrants[state] }
    step.add(means, to: &scratch)
    swap(&means, &scratch)
    for row in origins.indices { advanceReach(row * states, step) }
  }

  private mutating func advanceReach(_ base: Int, _ step: StockFlowStep) {
    for state in 0..<states { scratch[state] = 0 }
    for from in 0..<states where reach[base + from] != 0 {
      let share = reach[base + from]
      for move in step.starts[from]..<step.starts[from + 1] {
        scratch[step.targets[move]] += share * step.probabilities[move]
      }
    }
    for state in 0..<states { reach[base + state] = scratch[state] }
  }

  /// The exact law of the number of people in a set of states, by its first three cumulants.
  ///
  /// `members` are states, each once.
  public func moments(of members: [Int]) -> StockFlowMoments {
    var mean = 0.0
    for state in members { mean += means[state] }
    var squares = 0.0
    var cubes = 0.0
    for (row, origin) in origins.enumerated() {
      var share = 0.0
      for state in members { share += reach[row * states + state] }
      let count = Double(start[origin])
      squares += count * share * share
      cubes += count * share * share * share
    }
    return StockFlowMoments(
      mean: mean, variance: max(0, mean - squares), thirdCumulant: mean - 3 * squares + 2 * cubes)
  }
}
