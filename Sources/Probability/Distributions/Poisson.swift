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

  @inlinable public var variance: Double { mean }
  @inlinable public var largest: Int? { mean == 0 ? 0 : nil }

  @inlinable
  public func logPMF(_ y: Int) -> Double {
    y < 0 ? -.infinity : SpecialFunctions.logPoissonTerm(Double(y), mean)
  }

  @inlinable
  public func cdf(_ y: Int) -> Double {
    if y < 0 { return 0 }
    return mean == 0 ? 1 : SpecialFunctions.gammaQ(Double(y) + 1, mean)
  }

  @inlinable
  public func upperTail(_ y: Int) -> Double {
    if y < 0 { return 1 }
    return mean == 0 ? 0 : SpecialFunctions.gammaP(Double(y) + 1, mean)
  }

  @inlinable
  public func stepRatio(_ y: Int) -> Double { mean / (Double(y) + 1) }

  @inlinable
  public func quantile(_ p: Double) -> Int {
    if mean == 0 { return 0 }
    if p >= 1 { return Int.max }
    return mean < 30
      ? quantileFromZero(p) : quantileFromNormal(p, skewness: 1 / mean.squareRoot())
  }
}
