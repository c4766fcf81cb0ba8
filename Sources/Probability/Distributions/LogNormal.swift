/// The log-normal distribution: the exponential of a normal variable.
@frozen
public struct LogNormal: Hashable, Sendable {
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

  /// Natural logarithm of the density at x > 0; −∞ at or below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let z = (Libm.log(x) - logMean) / logStandardDeviation
    return -0.918938533204672741780329736406 - Libm.log(logStandardDeviation) - Libm.log(x)
      - 0.5 * z * z
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.normalCDF((Libm.log(x) - logMean) / logStandardDeviation)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : SpecialFunctions.normalCDF((logMean - Libm.log(x)) / logStandardDeviation)
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    logStandardDeviation == 0
      ? Libm.exp(logMean)
      : Libm.exp(logMean + logStandardDeviation * SpecialFunctions.normalQuantile(p))
  }
}
