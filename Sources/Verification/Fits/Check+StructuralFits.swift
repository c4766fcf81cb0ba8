import Forecasting
import Foundation
import GoldenCases

extension Check {
  /// R's structural models: evaluated at their own variances, and fitted again.
  static let structuralFits = Check(
    area: "Structural models", needs: "golden/structts.json"
  ) { folder in
    let area = "Structural models"
    var filters = Agreement()
    var forecasts = Agreement()
    var fits = Shortfalls()
    for stored in try StoredFit.all("structts", in: folder) {
      let fields = stored.fields
      let kinds = ["level": StructuralKind.level, "trend": .trend, "BSM": .seasonal]
      let name = try fields.string("type")
      guard let kind = kinds[name] else {
        throw GoldenError(input: "type", reason: "is '\(name)'; level, trend or BSM is needed")
      }
      let place = "\(stored.dataset) \(name)"
      let isLogged = try fields.string("transform") == "log10"
      let series = isLogged ? stored.series.map(log10) : stored.series
      let season = kind == .seasonal ? stored.season : 1
      try computing(place, failed: { filters.fail($0) }) {
        let model = try StructuralModel(
          series, kind: kind,
          variances: .init(
            level: try stored.part("variances", "level") ?? 0,
            slope: try stored.part("variances", "slope") ?? 0,
            seasonal: try stored.part("variances", "seas") ?? 0,
            irregular: try stored.part("variances", "epsilon") ?? 0), season: season)
        filters.compare(model.logLikelihood, try fields.number("loglik"), "\(place) loglik")
        let last = try fields.numbers("fitted_last_level")
        let first = try fields.numbers("smoothed_level_first5")
        filters.compare(
          model.filtered.suffix(last.count).map(\.level), last, "\(place) filtered level")
        filters.compare(
          model.smoothed().prefix(first.count).map(\.level), first, "\(place) smoothed level")
        try forecasts.compare(
          try model.forecasts(horizon: stored.horizon), with: try fields.require("forecast"), place)
      }
      try computing(place, failed: { fits.fail($0) }) {
        let fit = try StructuralModel.fit(series, kind: kind, season: season)
        fits.compare(fit.logLikelihood, atLeast: try fields.number("loglik"), place)
      }
    }
    let r = "R 4.2 StructTS"
    return [
      filters.finding(
        area, "likelihood, filtered and smoothed levels", against: "\(r), at its variances",
        target: .atMost(1e-8)),
      forecasts.finding(
        area, "means and ranges of forecasts", against: "\(r), at its variances",
        target: .atMost(1e-8)),
      fits.finding(area, "log-likelihood of fits", against: r, atMost: 1e-6),
    ]
  }
}
