/// The PERT distribution: a beta on `low`…`high` whose mean is (low + 4·mode + high)/6.
@frozen
public struct Pert: ContinuousDistribution, Hashable {
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

  /// The beta law of (x − low)/(high − low), for low < high.
  @inlinable
  var beta: Beta {
    let width = high - low
    return Beta(unchecked: 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width)
  }

  /// Natural logarithm of the density at x; −∞ outside low…high, +∞ at a fixed value.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x >= low, x <= high else { return -.infinity }
    let width = high - low
    guard width > 0 else { return .infinity }
    return beta.logPDF((x - low) / width) - Libm.log(width)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    if x >= high { return 1 }
    if x <= low { return 0 }
    let width = high - low
    let law = beta
    return SpecialFunctions.betaI(
      law.a, law.b, (x - low) / width, complement: (high - x) / width)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    if x >= high { return 0 }
    if x <= low { return 1 }
    let width = high - low
    let law = beta
    return SpecialFunctions.betaI(
      law.b, law.a, (high - x) / width, complement: (x - low) / width)
  }

  /// The x with P(X ≤ x) = p; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    high > low ? low + (high - low) * beta.quantile(p) : low
  }

  /// The x with P(X > x) = q.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    high > low ? low + (high - low) * beta.upperQuantile(q) : low
  }
}
