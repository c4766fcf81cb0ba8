import Forecasting
import GoldenCases

extension Check {
  private static let arimaArea = "ARIMA"

  /// R's fits of fixed orders: evaluated at their own coefficients, and fitted again.
  static let arimaFits = Check(area: arimaArea, needs: "golden/arima.json") { folder in
    var likelihoods = Agreement()
    var forecasts = Agreement()
    var fits = Shortfalls()
    for stored in try StoredFit.all("arima", in: folder) {
      let item = try StoredARIMA(stored)
      let fields = stored.fields
      try computing(item.label, failed: { likelihoods.fail($0) }) {
        let model = try ARIMA(
          item.series, item.specification, coefficients: item.coefficients,
          regressors: item.regressors, objective: item.objective)
        let criteria = model.criteria
        for (name, value) in [
          ("loglik", criteria?.logLikelihood), ("aic", criteria?.aic), ("aicc", criteria?.aicc),
          ("bic", criteria?.bic), ("sigma2", model.variance),
        ] {
          guard let expected = try fields.optionalNumber(name) else { continue }
          likelihoods.compare(value, expected, "\(item.label) \(name)")
        }
        let last = try fields.numbers("residual_last5")
        likelihoods.compare(
          Array(model.residuals.suffix(last.count)), last, floor: model.variance.squareRoot(),
          "\(item.label) residual")
        try forecasts.compare(
          try model.forecasts(horizon: stored.horizon, regressors: item.future),
          with: try fields.require("forecast"), item.label)
      }
      try computing(item.label, failed: { fits.fail($0) }) {
        let fit = try ARIMA.fit(
          item.series, item.specification, regressors: item.regressors, objective: item.objective)
        fits.compare(
          fit.criteria?.logLikelihood, atLeast: try fields.number("loglik"), item.label)
      }
    }
    let r = "R 4.2 arima, forecast 8.20"
    return [
      likelihoods.finding(
        arimaArea, "likelihood, criteria, variance, residuals",
        against: "\(r), at its coefficients", target: .atMost(1e-8)),
      forecasts.finding(
        arimaArea, "means and ranges of forecasts", against: "\(r), at its coefficients",
        target: .atMost(1e-8)),
      fits.finding(arimaArea, "log-likelihood of fits", against: r, atMost: 1e-5),
    ]
  }

  /// The models that R's `auto.arima` chooses.
  static let arimaChoices = Check(area: arimaArea, needs: "golden/auto_arima.json") { folder in
    var choices = Shortfalls()
    for stored in try StoredFit.all("auto_arima", in: folder) {
      let search = try stored.fields.string("search")
      let place = "\(stored.dataset), \(search)"
      let expected = try stored.fields.number("aicc")
      try computing(place, failed: { choices.fail($0) }) {
        let choice = try ARIMA.select(
          stored.series, season: stored.season,
          search: search == "exhaustive" ? .exhaustive : .stepwise)
        choices.compare(choice.model.criteria.map { -$0.aicc }, atLeast: -expected, place)
      }
    }
    return [
      choices.finding(
        arimaArea, "AICc of automatic choices", against: "R forecast 8.20, auto.arima",
        atMost: 1e-3)
    ]
  }
}
