/// The logit-normal distribution on (0, 1): the logistic transform of a normal variable.
@frozen
public struct LogitNormal: ContinuousDistribution, Hashable {
  /// The median's logit.
  public let logitMean: Double

  /// The standard deviation of the logit, at least 0.
  public let logitStandardDeviation: Double

  /// The law of those parameters; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(logitMean: Double, logitStandardDeviation: Double) throws(ParameterError) {
    try ParameterError.finite("logitMean", logitMean)
    try ParameterError.nonNegative("logitStandardDeviation", logitStandardDeviation)
    self.logitMean = logitMean
    self.logitStandardDeviation = logitStandardDeviation
  }

  /// The law of the logit.
  @inlinable
  var logit: Normal { Normal(unchecked: logitMean, standardDeviation: logitStandardDeviation) }

  /// log(x/(1−x)).
  @inlinable
  static func logit(_ x: Double) -> Double { Libm.log(x) - Libm.log1p(-x) }

  /// Natural logarithm of the density at x inside (0, 1); −∞ elsewhere.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return -.infinity }
    return logit.logPDF(Self.logit(x)) - Libm.log(x) - Libm.log1p(-x)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    return logit.cdf(Self.logit(x))
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    if x >= 1 { return 0 }
    return logit.upperTail(Self.logit(x))
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { Beta.logistic(logit.quantile(p)).x }

  /// The x with P(X > x) = q.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double { Beta.logistic(logit.upperQuantile(q)).x }
}
