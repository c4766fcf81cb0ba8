/// The beta distribution on (0, 1).
@frozen
public struct Beta: ContinuousDistribution, Hashable {
  /// The first shape, above 0.
  public let a: Double

  /// The second shape, above 0.
  public let b: Double

  /// The law of those shapes; throws ``ParameterError`` where one is out of range.
  @inlinable
  public init(a: Double, b: Double) throws(ParameterError) {
    try ParameterError.positive("a", a)
    try ParameterError.positive("b", b)
    self.a = a
    self.b = b
  }

  /// The law of parameters known to be in range, for inner loops.
  @inlinable
  public init(unchecked a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  /// The expected value.
  @inlinable public var mean: Double { a / (a + b) }

  /// The variance.
  @inlinable public var variance: Double {
    a / (a + b) * (b / (a + b)) / (a + b + 1)
  }

  /// Natural logarithm of the density at x inside (0, 1); −∞ outside 0...1.
  @inlinable
  public func logPDF(_ x: Double) -> Double {
    guard x >= 0, x <= 1 else { return -.infinity }
    // A shape of 1 makes its power 1 at the end too, where 0 times an infinite logarithm is not 0.
    let left = a == 1 ? 0 : (a - 1) * Libm.log(x)
    let right = b == 1 ? 0 : (b - 1) * Libm.log1p(-x)
    return left + right - SpecialFunctions.logBeta(a, b)
  }

  /// P(X ≤ x).
  @inlinable
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.betaI(a, b, x)
  }

  /// P(X > x), computed directly.
  @inlinable
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : x >= 1 ? 0 : SpecialFunctions.betaI(b, a, 1 - x, complement: x)
  }

  /// log P(X ≤ x), finite where P(X ≤ x) underflows.
  @inlinable
  public func logCDF(_ x: Double) -> Double {
    x <= 0
      ? -.infinity : x >= 1 ? 0 : SpecialFunctions.logBetaI(a, b, x, complement: 1 - x)
  }

  /// log P(X > x), finite where P(X > x) underflows.
  @inlinable
  public func logUpperTail(_ x: Double) -> Double {
    x <= 0
      ? 0 : x >= 1 ? -.infinity : SpecialFunctions.logBetaI(b, a, 1 - x, complement: x)
  }

  /// The x with P(X ≤ x) = p, for p in 0...1; applied to a uniform it is a draw.
  @inlinable
  public func quantile(_ p: Double) -> Double { quantilePair(p).x }

  /// The x with P(X > x) = q, for q in 0...1.
  @inlinable
  public func upperQuantile(_ q: Double) -> Double {
    Beta(unchecked: b, a).quantilePair(q).complement
  }

  /// The x with P(X ≤ x) = p and its complement 1 − x, both to full relative precision.
  ///
  /// Newton on the logarithm of the nearer tail as a function of log(x/(1−x)), which is concave for
  /// all shapes.
  @inlinable
  public func quantilePair(_ p: Double) -> (x: Double, complement: Double) {
    if p <= 0 { return (0, 1) }
    if p >= 1 { return (1, 0) }
    let sd = (SpecialFunctions.trigamma(a) + SpecialFunctions.trigamma(b)).squareRoot()
    let centre = SpecialFunctions.digamma(a) - SpecialFunctions.digamma(b)
    let z = SpecialFunctions.normalQuantile(p)
    let start = max(-700, min(700, centre + z * sd))
    let scale = a * (b / (a + b))
    let w =
      p <= 0.5
      ? solveLogConcaveTail(from: start, centre: centre, target: p) { w in
        let (x, y) = Beta.logistic(w)
        return (
          SpecialFunctions.betaI(a, b, x, complement: y),
          scale * Libm.exp(SpecialFunctions.logBinomialTerm(a, rest: b, p: x, q: y))
        )
      }
      : solveLogConcaveTail(from: start, centre: centre, target: 1 - p) { w in
        let (x, y) = Beta.logistic(w)
        return (
          SpecialFunctions.betaI(b, a, y, complement: x),
          -scale * Libm.exp(SpecialFunctions.logBinomialTerm(a, rest: b, p: x, q: y))
        )
      }
    return Beta.logistic(w)
  }

  /// 1/(1 + e⁻ʷ) and its complement, neither losing digits.
  @inlinable
  static func logistic(_ w: Double) -> (x: Double, complement: Double) {
    let e = Libm.exp(-abs(w))
    let small = e / (1 + e)
    let large = 1 / (1 + e)
    return w < 0 ? (small, large) : (large, small)
  }
}
