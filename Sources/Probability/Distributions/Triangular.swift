/// The triangular distribution on `low`…`high` with a peak at `mode`.
@frozen
public struct Triangular: Hashable, Sendable {
  /// The least possible value.
  public let low: Double

  /// The most likely value.
  public let mode: Double

  /// The greatest possible value.
  public let high: Double

  /// The law of low ≤ mode ≤ high; throws ``ParameterError`` where they are out of order.
  @inlinable
  public init(low: Double, mode: Double, high: Double) throws(ParameterError) {
    try ParameterError.finite("low", low)
    try ParameterError.finite("high", high)
    guard low <= mode, mode <= high else {
      throw ParameterError("mode", mode, "must lie between low \(low) and high \(high)")
    }
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// The expected value.
  @inlinable public var mean: Double { (low + mode + high) / 3 }

  /// The variance.
  @inlinable public var variance: Double {
    let a = mode - low
    let b = high - mode
    return (a * a + a * b + b * b) / 18
  }

  /// The x with P(X ≤ x) = p, in closed form; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    return p * width <= mode - low
      ? low + (p * width * (mode - low)).squareRoot()
      : high - ((1 - p) * width * (high - mode)).squareRoot()
  }
}
