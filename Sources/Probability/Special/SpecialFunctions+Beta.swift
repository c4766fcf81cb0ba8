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

  /// Iₓ(a, b) by its continued fraction (modified Lentz), best for x below its mean.
  @inlinable
  static func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let tiny = 1e-300
    let sum = a + b
    var c = 1.0
    var d = 1 - sum * x / (a + 1)
    if abs(d) < tiny { d = tiny }
    d = 1 / d
    var h = d
    var m = 0.0
    while true {
      m += 1
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      if abs(d) < tiny { d = tiny }
      c = 1 + even / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      h *= d * c
      let odd = -(a + m) * (sum + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      if abs(d) < tiny { d = tiny }
      c = 1 + odd / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if abs(factor - 1) <= 2.3e-16 || m > 1_000_000 { break }
    }
    return Libm.exp(logBinomialTerm(a, sum, p: x, q: y)) * b / sum * h
  }
}
