/// The Poisson distribution.
@frozen
public struct Poisson: CountDistribution, Hashable {
  /// The mean μ ≥ 0, which is also the variance.
  public let mean: Double

  /// The law of that mean; throws ``ParameterError`` unless it is finite and at least 0.
  @inlinable
  public init(mean: Double) throws(ParameterError) {
    try ParameterError.nonNegative("mean", mean)
    self.mean = mean
  }

  /// The law of a mean known to be finite and at least 0, for inner loops.
  @inlinable
  public init(unchecked mean: Double) { self.mean = mean }

  /// The variance of the count.
  @inlinable public var variance: Double { mean }

  /// The largest possible count, or nil where there is none.
  @inlinable public var largest: Int? { mean == 0 ? 0 : nil }

  /// Natural logarithm of P(Y = y); −∞ where that is impossible.
  @inlinable
  public func logPMF(_ y: Int) -> Double {
    y < 0 ? -.infinity : SpecialFunctions.logPoissonTerm(Double(y), mean)
  }

  /// P(Y ≤ y).
  @inlinable
  public func cdf(_ y: Int) -> Double {
    if y < 0 { return 0 }
    return mean == 0 ? 1 : SpecialFunctions.gammaQ(Double(y) + 1, mean)
  }

  /// P(Y > y), computed directly so that small tails keep their digits.
  @inlinable
  public func upperTail(_ y: Int) -> Double {
    if y < 0 { return 1 }
    return mean == 0 ? 0 : SpecialFunctions.gammaP(Double(y) + 1, mean)
  }

  /// log P(Y ≤ y), finite where P(Y ≤ y) underflows.
  @inlinable
  public func logCDF(_ y: Int) -> Double {
    if y < 0 { return -.infinity }
    return mean == 0 ? 0 : SpecialFunctions.logGammaQ(Double(y) + 1, mean)
  }

  /// log P(Y > y), finite where P(Y > y) underflows.
  @inlinable
  public func logUpperTail(_ y: Int) -> Double {
    if y < 0 { return 0 }
    return mean == 0 ? -.infinity : SpecialFunctions.logGammaP(Double(y) + 1, mean)
  }

  /// P(Y = y + 1) / P(Y = y) for y ≥ 0 inside the support.
  @inlinable
  public func stepRatio(_ y: Int) -> Double { mean / (Double(y) + 1) }

  /// The smallest y with P(Y ≤ y) ≥ p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Int {
    if mean == 0 { return 0 }
    if p >= 1 { return Int.max }
    return mean < 30
      ? quantileFromZero(p) : quantileFromNormal(p, skewness: 1 / mean.squareRoot())
  }
}
