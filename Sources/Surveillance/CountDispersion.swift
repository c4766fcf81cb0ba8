import Foundation
public import Probability

/// Whether counts of equal spans vary by more than chance, and by how much.
///
/// `D = Σ (y − ȳ)² / ȳ` is χ² with n − 1 degrees of freedom if all spans have one Poisson mean (R. A. Fisher,
/// 1950). Where it is in the upper 5%, the negative binomial law with mean ȳ and size `ȳ² / (s² − ȳ)` has
/// the counts' own variance.
public struct CountDispersion: Hashable, Sendable {
  /// Variance over mean; 1 for a Poisson law.
  public let ratio: Double
  /// Chance of so high a D under one Poisson mean.
  public let p: Double
  /// Size of the negative binomial law; `nil` where the counts vary no more than chance has it.
  public let size: Double?

  /// The test of counts. Throws for fewer than two, negative ones and counts that are all 0.
  public init(_ counts: [Int]) throws(ParameterError) {
    guard counts.count > 1, counts.allSatisfy({ $0 >= 0 }), counts.contains(where: { $0 > 0 })
    else {
      throw ParameterError("counts", "\(counts)", "must be two or more from 0, not all of them 0")
    }
    let mean = Double(counts.reduce(0, +)) / Double(counts.count)
    let squares = counts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let variance = squares / Double(counts.count - 1)
    ratio = variance / mean
    p = try ChiSquared(degreesOfFreedom: Double(counts.count - 1)).upperTail(squares / mean)
    size = p < 0.05 && variance > mean ? mean * mean / (variance - mean) : nil
  }
}

/// Emergencies of several names against what they would have at the common rate.
///
/// A name is outside where its ratio of observed to expected is beyond the limits that a Poisson count of its
/// expectation would pass once in 40 (95%) or once in 1,000 (99.8%) on either side: D. J. Spiegelhalter,
/// Statistics in Medicine 24, 2005.
public struct RateFunnel: Sendable {
  /// One name.
  public struct Point: Hashable, Sendable {
    /// Events.
    public let events: Int
    /// Events at the common rate.
    public let expected: Double
    /// Events over expected.
    public let ratio: Double
    /// 95% limits of the ratio.
    public let usual: ClosedRange<Double>
    /// 99.8% limits.
    public let wide: ClosedRange<Double>
    /// `below`, `within` or `above` the 99.8% limits; `low` or `high` between the two.
    public var position: String {
      if ratio > wide.upperBound { return "above" }
      if ratio < wide.lowerBound { return "below" }
      if ratio > usual.upperBound { return "high" }
      return ratio < usual.lowerBound ? "low" : "within"
    }
  }

  /// Events of all over exposure of all.
  public let rate: Double
  /// In the order given.
  public let points: [Point]

  /// The funnel of events over exposures. Throws for lists of other lengths, negative events, exposures that
  /// are not above 0, and no events at all.
  public init(events: [Int], exposures: [Double]) throws(ParameterError) {
    guard events.count == exposures.count, events.allSatisfy({ $0 >= 0 }),
      exposures.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      throw ParameterError(
        "exposures", exposures.count, "must be above 0, one for each of the \(events.count) counts")
    }
    let total = events.reduce(0, +)
    guard total > 0 else {
      throw ParameterError("events", "none", "must be above 0 somewhere: there is no common rate")
    }
    rate = Double(total) / exposures.reduce(0, +)
    var points: [Point] = []
    for (count, exposure) in zip(events, exposures) {
      let expected = rate * exposure
      func limit(_ p: Double) throws(ParameterError) -> Double {
        try FunnelLimits.ratio(expected: expected, probability: p)
      }
      points.append(
        Point(
          events: count, expected: expected, ratio: Double(count) / expected,
          usual: try limit(0.025)...limit(0.975), wide: try limit(0.001)...limit(0.999)))
    }
    self.points = points
  }
}
