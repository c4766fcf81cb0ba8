/// The normal distribution.
@frozen
public struct Normal: ContinuousDistribution, Hashable {
  /// The mean.
  public let mean: Double

  /// The standard deviation, at least 0; 0 is a fixed value.
  public let standardDeviation: Double

  /// The law of that mean and sd; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(mean: Double = 0, standardDeviation: Double = 1) throws(ParameterError) {
    try ParameterError.finite("mean", mean)
    try ParameterError.nonNegative("standardDeviation", standardDeviation)
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The law of parameters known to be in range, for inner loops.
  @inlinable
  public init(unchecked mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The variance.
  @inlinable public var variance: Double { standardDeviation * standardDeviation }

  /// Natural logarithm of the density at x; that of a fixed value is +∞ there and −∞ elsewhere.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    if standardDeviation == 0 { return x == mean ? .infinity : -.infinity }
    let z = (x - mean) / standardDeviation
    return -0.918938533204672741780329736406 - Libm.log(standardDeviation) - 0.5 * z * z
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    standardDeviation == 0
      ? (x >= mean ? 1 : 0) : SpecialFunctions.normalCDF((x - mean) / standardDeviation)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    standardDeviation == 0
      ? (x >= mean ? 0 : 1) : SpecialFunctions.normalCDF((mean - x) / standardDeviation)
  }

  /// log P(X ≤ x), finite where P(X ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    standardDeviation == 0
      ? (x >= mean ? 0 : -.infinity)
      : SpecialFunctions.logNormalCDF((x - mean) / standardDeviation)
  }

  /// log P(X > x), finite where P(X > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    standardDeviation == 0
      ? (x >= mean ? -.infinity : 0)
      : SpecialFunctions.logNormalCDF((mean - x) / standardDeviation)
  }

  /// The x with P(X > x) = q.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    standardDeviation == 0
      ? mean : mean - standardDeviation * SpecialFunctions.normalQuantile(q)
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    standardDeviation == 0
      ? mean : mean + standardDeviation * SpecialFunctions.normalQuantile(p)
  }
}
