import Foundation
import Probability
import Testing

@Suite("Laws on an interval, and what every continuous law answers")
struct BoundedLawTests {
  @Test("at their ends: a density, or none, and tails of logarithm 0 and minus infinity")
  func valuesAtTheEnds() throws {
    // With a = 1 the density at the lower end is finite: b/(high − low).
    let pert = try Pert(low: 2, mode: 2, high: 6)
    #expect(abs(pert.logPDF(2) - log(5.0 / 4)) < 1e-14)
    #expect(pert.logPDF(2 - 1e-9) == -.infinity && pert.logPDF(6 + 1e-9) == -.infinity)
    let other = try Pert(low: 2, mode: 6, high: 6)
    #expect(abs(other.logPDF(6) - log(5.0 / 4)) < 1e-14)
    let logit = try LogitNormal(logitMean: 0.3, logitStandardDeviation: 1.2)
    #expect(logit.logPDF(0) == -.infinity && logit.logPDF(1) == -.infinity)
    // R 4.2.2: pbeta(x, 2.5, 4, log.p = TRUE), and its upper tail.
    let beta = try Beta(a: 2.5, b: 4)
    for (x, lower, upper) in [
      (0.2, -1.8087486023992116, -0.17895809325395198),
      (0.7, -0.04971616096535244, -3.0261803236499363),
      (0.999, -9.012611631222396e-12, -25.432396227132688),
    ] {
      #expect(abs(beta.logCDF(x) / lower - 1) < 1e-11)
      #expect(abs(beta.logUpperTail(x) / upper - 1) < 1e-11)
    }
    #expect(beta.logCDF(1) == 0 && beta.logUpperTail(0) == 0)
    #expect(beta.logCDF(0) == -.infinity && beta.logUpperTail(1) == -.infinity)
  }

  @Test("have tails that add up, quantiles that return and densities that are slopes")
  func consistency() throws {
    var worst = Worst()
    for u in points(400, stream: "bounded") {
      let low = 10 * u[0] - 5
      let high = low + 0.5 + 4 * u[1]
      let mode = low + (high - low) * u[2]
      let laws: [any ContinuousDistribution] = [
        try Uniform(low: low, high: high), try Triangular(low: low, mode: mode, high: high),
        try Pert(low: low, mode: mode, high: high),
        try LogitNormal(logitMean: 2 * u[0] - 1, logitStandardDeviation: 0.2 + u[1]),
        try Beta(a: 1.5 + 5 * u[0], b: 1.5 + 5 * u[1]),
        try Weibull(shape: 1.2 + u[0], scale: 0.5 + u[1]),
        try FisherF(numerator: 3 + 9 * u[0], denominator: 5 + 9 * u[1]),
        try StudentT(degreesOfFreedom: 1 + 9 * u[0]), try ChiSquared(degreesOfFreedom: 3 + u[0]),
        try Normal(mean: low, standardDeviation: 1 + u[1]),
      ]
      for law in laws {
        let p = 0.02 + 0.96 * u[2]
        let x = law.quantile(p)
        worst.compare(law.cdf(x), p, "\(law) at \(p)")
        worst.compare(law.upperTail(x), 1 - p, "\(law) above \(p)")
        worst.compare(law.upperQuantile(1 - p), x, floor: 1e-12, "upper quantile of \(law)")
        worst.compare(law.logCDF(x), log(p), floor: 1e-13, "log P of \(law)")
        worst.compare(law.logUpperTail(x), log(1 - p), floor: 1e-13, "log tail of \(law)")
        let h = 1e-5
        let slope = (law.cdf(x + h) - law.cdf(x - h)) / (2 * h)
        #expect(abs(law.pdf(x) - slope) < 2e-4 * max(1, slope), "\(law) at \(x)")
      }
    }
    #expect(worst.error <= 1e-10, "\(worst.place)")
  }

