import Probability
import Testing

@Suite("Count distributions")
struct CountDistributionTests {
  /// One law of each kind and size regime, from one point of uniforms.
  static func laws(_ u: [Double]) throws -> [any CountDistribution] {
    [
      try Poisson(mean: 40 * u[0]), try Poisson(mean: 30 + 2_000 * u[1]),
      try Binomial(trials: 1 + Int(60 * u[0]), probability: u[1]),
      try Binomial(trials: 500 + Int(4_000 * u[1]), probability: u[2]),
      try Binomial(trials: 3_000, probability: 1 - 0.005 * u[0]),
      try NegativeBinomial(mean: 25 * u[2], size: 0.1 + 9 * u[0]),
      try NegativeBinomial(mean: 30 + 900 * u[2], size: 0.2 + 40 * u[1]),
      try BetaBinomial(trials: 1 + Int(90 * u[1]), a: 0.2 + 9 * u[0], b: 0.2 + 9 * u[2]),
    ]
  }

  @Test("have quantiles that invert the distribution function")
  func quantilesInvert() throws {
    for (index, u) in points(250).enumerated() {
      for law in try Self.laws(u) {
        let p = points(1, stream: "p\(index)")[0][0]
        let y = law.quantile(p)
        #expect(law.cdf(y) >= p - 1e-12, "\(law) at \(p)")
        #expect(law.cdf(y - 1) < p + 1e-12, "\(law) at \(p)")
      }
    }
  }

