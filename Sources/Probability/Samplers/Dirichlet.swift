/// The Dirichlet distribution of a row of proportions, drawn from one uniform per category.
public struct Dirichlet: Hashable, Sendable {
  /// One concentration per category, each at least 0; a category of 0 is a structural zero.
  public let alpha: [Double]

  /// The law of those concentrations; throws ``ParameterError`` where one is negative or all are 0.
  public init(alpha: [Double]) throws(ParameterError) {
    for (index, value) in alpha.enumerated() {
      try ParameterError.nonNegative("alpha[\(index)]", value)
    }
    guard alpha.contains(where: { $0 > 0 }) else {
      throw ParameterError("alpha", alpha, "must have a concentration above 0")
    }
    self.alpha = alpha
  }

  /// Draws proportions into `shares`, which has one place per category; gᵢ / Σg with gᵢ the
  /// Gamma(αᵢ) quantile of `uniform(i)`. Nothing is allocated.
  @inlinable
  public func draw(into shares: inout [Double], uniform: (Int) -> Double) {
    precondition(shares.count == alpha.count, "one place per category is needed")
    var total = CompensatedSum()
    var largest = 0
    for index in alpha.indices {
      let value = alpha[index] > 0 ? Gamma(unchecked: alpha[index]).quantile(uniform(index)) : 0
      shares[index] = value
      total.add(value)
      if alpha[index] > alpha[largest] { largest = index }
    }
    let sum = total.value
    // Concentrations so small that every gamma underflows put all weight on the largest.
    guard sum > 0 else {
      for index in shares.indices { shares[index] = index == largest ? 1 : 0 }
      return
    }
    for index in shares.indices { shares[index] /= sum }
  }
}
