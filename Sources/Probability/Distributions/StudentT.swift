/// Student's t distribution.
@frozen
public struct StudentT: ContinuousDistribution, Hashable {
  /// The degrees of freedom, above 0.
  public let degreesOfFreedom: Double

  /// The law of those degrees of freedom; throws ``ParameterError`` unless finite and above 0.
  @inlinable
  public init(degreesOfFreedom: Double) throws(ParameterError) {
    try ParameterError.positive("degreesOfFreedom", degreesOfFreedom)
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The variance ν/(ν − 2); infinite for 1 < ν ≤ 2, NaN for ν ≤ 1, where there is none.
  @inlinable public var variance: Double {
    let nu = degreesOfFreedom
    return nu > 2 ? nu / (nu - 2) : nu > 1 ? .infinity : .nan
  }

  /// Natural logarithm of the density at t: −½ log ν − log B(ν/2, ½) − ½(ν + 1) log(1 + t²/ν).
  @inlinable
  public func logPDF(_ t: Double) -> Double {
    let nu = degreesOfFreedom
    let ratio = abs(t) / nu.squareRoot()
    let logSquare =
      ratio < 1e150 ? Libm.log1p(ratio * ratio) : 2 * Libm.log(ratio)
    return -0.5 * Libm.log(nu) - SpecialFunctions.logBeta(nu / 2, 0.5) - 0.5 * (nu + 1) * logSquare
  }

  /// P(T ≤ t).
  @inlinable
  public func cdf(_ t: Double) -> Double { upperTail(-t) }

  /// P(T > t), computed directly.
  @inlinable
  public func upperTail(_ t: Double) -> Double {
    let nu = degreesOfFreedom
    let ratio = abs(t) / nu.squareRoot()
    let square = ratio * ratio
    let half: Double
    if square < 1e300 {
      half =
        0.5
        * SpecialFunctions.betaI(
          nu / 2, 0.5, 1 / (1 + square), complement: square / (1 + square))
    } else {
      // So far out only the first term of the tail is left, and its square would overflow.
      half = Libm.exp(-nu * Libm.log(ratio) - SpecialFunctions.logBeta(nu / 2, 0.5)) / nu
    }
    return t >= 0 ? half : 1 - half
  }

  /// log P(T ≤ t), finite where P(T ≤ t) underflows.
  @inlinable
  public func logCDF(_ t: Double) -> Double { logUpperTail(-t) }

  /// log P(T > t), finite where P(T > t) underflows.
  @inlinable
  public func logUpperTail(_ t: Double) -> Double {
    if t < 0 { return Libm.log1p(-upperTail(-t)) }
    let nu = degreesOfFreedom
    let ratio = t / nu.squareRoot()
    let square = ratio * ratio
    if square >= 1e300 {
      return -nu * Libm.log(ratio) - SpecialFunctions.logBeta(nu / 2, 0.5) - Libm.log(nu)
    }
    let both = SpecialFunctions.logBetaI(
      nu / 2, 0.5, 1 / (1 + square), complement: square / (1 + square))
    return both - 0.693147180559945309417232121458
  }

  /// The t with P(T > t) = q.
  public func upperQuantile(_ q: Double) -> Double { -quantile(q) }

  /// The two-sided p-value P(|T| > |t|).
  @inlinable
  public func twoSidedP(_ t: Double) -> Double { 2 * upperTail(abs(t)) }

  /// The t with P(T ≤ t) = p, for p in 0...1 (±∞ at the ends).
  public func quantile(_ p: Double) -> Double {
    Self.quantile(p, degreesOfFreedom: degreesOfFreedom)
  }

  /// The t with P(T ≤ t) = p for those degrees of freedom; NaN where an argument is out of range.
  public static func quantile(_ p: Double, degreesOfFreedom nu: Double) -> Double {
    guard nu > 0, p >= 0, p <= 1 else { return .nan }
    if nu == .infinity { return SpecialFunctions.normalQuantile(p) }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    let x: Double
    let y: Double
    if tail < 0.25 {
      (x, y) = Beta(unchecked: nu / 2, 0.5).quantilePair(2 * tail)
    } else {
      (y, x) = Beta(unchecked: 0.5, nu / 2).quantilePair(2 * abs(p - 0.5))
    }
    let t: Double
    if x > 1e-290 {
      t = nu.squareRoot() * (y / x).squareRoot()
    } else {
      // So far out the first term of the tail is all there is, and its square would overflow.
      let logRatio = -(Libm.log(nu * tail) + SpecialFunctions.logBeta(nu / 2, 0.5)) / nu
      t = nu.squareRoot() * Libm.exp(logRatio)
    }
    return p < 0.5 ? -t : t
  }
}
