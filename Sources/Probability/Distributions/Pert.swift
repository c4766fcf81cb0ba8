/// The PERT distribution: a beta on `low`…`high` whose mean is (low + 4·mode + high)/6.
@frozen
public struct Pert: Hashable, Sendable {
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
  @inlinable public var mean: Double { (low + 4 * mode + high) / 6 }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let beta = Beta(unchecked: 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width)
    return low + width * beta.quantile(p)
  }
}
