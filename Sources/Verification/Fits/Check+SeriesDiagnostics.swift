import Forecasting
import GoldenCases

extension Check {
  /// R's correlations, Ljung-Box statistics, differencing counts and Box-Cox powers.
  static let seriesDiagnostics = Check(
    area: "Diagnostics", needs: "golden/diagnostics.json"
  ) { folder in
    let area = "Diagnostics"
    guard case .object(let items) = try folder.json("golden/diagnostics.json") else {
      throw GoldenError(input: "diagnostics", reason: "must be an object")
    }
    var correlations = Agreement()
    var differences = (count: 0, wrong: [String]())
    var powers = Agreement()
    for name in items.keys.sorted() {
      guard let item = items[name] else { continue }
      let series = try StoredFit.series(name, in: folder)
      let season = StoredFit.seasons[name] ?? 1
      try computing(name, failed: { correlations.fail($0) }) {
        let expected = try item.numbers("acf")
        let own = try Correlogram(series, lags: expected.count)
        correlations.compare(own.autocorrelations, expected, floor: 0.01, "\(name) acf")
        correlations.compare(
          own.partialAutocorrelations, try item.numbers("pacf"), floor: 0.01, "\(name) pacf")
        let test = try LjungBoxTest(series, lags: try item.integer("ljung_box_lag"))
        correlations.compare(
          test.statistic, try item.number("ljung_box_stat"), "\(name) Ljung-Box")
      }
      try computing(name, failed: { differences.wrong.append($0) }) {
        for (label, value) in [
          ("ndiffs_kpss", try Differencing.differences(series)),
          (
            "nsdiffs",
            season > 1 ? try Differencing.seasonalDifferences(series, season: season) : 0
          ),
        ] {
          differences.count += 1
          if try item.integer(label) != value { differences.wrong.append("\(name) \(label)") }
        }
      }
      try computing(name, failed: { powers.fail($0) }) {
        powers.compare(
          try BoxCox.guerrero(series, season: season).lambda,
          try item.number("boxcox_lambda_guerrero"), floor: 1, "\(name) Guerrero")
        guard let likeliest = try item.optionalNumber("boxcox_lambda_loglik") else { return }
        powers.compare(
          try BoxCox.likeliest(series, season: season).lambda, likeliest, floor: 1,
          "\(name) likelihood")
      }
    }
    let r = "R 4.2, forecast 8.20"
    return [
      correlations.finding(
        area, "autocorrelations, partial ones, Ljung-Box", against: r, target: .atMost(1e-9)),
      Finding(
        area, "numbers of differences", against: "\(r), ndiffs (KPSS) and nsdiffs",
        figures: differences.count, .failures, Double(differences.wrong.count),
        target: .atMost(0), note: differences.wrong.joined(separator: ", ")),
      powers.finding(
        area, "Box-Cox powers", against: "\(r), searched to 1e-4", target: .atMost(1e-4)),
    ]
  }
}
