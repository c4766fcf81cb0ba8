import Foundation
public import Probability

/// Nights of emergencies that have not begun yet, with how sure that is.
///
/// The monthly rate is drawn from `Gamma(events + ½, months)` (Jeffreys), the number that begin in each month
/// from a Poisson law, or from a negative binomial one where months vary by more than chance
/// (``CountDispersion``); each stay from the Kaplan–Meier curve, cut at the end of the time asked about. Stays
/// that are open already go on by the same curve from the nights they have had.
public struct EmergencyNights: Hashable, Sendable {
  /// Below it one future in ten.
  public let p10: Double
  /// Below it half of futures.
  public let median: Double
  /// Below it nine futures in ten.
  public let p90: Double
  /// Mean.
  public let mean: Double

  /// Nights in `ahead` months after `events` in `months`, with `stillThere` the share still there after 0,
  /// 1, 2 … nights; who is still there at its end stays that long.
  ///
  /// `dispersion` is the size of the negative binomial law of a month, `nil` for Poisson; `open` has stays
  /// that are open, by nights so far and their number. Throws for numbers out of range.
  public init(
    events: Int, months: Double, stillThere: [Double], ahead: Int, dispersion: Double? = nil,
    open: [(nights: Int, count: Int)] = [], replicates: Int, seed: UInt64
  ) throws(ParameterError) {
    guard events >= 0 else { throw ParameterError("events", events, "must not be negative") }
    guard months > 0, ahead > 0 else {
      throw ParameterError("months", min(months, Double(ahead)), "must be above 0")
    }
    guard (2...100_000).contains(replicates) else {
      throw ParameterError("replicates", replicates, "must be between 2 and 100,000")
    }
    guard stillThere.allSatisfy({ $0 >= 0 && $0 <= 1 }), !stillThere.isEmpty else {
      throw ParameterError("still there", stillThere.count, "must be shares, one for each night")
    }
    if let dispersion, !(dispersion > 0) {
      throw ParameterError("dispersion", dispersion, "must be above 0")
    }
    guard open.allSatisfy({ $0.nights >= 0 && $0.count >= 0 }) else {
      throw ParameterError("open", "\(open)", "must be nights and numbers from 0")
    }
    let rate = try Gamma(shape: Double(events) + 0.5, scale: 1 / months)
    let days = Double(ahead) * 365.25 / 12
    let stream = RandomStream(seed: seed, name: "emergency-nights")
    let numbers = RandomStream(seed: seed, name: "emergency-nights|numbers")
    let levels = RandomStream(seed: seed, name: "emergency-nights|levels")
    let ongoing = RandomStream(seed: seed, name: "emergency-nights|open")
    var totals: [Double] = []
    for replicate in 0..<replicates {
      let monthly = rate.quantile(stream.uniform(replicate: replicate, step: 0))
      var count = 0
      for month in 0..<ahead {
        var mean = monthly
        if let dispersion {
          let level = try Gamma(shape: dispersion, scale: 1 / dispersion)
          mean *= level.quantile(levels.uniform(replicate: replicate, step: month))
        }
        count += try Poisson(mean: mean).quantile(
          numbers.uniform(replicate: replicate, step: month))
      }
      count = min(count, 60_000)
      var nights = 0.0
      for (band, stays) in open.enumerated() {
        let now = min(stays.nights, stillThere.count - 1)
        for stay in 0..<min(stays.count, 10_000) {
          let u = ongoing.at(replicate: replicate, step: band).uniform(stay) * stillThere[now]
          let length = stillThere.firstIndex { $0 < u } ?? stillThere.count - 1
          nights += min(Double(max(0, length - now)), days.rounded())
        }
      }
      for child in 0..<count {
        let address = stream.at(replicate: replicate, step: child + 2)
        let begins = (days * address.uniform(0)).rounded(.down)
        let u = address.uniform(1)
        let stay = stillThere.firstIndex { $0 < u } ?? stillThere.count - 1
        nights += min(Double(stay), days.rounded() - begins)
      }
      totals.append(nights)
    }
    totals.sort()
    func at(_ p: Double) -> Double {
      let place = p * Double(totals.count - 1)
      let low = Int(place)
      let high = min(low + 1, totals.count - 1)
      return totals[low] + (place - Double(low)) * (totals[high] - totals[low])
    }
    p10 = at(0.1)
    median = at(0.5)
    p90 = at(0.9)
    mean = totals.reduce(0, +) / Double(totals.count)
  }
}
