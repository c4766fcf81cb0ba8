/// Fisher's F distribution: the ratio of two independent mean squares.
///
/// With w = ν₁x/(ν₁x + ν₂), P(F ≤ x) = I_w(ν₁/2, ν₂/2).
@frozen
public struct FisherF: ContinuousDistribution, Hashable {
  /// The degrees of freedom ν₁ of the numerator, above 0.
  public let numerator: Double

  /// The degrees of freedom ν₂ of the denominator, above 0.
  public let denominator: Double

  /// The law of those degrees of freedom; throws ``ParameterError`` where one is not finite and
  /// above 0.
  @inlinable
  public init(numerator: Double, denominator: Double) throws(ParameterError) {
    try ParameterError.positive("numerator", numerator)
    try ParameterError.positive("denominator", denominator)
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The expected value ν₂/(ν₂ − 2); infinite for ν₂ ≤ 2.
  @inlinable public var mean: Double {
    denominator > 2 ? denominator / (denominator - 2) : .infinity
  }

  /// The beta variable of x, with its complement.
  @inlinable
  func share(_ x: Double) -> (w: Double, complement: Double) {
    let ratio = numerator / denominator * x
    return ratio < 1
      ? (ratio / (1 + ratio), 1 / (1 + ratio))
      : (1 / (1 + 1 / ratio), (1 / ratio) / (1 + 1 / ratio))
  }

  /// Natural logarithm of the density at x; −∞ below 0.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    let a = numerator / 2
    let b = denominator / 2
    if x == 0 { return a < 1 ? .infinity : a == 1 ? 0 : -.infinity }
    let (w, rest) = share(x)
    return SpecialFunctions.logBinomialTerm(a, rest: b, p: w, q: rest)
      + Libm.log(a * (b / (a + b))) - Libm.log(x)
  }

  /// P(F ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let (w, rest) = share(x)
    return SpecialFunctions.betaI(numerator / 2, denominator / 2, w, complement: rest)
  }

  /// P(F > x), computed directly: the p-value of a statistic x.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    let (w, rest) = share(x)
    return SpecialFunctions.betaI(denominator / 2, numerator / 2, rest, complement: w)
  }

  /// log P(F ≤ x), finite where P(F ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    if x <= 0 { return -.infinity }
    let (w, rest) = share(x)
    return SpecialFunctions.logBetaI(numerator / 2, denominator / 2, w, complement: rest)
  }

  /// log P(F > x), finite where P(F > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let (w, rest) = share(x)
    return SpecialFunctions.logBetaI(denominator / 2, numerator / 2, rest, complement: w)
  }

  /// The x with P(F ≤ x) = p, for p in 0...1.
  @inlinable
  public func quantile(_ p: Double) -> Double {
    let (w, rest) = Beta(unchecked: numerator / 2, denominator / 2).quantilePair(p)
    return w / rest * (denominator / numerator)
  }

  /// The x with P(F > x) = q, for q in 0...1.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    let (rest, w) = Beta(unchecked: denominator / 2, numerator / 2).quantilePair(q)
    return w / rest * (denominator / numerator)
  }
}
