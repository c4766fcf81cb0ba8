import Foundation
public import Probability

/// Whether cases gather in a zone more than chance would have it.
///
/// With O cases over a population, o and e observed and expected in a zone, the log likelihood ratio is
/// `o log(o/e) + (O − o) log((O − o)/(O − e))` where o > e and 0 elsewhere. The chance of a ratio as high
/// as the highest is found by drawing the cases anew over the population: `(1 + how many are as high) /
/// (replicates + 1)`, which allows for having looked at every zone. Source: M. Kulldorff, 1997.
public struct PoissonScan: Sendable {
  /// The log likelihood ratio of each zone.
  public let logLikelihoodRatios: [Double]
  /// The zone with the highest.
  public let likeliest: Int
  /// Rate inside that zone over the rate outside; `nil` where there are no cases outside.
  public let relativeRisk: Double?
  /// Chance of so high a ratio in some zone, if there were no clusters.
  public let p: Double

  /// Scans zones, each a list of areas by index.
  ///
  /// Throws for negative cases, populations that are not above 0, lists of other lengths, a zone that
  /// is empty or names an area that is not there, and no zones.
  public init(
    cases: [Int], population: [Double], zones: [[Int]], replicates: Int, seed: UInt64
  ) throws(ParameterError) {
    guard cases.count == population.count, !cases.isEmpty else {
      throw ParameterError(
        "population", population.count, "must have one number for each area, \(cases.count)")
    }
    guard cases.allSatisfy({ $0 >= 0 }) else {
      throw ParameterError("cases", "\(cases)", "must not be negative")
    }
    guard population.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ParameterError("population", "\(population)", "must be above 0 in each area")
    }
    guard !zones.isEmpty,
      zones.allSatisfy({ zone in !zone.isEmpty && zone.allSatisfy { cases.indices.contains($0) } })
    else {
      throw ParameterError(
        "zones", zones.count, "must each name areas from 0 to \(cases.count - 1)")
    }
    guard (0...1_000_000).contains(replicates) else {
      throw ParameterError("replicates", replicates, "must be between 0 and 1,000,000")
    }
    let total = cases.reduce(0, +)
    let everyone = population.reduce(0, +)
    let expected = zones.map { zone in
      Double(total) * zone.reduce(0) { $0 + population[$1] } / everyone
    }
    func ratios(_ cases: [Int]) -> [Double] {
      zip(zones, expected).map { zone, expected in
        let found = Double(zone.reduce(0) { $0 + cases[$1] })
        guard found > expected else { return 0 }
        let rest = Double(total) - found
        return found * log(found / expected)
          + (rest > 0 ? rest * log(rest / (Double(total) - expected)) : 0)
      }
    }
    let observed = ratios(cases)
    let best = observed.indices.dropFirst().reduce(0) { observed[$1] > observed[$0] ? $1 : $0 }
    let highest = observed[best]
    var asHigh = 0
    let stream = RandomStream(seed: seed, name: "scan")
    for replicate in 0..<replicates {
      let address = stream.at(replicate: replicate, step: 0)
      var left = total
      var people = everyone
      var drawn = Array(repeating: 0, count: cases.count)
      for area in cases.indices {
        // Cases area by area, each given those before it.
        let chance = area == cases.count - 1 ? 1 : min(1, population[area] / people)
        let law = try Binomial(trials: left, probability: chance)
        drawn[area] = law.quantile(address.uniform(area))
        left -= drawn[area]
        people -= population[area]
      }
      if (ratios(drawn).max() ?? 0) >= highest { asHigh += 1 }
    }
    let inside = Double(zones[best].reduce(0) { $0 + cases[$1] })
    let outside = Double(total) - inside
    logLikelihoodRatios = observed
    likeliest = best
    relativeRisk =
      outside > 0 ? (inside / expected[best]) / (outside / (Double(total) - expected[best])) : nil
    p = Double(asHigh + 1) / Double(replicates + 1)
  }
}
