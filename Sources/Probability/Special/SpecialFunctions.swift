/// Special functions of probability, as static functions on `Double`.
///
/// Arguments outside the domain of a function give NaN, as in the C library. Relative errors are
/// a few units in the last place for elementary arguments and below 1e-12 elsewhere unless said.
public enum SpecialFunctions {}

extension SpecialFunctions {
  /// Natural logarithm of |Γ(x)|, from the C library.
  @inlinable
  public static func logGamma(_ x: Double) -> Double { Libm.logGamma(x) }

  /// The complementary error function, from the C library.
  @inlinable
  public static func erfc(_ x: Double) -> Double { Libm.erfc(x) }

  /// log(1 + eˣ) without overflow or loss of the small end (Mächler 2012).
  @inlinable
  public static func log1pexp(_ x: Double) -> Double {
    if x <= -37 { return Libm.exp(x) }
    if x <= 18 { return Libm.log1p(Libm.exp(x)) }
    if x <= 33.3 { return x + Libm.exp(-x) }
    return x
  }

  /// log(Σ exp(xᵢ)) with the largest term taken out; −∞ for an empty list.
  @inlinable
  public static func logSumExp(_ values: some Collection<Double>) -> Double {
    guard let largest = values.max(), largest > -.infinity else { return -.infinity }
    guard largest < .infinity else { return .infinity }
    var sum = CompensatedSum()
    for value in values { sum.add(Libm.exp(value - largest)) }
    return largest + Libm.log(sum.value)
  }

  /// Natural logarithm of the beta function B(a, b), for a, b > 0.
  ///
  /// For large arguments the Stirling corrections are combined before anything cancels
  /// (Didonato and Morris 1992).
  @inlinable
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    let p = min(a, b)
    let q = max(a, b)
    guard p > 0 else { return .nan }
    if p >= 10 {
      let correction = stirlingError(p) + stirlingError(q) - stirlingError(p + q)
      return -0.5 * Libm.log(q) + 0.918938533204672741780329736406 + correction
        + (p - 0.5) * Libm.log(p / (p + q)) + q * Libm.log1p(-p / (p + q))
    }
    if q >= 10 {
      let correction = stirlingError(q) - stirlingError(p + q)
      return logGamma(p) + correction + p - p * Libm.log(p + q)
        + (q - 0.5) * Libm.log1p(-p / (p + q))
    }
    return logGamma(p) + (logGamma(q) - logGamma(p + q))
  }

  /// Natural logarithm of the binomial coefficient n over k, for 0 ≤ k ≤ n.
  @inlinable
  public static func logChoose(_ n: Double, _ k: Double) -> Double {
    if k == 0 || k == n { return 0 }
    return -Libm.log(n + 1) - logBeta(n - k + 1, k + 1)
  }
}
