/// The multinomial distribution, drawn by conditional binomials from one uniform per category.
public struct Multinomial: Hashable, Sendable {
  /// The probabilities, one per category.
  public let probabilities: [Double]

  /// pᵢ / Σⱼ≥ᵢ pⱼ for every category but the last.
  @usableFromInline let conditional: [Double]

  /// The law of those probabilities, which must not be negative and must sum to 1 within 1e-9.
  ///
  /// Throws ``ParameterError`` naming the probability at fault.
  public init(probabilities: [Double]) throws(ParameterError) {
    guard !probabilities.isEmpty else {
      throw ParameterError("p", probabilities, "must have at least one category")
    }
    for (index, p) in probabilities.enumerated() {
      try ParameterError.probability("p[\(index)]", p)
    }
    let total = CompensatedSum(probabilities).value
    guard abs(total - 1) <= 1e-9 else {
      throw ParameterError("p", "summing to \(total)", "must sum to 1")
    }
    self.probabilities = probabilities
    var conditional = [Double](repeating: 0, count: probabilities.count - 1)
    var suffix = CompensatedSum()
    suffix.add(probabilities[probabilities.count - 1])
    for index in conditional.indices.reversed() {
      suffix.add(probabilities[index])
      let rest = suffix.value
      conditional[index] = rest > 0 ? min(1, probabilities[index] / rest) : 0
    }
    self.conditional = conditional
  }

  /// Uniforms used per draw: one for every category but the last.
  @inlinable public var uniformsPerDraw: Int { conditional.count }

  /// Draws the counts of `count` items into `counts`, which has one place per category.
  ///
  /// `uniform(i)` is the i-th uniform. Nothing is allocated.
  @inlinable
  public func draw(
    _ count: Int, into counts: inout [Int], uniform: (Int) -> Double
  ) {
    precondition(counts.count == probabilities.count, "one place per category is needed")
    var remaining = count
    for index in conditional.indices {
      let drawn =
        remaining == 0
        ? 0 : Binomial(unchecked: remaining, conditional[index]).quantile(uniform(index))
      counts[index] = drawn
      remaining -= drawn
    }
    counts[conditional.count] = remaining
  }
}
