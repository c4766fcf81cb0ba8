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

  /// log P(a, x), which stays finite where P(a, x) underflows.
  @inlinable
  public static func logGammaP(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return 0 }
    return x < a + 1
      ? logPoissonTerm(a, x) + Libm.log(gammaSeriesFactor(a, x))
      : Libm.log1p(-gammaFraction(a, x))
  }

  /// log Q(a, x), which stays finite where Q(a, x) underflows.
  @inlinable
  public static func logGammaQ(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 0 }
    if x == .infinity { return -.infinity }
    return x < a + 1
      ? Libm.log1p(-gammaSeries(a, x))
      : logPoissonTerm(a, x) + Libm.log(a * gammaFractionFactor(a, x))
  }

  /// P(a, x) by its power series, best for x < a + 1.
  @inlinable
  static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    Libm.exp(logPoissonTerm(a, x)) * gammaSeriesFactor(a, x)
  }

  /// Σ xⁿ / ((a + 1) … (a + n)) from n = 0.
  @inlinable
  static func gammaSeriesFactor(_ a: Double, _ x: Double) -> Double {
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
    return sum
  }

  /// Q(a, x) by its continued fraction, best for x ≥ a + 1.
  @inlinable
  static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    Libm.exp(logPoissonTerm(a, x)) * a * gammaFractionFactor(a, x)
  }

  /// Γ(a, x) eˣ x⁻ᵃ (DLMF 8.9.2), by forward recurrence with the last denominator scaled to 1.
  @inlinable
  static func gammaFractionFactor(_ a: Double, _ x: Double) -> Double {
    var h = 1 / (x + 1 - a)
    var olderA = 0.0
    var olderB = h
    var i = 0.0
    while i < 1_000_000 {
      i += 1
      let coefficient = i * (a - i)
      let b = x + 1 - a + 2 * i
      let scale = 1 / (b + coefficient * olderB)
      let next = (b * h + coefficient * olderA) * scale
      olderA = h * scale
      olderB = scale
      let change = abs(next - h)
      h = next
      if change <= 2.3e-16 * abs(h) { break }
    }
    return h
  }
}
