/// Intervals of a probability from `successes` of `trials`.
public enum ProportionInterval {
  /// The exact interval of Clopper and Pearson (1934), which covers at least the share `coverage`.
  ///
  /// The limits are the α/2 quantile of Beta(k, n − k + 1), 0 for k = 0, and the 1 − α/2 quantile of
  /// Beta(k + 1, n − k), 1 for k = n. Throws ``ParameterError`` unless 0 ≤ successes ≤ trials,
  /// trials ≥ 1 and coverage is inside (0, 1).
  public static func exact(
    successes: Int, trials: Int, coverage: Double = 0.95
  ) throws(ParameterError) -> ClosedRange<Double> {
    try check(successes, trials, coverage)
    let k = Double(successes)
    let n = Double(trials)
    let tail = (1 - coverage) / 2
    let low = successes == 0 ? 0 : Beta(unchecked: k, n - k + 1).quantile(tail)
    let high = successes == trials ? 1 : Beta(unchecked: k + 1, n - k).upperQuantile(tail)
    return low...high
  }

  /// The score interval of Wilson (1927), whose coverage is close to `coverage` on average.
  ///
  /// (k + z²/2 ± z √(k(n − k)/n + z²/4)) / (n + z²). Throws ``ParameterError`` as
  /// ``exact(successes:trials:coverage:)`` does.
  public static func wilson(
    successes: Int, trials: Int, coverage: Double = 0.95
  ) throws(ParameterError) -> ClosedRange<Double> {
    try check(successes, trials, coverage)
    let k = Double(successes)
    let n = Double(trials)
    let z = -SpecialFunctions.normalQuantile((1 - coverage) / 2)
    let centre = (k + z * z / 2) / (n + z * z)
    let half = z / (n + z * z) * (k * (n - k) / n + z * z / 4).squareRoot()
    return max(0, centre - half)...min(1, centre + half)
  }

  private static func check(
    _ successes: Int, _ trials: Int, _ coverage: Double
  ) throws(ParameterError) {
    guard trials >= 1 else { throw ParameterError("trials", trials, "must be at least 1") }
    guard successes >= 0, successes <= trials else {
      throw ParameterError("successes", successes, "must lie between 0 and trials = \(trials)")
    }
    try ParameterError.inside("coverage", coverage)
  }
}
