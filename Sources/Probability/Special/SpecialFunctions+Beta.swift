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

  /// Iₓ(a, b) by its continued fraction, best for x below its mean.
  ///
  /// Forward recurrence with the last denominator scaled to 1, which leaves one division on the
  /// critical path of each step.
  @inlinable
  static func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let sum = a + b
    var h = 1 / (1 - sum * x / (a + 1))
    var olderA = h
    var olderB = h
    var m = 0.0
    // The pair (olderA, olderB), (h, 1): numerators and denominators of two successive convergents.
    while m < 1_000_000 {
      m += 1
      let twice = a + 2 * m
      let even = m * (b - m) * x / ((twice - 1) * twice)
      let odd = -(a + m) * (sum + m) * x / (twice * (twice + 1))
      let numerator = h + even * olderA
      let denominator = 1 + even * olderB
      let scale = 1 / (denominator + odd)
      let previous = h
      h = (numerator + odd * h) * scale
      olderA = numerator * scale
      olderB = denominator * scale
      if abs(h - previous) <= 2.3e-16 * abs(h) { break }
    }
    return Libm.exp(logBinomialTerm(a, sum, p: x, q: y)) * b / sum * h
  }
}
