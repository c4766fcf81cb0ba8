import LinearAlgebra
import Regression

extension MethodRegistry {
  /// Least squares and count regressions (golden file 07).
  static let regressionMethods: [String: Method] = [
    "ols.fit": { inputs, _ in
      let model = try LeastSquares.fit(
        DesignMatrix(rows: inputs.matrix("X")), response: inputs.numbers("y"))
      return .object([
        "coef": .numbers(model.coefficients), "se": .numbers(model.standardErrors),
        "residualSd": .number(model.sigma), "r2": .optional(model.rSquared),
      ])
    },
    "glm.poisson": countRegression(.poisson),
    "glm.quasiPoisson": countRegression(.quasiPoisson),
    "glm.negativeBinomial": countRegression(.negativeBinomial),
  ]

  private static func countRegression(_ family: CountFamily) -> Method {
    { inputs, _ in
      let model = try CountRegression.fit(
        DesignMatrix(rows: inputs.matrix("X")), counts: inputs.numbers("y"),
        offset: inputs.numbers("offset"), family: family)
      var result: [String: GoldenValue] = [
        "coef": .numbers(model.coefficients), "se": .numbers(model.standardErrors),
        "deviance": .number(model.deviance), "dispersion": .number(model.dispersion),
        "quasiSe": .numbers(model.quasiStandardErrors), "theta": .optional(model.theta),
        "logLik": .number(model.logLikelihood), "aic": .number(model.aic),
        "fitted": .numbers(model.fitted),
      ]
      let rows = try inputs.matrix("newX")
      if !rows.isEmpty {
        let predictions = try model.predict(
          DesignMatrix(rows: rows), offset: inputs.numbers("newOffset"))
        result["prediction"] = .object([
          "eta": .numbers(predictions.map(\.eta)),
          "etaSe": .numbers(predictions.map(\.etaStandardError)),
          "mean": .numbers(predictions.map(\.mean)),
          "sd": .numbers(predictions.map(\.standardDeviation)),
        ])
      }
      return .object(result)
    }
  }
}
