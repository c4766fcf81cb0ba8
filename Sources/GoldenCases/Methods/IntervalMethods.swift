import Probability

extension MethodRegistry {
  /// Exact intervals of rates and the tail of a cost (golden files 11 and 14).
  static let intervalMethods: [String: Method] = [
    "rate.exact": { inputs, _ in
      let rate = try PoissonRate(
        events: inputs.integer("events"), exposure: inputs.number("exposure"))
      return .object([
        "rate": .number(rate.rate), "lower": .number(rate.interval.lowerBound),
        "upper": .number(rate.interval.upperBound),
      ])
    },
    "rate.ratio": { inputs, _ in
      let ratio = try PoissonRateRatio(
        events: inputs.integer("events1"), exposure: inputs.number("exposure1"),
        baseEvents: inputs.integer("events2"), baseExposure: inputs.number("exposure2"))
      return .object([
        "ratio": .optional(ratio.ratio), "lower": .number(ratio.lower),
        "upper": .optional(ratio.upper), "p": .number(ratio.pValue),
      ])
    },
    "funnel.limits": { inputs, _ in
      let expected = try inputs.numbers("expected")
      let limits = try ["0.001", "0.025", "0.975", "0.999"].map { name in
        let p = Double(name) ?? .nan
        return (
          name,
          GoldenValue.numbers(
            try expected.map { try FunnelLimits.ratio(expected: $0, probability: p) })
        )
      }
      return .object([
        "limits": .object(Dictionary(limits, uniquingKeysWith: { first, _ in first }))
      ])
    },
    "risk.cvar": { inputs, _ in
      let risk = try TailRisk(
        values: inputs.numbers("x"), probabilities: inputs.numbers("p"),
        level: inputs.number("level"))
      return .object([
        "var": .number(risk.valueAtRisk), "cvar": .number(risk.expectedShortfall),
        "mean": .number(risk.mean),
      ])
    },
  ]
}
