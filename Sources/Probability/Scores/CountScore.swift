/// Scores of a count forecast given as a distribution.
public struct CountScore: Hashable, Sendable {
  /// Σₖ (F(k) − 1[y ≤ k])².
  public let crps: Double

  /// −log P(Y = y).
  public let logScore: Double

  /// P(Y ≤ y − 1), the lower end of the probability integral transform.
  public let pitLow: Double

  /// P(Y ≤ y), the upper end of the probability integral transform.
  public let pitHigh: Double

  /// The scores of a distribution against the observed count; throws ``ParameterError`` where that
  /// is negative.
  public init(
    _ distribution: some CountDistribution, observed y: Int
  ) throws(ParameterError) {
    guard y >= 0 else {
      throw ParameterError("y", y, "must be a count of at least 0")
    }
    logScore = -distribution.logPMF(y)
    pitLow = distribution.cdf(y - 1)
    pitHigh = distribution.cdf(y)
    var sum = CompensatedSum()
    var below = pitLow
    var term = y > 0 ? distribution.pmf(y - 1) : 0
    var k = y - 1
    while k >= 0 && below > 1e-17 {
      sum.add(below * below)
      below -= term
      k -= 1
      if k >= 0 { term /= distribution.stepRatio(k) }
    }
    var above = distribution.upperTail(y)
    term = distribution.pmf(y)
    k = y
    while above > 1e-12 && k != distribution.largest {
      sum.add(above * above)
      term *= distribution.stepRatio(k)
      k += 1
      // Far below the mean the recurrence has nothing to start from.
      if term < 1e-290 { term = distribution.pmf(k) }
      above -= term
    }
    crps = sum.value
  }
}
