public import LinearAlgebra

extension Generator {
  /// The time spent in each state within a window, for one person and for entries over the window.
  public struct Window: Equatable, Sendable {
    /// P(T): the probabilities of each state at the end.
    public let transitions: Matrix

    /// A₁(T) = ∫₀ᵀ exp(Qs) ds: the expected time in j of a person who starts in i.
    public let time: Matrix

    /// A₂(T) = ∫₀ᵀ A₁(s) ds: the expected time in j of persons entering i at rate 1.
    public let entrantTime: Matrix

    /// The expected stocks at the end, m₀P(T) + eA₁(T).
    public let stocks: [Double]

    /// The expected person-time in each state within the window, m₀A₁(T) + eA₂(T).
    public let personTime: [Double]
  }

  /// What happens in a window of length T to initial stocks m₀ with entries at rates e.
  ///
  /// The integrals come from one exponential, of the blocks (Q I 0; 0 0 I; 0 0 0)T (Van Loan 1978).
  /// Throws ``CohortError`` where stocks or entries are of the wrong number or not finite, or the
  /// window is negative.
  public func window(
    stocks: [Double], entries: [Double], length: Double
  ) throws(CohortError) -> Window {
    try requireStates(stocks, "m0")
    try requireStates(entries, "entries")
    try requireTime(length)
    let n = states
    // Time is measured in windows, so that the blocks are of one size whatever the unit of Q.
    var block = Matrix(rows: 3 * n, columns: 3 * n)
    for i in 0..<n {
      for j in 0..<n { block[i, j] = rates[i, j] * length }
      block[i, n + i] = 1
      block[n + i, 2 * n + i] = 1
    }
    let exponent = block
    let whole = try Generator.computed { () throws(LinearAlgebraError) in
      try exponent.exponential()
    }
    var transitions = Matrix(rows: n, columns: n)
    var time = Matrix(rows: n, columns: n)
    var entrantTime = Matrix(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n {
        transitions[i, j] = whole[i, j]
        time[i, j] = whole[i, n + j] * length
        entrantTime[i, j] = whole[i, 2 * n + j] * length * length
      }
    }
    return Window(
      transitions: transitions, time: time, entrantTime: entrantTime,
      stocks: Generator.sum(stocks, transitions, entries, time),
      personTime: Generator.sum(stocks, time, entries, entrantTime))
  }

  /// The stocks that entries at constant rates lead to, and the expected time still to be spent.
  public struct LongRun: Equatable, Sendable {
    /// The stocks s with sQ + e = 0.
    public let stocks: [Double]

    /// −Q⁻¹: the expected time in j of a person now in i.
    public let expectedTime: Matrix
  }

  /// The long run under entries at those rates; throws ``CohortError`` where entries are of the wrong
  /// number, or where some people never leave, so that there is no long run.
  public func longRun(entries: [Double]) throws(CohortError) -> LongRun {
    try requireStates(entries, "entries")
    guard everyoneLeaves else {
      throw CohortError("Q", "has states that nobody leaves the chain from; stocks grow for ever")
    }
    var negative = rates
    for i in 0..<states {
      for j in 0..<states { negative[i, j] = -rates[i, j] }
    }
    let matrix = negative
    let inverse = try Generator.computed { () throws(LinearAlgebraError) in
      try LUFactorization(matrix).inverse()
    }
    let stocks = try Generator.computed { () throws(LinearAlgebraError) in
      try inverse.transposeTimes(entries)
    }
    return LongRun(stocks: stocks, expectedTime: inverse)
  }

  /// Whether a way out of the chain can be reached from every state.
  private var everyoneLeaves: Bool {
    let out = exitRates
    var leaves = (0..<states).map { out[$0] > 1e-13 * abs(rates[$0, $0]) && out[$0] > 0 }
    var grown = true
    while grown {
      grown = false
      for i in 0..<states where !leaves[i] {
        leaves[i] = (0..<states).contains { $0 != i && leaves[$0] && rates[i, $0] > 0 }
        grown = grown || leaves[i]
      }
    }
    return !leaves.contains(false)
  }

  private static func sum(
    _ a: [Double], _ first: Matrix, _ b: [Double], _ second: Matrix
  ) -> [Double] {
    a.indices.map { j in
      a.indices.reduce(0) { $0 + a[$1] * first[$1, j] + b[$1] * second[$1, j] }
    }
  }
}
