import Foundation
public import Probability

/// Beds in use where each vacancy suits a referral with some chance, as children who live together must
/// get on: with n of c beds used a referral is taken with chance `1 − (1 − r)^(c − n)`.
///
/// The law is of product form, so only the mean of the stay counts: `π_n ∝ Π_{i<n} λ w (1 − (1 −
/// r)^(c − i)) / (i + 1)`. With r = 1 it is Erlang's.
public struct MatchingModel: Sendable {
  /// Chance of each number of beds in use, 0 to c.
  public let distribution: [Double]
  /// Mean beds in use.
  public let carried: Double
  /// Mean share of the beds in use; `nil` without beds.
  public let occupancy: Double?
  /// Share of referrals who are not taken.
  public let refusedShare: Double

  /// The law for `beds` under a load of suited children. Throws for negative beds, a load that is not
  /// above 0 and a chance outside 0 to 1.
  public init(load: Double, beds: Int, matchChance: Double) throws(ParameterError) {
    guard beds >= 0 else { throw ParameterError("beds", beds, "must not be negative") }
    guard load > 0, load.isFinite else { throw ParameterError("load", load, "must be above 0") }
    guard matchChance > 0, matchChance <= 1 else {
      throw ParameterError("match chance", matchChance, "must be above 0 and at most 1")
    }
    func accepted(_ used: Int) -> Double {
      1 - pow(1 - matchChance, Double(beds - used))
    }
    var logs = [0.0]
    for used in 0..<beds {
      logs.append(logs[used] + log(load * accepted(used) / Double(used + 1)))
    }
    let top = logs.max() ?? 0
    let weights = logs.map { exp($0 - top) }
    let sum = weights.reduce(0, +)
    distribution = weights.map { $0 / sum }
    carried = distribution.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    occupancy = beds == 0 ? nil : carried / Double(beds)
    refusedShare = 1 - carried / load
  }
}