  @Test("are certain outside their support")
  func ends() throws {
    let laws: [any ContinuousDistribution] = [
      try Uniform(low: 1, high: 2), try Triangular(low: 1, mode: 1.5, high: 2),
      try Pert(low: 1, mode: 1.5, high: 2),
    ]
    for law in laws {
      #expect(law.cdf(1) == 0 && law.upperTail(1) == 1 && law.cdf(0) == 0)
      #expect(law.cdf(2) == 1 && law.upperTail(2) == 0 && law.upperTail(3) == 0)
      #expect(law.logPDF(0.9) == -.infinity && law.logPDF(2.1) == -.infinity)
      #expect(law.quantile(0) == 1 && law.quantile(1) == 2)
      #expect(law.upperQuantile(0) == 2 && law.upperQuantile(1) == 1)
    }
    #expect(try Triangular(low: 1, mode: 1.5, high: 2).pdf(1.5) == 2)
    #expect(try Triangular(low: 1, mode: 1, high: 2).pdf(1) == 2)
    #expect(try Triangular(low: 1, mode: 2, high: 2).pdf(2) == 2)
    for law in [
      try Gamma(shape: 2), try Weibull(shape: 2), try ChiSquared(degreesOfFreedom: 4),
      try FisherF(numerator: 4, denominator: 6), try LogNormal(logMean: 0, logStandardDeviation: 1),
    ] as [any ContinuousDistribution] {
      #expect(law.cdf(0) == 0 && law.upperTail(0) == 1 && law.upperTail(-1) == 1)
      #expect(law.logCDF(0) == -.infinity && law.logUpperTail(0) == 0)
      #expect(law.logPDF(-1) == -.infinity && law.logPDF(0) == -.infinity)
      #expect(law.quantile(0) == 0 && law.upperQuantile(1) == 0)
      #expect(law.quantile(1) == .infinity && law.upperQuantile(0) == .infinity)
    }
    #expect(try FisherF(numerator: 1, denominator: 6).logPDF(0) == .infinity)
    #expect(try FisherF(numerator: 2, denominator: 6).logPDF(0) == 0)
    #expect(try Weibull(shape: 0.5).logPDF(0) == .infinity)
    #expect(try Weibull(shape: 1, scale: 2).logPDF(0) == -log(2))
  }

  @Test("have the moments of their formulas")
  func moments() throws {
    #expect(try ChiSquared(degreesOfFreedom: 7).mean == 7)
    #expect(try ChiSquared(degreesOfFreedom: 7).variance == 14)
    #expect(try FisherF(numerator: 3, denominator: 6).mean == 1.5)
    #expect(try FisherF(numerator: 3, denominator: 2).mean == .infinity)
    #expect(
      relativeError(try Weibull(shape: 2, scale: 3).mean, 3 * Double.pi.squareRoot() / 2) < 1e-14)
    let exponential = try Weibull.exponential(mean: 4)
    #expect(exponential.mean == 4)
    #expect(relativeError(exponential.upperTail(2), exp(-0.5)) < 1e-15)
    #expect(try StudentT(degreesOfFreedom: 6).variance == 1.5)
    #expect(try StudentT(degreesOfFreedom: 2).variance == .infinity)
    #expect(try StudentT(degreesOfFreedom: 1).variance.isNaN)
    #expect(try Normal(mean: 1, standardDeviation: 3).variance == 9)
  }

  @Test("refuse parameters out of range")
  func refusals() {
    #expect(throws: ParameterError.self) { try Weibull(shape: 0) }
    #expect(throws: ParameterError.self) { try Weibull(shape: 1, scale: 0) }
    #expect(throws: ParameterError.self) { try Weibull.exponential(mean: 0) }
    #expect(throws: ParameterError.self) { try ChiSquared(degreesOfFreedom: 0) }
    #expect(throws: ParameterError.self) { try FisherF(numerator: 0, denominator: 1) }
    #expect(throws: ParameterError.self) { try FisherF(numerator: 1, denominator: 0) }
  }
}
