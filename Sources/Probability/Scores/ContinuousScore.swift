/// Scores of forecasts given as a continuous law, in closed form; lower is better.
public enum ContinuousScore {
  /// −log f(y), the logarithmic score; +∞ where the forecast excludes the outcome.
  @inlinable
  public static func logarithmic(
    _ law: some ContinuousDistribution, outcome y: Double
  ) -> Double {
    -law.logPDF(y)
  }

  /// The continuous ranked probability score of a normal forecast:
  /// σ[z(2Φ(z) − 1) + 2φ(z) − 1/√π], z = (y − μ)/σ; |y − μ| for σ = 0 (Gneiting et al. 2005).
  @inlinable
  public static func crps(_ law: Normal, outcome y: Double) -> Double {
    let sd = law.standardDeviation
    guard sd > 0 else { return abs(y - law.mean) }
    let z = abs(y - law.mean) / sd
    let density = 0.398942280401432677939946059934 * Libm.exp(-0.5 * z * z)
    return sd
      * (z * (1 - 2 * SpecialFunctions.normalCDF(-z)) + 2 * density
        - 0.564189583547756286948079451561)
  }

  /// The continuous ranked probability score of a log-normal forecast (Baran and Lerch 2015):
  /// y(2Φ(ω) − 1) − 2m[Φ(ω − σ) + Φ(σ/√2) − 1], ω = (log y − μ)/σ, with m the mean of the law.
  ///
  /// For y ≤ 0 the terms in ω are at their limits, which gives −y + 2m(1 − Φ(σ/√2)).
  @inlinable
  public static func crps(_ law: LogNormal, outcome y: Double) -> Double {
    let sd = law.logStandardDeviation
    guard sd > 0 else { return abs(y - law.mean) }
    let spread = SpecialFunctions.normalCDF(-sd * 0.707106781186547524400844362105)
    guard y > 0 else { return 2 * law.mean * spread - y }
    let omega = (Libm.log(y) - law.logMean) / sd
    return y * (1 - 2 * SpecialFunctions.normalCDF(-omega))
      - 2 * law.mean * (SpecialFunctions.normalCDF(omega - sd) - spread)
  }
}
