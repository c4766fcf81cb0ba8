/// The triangular distribution on `low`…`high` with a peak at `mode`.
@frozen
public struct Triangular: ContinuousDistribution, Hashable {
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

  /// Natural logarithm of the density at x; −∞ outside low…high, +∞ at a fixed value.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x >= low, x <= high else { return -.infinity }
    guard high > low else { return .infinity }
    let height = x < mode ? (x - low) / (mode - low) : x == mode ? 1 : (high - x) / (high - mode)
    return Libm.log(2 * height / (high - low))
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    if x >= high { return 1 }
    if x <= low { return 0 }
    return x <= mode
      ? (x - low) / (high - low) * ((x - low) / (mode - low)) : 1 - upperTail(x)
  }

  /// P(X > x), computed directly above the mode.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    if x >= high { return 0 }
    if x <= low { return 1 }
    return x <= mode
      ? 1 - cdf(x) : (high - x) / (high - low) * ((high - x) / (high - mode))
  }

  /// The x with P(X > x) = q, in closed form.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    return q * width <= high - mode
      ? high - (q * width * (high - mode)).squareRoot()
      : low + ((1 - q) * width * (mode - low)).squareRoot()
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
