/// The exact moments and variance shares of a product of independent factors.
public struct ProductVariance: Hashable, Sendable {
  /// The product of the means.
  public let mean: Double

  /// |mean|·√(Π(1 + cvᵢ²) − 1).
  public let standardDeviation: Double

  /// Per factor, the share of variance it explains alone.
  public let first: [Double]

  /// Per factor, the share of variance in which it has a part.
  public let total: [Double]

  /// The product of factors with those means (not 0) and standard deviations (at least 0).
  ///
  /// Throws ``ParameterError`` where lists differ in length or are empty, a mean is 0, an sd is
  /// negative or nothing varies.
  public init(means: [Double], standardDeviations: [Double]) throws(ParameterError) {
    guard !means.isEmpty, means.count == standardDeviations.count else {
      throw ParameterError(
        "sd", "\(standardDeviations.count) values", "must have one value per mean, at least one")
    }
    var squares: [Double] = []
    for (index, value) in means.enumerated() {
      try ParameterError.nonNegative("sd[\(index)]", standardDeviations[index])
      guard value != 0, value.isFinite else {
        throw ParameterError("mean[\(index)]", value, "must be a finite number other than 0")
      }
      let ratio = standardDeviations[index] / value
      squares.append(ratio * ratio)
    }
    let logExcess = CompensatedSum(squares.lazy.map { Libm.log1p($0) }).value
    let spread = Libm.expm1(logExcess)
    guard spread > 0 else {
      throw ParameterError("sd", standardDeviations, "must have a factor that varies")
    }
    mean = means.reduce(1, *)
    standardDeviation = abs(mean) * spread.squareRoot()
    first = squares.map { $0 / spread }
    total = squares.map { $0 * Libm.exp(logExcess - Libm.log1p($0)) / spread }
  }
}
