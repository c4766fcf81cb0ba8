import Foundation
import Probability
import Testing

@Suite("Quantiles over wide ranges")
struct QuantileGridTests {
  /// A probability: often small, sometimes close to 1.
  private func probability(_ u: [Double]) -> Double {
    u[0] < 0.6 ? spread(u[1], 1e-280, 0.5) : u[0] < 0.8 ? u[1] : 1 - spread(u[1], 1e-15, 0.5)
  }

  @Test("of continuous laws return to their probability, from either tail")
  func continuous() throws {
    var worst = Worst()
    for (index, u) in points(1_500, stream: "shapes").enumerated() {
      let p = probability(points(1, stream: "p \(index)")[0])
      let a = spread(u[0], 1e-2, 1e6)
      let b = spread(u[1], 1e-2, 1e6)
      let laws: [any ContinuousDistribution] = [
        try Gamma(shape: a, scale: b), try StudentT(degreesOfFreedom: a),
        try ChiSquared(degreesOfFreedom: b), try Normal(mean: 0, standardDeviation: a),
        try LogNormal(logMean: 0, logStandardDeviation: spread(u[2], 0.01, 10)),
        try Weibull(shape: spread(u[2], 0.3, 30), scale: b),
        try FisherF(numerator: spread(u[2], 0.5, 1e4), denominator: a),
      ]
      for law in laws {
        let x = law.quantile(p)
        if abs(x) > 1e-290 && abs(x) < 1e290 {
          if p <= 0.5 {
            worst.compare(law.logCDF(x), log(p), floor: 1e-10, "\(law) at \(p)")
          } else {
            worst.compare(law.logUpperTail(x), log(1 - p), floor: 1e-10, "\(law) at \(p)")
          }
        }
        let far = law.upperQuantile(p)
        guard abs(far) > 1e-290, abs(far) < 1e290 else { continue }
        if p <= 0.5 {
          worst.compare(law.logUpperTail(far), log(p), floor: 1e-10, "\(law) above \(p)")
        } else {
          worst.compare(law.logCDF(far), log(1 - p), floor: 1e-10, "\(law) above \(p)")
        }
      }
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
    #expect(worst.count > 15_000)
  }

  @Test("of counts are the smallest that reach their probability, far into both tails")
  func counts() throws {
    var wrong: [String] = []
    for (index, u) in points(1_500, stream: "count shapes").enumerated() {
      let p = probability(points(1, stream: "p \(index)")[0])
      let laws: [any CountDistribution] = [
        try Poisson(mean: spread(u[0], 1e-3, 1e6)),
        try Binomial(trials: Int(spread(u[0], 1, 1e6)), probability: u[1]),
        try Binomial(trials: Int(spread(u[0], 1, 1e6)), probability: spread(u[1], 1e-6, 1)),
        try NegativeBinomial(mean: spread(u[0], 1e-2, 1e5), size: spread(u[1], 1e-2, 1e5)),
        try BetaBinomial(
          trials: Int(spread(u[2], 1, 300)), a: spread(u[0], 0.05, 1e3),
          b: spread(u[1], 0.05, 1e3)),
      ]
      for law in laws {
        let y = law.quantile(p)
        let slack = 1e-10
        let reaches: Bool
        let least: Bool
        if p <= 0.5 {
          reaches = law.cdf(y) >= p * (1 - slack)
          least = y == 0 || law.cdf(y - 1) < p * (1 + slack)
        } else {
          reaches = law.upperTail(y) <= (1 - p) * (1 + slack)
          least = y == 0 || law.upperTail(y - 1) > (1 - p) * (1 - slack)
        }
        if !reaches || !least { wrong.append("\(law) at \(p): \(y)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}
