extension SpecialFunctions {
  /// log Γ(n+1) − ((n + ½) log n − n + ½ log 2π): the error of Stirling's formula, for n > 0.
  ///
  /// Loader (2000), Fast and accurate computation of binomial probabilities.
  @inlinable
  public static func stirlingError(_ n: Double) -> Double {
    if n <= 15 {
      return logGamma(n + 1) - (n + 0.5) * Libm.log(n) + n - 0.918938533204672741780329736406
    }
    let w = 1 / (n * n)
    return
      (1.0 / 12
      - w
      * (1.0 / 360
        - w
        * (1.0 / 1260
          - w
          * (1.0 / 1680
            - w * (1.0 / 1188 - w * (691.0 / 360360 - w * (1.0 / 156 - w * 3617.0 / 122400)))))))
      / n
  }

  /// The deviance term x log(x/m) + m − x, without cancellation when x is close to m (Loader 2000).
  @inlinable
  public static func devianceTerm(_ x: Double, _ m: Double) -> Double {
    devianceTerm(x, m, difference: x - m)
  }

  /// The deviance term with x − m given separately, for callers that know it to more digits.
  @inlinable
  static func devianceTerm(_ x: Double, _ m: Double, difference: Double) -> Double {
    if x == 0 { return m }
    if abs(difference) < 0.1 * (x + m) {
      let v = difference / (x + m)
      var sum = difference * v
      if abs(sum) < Double.leastNormalMagnitude { return sum }
      var term = 2 * x * v
      let square = v * v
      var j = 1.0
      while true {
        term *= square
        j += 2
        let next = sum + term / j
        if next == sum { return next }
        sum = next
      }
    }
    let ratio = x / m
    // Where the ratio leaves the range of a double its logarithm does not.
    let logRatio =
      ratio > Double.leastNormalMagnitude && ratio < .infinity
      ? Libm.log(ratio) : Libm.log(x) - Libm.log(m)
    return x * logRatio - difference
  }

  /// Natural logarithm of mˣ e⁻ᵐ / Γ(x+1) for real x ≥ 0 and m ≥ 0, by the saddle-point expansion.
  @inlinable
  public static func logPoissonTerm(_ x: Double, _ m: Double) -> Double {
    if m == 0 { return x == 0 ? 0 : -.infinity }
    if x == 0 { return -m }
    if x < 1e-3 { return x * Libm.log(m) - m - logGamma(x + 1) }
    return -0.5 * Libm.log(2 * Double.pi * x) - stirlingError(x) - devianceTerm(x, m)
  }

  /// Natural logarithm of Γ(n+1)/(Γ(x+1)Γ(n−x+1)) pˣ qⁿ⁻ˣ for real 0 ≤ x ≤ n, with q = 1 − p given
  /// separately so that neither end loses digits (Loader 2000).
  @inlinable
  public static func logBinomialTerm(_ x: Double, _ n: Double, p: Double, q: Double) -> Double {
    logBinomialTerm(x, rest: n - x, p: p, q: q)
  }

  /// The same with y = n − x given instead of n, so that an x much above y costs y no digits.
  @inlinable
  public static func logBinomialTerm(
    _ x: Double, rest y: Double, p: Double, q: Double
  ) -> Double {
    if p == 0 { return x == 0 ? 0 : -.infinity }
    if q == 0 { return y == 0 ? 0 : -.infinity }
    let n = x + y
    if x == 0 { return y * logComplement(q, p) }
    if y == 0 { return x * logComplement(p, q) }
    if x < 1e-3 || y < 1e-3 {
      return x * logComplement(p, q) + y * logComplement(q, p)
        - Libm.log(n + 1) - logBeta(x + 1, y + 1)
    }
    // x − np = xq − yp, in which nothing of the size of n cancels.
    let difference = x * q - y * p
    let exponent =
      stirlingError(n) - stirlingError(x) - stirlingError(y)
      - devianceTerm(x, n * p, difference: difference)
      - devianceTerm(y, n * q, difference: -difference)
    return exponent - 0.5 * Libm.log(2 * Double.pi * x * (y / n))
  }

  /// log p, from q = 1 − p where that carries more digits.
  @inlinable
  static func logComplement(_ p: Double, _ q: Double) -> Double {
    q < 0.5 ? Libm.log1p(-q) : Libm.log(p)
  }
}
