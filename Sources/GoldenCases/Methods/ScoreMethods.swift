import Probability

extension MethodRegistry {
  /// Back-test scores and calibration (golden file 10).
  static let scoreMethods: [String: Method] = [
    "score.crpsEnsemble": { inputs, _ in
      let score = try EnsembleScore.crps(
        members: inputs.numbers("x"), outcome: inputs.number("y"))
      return .object(["crps": .number(score.crps), "fair": .optional(score.fair)])
    },
    "score.count": { inputs, _ in
      let name = try inputs.string("distribution")
      let laws = ["poisson": poisson, "nb": negativeBinomial, "binomial": binomial]
      guard let law = laws[name] else {
        throw GoldenError(
          input: "distribution", reason: "\"\(name)\" is not one of poisson, nb, binomial")
      }
      let score = try countScore(law(inputs.require("params")), inputs.integer("y"))
      guard score.logScore.isFinite else {
        throw GoldenError(input: "y", reason: "is impossible under the distribution")
      }
      return .object([
        "crps": .number(score.crps), "logScore": .number(score.logScore),
        "pitLow": .number(score.pitLow), "pitHigh": .number(score.pitHigh),
      ])
    },
    "score.intervals": { inputs, _ in
      let y = try inputs.number("y")
      let lower = try inputs.numbers("lower")
      let upper = try inputs.numbers("upper")
      let alpha = try inputs.numbers("alpha")
      let wis = try IntervalScore.weighted(
        lower: lower, upper: upper, alpha: alpha, median: inputs.number("median"), outcome: y)
      return .object([
        "intervalScore": .numbers(
          lower.indices.map {
            IntervalScore.score(
              lower: lower[$0], upper: upper[$0], alpha: alpha[$0], outcome: y)
          }),
        "wis": .number(wis),
        "pinballLower": .numbers(
          lower.indices.map {
            IntervalScore.pinball(quantile: lower[$0], probability: alpha[$0] / 2, outcome: y)
          }),
      ])
    },
    "score.mase": { inputs, _ in
      .object([
        "mase": .number(
          try ScaledError.mase(
            training: inputs.numbers("train"), season: inputs.integer("season"),
            outcomes: inputs.numbers("y"), forecasts: inputs.numbers("forecast")))
      ])
    },
    "calibration.pit": { inputs, _ in
      .object([
        "histogram": .numbers(
          try Calibration.pitHistogram(
            low: inputs.numbers("low"), high: inputs.numbers("high"), bins: inputs.integer("bins")))
      ])
    },
    "calibration.coverage": { inputs, _ in
      let coverage = try Calibration.Coverage(
        inside: inputs.integer("inside"), of: inputs.integer("n"))
      let nominal = try inputs.number("nominal")
      guard nominal > 0, nominal < 1 else {
        throw GoldenError(input: "nominal", reason: "\(nominal) does not lie between 0 and 1")
      }
      return .object([
        "coverage": .number(coverage.share),
        "wilson": .numbers([coverage.wilson.lowerBound, coverage.wilson.upperBound]),
        "exact": .numbers([coverage.exact.lowerBound, coverage.exact.upperBound]),
        "calibrated": .bool(coverage.isCalibrated(nominal: nominal)),
      ])
    },
    "compare.dieboldMariano": { inputs, _ in
      let test = try DieboldMariano(
        losses: inputs.numbers("loss1"), against: inputs.numbers("loss2"),
        horizon: inputs.integer("h"))
      return .object([
        "dm": .number(test.statistic), "hln": .number(test.adjusted), "p": .number(test.pValue),
      ])
    },
  ]

  private static func countScore(
    _ law: some CountDistribution, _ y: Int
  ) throws(ParameterError) -> CountScore {
    try CountScore(law, observed: y)
  }
}
