import Probability

/// The exact mean and variance of a stock fed by Poisson entries, with known stays.
///
/// Entries still present are Poisson, those of the starting stock Poisson-binomial: mean = new + Σ q
/// and variance = new + Σ q(1 − q), with q = S(d + t)/S(d) for a stay of elapsed time d.
public struct StayStock: Hashable, Sendable {
  /// Those who entered since the start and are still there, in the mean.
  public let new: Double

  /// Those of the starting stock who are still there, in the mean.
  public let remaining: Double

  /// The variance of the stock.
  public let variance: Double

  /// The mean stock.
  public var mean: Double { new + remaining }

  /// The standard deviation of the stock.
  public var standardDeviation: Double { variance.squareRoot() }

  init(new: Double, chances: some Sequence<Double>) {
    var remaining = CompensatedSum()
    var variance = CompensatedSum()
    for q in chances {
      remaining.add(q)
      variance.add(q * (1 - q))
    }
    self.new = new
    self.remaining = remaining.value
    self.variance = new + variance.value
  }
}

extension StayMixture {
  /// The stock at time t of entries at constant rates within intervals and of a starting stock.
  ///
  /// - Parameters:
  ///   - t: the time since the start, in the unit of the stays.
  ///   - entryRates: entries per unit of time in successive intervals from time 0; none after them.
  ///   - intervalWidth: the width of each interval.
  ///   - elapsed: the elapsed time of each stay of the starting stock.
  /// - Throws: ``CohortError`` where a number is negative or not finite, or the width is 0.
  public func stock(
    at t: Double, entryRates: [Double], intervalWidth: Double, elapsed: [Double]
  ) throws(CohortError) -> StayStock {
    try Self.nonNegative("t", t)
    guard intervalWidth > 0, intervalWidth.isFinite else {
      throw CohortError("intervalWidth", "is \(intervalWidth); it must be finite and above 0")
    }
    for (index, d) in elapsed.enumerated() { try Self.nonNegative("elapsed[\(index)]", d) }
    var new = CompensatedSum()
    for (index, rate) in entryRates.enumerated() {
      try Self.nonNegative("entryRates[\(index)]", rate)
      let from = Double(index) * intervalWidth
      guard from < t else { continue }
      let to = min(t, from + intervalWidth)
      new.add(rate * (integral(to: t - from) - integral(to: t - to)))
    }
    return StayStock(
      new: new.value, chances: elapsed.lazy.map { self.survival(beyond: t, elapsed: $0) })
  }

  /// The stock in the long run at a constant rate of entry, rate × E L.
  ///
  /// Throws ``CohortError`` where the rate is negative or not finite.
  public func steadyStock(entryRate: Double) throws(CohortError) -> Double {
    try Self.nonNegative("entryRate", entryRate)
    return entryRate * mean
  }

  /// The mean elapsed time of those seen on one day of the long run, E L²/(2 E L).
  ///
  /// Long stays are seen more often, so that a snapshot overstates a typical stay.
  public var meanElapsedOfStock: Double { secondMoment / (2 * mean) }

  static func nonNegative(_ name: String, _ value: Double) throws(CohortError) {
    guard value >= 0, value.isFinite else {
      throw CohortError(name, "is \(value); it must be finite and at least 0")
    }
  }
}
