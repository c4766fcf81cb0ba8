import Probability

/// Beta-binomial counts by inversion, with the start of the search read from a table.
///
/// P(0 of n) = ∏ᵢ (b + i)/(a + b + i), i = 0..<n, is the start; each further count follows by one
/// ratio, so that a draw costs about as many steps as it counts people.
struct UrnCount: Sendable {
  let a: Double
  let b: Double

  /// By how much P(0 of n) falls with one person more than n.
  @inline(__always)
  func sparing(after n: Int) -> Double { (b + Double(n)) / (a + b + Double(n)) }

  /// The smallest count whose probability and those below it reach the uniform.
  @inline(__always)
  func quantile(_ uniform: Double, people: Int, start: Double) -> Int {
    // A start that small has lost digits, and the search from it would be long.
    if start < 1e-200 { return distant(uniform, people: people) }
    var term = start
    var sum = start
    var count = 0
    var rest = Double(people)
    var y = 0.0
    while sum < uniform, count < people {
      term *= rest * (y + a) / ((y + 1) * (rest - 1 + b))
      rest -= 1
      y += 1
      count += 1
      sum += term
    }
    return count
  }

  private func distant(_ uniform: Double, people: Int) -> Int {
    guard let law = try? BetaBinomial(trials: people, a: a, b: b) else { return 0 }
    return law.quantile(uniform)
  }

  /// P(0 of n) for n in 0..<length.
  func table(_ length: Int) -> [Double] {
    var term = 1.0
    return (0..<length).map { n in
      let value = term
      term *= sparing(after: n)
      return value
    }
  }
}
