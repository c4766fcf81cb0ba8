import GoldenCases
import Regression

extension Check {
  /// R's generalised linear models.
  static let generalisedFits = Check(
    area: "Generalised linear models", needs: "golden/glm.json"
  ) { folder in
    let area = "Generalised linear models"
    var fits = Agreement()
    var thetas = Agreement()
    var thetaErrors = Agreement()
    var predictions = Agreement()
    for fields in try folder.json("golden/glm.json").array("models") {
      let stored = try StoredRegression(fields, in: folder)
      let law = try fields.string("family")
      let isNegative = law.hasPrefix("Negative Binomial")
      try computing(stored.id, failed: { fits.fail($0) }) {
        let model = try generalisedModel(stored, law)
        var own = Agreement()
        try compare(model, stored, &own)
        if isNegative {
          thetas.add(own)
          thetas.compare(model.theta, try fields.number("theta"), "\(stored.id) theta")
          thetaErrors.compare(
            model.thetaStandardError, try fields.number("se_theta"), "\(stored.id) se of theta")
        } else {
          fits.add(own)
        }
        // The rows of the panel that were predicted are not part of the file.
        guard stored.id.hasPrefix("discoveries"), let expected = fields.member("prediction") else {
          return
        }
        let means = try expected.numbers("mean")
        let found = try model.predict(stored.future(means.count))
        predictions.compare(found.map(\.mean), means, "\(stored.id) mean")
        predictions.compare(
          found.map(\.etaStandardError), try expected.numbers("se_link"), "\(stored.id) se")
        let limits = try found.map { try $0.meanInterval(coverage: 0.95) }
        predictions.compare(
          limits.map(\.lower), try expected.numbers("lower95"), "\(stored.id) lower95")
        predictions.compare(
          limits.map(\.upper), try expected.numbers("upper95"), "\(stored.id) upper95")
      }
    }
    return [
      fits.finding(
        area, "Poisson, quasi-Poisson, binomial fits", against: "R 4.2 glm", target: .atMost(1e-9)),
      thetas.finding(
        area, "negative binomial fits",
        against: "MASS 7.3-58 glm.nb", target: .atMost(1e-9)),
      thetaErrors.finding(
        area, "standard error of theta", against: "MASS 7.3-58 glm.nb, at its last step",
        target: .digits(5)),
      predictions.finding(
        area, "predictions and their ranges", against: "R 4.2 predict.glm", target: .atMost(1e-9)),
    ]
  }

  private static func generalisedModel(
    _ stored: StoredRegression, _ law: String
  ) throws -> GeneralisedLinearModel {
    let formula = try stored.fields.string("formula")
    let table = stored.table
    if law == "binomial" {
      let cases = try table.numbers("ncases")
      let trials = zip(cases, try table.numbers("ncontrols")).map { $0 + $1 }
      return try GeneralisedRegression.fit(
        stored.design(), response: cases, family: .binomial, trials: trials)
    }
    let family: ResponseFamily =
      law == "poisson" ? .poisson : law == "quasipoisson" ? .quasiPoisson : .negativeBinomial
    let response = formula.prefix { $0 != " " }
    let exposure = ["Holders", "pop"].first { formula.contains("log(\($0))") }
    return try GeneralisedRegression.fit(
      stored.design(), response: try table.numbers(String(response)), family: family,
      exposure: try exposure.map(table.numbers))
  }

  private static func compare(
    _ model: GeneralisedLinearModel, _ stored: StoredRegression, _ own: inout Agreement
  ) throws {
    let (fields, id) = (stored.fields, stored.id)
    own.compare(model.coefficients, try stored.named("coef"), "\(id) coefficients")
    own.compare(model.standardErrors, try stored.named("se"), "\(id) standard errors")
    own.compare(model.covarianceScale, try fields.number("dispersion"), "\(id) dispersion")
    own.compare(model.deviance, try fields.number("deviance"), "\(id) deviance")
    own.compare(model.nullDeviance, try fields.number("null_deviance"), "\(id) null deviance")
    own.compare(
      Double(model.residualDegreesOfFreedom), try fields.number("df_residual"), "\(id) freedom")
    if let expected = try fields.optionalNumber("loglik") {
      own.compare(model.logLikelihood, expected, "\(id) log-likelihood")
      own.compare(model.aic, try fields.number("aic"), "\(id) AIC")
    }
    let chiSquared = model.pearsonResiduals.reduce(0) { $0 + $1 * $1 }
    own.compare(chiSquared, try fields.number("pearson_chi2"), "\(id) Pearson χ²")
    let fitted = try fields.numbers("fitted_first5")
    own.compare(Array(model.fitted.prefix(fitted.count)), fitted, "\(id) fitted")
    let residuals = try fields.numbers("deviance_residual_first5")
    own.compare(
      Array(model.devianceResiduals.prefix(residuals.count)), residuals, floor: 1,
      "\(id) deviance residuals")
  }
}
