/// Control limits of a funnel plot of observed over expected counts (Spiegelhalter 2005).
public enum FunnelLimits {
  /// The ratio below which a Poisson count of that expectation lies with probability `p`.
  ///
  /// Interpolated between counts: with y the quantile at p, (y − (P(Y ≤ y) − p)/P(Y = y))/expected,
  /// at least 0. Throws ``ParameterError`` unless expected is finite and above 0 and p is inside
  /// (0, 1).
  public static func ratio(expected: Double, probability p: Double) throws(ParameterError)
    -> Double
  {
    try ParameterError.positive("expected", expected)
    try ParameterError.inside("p", p)
    let law = Poisson(unchecked: expected)
    let y = law.quantile(p)
    let excess =
      p <= 0.5
      ? (law.cdf(y) - p) / law.pmf(y) : ((1 - p) - law.upperTail(y)) / law.pmf(y)
    return max(0, (Double(y) - excess) / expected)
  }
}
