import Cohorts
import Probability

extension MethodRegistry {
  /// Survival with delayed entry and competing exits (golden file 06).
  static let survivalMethods: [String: Method] = [
    "survival.kaplanMeier": { inputs, _ in
      let fit = try KaplanMeier(stays(inputs))
      var result: [String: GoldenValue] = [
        "time": .numbers(fit.time), "atRisk": .numbers(fit.atRisk.map(Double.init)),
        "events": .numbers(fit.events.map(Double.init)), "S": .numbers(fit.survival),
        "se": .numbers(fit.standardError), "lower": .array(fit.lower.map(GoldenValue.optional)),
        "upper": .array(fit.upper.map(GoldenValue.optional)), "median": .optional(fit.median),
      ]
      for tau in inputs.member("tau") == nil ? [] : try inputs.numbers("tau") {
        let name = Int(exactly: tau).map { "rmst\($0)" } ?? "rmst\(tau)"
        result[name] = .number(try fit.restrictedMean(to: tau))
      }
      return .object(result)
    },
    "survival.cumulativeIncidence": { inputs, _ in
      let fit = CumulativeIncidence(try stays(inputs))
      let curves = fit.incidence.map { (String($0.key), GoldenValue.numbers($0.value)) }
      return .object([
        "time": .numbers(fit.time),
        "cif": .object(Dictionary(curves, uniquingKeysWith: { first, _ in first })),
      ])
    },
    "survival.weibull": { inputs, _ in
      let fit = try WeibullFit(stays(inputs))
      return .object([
        "shape": .number(fit.shape), "scale": .number(fit.scale),
        "logLik": .number(fit.logLikelihood),
        "seLogShape": .number(fit.standardErrorOfLogShape),
        "seLogScale": .number(fit.standardErrorOfLogScale), "meanStay": .number(fit.meanStay),
      ])
    },
    "survival.logRank": { inputs, _ in
      let test = try LogRank(stays(inputs), group: inputs.integers("group"))
      return .object([
        "observed": .number(test.observed), "expected": .number(test.expected),
        "variance": .number(test.variance), "chi2": .number(test.chiSquared),
        "p": .number(test.pValue),
      ])
    },
    "survival.piecewiseExponential": { inputs, _ in
      let prior: PiecewiseExponential.Prior? =
        inputs.member("priorShape") == nil && inputs.member("priorRate") == nil
        ? nil
        : .init(shape: try inputs.number("priorShape"), rate: try inputs.number("priorRate"))
      let fit = try PiecewiseExponential(
        stays(inputs), bandStart: inputs.numbers("bandStart"), prior: prior)
      let rates = try fit.rates()
      return .object([
        "events": .numbers(fit.events.map(Double.init)), "time": .numbers(fit.time),
        "rate": .array(rates.map { .optional($0?.rate) }),
        "lower": .array(rates.map { .optional($0?.interval.lowerBound) }),
        "upper": .array(rates.map { .optional($0?.interval.upperBound) }),
        "posteriorMean": .numbers(fit.posteriorMeans),
      ])
    },
  ]

  private static func stays(_ inputs: GoldenValue) throws -> ObservedStays {
    try ObservedStays(
      start: inputs.numbers("start"), stop: inputs.numbers("stop"),
      event: inputs.integers("event"))
  }
}
