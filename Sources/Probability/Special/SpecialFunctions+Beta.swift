extension SpecialFunctions {
  /// The regularised incomplete beta function Iₓ(a, b), for a, b > 0 and x in 0...1; NaN elsewhere.
  @inlinable
  public static func betaI(_ a: Double, _ b: Double, _ x: Double) -> Double {
    betaI(a, b, x, complement: 1 - x)
  }

  /// Iₓ(a, b) with 1 − x given separately, so that arguments close to 1 keep their digits.
  @inlinable
  public static func betaI(
    _ a: Double, _ b: Double, _ x: Double, complement y: Double
  ) -> Double {
    guard a > 0, b > 0, x >= 0, y >= 0 else { return .nan }
    if x == 0 { return 0 }
    if y == 0 { return 1 }
    return x <= (a + 1) / (a + b + 2)
      ? betaFraction(a, b, x, y) : 1 - betaFraction(b, a, y, x)
  }

  /// 1 − Iₓ(a, b), computed directly in the upper tail, so that small values keep their digits.
  @inlinable
  public static func betaUpper(
    _ a: Double, _ b: Double, _ x: Double, complement y: Double
  ) -> Double {
    betaI(b, a, y, complement: x)
  }

  /// log Iₓ(a, b), which stays finite where Iₓ(a, b) underflows; 1 − x is given separately.
  @inlinable
  public static func logBetaI(
    _ a: Double, _ b: Double, _ x: Double, complement y: Double
  ) -> Double {
    guard a > 0, b > 0, x >= 0, y >= 0 else { return .nan }
    if x == 0 { return -.infinity }
    if y == 0 { return 0 }
    if x > (a + 1) / (a + b + 2) { return Libm.log1p(-betaFraction(b, a, y, x)) }
    return logBinomialTerm(a, rest: b, p: x, q: y)
      + Libm.log(a * (b / (a + b)) * betaFractionFactor(a, b, x, y))
  }

  /// Iₓ(a, b) by its continued fraction, best for x below its mean.
  @inlinable
  static func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let term = Libm.exp(logBinomialTerm(a, rest: b, p: x, q: y))
    return term * (a * (b / (a + b))) * betaFractionFactor(a, b, x, y)
  }

  /// Iₓ(a, b) · B(a, b) / (xᵃ yᵇ): the continued fraction of Didonato and Morris (1992), equation 9.
  ///
  /// The even part of the classical fraction (DLMF 8.17.22). Its denominators are built from
  /// λ = a − (a + b)x, which is taken from 1 − x where x is close to 1, so that nothing cancels.
  /// Forward recurrence with the last denominator scaled to 1.
  @inlinable
  static func betaFractionFactor(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let lambda = (x <= 0.5 ? a - (a + b) * x : (a + b) * y - b) + 1
    // Convergents (older, olderBase) and (h, 1).
    var h = (a + 1) / (a * lambda)
    var older = 0.0
    var olderBase = h
    var m = 0.0
    while m < 1_000_000 {
      m += 1
      let twice = a + 2 * m
      let step = m * (b - m) * x
      let down = twice - 1
      let numerator = (a + m - 1) * (a + b + m - 1) / down * (step * x / down)
      let denominator = m + step / down + (a + m) / (twice + 1) * (lambda + m * (1 + y))
      let scale = 1 / (denominator + numerator * olderBase)
      let next = (denominator * h + numerator * older) * scale
      older = h * scale
      olderBase = scale
      let change = abs(next - h)
      h = next
      if change <= 2.3e-16 * abs(h) { break }
    }
    return h
  }
}
