import Forecasting
import GoldenCases

extension Check {
  private static let smoothingArea = "Exponential smoothing"

  /// R's fits: evaluated at their own parameters, fitted again, chosen again.
  static let smoothingFits = Check(area: smoothingArea, needs: "golden/ets.json") { folder in
    var likelihoods = Agreement()
    var states = Agreement()
    var forecasts = Agreement()
    var fits = Shortfalls()
    var choices = Shortfalls()
    for stored in try StoredFit.all("ets", in: folder) {
      let fields = stored.fields
      let notation = try fields.string("spec")
      let place = "\(stored.dataset) \(notation)"
      let season = max(Int(try fields.number("frequency")), 1)
      guard
        let specification = ExponentialSmoothing.Specification(try fields.string("fitted_model"))
      else {
        throw GoldenError(input: "fitted_model", reason: "of \(place) is no ETS model")
      }
      try computing(place, failed: { likelihoods.fail($0) }) {
        let model = try storedSmoothing(stored, specification, season)
        let criteria = model.criteria
        for (name, value) in [
          ("loglik", criteria?.logLikelihood), ("aic", criteria?.aic), ("aicc", criteria?.aicc),
          ("bic", criteria?.bic), ("sigma2", model.sigma2),
        ] { likelihoods.compare(value, try fields.number(name), "\(place) \(name)") }
        states.compare(
          model.finalState.values, try fields.numbers("final_state"), "\(place) final state")
        let first = try fields.numbers("fitted_first5")
        let last = try fields.numbers("fitted_last5")
        states.compare(Array(model.fitted.prefix(first.count)), first, "\(place) fitted")
        states.compare(Array(model.fitted.suffix(last.count)), last, "\(place) fitted")
        try forecasts.compare(
          try model.forecasts(horizon: stored.horizon, convention: .forecastPackage),
          with: try fields.require("forecast"), place)
      }
      if notation == "ZZZ" {
        try computing(place, failed: { choices.fail($0) }) {
          let chosen = try ExponentialSmoothing.automatic(stored.series, season: season)
          choices.compare(
            chosen.criteria.map { -$0.aicc }, atLeast: -(try fields.number("aicc")), place)
        }
      } else {
        try computing(place, failed: { fits.fail($0) }) {
          let fit = try ExponentialSmoothing.fit(stored.series, specification, season: season)
          fits.compare(
            fit.criteria?.logLikelihood, atLeast: try fields.number("loglik"), place)
        }
      }
    }
    let r = "R forecast 8.20, ets"
    let given = "\(r), at its parameters"
    return [
      likelihoods.finding(
        smoothingArea, "likelihood, criteria, variance", against: given, target: .atMost(1e-8)),
      states.finding(
        smoothingArea, "fitted values and final states", against: given, target: .atMost(1e-8)),
      forecasts.finding(
        smoothingArea, "means and ranges of forecasts", against: given, target: .atMost(1e-8)),
      fits.finding(smoothingArea, "log-likelihood of fits", against: r, atMost: 1e-3),
      choices.finding(
        smoothingArea, "AICc of automatic choices", against: "\(r), automatic", atMost: 1e-4),
    ]
  }

  private static func storedSmoothing(
    _ stored: StoredFit, _ specification: ExponentialSmoothing.Specification, _ season: Int
  ) throws -> ExponentialSmoothing {
    let initial = try stored.fields.numbers("initial_state")
    let states = 1 + (specification.trend == .none ? 0 : 1)
    guard initial.count >= states else {
      throw GoldenError(input: "initial_state", reason: "has too few states")
    }
    return try ExponentialSmoothing(
      stored.series, specification,
      smoothing: .init(
        alpha: try stored.part("par", "alpha") ?? 0, beta: try stored.part("par", "beta") ?? 0,
        gamma: try stored.part("par", "gamma") ?? 0, phi: try stored.part("par", "phi") ?? 1),
      initialState: .init(
        level: initial[0], slope: states == 2 ? initial[1] : nil,
        season: Array(initial.dropFirst(states))), season: season)
  }

  /// The best likelihoods known for the non-seasonal fits.
  static let smoothingOptima = Check(
    area: smoothingArea, needs: "golden/ets_global_optimum.csv"
  ) { folder in
    let table = try folder.table("golden/ets_global_optimum.csv")
    let gaps = try shortfalls(table, identifier: "dataset") {
      try StoredFit.series($0, in: folder)
    }
    return [
      gaps.finding(
        smoothingArea, "log-likelihood of fits", against: "best known, many-start search",
        atMost: 1e-3)
    ]
  }

  /// The best likelihoods known for annual series cut to their last twelve values.
  static let shortSmoothingOptima = Check(
    area: smoothingArea, needs: "golden/ets_short_optimum.csv"
  ) { folder in
    guard folder.has("m4/yearly.csv") else {
      return [
        Finding(
          smoothingArea, missing: "m4/yearly.csv", .absent,
          note: "the series of golden/ets_short_optimum.csv")
      ]
    }
    let series = Dictionary(
      try CompetitionSeries.read("m4/yearly.csv", in: folder).map { ($0.id, $0.training) },
      uniquingKeysWith: { first, _ in first })
    let table = try folder.table("golden/ets_short_optimum.csv")
    let gaps = try shortfalls(table, identifier: "id") { id in
      guard let values = series[id] else {
        throw VerificationError(file: folder.full("m4/yearly.csv"), reason: "has no series \(id)")
      }
      return values.suffix(12)
    }
    let best = "best known, many-start search; 12 values"
    return [
      gaps.share(
        smoothingArea, "share of fits more than 0.001 short", against: best, beyond: 1e-3,
        atMost: 0.01),
      gaps.finding(smoothingArea, "log-likelihood of fits", against: best, atMost: 0.5),
    ]
  }

  private static func shortfalls(
    _ table: ReferenceTable, identifier: String, _ series: (String) throws -> [Double]
  ) throws -> Shortfalls {
    var gaps = Shortfalls()
    for row in table.rows {
      let name = try table.text(row, identifier)
      let label = try table.text(row, "spec")
      let notation = label.hasSuffix(" damped") ? "\(label.prefix(2))dN" : label
      guard let specification = ExponentialSmoothing.Specification(notation) else {
        throw VerificationError(file: table.file, reason: "row \(row + 1): no ETS model '\(label)'")
      }
      let best = try table.number(row, "best_loglik")
      let values = try series(name)
      try computing("\(name) \(label)", failed: { gaps.fail($0) }) {
        let fit = try ExponentialSmoothing.fit(values, specification)
        gaps.compare(fit.criteria?.logLikelihood, atLeast: best, "\(name) \(label)")
      }
    }
    return gaps
  }
}
