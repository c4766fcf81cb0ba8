/// The ratio of two Poisson rates with its exact interval and test.
///
/// Given their sum, the first count is binomial with probability ρE₁/(ρE₁ + E₂), so the
/// Clopper–Pearson limits of that probability turn into limits of the ratio ρ (Przyborowski and
/// Wilenski 1940).
public struct PoissonRateRatio: Hashable, Sendable {
  /// The first rate over the second; nil where the second has no events.
  public let ratio: Double?

  /// The lower limit of the ratio.
  public let lower: Double

  /// The upper limit of the ratio; nil where the second rate has no events, so that there is none.
  public let upper: Double?

  /// The two-sided p-value of equal rates: twice the smaller binomial tail, at most 1.
  public let pValue: Double

  /// The comparison of `events` during `exposure` with `baseEvents` during `baseExposure`.
  ///
  /// Throws ``ParameterError`` where a count is negative, both are 0, an exposure is not finite and
  /// above 0, or coverage is not inside (0, 1).
  public init(
    events: Int, exposure: Double, baseEvents: Int, baseExposure: Double, coverage: Double = 0.95
  ) throws(ParameterError) {
    guard events >= 0 else {
      throw ParameterError("events1", events, "must be a count of at least 0")
    }
    guard baseEvents >= 0 else {
      throw ParameterError("events2", baseEvents, "must be a count of at least 0")
    }
    guard events > 0 || baseEvents > 0 else {
      throw ParameterError("events1", 0, "must be above 0 where events2 is 0")
    }
    try ParameterError.positive("exposure1", exposure)
    try ParameterError.positive("exposure2", baseExposure)
    try ParameterError.inside("coverage", coverage)
    let tail = (1 - coverage) / 2
    let first = Double(events)
    let second = Double(baseEvents)
    let odds = baseExposure / exposure
    ratio = baseEvents == 0 ? nil : first / second * odds
    if events == 0 {
      lower = 0
    } else {
      let (share, rest) = Beta(unchecked: first, second + 1).quantilePair(tail)
      lower = share / rest * odds
    }
    if baseEvents == 0 {
      upper = nil
    } else {
      let (rest, share) = Beta(unchecked: second, first + 1).quantilePair(tail)
      upper = share / rest * odds
    }
    let law = Binomial(unchecked: events + baseEvents, 1 / (1 + odds))
    pValue = min(1, 2 * min(law.cdf(events), law.upperTail(events - 1)))
  }
}
