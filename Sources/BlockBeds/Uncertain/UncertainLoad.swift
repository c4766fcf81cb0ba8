import Foundation
public import Probability

/// The best number of beds where the load itself is known only to a gamma law, in the loss model.
///
/// `a ~ Gamma(shape k, mean ā)`; the expected overflow is `E[a B(c, a)]` by Gauss–Legendre quadrature on
/// panels that reach to where 10⁻¹⁴ of the law is left.
public struct UncertainLoad: Sendable {
  /// Mean suited children without a bed, for 0 to the most beds.
  public let expectedOverflow: [Double]
  /// Cost a week for 0 to the most beds, £.
  public let weeklyCost: [Double]
  /// The number of beds of lowest cost.
  public let best: Int
  /// The number that would be best were the load known to be its mean.
  public let bestAtMean: Int
  /// What buying `bestAtMean` costs a week, £.
  public var costOfIgnoring: Double { weeklyCost[bestAtMean] - weeklyCost[best] }
  /// What knowing the load before buying would be worth a week, £: `min_c E cost − E min_c cost`.
  public let valueOfPerfectInformation: Double

  /// Throws for numbers out of range.
  public init(
    shape: Double, meanLoad: Double, prices: BedPrices, maxBeds: Int
  ) throws(ParameterError) {
    guard maxBeds >= 0 else { throw ParameterError("beds", maxBeds, "must not be negative") }
    guard meanLoad > 0, meanLoad.isFinite else {
      throw ParameterError("mean load", meanLoad, "must be above 0")
    }
    let law = try Gamma(shape: shape, scale: meanLoad / shape)
    func cost(_ beds: Int, load: Double, overflow: Double) -> Double {
      prices.fixed * Double(beds) + prices.perUse * (load - overflow) + prices.spot * overflow
    }
    // Knowing the load one may buy more beds than are asked about.
    let reach = law.upperQuantile(1e-14)
    let most = max(maxBeds, Int(reach.rounded(.up)) + 1)
    var overflows = Array(repeating: 0.0, count: maxBeds + 1)
    var informed = 0.0
    for (load, weight) in Self.nodes(law, upTo: reach) {
      let shares = try ErlangB.blockings(upTo: most, load: load)
      for beds in 0...maxBeds { overflows[beds] += weight * load * shares[beds] }
      var lowest = Double.infinity
      for beds in 0...most {
        let found = cost(beds, load: load, overflow: load * shares[beds])
        // Cost is convex in the number of beds.
        guard found <= lowest else { break }
        lowest = found
      }
      informed += weight * lowest
    }
    let costs = overflows.indices.map { cost($0, load: meanLoad, overflow: overflows[$0]) }
    let atMean = try ErlangB.blockings(upTo: maxBeds, load: meanLoad).enumerated().map {
      cost($0.offset, load: meanLoad, overflow: meanLoad * $0.element)
    }
    func lowest(_ values: [Double]) -> Int {
      values.indices.dropFirst().reduce(0) { values[$1] < values[$0] ? $1 : $0 }
    }
    expectedOverflow = overflows
    weeklyCost = costs
    best = lowest(costs)
    bestAtMean = lowest(atMean)
    valueOfPerfectInformation = costs[best] - informed
  }

  /// Points and weights of the law: 60 panels of 8 points each. Below shape 1 the density has a pole at
  /// 0, which the substitution `a = reach · t^p` takes away.
  private static func nodes(_ law: Gamma, upTo reach: Double) -> [(Double, Double)] {
    let half: [(Double, Double)] = [
      (0.1834346424956498, 0.362683783378362), (0.525532409916329, 0.31370664587788727),
      (0.7966664774136267, 0.22238103445337448), (0.9602898564975362, 0.10122853629037626),
    ]
    let power = law.shape < 1 ? (2 / law.shape).rounded(.up) : 1
    let panels = 60
    var result: [(Double, Double)] = []
    var sum = 0.0
    for panel in 0..<panels {
      for (point, weight) in half.map({ (-$0.0, $0.1) }) + half {
        let t = (Double(panel) + (1 + point) / 2) / Double(panels)
        let load = reach * pow(t, power)
        let slope = reach * power * pow(t, power - 1)
        let mass = law.pdf(load) * slope * weight / 2 / Double(panels)
        result.append((load, mass))
        sum += mass
      }
    }
    return result.map { ($0.0, $0.1 / sum) }
  }
}
