/// A rate of events per unit of exposure with its exact interval (Garwood 1936).
///
/// For `n` events the limits of the expected count are the α/2 quantile of Gamma(n) and the 1 − α/2
/// quantile of Gamma(n + 1); the lower limit of no events is 0.
public struct PoissonRate: Hashable, Sendable {
  /// Events over exposure.
  public let rate: Double

  /// The exact interval of the rate.
  public let interval: ClosedRange<Double>

  /// The rate of `events` during `exposure` (child-days, entries, …), with an interval that covers
  /// at least the share `coverage`; throws ``ParameterError`` unless events ≥ 0, exposure is finite
  /// and above 0 and coverage is inside (0, 1).
  public init(events: Int, exposure: Double, coverage: Double = 0.95) throws(ParameterError) {
    guard events >= 0 else {
      throw ParameterError("events", events, "must be a count of at least 0")
    }
    try ParameterError.positive("exposure", exposure)
    try ParameterError.inside("coverage", coverage)
    let tail = (1 - coverage) / 2
    let n = Double(events)
    let low = events == 0 ? 0 : Gamma(unchecked: n).quantile(tail)
    let high = Gamma(unchecked: n + 1).upperQuantile(tail)
    rate = n / exposure
    interval = low / exposure...high / exposure
  }
}
