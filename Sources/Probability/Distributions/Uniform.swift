/// The uniform distribution on `low`…`high`.
@frozen
public struct Uniform: ContinuousDistribution, Hashable {
  /// The least possible value.
  public let low: Double

  /// The greatest possible value.
  public let high: Double

  /// The law of low ≤ high; throws ``ParameterError`` where they are out of order or not finite.
  @inlinable
  public init(low: Double, high: Double) throws(ParameterError) {
    try ParameterError.finite("low", low)
    guard high >= low, high.isFinite else {
      throw ParameterError("high", high, "must be finite and at least low \(low)")
    }
    self.low = low
    self.high = high
  }

  /// The expected value.
  @inlinable public var mean: Double { low + (high - low) / 2 }

  /// The variance.
  @inlinable public var variance: Double { (high - low) * (high - low) / 12 }

  /// Natural logarithm of the density at x; −∞ outside low…high, +∞ at a fixed value.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    x < low || x > high ? -.infinity : -Libm.log(high - low)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    x >= high ? 1 : x <= low ? 0 : (x - low) / (high - low)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    x >= high ? 0 : x <= low ? 1 : (high - x) / (high - low)
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { low + (high - low) * p }

  /// The x with P(X > x) = q.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double { high - (high - low) * q }
}
