/// The chi-squared distribution: the gamma of shape ν/2 and scale 2.
@frozen
public struct ChiSquared: ContinuousDistribution, Hashable {
  /// The degrees of freedom ν, above 0.
  public let degreesOfFreedom: Double

  /// The law of those degrees of freedom; throws ``ParameterError`` unless finite and above 0.
  @inlinable
  public init(degreesOfFreedom: Double) throws(ParameterError) {
    try ParameterError.positive("degreesOfFreedom", degreesOfFreedom)
    self.degreesOfFreedom = degreesOfFreedom
  }

  @inlinable var gamma: Gamma { Gamma(unchecked: degreesOfFreedom / 2, scale: 2) }

  /// The expected value ν.
  @inlinable public var mean: Double { degreesOfFreedom }

  /// The variance 2ν.
  @inlinable public var variance: Double { 2 * degreesOfFreedom }

  /// Natural logarithm of the density at x; −∞ below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double { gamma.logPDF(x) }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double { gamma.cdf(x) }

  /// P(X > x), computed directly: the p-value of a statistic x.
  @inlinable
  public func upperTail(_ x: Double) -> Double { gamma.upperTail(x) }

  /// log P(X ≤ x), finite where P(X ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double { gamma.logCDF(x) }

  /// log P(X > x), finite where P(X > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double { gamma.logUpperTail(x) }

  /// The x with P(X ≤ x) = p, for p in 0...1.
  @inlinable
  public func quantile(_ p: Double) -> Double { gamma.quantile(p) }

  /// The x with P(X > x) = q, for q in 0...1.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double { gamma.upperQuantile(q) }
}
