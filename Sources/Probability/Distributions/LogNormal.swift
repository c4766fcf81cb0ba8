/// The log-normal distribution: the exponential of a normal variable.
@frozen
public struct LogNormal: ContinuousDistribution, Hashable {
  /// The mean of the logarithm.
  public let logMean: Double

  /// The standard deviation of the logarithm, at least 0.
  public let logStandardDeviation: Double

  /// The law of those parameters; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(logMean: Double, logStandardDeviation: Double) throws(ParameterError) {
    try ParameterError.finite("logMean", logMean)
    try ParameterError.nonNegative("logStandardDeviation", logStandardDeviation)
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
  }

  /// The law with that mean and standard deviation of the variable itself.
  @inlinable
  public init(mean: Double, standardDeviation: Double) throws(ParameterError) {
    try ParameterError.positive("mean", mean)
    try ParameterError.nonNegative("standardDeviation", standardDeviation)
    let ratio = standardDeviation / mean
    let variance = Libm.log1p(ratio * ratio)
    try self.init(
      logMean: Libm.log(mean) - variance / 2, logStandardDeviation: variance.squareRoot())
  }

  /// The expected value exp(μ + σ²/2).
  @inlinable public var mean: Double {
    Libm.exp(logMean + logStandardDeviation * logStandardDeviation / 2)
  }

  /// The variance.
  @inlinable public var variance: Double {
    mean * mean * Libm.expm1(logStandardDeviation * logStandardDeviation)
  }

  /// The law of the logarithm.
  @inlinable
  var logarithm: Normal {
    Normal(unchecked: logMean, standardDeviation: logStandardDeviation)
  }

  /// Natural logarithm of the density at x > 0; −∞ at or below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let logX = Libm.log(x)
    return logarithm.logPDF(logX) - logX
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : logarithm.cdf(Libm.log(x)) }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : logarithm.upperTail(Libm.log(x)) }

  /// log P(X ≤ x), finite where P(X ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    x <= 0 ? -.infinity : logarithm.logCDF(Libm.log(x))
  }

  /// log P(X > x), finite where P(X > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    x <= 0 ? 0 : logarithm.logUpperTail(Libm.log(x))
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { Libm.exp(logarithm.quantile(p)) }

  /// The x with P(X > x) = q.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double { Libm.exp(logarithm.upperQuantile(q)) }
}
