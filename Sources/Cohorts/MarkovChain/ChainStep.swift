/// One unit of time of a Markov chain in continuous time, for those there at its start and for those
/// who arrive within it.
///
/// With Q the generator over n states, whose rows lack the rate of leaving the chain, the chances are
/// P = e^Q, and of somebody who arrives at an even rate over the unit J = ∫₀¹ e^(Qs) ds (Van Loan
/// 1978, "Computing integrals involving the matrix exponential", IEEE TAC 23(3)). Both are one Taylor
/// series, Q^k/k! and Q^k/(k + 1)!, of a unit halved until no row's rates are above ¼, and doubled
/// again by P(2h) = P(h)² and J(2h) = (J(h) + P(h)J(h))/2. A step is used many times: it allocates
/// nothing after it is made.
public struct ChainStep: Sendable {
  /// The number of states n.
  public let states: Int
  /// n × n by rows: the chance of being in state j at the end for who is in i at the start.
  public private(set) var chances: [Double]
  /// n × n by rows: the chance of being in state j at the end for who arrives in i within the step.
  public private(set) var arrivals: [Double]

  private var power: [Double]
  private var generator: [Double]
  private var product: [Double]

  /// A step of a chain in which nobody moves.
  public init(states: Int) {
    self.states = states
    chances = [Double](repeating: 0, count: states * states)
    for state in 0..<states { chances[state * states + state] = 1 }
    arrivals = chances
    power = chances
    generator = chances
    product = chances
  }

  /// Sets the rates.
  ///
  /// - Parameter rates: n × (n + 1) by rows: from each state to each, the diagonal unused, and in the
  ///   last column out of the chain; events per person and unit of time, finite and at least 0.
  public mutating func set(rates: [Double]) {
    let n = states
    var fastest = 0.0
    for i in 0..<n {
      var sum = 0.0
      for j in 0...n where j != i { sum += rates[i * (n + 1) + j] }
      for j in 0..<n { generator[i * n + j] = j == i ? -sum : rates[i * (n + 1) + j] }
      fastest = max(fastest, sum)
    }
    var halvings = 0
    while fastest > 0.25 && halvings < 1000 {
      fastest /= 2
      halvings += 1
    }
    if halvings > 0 {
      var scale = 1.0
      for _ in 0..<halvings { scale /= 2 }
      for place in generator.indices { generator[place] *= scale }
    }
    for i in 0..<n {
      for j in 0..<n {
        power[i * n + j] = i == j ? 1 : 0
        chances[i * n + j] = power[i * n + j]
        arrivals[i * n + j] = power[i * n + j]
      }
    }
    var size = 1.0
    var term = 1.0
    while size > 1e-18 {
      // ‖Q‖ is at most twice its fastest rate.
      size *= 2 * fastest / term
      ChainStep.multiply(power, generator, n, into: &product)
      swap(&power, &product)
      for place in power.indices {
        power[place] /= term
        chances[place] += power[place]
        arrivals[place] += power[place] / (term + 1)
      }
      term += 1
    }
    for _ in 0..<halvings {
      ChainStep.multiply(chances, arrivals, n, into: &product)
      for place in arrivals.indices { arrivals[place] = (arrivals[place] + product[place]) / 2 }
      ChainStep.multiply(chances, chances, n, into: &product)
      swap(&chances, &product)
    }
    for place in chances.indices {
      chances[place] = max(0, chances[place])
      arrivals[place] = max(0, arrivals[place])
    }
  }

  private static func multiply(
    _ a: [Double], _ b: [Double], _ n: Int, into result: inout [Double]
  ) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          for i in 0..<n {
            for j in 0..<n { result[i * n + j] = 0 }
            for k in 0..<n {
              let factor = a[i * n + k]
              guard factor != 0 else { continue }
              for j in 0..<n { result[i * n + j] += factor * b[k * n + j] }
            }
          }
        }
      }
    }
  }
}
