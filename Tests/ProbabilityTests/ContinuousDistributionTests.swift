import Probability
import Testing

@Suite("Continuous distributions")
struct ContinuousDistributionTests {
  @Test("have quantiles that invert the distribution function")
  func quantilesInvert() throws {
    for u in points(600) {
      let p = u[2]
      let gamma = try Gamma(shape: u[0] < 0.5 ? 0.05 + 4 * u[0] : 600 * u[0], scale: 0.5 + u[1])
      #expect(abs(gamma.cdf(gamma.quantile(p)) - p) <= 1e-13, "\(gamma) at \(p)")
      #expect(abs(gamma.upperTail(gamma.quantile(p)) - (1 - p)) <= 1e-13)
      let beta = try Beta(a: 0.05 + 30 * u[0], b: 0.05 + 500 * u[1])
      let (x, y) = beta.quantilePair(p)
      #expect(
        abs(SpecialFunctions.betaI(beta.a, beta.b, x, complement: y) - p) <= 1e-13,
        "\(beta) at \(p)")
      let t = try StudentT(degreesOfFreedom: 0.5 + 60 * u[0])
      #expect(abs(t.cdf(t.quantile(p)) - p) <= 1e-13, "\(t) at \(p)")
      let normal = try Normal(mean: 100 * u[0], standardDeviation: 1 + u[1])
      #expect(abs(normal.cdf(normal.quantile(p)) - p) <= 1e-13)
      #expect(abs(normal.upperTail(normal.quantile(p)) - (1 - p)) <= 1e-13)
      let logNormal = try LogNormal(logMean: u[0], logStandardDeviation: 0.1 + u[1])
      #expect(abs(logNormal.cdf(logNormal.quantile(p)) - p) <= 1e-13)
      #expect(abs(logNormal.upperTail(logNormal.quantile(p)) - (1 - p)) <= 1e-13)
      let logit = try LogitNormal(logitMean: 4 * u[0] - 2, logitStandardDeviation: 0.1 + u[1])
      #expect(abs(logit.cdf(logit.quantile(p)) - p) <= 1e-13)
    }
  }

  @Test("agree with values computed to 50 digits")
  func values() throws {
    #expect(relativeError(try Gamma(shape: 0.3).quantile(0.02), 1.514147144569685e-06) < 1e-12)
    #expect(relativeError(try Gamma(shape: 250).quantile(0.001), 203.9734803729996) < 1e-12)
    #expect(relativeError(try Beta(a: 80, b: 920).quantile(0.975), 0.09758369394698502) < 1e-12)
    #expect(
      relativeError(StudentT.quantile(0.975, degreesOfFreedom: 3), 3.1824463052837086) < 1e-12)
    #expect(
      relativeError(try StudentT(degreesOfFreedom: 2.5).quantile(0.995), 7.163728138948783) < 1e-12)
  }

  @Test("find extreme quantiles of very uneven shapes")
  func uneven() throws {
    let beta = try Beta(a: 253.04783996456118, b: 0.08455726259223727)
    #expect(relativeError(beta.quantile(2.184353911431007e-08), 0.9505401473645773) < 1e-10)
    #expect(
      relativeError(
        StudentT.quantile(2.5086501892716222e-09, degreesOfFreedom: 488.7228090329301),
        -5.953468754237568) < 1e-10)
  }

  @Test("have densities that integrate to the distribution function")
  func densities() throws {
    let gamma = try Gamma(shape: 3.2, scale: 1.7)
    #expect(
      abs(integral(0.5, 9) { exponential(gamma.logPDF($0)) } - gamma.cdf(9) + gamma.cdf(0.5)) < 1e-9
    )
    let beta = try Beta(a: 2.3, b: 4.1)
    #expect(
      abs(integral(0.1, 0.8) { exponential(beta.logPDF($0)) } - beta.cdf(0.8) + beta.cdf(0.1))
        < 1e-9)
    #expect(abs(beta.upperTail(0.8) - (1 - beta.cdf(0.8))) < 1e-14)
    let normal = try Normal(mean: 1, standardDeviation: 2)
    #expect(
      abs(integral(-2, 3) { exponential(normal.logPDF($0)) } - normal.cdf(3) + normal.cdf(-2))
        < 1e-9)
    let logNormal = try LogNormal(mean: 3, standardDeviation: 1)
    #expect(
      abs(
        integral(1, 6) { exponential(logNormal.logPDF($0)) } - logNormal.cdf(6) + logNormal.cdf(1))
        < 1e-9)
    #expect(abs(logNormal.mean - 3) < 1e-12)
    #expect(abs(logNormal.variance - 1) < 1e-12)
  }

  private func integral(_ low: Double, _ high: Double, _ f: (Double) -> Double) -> Double {
    let n = 2_000
    let h = (high - low) / Double(n)
    return (0...n).reduce(0) { sum, i in
      let weight = i == 0 || i == n ? 1.0 : i % 2 == 1 ? 4 : 2
      return sum + weight * f(low + Double(i) * h)
    } * h / 3
  }

  @Test("have limits at the ends")
  func ends() throws {
    #expect(try Gamma(shape: 2).quantile(0) == 0)
    #expect(try Gamma(shape: 2).quantile(1) == .infinity)
    #expect(try Gamma(shape: 1e-4).quantile(1e-3) == 0)
    #expect(try Gamma(shape: 0.5).logPDF(0) == .infinity)
    #expect(try Gamma(shape: 1).logPDF(0) == 0)
    #expect(try Gamma(shape: 2).logPDF(-1) == -.infinity)
    #expect(try Beta(a: 1, b: 2).quantile(0) == 0)
    #expect(try Beta(a: 1, b: 2).quantile(1) == 1)
    #expect(try Beta(a: 1, b: 2).logPDF(2) == -.infinity)
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(StudentT.quantile(0.9, degreesOfFreedom: -3).isNaN)
    #expect(
      StudentT.quantile(0.9, degreesOfFreedom: .infinity) == SpecialFunctions.normalQuantile(0.9))
    #expect(try Normal(mean: 4, standardDeviation: 0).quantile(0.1) == 4)
    #expect(try Normal(mean: 4, standardDeviation: 0).cdf(4) == 1)
    #expect(try LogNormal(logMean: 0, logStandardDeviation: 0).quantile(0.1) == 1)
    #expect(try LogNormal(logMean: 0, logStandardDeviation: 1).logPDF(0) == -.infinity)
    #expect(try LogitNormal(logitMean: 0, logitStandardDeviation: 0).quantile(0.1) == 0.5)
    #expect(try Pert(low: 2, mode: 2, high: 2).quantile(0.3) == 2)
    #expect(try Triangular(low: 2, mode: 2, high: 2).quantile(0.3) == 2)
  }

  @Test("refuse parameters out of range")
  func refusals() {
    #expect(throws: ParameterError.self) { try Gamma(shape: 0) }
    #expect(throws: ParameterError.self) { try Gamma(shape: 1, scale: -1) }
    #expect(throws: ParameterError.self) { try Beta(a: 0, b: 1) }
    #expect(throws: ParameterError.self) { try Beta(a: 1, b: .nan) }
    #expect(throws: ParameterError.self) { try StudentT(degreesOfFreedom: 0) }
    #expect(throws: ParameterError.self) { try Normal(mean: .nan) }
    #expect(throws: ParameterError.self) { try Normal(standardDeviation: -1) }
    #expect(throws: ParameterError.self) { try LogNormal(mean: 0, standardDeviation: 1) }
    #expect(throws: ParameterError.self) { try LogNormal(logMean: 0, logStandardDeviation: -1) }
    #expect(throws: ParameterError.self) {
      try LogitNormal(logitMean: 0, logitStandardDeviation: -1)
    }
    #expect(throws: ParameterError.self) { try Pert(low: 2, mode: 1, high: 3) }
    #expect(throws: ParameterError.self) { try Triangular(low: 2, mode: 4, high: 3) }
    #expect(throws: ParameterError.self) { try Uniform(low: 2, high: 1) }
  }
}
