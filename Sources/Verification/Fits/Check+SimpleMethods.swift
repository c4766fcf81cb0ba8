import Forecasting
import Foundation
import GoldenCases

extension Check {
  private static let simpleArea = "Theta and simple methods"

  /// R's Theta method, baselines and simple smoothing.
  static let simpleMethods = Check(
    area: simpleArea, needs: "golden/theta_and_benchmarks.json"
  ) { folder in
    let all = try StoredFit.all("theta_and_benchmarks", in: folder)
    var closed = Agreement()
    var thetas = Agreement()
    var slopes = Agreement()
    var variances = Shortfalls()
    var fits = Shortfalls()
    for stored in all {
      let fields = stored.fields
      let method = try fields.string("method")
      let place = "\(stored.dataset) \(method)"
      switch method {
      case "thetaf":
        try computing(place, failed: { thetas.fail($0) }) {
          try compareTheta(stored, all, &thetas, &slopes, &variances, place)
        }
      case "ses", "holt", "holt_damped":
        guard let expected = try fields.optionalNumber("loglik") else { continue }
        try computing(place, failed: { fits.fail($0) }) {
          let trend: ExponentialSmoothing.Trend =
            method == "ses" ? .none : method == "holt" ? .additive : .additiveDamped
          let fit = try ExponentialSmoothing.fit(
            stored.series, .init(error: .additive, trend: trend))
          fits.compare(fit.criteria?.logLikelihood, atLeast: expected, place)
        }
      default:
        try computing(place, failed: { closed.fail($0) }) {
          let model = try baseline(method, stored)
          try closed.compare(
            try model.forecasts(horizon: stored.horizon), with: try fields.require("forecast"),
            place)
        }
      }
    }
    let r = "R forecast 8.20"
    return [
      closed.finding(
        simpleArea, "naive, seasonal naive, drift, mean: forecasts", against: r,
        target: .atMost(1e-9)),
      thetas.finding(
        simpleArea, "Theta: forecasts", against: "\(r), thetaf at its parameters, no season",
        target: .atMost(1e-9)),
      slopes.finding(simpleArea, "Theta: drift", against: "\(r), thetaf", target: .atMost(1e-9)),
      variances.finding(
        simpleArea, "Theta: relative excess of the error variance", against: "\(r), thetaf",
        atMost: 1e-6),
      fits.finding(
        simpleArea, "SES, Holt, damped Holt: log-likelihood of fits", against: r, atMost: 1e-3),
    ]
  }

  private static func baseline(_ method: String, _ stored: StoredFit) throws -> any SeriesModel {
    switch method {
    case "naive": return try NaiveModel(stored.series)
    case "snaive": return try NaiveModel(stored.series, season: stored.season)
    case "drift": return try DriftModel(stored.series)
    case "meanf": return try MeanModel(stored.series)
    default: throw GoldenError(input: "method", reason: "'\(method)' is not known")
    }
  }

  /// Forecasts at R's parameters where there is no season (its `ses` has the initial level that its
  /// `thetaf` used), and our own fit against its error variance.
  private static func compareTheta(
    _ stored: StoredFit, _ all: [StoredFit], _ forecasts: inout Agreement,
    _ slopes: inout Agreement, _ variances: inout Shortfalls, _ place: String
  ) throws {
    let fields = stored.fields
    if stored.season == 1,
      let pair = try all.first(where: {
        try $0.dataset == stored.dataset && $0.fields.string("method") == "ses"
      }), let level = try pair.part("par", "l")
    {
      let theta = try Theta(
        stored.series, alpha: try fields.number("alpha"), initialLevel: level)
      try forecasts.compare(
        try theta.forecasts(horizon: stored.horizon), with: try fields.require("forecast"), place)
    }
    let fit = try Theta.fit(stored.series, season: stored.season)
    slopes.compare(fit.slope / 2, try fields.number("drift"), floor: 1e-3, place)
    let variance = fit.smoothing.sumOfSquares / Double(stored.series.count - 2)
    variances.compare(-variance / (try fields.number("sigma2")), atLeast: -1, place)
  }
}
