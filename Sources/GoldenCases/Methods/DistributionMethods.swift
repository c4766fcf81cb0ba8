import Probability

extension MethodRegistry {
  /// Distributions and their quantiles (golden file 01).
  static let distributionMethods: [String: Method] = [
    "dist.poisson": counts(poisson),
    "dist.poisson.quantile": countQuantiles(poisson),
    "dist.nb": counts(negativeBinomial),
    "dist.nb.quantile": countQuantiles(negativeBinomial),
    "dist.binomial": counts(binomial),
    "dist.binomial.quantile": countQuantiles(binomial),
    "dist.betaBinomial": counts(betaBinomial),
    "dist.betaBinomial.quantile": countQuantiles(betaBinomial),
    "dist.dirichletMultinomial": { inputs, _ in
      let law = try DirichletMultinomial(alpha: try inputs.numbers("alpha"))
      return .object(["logpmf": .number(try law.logPMF(try inputs.integers("y")))])
    },
    "dist.gamma.quantile": { inputs, _ in
      let law = try Gamma(shape: inputs.number("shape"), scale: inputs.number("scale"))
      return .object(["x": .number(law.quantile(try openProbability(inputs)))])
    },
    "dist.beta.quantile": { inputs, _ in
      let law = try Beta(a: inputs.number("a"), b: inputs.number("b"))
      return .object(["x": .number(law.quantile(try openProbability(inputs)))])
    },
    "dist.t.quantile": { inputs, _ in
      let law = try StudentT(degreesOfFreedom: inputs.number("nu"))
      return .object(["x": .number(law.quantile(try openProbability(inputs)))])
    },
  ]

  /// The count distribution of a parameter object.
  typealias CountLaw = @Sendable (GoldenValue) throws -> any CountDistribution

  static let poisson: CountLaw = { try Poisson(mean: $0.number("mu")) }
  static let negativeBinomial: CountLaw = {
    try NegativeBinomial(mean: $0.number("mu"), size: $0.number("k"))
  }
  static let binomial: CountLaw = {
    try Binomial(trials: $0.integer("n"), probability: $0.number("p"))
  }
  static let betaBinomial: CountLaw = {
    try BetaBinomial(trials: $0.integer("n"), a: $0.number("a"), b: $0.number("b"))
  }

  /// Draws or quantiles: the smallest count reaching each probability of the list `name`.
  static func quantiles(_ law: @escaping CountLaw, of name: String) -> Method {
    { inputs, _ in
      let distribution = try law(inputs.require("params"))
      let p = try inputs.numbers(name)
      for (index, value) in p.enumerated() where !(value > 0 && value < 1) {
        throw GoldenError(
          input: "\(name)[\(index)]", reason: "\(value) does not lie strictly between 0 and 1")
      }
      return .object(["y": .integers(p.map { distribution.quantile($0) })])
    }
  }

  private static func countQuantiles(_ law: @escaping CountLaw) -> Method {
    quantiles(law, of: "p")
  }

  private static func counts(_ law: @escaping CountLaw) -> Method {
    { inputs, _ in
      let distribution = try law(inputs.require("params"))
      let y = try inputs.integers("y")
      for (index, count) in y.enumerated() where count < 0 {
        throw GoldenError(input: "y[\(index)]", reason: "\(count) is not a count")
      }
      return .object([
        "logpmf": .numbers(y.map { distribution.logPMF($0) }),
        "cdf": .numbers(y.map { distribution.cdf($0) }),
      ])
    }
  }

  private static func openProbability(_ inputs: GoldenValue) throws -> Double {
    let p = try inputs.number("p")
    guard p > 0, p < 1 else {
      throw GoldenError(input: "p", reason: "\(p) does not lie strictly between 0 and 1")
    }
    return p
  }
}
