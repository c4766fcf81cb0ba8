/// The logit-normal distribution on (0, 1): the logistic transform of a normal variable.
@frozen
public struct LogitNormal: Hashable, Sendable {
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

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let logit = Libm.log(x) - Libm.log1p(-x)
    return SpecialFunctions.normalCDF((logit - logitMean) / logitStandardDeviation)
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    let z = logitStandardDeviation == 0 ? 0 : SpecialFunctions.normalQuantile(p)
    return Beta.logistic(logitMean + logitStandardDeviation * z).x
  }
}
