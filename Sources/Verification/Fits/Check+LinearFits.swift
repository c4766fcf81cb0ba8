import GoldenCases
import Regression

extension Check {
  /// R's linear models with robust standard errors, influence and prediction ranges.
  static let linearFits = Check(
    area: "Linear models", needs: "golden/lm_robust.json"
  ) { folder in
    let area = "Linear models"
    var fits = Agreement()
    var errors = Agreement()
    var longley = Agreement()
    var predictions = Agreement()
    for fields in try folder.json("golden/lm_robust.json").array("models") {
      let stored = try StoredRegression(fields, in: folder)
      let id = stored.id
      let response = id == "longley" ? "Employed" : "y"
      try computing(id, failed: { fits.fail($0) }) {
        let model = try LeastSquares.fit(
          stored.design(), response: try stored.table.numbers(response))
        try compare(model, stored, &fits)
        var robust = Agreement()
        try compareErrors(model, stored, &robust)
        if id == "longley" { longley.add(robust) } else { errors.add(robust) }
        guard let expected = fields.member("prediction") else { return }
        let means = try expected.numbers("mean")
        let found = try model.predict(stored.future(means.count))
        predictions.compare(found.map(\.mean), means, "\(id) mean")
        for (coverage, name) in [(0.8, "80"), (0.95, "95")] {
          let limits = try found.map { try $0.interval(coverage: coverage) }
          predictions.compare(
            limits.map(\.lower), try expected.numbers("lower\(name)"), "\(id) lower\(name)")
          predictions.compare(
            limits.map(\.upper), try expected.numbers("upper\(name)"), "\(id) upper\(name)")
        }
      }
    }
    let sandwich = "R 4.2 lm, sandwich 3.0"
    return [
      fits.finding(
        area, "coefficients, criteria, leverage, influence", against: "R 4.2 lm",
        target: .atMost(1e-9)),
      errors.finding(
        area, "standard errors: HC0 to HC3, Newey-West", against: sandwich, target: .atMost(1e-9)),
      longley.finding(
        area, "the same of Longley",
        against: "\(sandwich), which keeps 7.5 digits here", target: .digits(7.5)),
      predictions.finding(
        area, "predictions and their ranges", against: "R 4.2 predict.lm", target: .atMost(1e-9)),
    ]
  }

  private static func compare(
    _ model: LinearModel, _ stored: StoredRegression, _ fits: inout Agreement
  ) throws {
    let (fields, id) = (stored.fields, stored.id)
    fits.compare(model.coefficients, try stored.named("coef"), "\(id) coefficients")
    for (name, value) in [
      ("sigma", model.sigma), ("r2", model.rSquared), ("adj_r2", model.adjustedRSquared),
      ("loglik", model.logLikelihood), ("aic", model.aic), ("dw", model.durbinWatson),
    ] { fits.compare(value, try fields.number(name), "\(id) \(name)") }
    for (name, values) in [
      ("hat_first5", model.leverage), ("cooks_first5", model.cooksDistances),
    ] {
      let expected = try fields.numbers(name)
      fits.compare(Array(values.prefix(expected.count)), expected, "\(id) \(name)")
    }
  }

  private static func compareErrors(
    _ model: LinearModel, _ stored: StoredRegression, _ errors: inout Agreement
  ) throws {
    let (fields, id) = (stored.fields, stored.id)
    var estimators: [(String, CovarianceEstimator)] = [
      ("se", .classical), ("se_HC0", .hc0), ("se_HC1", .hc1), ("se_HC2", .hc2), ("se_HC3", .hc3),
      ("se_NW_lag3", .neweyWest(.init(lag: 3, isAdjusted: false))),
      ("se_NW_lag3_adjust", .neweyWest(.init(lag: 3))),
      ("se_NW_auto_noprewhite", .neweyWest(.init(isAdjusted: false))),
    ]
    if fields.member("se_NW_auto_prewhite") != nil {
      estimators.append(
        ("se_NW_auto_prewhite", .neweyWest(.init(isPrewhitened: true, isAdjusted: false))))
      errors.compare(
        try model.neweyWestBandwidth(isPrewhitened: true), try fields.number("nw_bandwidth_auto"),
        "\(id) bandwidth")
    }
    for (name, estimator) in estimators {
      errors.compare(
        try model.tests(estimator).map(\.standardError), try stored.named(name), "\(id) \(name)")
    }
    errors.compare(
      try model.neweyWestBandwidth(isPrewhitened: false),
      try fields.number("nw_bandwidth_auto_noprewhite"), "\(id) bandwidth")
  }
}
