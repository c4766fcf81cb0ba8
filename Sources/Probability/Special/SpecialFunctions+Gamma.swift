extension SpecialFunctions {
  /// The regularised lower incomplete gamma function P(a, x), for a > 0 and x ≥ 0; NaN elsewhere.
  @inlinable
  public static func gammaP(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
  }

  /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), for a > 0 and x ≥ 0.
  ///
  /// Computed directly in the upper tail, so that small values keep their digits.
  @inlinable
  public static func gammaQ(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
  }

  /// P(a, x) by its power series, best for x < a + 1.
  @inlinable
  static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    var denominator = a
    while true {
      denominator += 1
      term *= x / denominator
      let next = sum + term
      if next == sum { break }
      sum = next
    }
    return Libm.exp(logPoissonTerm(a, x)) * sum
  }

  /// Q(a, x) by its continued fraction (modified Lentz), best for x ≥ a + 1.
  @inlinable
  static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / (abs(b) < tiny ? tiny : b)
    var h = d
    var i = 0.0
    while true {
      i += 1
      let numerator = -i * (i - a)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      h *= factor
      if abs(factor - 1) <= 2.3e-16 || i > 1_000_000 { break }
    }
    return Libm.exp(logPoissonTerm(a, x)) * a * h
  }
}
