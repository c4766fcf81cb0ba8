/// The uniform distribution on `low`…`high`.
@frozen
public struct Uniform: Hashable, Sendable {
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

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { low + (high - low) * p }
}
