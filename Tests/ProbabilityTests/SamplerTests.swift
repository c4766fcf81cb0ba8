import Probability
import Testing

@Suite("Samplers by inversion")
struct SamplerTests {
  @Test("draw the golden multinomial and Dirichlet rows")
  func golden() throws {
    var counts = [0, 0, 0, 0]
    let u = [0.6070583872872349, 0.779864274596214, 0.25783008763433035]
    try Multinomial(probabilities: [0.85, 0.08, 0.02, 0.05]).draw(240, into: &counts) { u[$0] }
    #expect(counts == [206, 20, 3, 11])
    var shares = [0.0, 0, 0]
    let v = [0.8904988983793024, 0.25055194927345925, 0.9769749832639733]
    try Dirichlet(alpha: [180, 9.5, 2.5]).draw(into: &shares) { v[$0] }
    for (share, expected) in zip(
      shares, [0.934405506908614, 0.03461825728431119, 0.03097623580707477])
    {
      #expect(relativeError(share, expected) < 1e-11)
    }
  }

  @Test("have the mean and variance of their law on a fixed stream")
  func moments() throws {
    let laws: [any CountDistribution] = [
      try Poisson(mean: 4.2), try Poisson(mean: 330),
      try Binomial(trials: 40, probability: 0.9), try Binomial(trials: 4_000, probability: 0.3),
      try NegativeBinomial(mean: 8, size: 1.5), try NegativeBinomial(mean: 120, size: 4),
      try BetaBinomial(trials: 60, a: 3, b: 9),
    ]
    let n = 20_000
    for (index, law) in laws.enumerated() {
      let stream = RandomStream(seed: 11, name: "law \(index)")
      let draws = (0..<n).map { Double(law.quantile(stream.uniform(replicate: $0, step: 0))) }
      let sample = try SampleMoments(draws)
      #expect(abs(sample.mean - law.mean) < 4.5 * (law.variance / Double(n)).squareRoot(), "\(law)")
      #expect(abs(sample.variance / law.variance - 1) < 0.08, "\(law)")
    }
  }

  @Test("have the mean of their law on a fixed stream when continuous")
  func continuousMeans() throws {
    let pert = try Pert(low: 2, mode: 3, high: 8)
    let triangular = try Triangular(low: 2, mode: 3, high: 8)
    let uniform = try Uniform(low: -1, high: 4)
    let gamma = try Gamma(shape: 2.5, scale: 3)
    let beta = try Beta(a: 2, b: 6)
    let laws: [(Double, (Double) -> Double)] = [
      (pert.mean, pert.quantile), (triangular.mean, triangular.quantile),
      (uniform.mean, uniform.quantile), (gamma.mean, gamma.quantile), (beta.mean, beta.quantile),
    ]
    let n = 4_000
    for (mean, quantile) in laws {
      // The midpoint rule over the uniform is exact to the order of the tails it leaves out.
      let sum = (0..<n).reduce(0.0) { $0 + quantile((Double($1) + 0.5) / Double(n)) }
      #expect(abs(sum / Double(n) - mean) < 0.002 * abs(mean) + 0.001)
    }
    #expect(abs(triangular.variance - (1 + 5 + 25) / 18.0) < 1e-12)
    #expect(abs(uniform.variance - 25.0 / 12) < 1e-12)
    #expect(abs(beta.variance - 12.0 / (64 * 9)) < 1e-12)
    #expect(gamma.variance == 22.5)
  }

  @Test("of a multinomial conserve the count and skip impossible categories")
  func conservation() throws {
    let law = try Multinomial(probabilities: [0.25, 0, 0.5, 0.25, 0])
    #expect(law.uniformsPerDraw == 4)
    let stream = RandomStream(seed: 3, name: "multinomial")
    var counts = [Int](repeating: 0, count: 5)
    for replicate in 0..<2_000 {
      let address = stream.at(replicate: replicate, step: 0)
      law.draw(replicate, into: &counts) { address.uniform($0) }
      #expect(counts.reduce(0, +) == replicate)
      #expect(counts[1] == 0 && counts[4] == 0)
      #expect(counts.allSatisfy { $0 >= 0 })
    }
  }

  @Test("of a Dirichlet sum to 1 and keep structural zeros")
  func dirichlet() throws {
    var shares = [0.0, 0, 0]
    try Dirichlet(alpha: [2, 0, 1]).draw(into: &shares) { _ in 0.4 }
    #expect(shares[1] == 0)
    #expect(abs(shares[0] + shares[2] - 1) < 1e-15)
    try Dirichlet(alpha: [1e-5, 2e-5, 0]).draw(into: &shares) { _ in 0.4 }
    #expect(shares == [0, 1, 0])
  }

  @Test("refuse rows that are not probabilities")
  func refusals() {
    #expect(throws: ParameterError("p[1]", -0.1, "must be a probability between 0 and 1")) {
      try Multinomial(probabilities: [0.5, -0.1, 0.6])
    }
    #expect(throws: ParameterError.self) { try Multinomial(probabilities: []) }
    #expect(throws: ParameterError.self) { try Multinomial(probabilities: [0.5, 0.4]) }
    #expect(throws: ParameterError.self) { try Dirichlet(alpha: [0, 0]) }
    #expect(throws: ParameterError.self) { try Dirichlet(alpha: [1, -1]) }
  }
}
