/// The negative binomial distribution by mean μ and size k: variance μ + μ²/k.
@frozen
public struct NegativeBinomial: CountDistribution, Hashable {
  /// The mean μ ≥ 0.
  public let mean: Double

  /// The size k > 0; the Poisson law is the limit of large k.
  public let size: Double

  /// The law of that mean and size; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(mean: Double, size: Double) throws(ParameterError) {
    try ParameterError.nonNegative("mean", mean)
    try ParameterError.positive("size", size)
    self.mean = mean
    self.size = size
  }

  /// The law of parameters known to be in range, for inner loops.
  @inlinable
  public init(unchecked mean: Double, _ size: Double) {
    self.mean = mean
    self.size = size
  }

  /// The variance of the count.
  @inlinable public var variance: Double { mean + mean * mean / size }

  /// The largest possible count, or nil where there is none.
  @inlinable public var largest: Int? { mean == 0 ? 0 : nil }

  /// μ/(k + μ), the limit of the ratio of successive probabilities.
  @inlinable var decay: Double { mean / (size + mean) }

  /// Natural logarithm of P(Y = y); −∞ where that is impossible.
  @inlinable
  public func logPMF(_ y: Int) -> Double {
    if y < 0 { return -.infinity }
    if mean == 0 { return y == 0 ? 0 : -.infinity }
    if y == 0 { return -size * Libm.log1p(mean / size) }
    let count = Double(y)
    return SpecialFunctions.logBinomialTerm(
      size, rest: count, p: size / (size + mean), q: decay) + Libm.log(size / (size + count))
  }

  /// P(Y ≤ y).
  @inlinable
  public func cdf(_ y: Int) -> Double {
    if y < 0 { return 0 }
    if mean == 0 { return 1 }
    return SpecialFunctions.betaI(
      size, Double(y) + 1, size / (size + mean), complement: decay)
  }

  /// P(Y > y), computed directly so that small tails keep their digits.
  @inlinable
  public func upperTail(_ y: Int) -> Double {
    if y < 0 { return 1 }
    if mean == 0 { return 0 }
    return SpecialFunctions.betaI(
      Double(y) + 1, size, decay, complement: size / (size + mean))
  }

  /// log P(Y ≤ y), finite where P(Y ≤ y) underflows.
  @inlinable
  public func logCDF(_ y: Int) -> Double {
    if y < 0 { return -.infinity }
    if mean == 0 { return 0 }
    return SpecialFunctions.logBetaI(
      size, Double(y) + 1, size / (size + mean), complement: decay)
  }

  /// log P(Y > y), finite where P(Y > y) underflows.
  @inlinable
  public func logUpperTail(_ y: Int) -> Double {
    if y < 0 { return 0 }
    if mean == 0 { return -.infinity }
    return SpecialFunctions.logBetaI(
      Double(y) + 1, size, decay, complement: size / (size + mean))
  }

  /// P(Y = y + 1) / P(Y = y) for y ≥ 0 inside the support.
  @inlinable
  public func stepRatio(_ y: Int) -> Double {
    (Double(y) + size) / (Double(y) + 1) * decay
  }

  /// The smallest y with P(Y ≤ y) ≥ p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Int {
    if mean == 0 { return 0 }
    if p >= 1 { return Int.max }
    if mean < 30 { return quantileFromZero(p) }
    let skewness = (size + 2 * mean) / (size * variance.squareRoot())
    return quantileFromNormal(p, skewness: skewness)
  }
}