  @Test("have tails that add up to 1 and masses that are differences of the distribution function")
  func tailsAndMasses() throws {
    for u in points(200) {
      for law in try Self.laws(u) {
        let y = law.quantile(u[1])
        #expect(abs(law.cdf(y) + law.upperTail(y) - 1) <= 1e-12, "\(law)")
        #expect(abs(law.cdf(y) - law.cdf(y - 1) - law.pmf(y)) <= 1e-12, "\(law)")
        guard law.largest.map({ y < $0 }) ?? true else { continue }
        #expect(
          relativeError(law.pmf(y) * law.stepRatio(y), law.pmf(y + 1)) <= 1e-10, "\(law) at \(y)")
      }
    }
  }

  @Test("answer far tails as well as the middle")
  func farTails() throws {
    for law in try Self.laws([0.4, 0.6, 0.3]) {
      for p in [1e-300, 1e-12, 1 - 1e-12, 1 - 0x1p-53] {
        let y = law.quantile(p)
        #expect(y >= 0)
        if p < 0.5 {
          #expect(law.cdf(y) >= p * (1 - 1e-9), "\(law) at \(p)")
        } else {
          #expect(law.upperTail(y) <= (1 - p) * (1 + 1e-3), "\(law) at \(p)")
          #expect(y == 0 || law.upperTail(y - 1) > (1 - p) * (1 - 1e-3), "\(law) at \(p)")
        }
      }
      #expect(law.quantile(0) == 0)
      #expect(law.quantile(1) == law.largest ?? Int.max)
    }
  }

  @Test("reach their quantile from a start that is far off")
  func farStart() throws {
    let heavy = try NegativeBinomial(mean: 50_000, size: 0.05)
    for p in [0.3, 0.6, 0.95, 0.999] {
      let y = heavy.quantile(p)
      #expect(heavy.cdf(y) >= p)
      #expect(y == 0 || heavy.cdf(y - 1) < p)
    }
  }

  @Test("degenerate to a fixed count")
  func degenerate() throws {
    #expect(try Poisson(mean: 0).quantile(0.7) == 0)
    #expect(try Poisson(mean: 0).cdf(0) == 1)
    #expect(try Poisson(mean: 0).upperTail(0) == 0)
    #expect(try Binomial(trials: 0, probability: 0.3).quantile(0.7) == 0)
    #expect(try Binomial(trials: 9, probability: 1).quantile(0.7) == 9)
    #expect(try Binomial(trials: 9, probability: 0).quantile(0.7) == 0)
    #expect(try Binomial(trials: 9, probability: 1).pmf(9) == 1)
    #expect(try Binomial(trials: 9, probability: 0).pmf(1) == 0)
    #expect(try NegativeBinomial(mean: 0, size: 2).quantile(0.7) == 0)
    #expect(try NegativeBinomial(mean: 0, size: 2).cdf(0) == 1)
    #expect(try NegativeBinomial(mean: 0, size: 2).upperTail(0) == 0)
    #expect(try NegativeBinomial(mean: 0, size: 2).pmf(1) == 0)
    #expect(try BetaBinomial(trials: 0, a: 1, b: 1).quantile(0.7) == 0)
  }

  @Test("are impossible below 0 and above the largest count")
  func outsideSupport() throws {
    for law in try Self.laws([0.4, 0.6, 0.3]) {
      #expect(law.logPMF(-1) == -.infinity)
      #expect(law.cdf(-1) == 0)
      #expect(law.upperTail(-1) == 1)
      guard let largest = law.largest else { continue }
      #expect(law.logPMF(largest + 1) == -.infinity)
      #expect(law.cdf(largest) == 1)
      #expect(law.upperTail(largest) == 0)
    }
  }

  @Test("agree with published log masses")
  func masses() throws {
    #expect(relativeError(try Poisson(mean: 850.5).logPMF(700), -18.37374399357908) < 1e-12)
    #expect(
      relativeError(
        try NegativeBinomial(mean: 12, size: 4.5).logPMF(60), -12.949102454384162) < 1e-12)
    #expect(
      relativeError(
        try Binomial(trials: 2_500, probability: 0.91).logPMF(2_275), -3.580207061401007) < 1e-12)
    #expect(
      relativeError(
        try BetaBinomial(trials: 35, a: 2.5, b: 17).logPMF(20), -8.505271817546861) < 1e-12)
    #expect(
      relativeError(
        try DirichletMultinomial(alpha: [2, 1, 0.5, 0.25]).logPMF([12, 3, 0, 5]),
        -6.945497891848243) < 1e-12)
    #expect(try DirichletMultinomial(alpha: [1, 2]).logPMF([0, 0]) == 0)
  }

  @Test("of a Dirichlet-multinomial with two categories are beta-binomial")
  func twoCategories() throws {
    let pair = try DirichletMultinomial(alpha: [2.5, 17])
    let single = try BetaBinomial(trials: 35, a: 2.5, b: 17)
    for y in 0...35 {
      #expect(abs(try pair.logPMF([y, 35 - y]) - single.logPMF(y)) < 1e-12)
    }
  }

  @Test("refuse parameters out of range by name")
  func refusals() {
    #expect(throws: ParameterError("mean", -1.0, "must be a finite number of at least 0")) {
      try Poisson(mean: -1)
    }
    #expect(throws: ParameterError.self) { try Poisson(mean: .nan) }
    #expect(throws: ParameterError.self) { try Binomial(trials: -1, probability: 0.5) }
    #expect(throws: ParameterError.self) { try Binomial(trials: 1, probability: 1.5) }
    #expect(throws: ParameterError.self) { try NegativeBinomial(mean: 1, size: 0) }
    #expect(throws: ParameterError.self) { try NegativeBinomial(mean: -1, size: 1) }
    #expect(throws: ParameterError.self) { try BetaBinomial(trials: -1, a: 1, b: 1) }
    #expect(throws: ParameterError.self) { try BetaBinomial(trials: 1, a: 0, b: 1) }
    #expect(throws: ParameterError.self) { try BetaBinomial(trials: 1, a: 1, b: .infinity) }
    #expect(throws: ParameterError.self) { try DirichletMultinomial(alpha: []) }
    #expect(throws: ParameterError.self) { try DirichletMultinomial(alpha: [1, 0]) }
    #expect(throws: ParameterError.self) { try DirichletMultinomial(alpha: [1, 1]).logPMF([1]) }
    #expect(throws: ParameterError.self) {
      try DirichletMultinomial(alpha: [1, 1]).logPMF([1, -1])
    }
  }
}
