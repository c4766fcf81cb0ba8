import Forecasting
import Regression

extension MethodRegistry {
  /// Smoothing, Theta, autoregressive regression and conformal intervals (golden file 08).
  static let seriesMethods: [String: Method] = [
    "ses.filter": { inputs, _ in
      let fit = try SimpleSmoothing(
        inputs.numbers("y"), alpha: inputs.number("alpha"), initialLevel: inputs.number("level0"))
      let forecasts = try inputs.integers("h").map { try fit.forecast(horizon: $0) }
      return .object([
        "sse": .number(fit.sumOfSquares), "level": .number(fit.level),
        "forecast": .numbers(forecasts.map(\.mean)),
        "sd": .numbers(forecasts.map(\.standardDeviation)),
      ])
    },
    "ses.fit": { inputs, _ in
      let fit = try SimpleSmoothing.fit(inputs.numbers("y"))
      return .object([
        "sse": .number(fit.sumOfSquares), "alpha": .number(fit.alpha),
        "level0": .number(fit.initialLevel),
      ])
    },
    "ets.dampedTrend": { inputs, _ in
      let fit = try DampedTrend(
        inputs.numbers("y"), alpha: inputs.number("alpha"), beta: inputs.number("beta"),
        phi: inputs.number("phi"), initialLevel: inputs.number("level0"),
        initialSlope: inputs.number("slope0"))
      let forecasts = try inputs.integers("h").map { try fit.forecast(horizon: $0) }
      return .object([
        "sse": .number(fit.sumOfSquares), "level": .number(fit.level),
        "slope": .number(fit.slope), "forecast": .numbers(forecasts.map(\.mean)),
        "sd": .numbers(forecasts.map(\.standardDeviation)),
      ])
    },
    "theta.forecast": { inputs, _ in
      let fit = try Theta(
        inputs.numbers("y"), alpha: inputs.number("alpha"), initialLevel: inputs.number("level0"))
      let horizon = try inputs.integer("horizon")
      guard horizon >= 1 else {
        throw GoldenError(input: "horizon", reason: "\(horizon) is not 1 or more")
      }
      return .object([
        "slope": .number(fit.slope),
        "forecast": .numbers(try (1...horizon).map { try fit.mean(horizon: $0) }),
      ])
    },
    "regression.ar1Errors": { inputs, _ in
      let design = try DesignMatrix(rows: inputs.matrix("X"))
      let series = try inputs.numbers("y")
      let half = try AutoregressiveRegression(design, series: series, phi: 0.5)
      let fit = try AutoregressiveRegression.fit(design, series: series)
      let forecasts = try fit.forecast(DesignMatrix(rows: inputs.matrix("newX")))
      return .object([
        "atPhi0.5": .object([
          "coef": .numbers(half.coefficients), "s2": .number(half.innovationVariance),
          "logLik": .number(half.logLikelihood),
        ]),
        "phi": .number(fit.phi), "coef": .numbers(fit.coefficients),
        "s2": .number(fit.innovationVariance), "logLik": .number(fit.logLikelihood),
        "forecast": .numbers(forecasts.map(\.mean)),
        "sd": .numbers(forecasts.map(\.standardDeviation)),
      ])
    },
    "conformal.split": { inputs, _ in
      let split = try Conformal.split(
        residuals: inputs.numbers("residuals"), forecast: inputs.number("forecast"),
        alpha: inputs.number("alpha"))
      return .object([
        "k": .integer(split.rank), "q": .optional(split.halfWidth),
        "lower": .optional(split.interval?.lowerBound),
        "upper": .optional(split.interval?.upperBound),
        "signedLower": .optional(split.signedLower),
        "signedUpper": .optional(split.signedUpper),
      ])
    },
    "conformal.adaptive": { inputs, _ in
      let path = try Conformal.adaptive(
        scores: inputs.numbers("scores"), burnIn: inputs.integer("burnIn"),
        alpha: inputs.number("alpha"), gamma: inputs.number("gamma"))
      return .object([
        "alphaPath": .numbers(path.levels),
        "errors": .integers(path.misses.map { $0 ? 1 : 0 }), "next": .number(path.next),
      ])
    },
  ]
}
