/// The Weibull distribution of a time: P(X > x) = exp(−(x/scale)^shape).
///
/// Shape 1 is the exponential law; a shape below 1 is a hazard that falls with time.
@frozen
public struct Weibull: ContinuousDistribution, Hashable {
  /// The shape, above 0.
  public let shape: Double

  /// The scale, above 0, in the units of the variable.
  public let scale: Double

  /// The law of that shape and scale; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(shape: Double, scale: Double = 1) throws(ParameterError) {
    try ParameterError.positive("shape", shape)
    try ParameterError.positive("scale", scale)
    self.shape = shape
    self.scale = scale
  }

  /// The exponential law of that mean; throws ``ParameterError`` unless it is finite and above 0.
  @inlinable
  public static func exponential(mean: Double) throws(ParameterError) -> Weibull {
    try ParameterError.positive("mean", mean)
    return try Weibull(shape: 1, scale: mean)
  }

  /// The expected value scale·Γ(1 + 1/shape).
  @inlinable public var mean: Double {
    scale * Libm.exp(SpecialFunctions.logGamma(1 + 1 / shape))
  }

  /// The cumulative hazard (x/scale)^shape up to x > 0.
  @inlinable
  func cumulativeHazard(_ x: Double) -> Double {
    Libm.exp(shape * (Libm.log(x) - Libm.log(scale)))
  }

  /// Natural logarithm of the density at x; −∞ below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? -Libm.log(scale) : -.infinity }
    return Libm.log(shape) - Libm.log(scale) + (shape - 1) * (Libm.log(x) - Libm.log(scale))
      - cumulativeHazard(x)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : -Libm.expm1(-cumulativeHazard(x)) }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : Libm.exp(-cumulativeHazard(x)) }

  /// log P(X > x) = −(x/scale)^shape.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double { x <= 0 ? 0 : -cumulativeHazard(x) }

  /// The x with P(X ≤ x) = p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { timeOf(hazard: -Libm.log1p(-p)) }

  /// The x with P(X > x) = q, for q in 0...1.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double { timeOf(hazard: -Libm.log(q)) }

  @inlinable
  func timeOf(hazard: Double) -> Double {
    hazard <= 0 ? 0 : scale * Libm.exp(Libm.log(hazard) / shape)
  }
}
