import Forecasting
import Foundation
import Probability
import SeriesTables

/// What stands behind a forecast, in words.
enum ExplanationText {
  static func text(
    _ explanation: SeriesExplanation, of forecast: SeriesForecast, series: SeriesTable.Series,
    season: Int
  ) -> String {
    var lines = ["\(series.id): \(forecast.model.name)"]
    for (name, parameters) in explanation.models {
      let list = parameters.map { parameter in
        let error = parameter.standardError.map { " (se \(figure($0)))" } ?? ""
        return "\(parameter.name) \(figure(parameter.value))\(error)"
      }
      lines.append("  \(name)\(list.isEmpty ? "" : ": " + list.joined(separator: ", "))")
    }
    if let criteria = explanation.criteria {
      lines.append(
        "  log-likelihood \(figure(criteria.logLikelihood)), "
          + (criteria.aicc.isFinite ? "AICc \(figure(criteria.aicc)), " : "too short for AICc, ")
          + "BIC \(figure(criteria.bic)), \(criteria.observations) observations")
    }
    if let residuals = explanation.residuals {
      var parts = [
        "mean \(figure(residuals.mean))",
        "standard deviation \(figure(residuals.standardDeviation))",
      ]
      if let value = residuals.lag1Autocorrelation { parts.append("lag 1 \(figure(value))") }
      if let test = residuals.ljungBox { parts.append("Ljung-Box p \(figure(test.pValue))") }
      if let test = residuals.jarqueBera { parts.append("normality p \(figure(test.pValue))") }
      lines.append("  one-step errors: " + parts.joined(separator: ", "))
    }
    for event in explanation.events {
      let period = series.periods.indices.contains(event.index) ? series.periods[event.index] : ""
      lines.append("  at \(period.isEmpty ? "place \(event.index + 1)" : period): \(event)")
    }
    lines += backTest(explanation, season: season)
    lines += forecast.notes.map { "  note: \($0)" }
    return lines.joined(separator: "\n")
  }

  private static func backTest(_ explanation: SeriesExplanation, season: Int) -> [String] {
    guard let test = explanation.backTest, let baseline = explanation.baseline else {
      return ["  back-test: the series is too short for one"]
    }
    let gain =
      baseline.meanAbsoluteError > 0
      ? ", that of the last \(season > 1 ? "season" : "value") \(figure(baseline.meanAbsoluteError))"
      : ""
    let scaled = test.mase.map { ", MASE \(figure($0))" } ?? ""
    return [
      "  back-test from \(count(explanation.origins.count, "earlier end")) (\(count(test.count, "value"))): mean absolute "
        + "error \(figure(test.meanAbsoluteError))\(gain)\(scaled), bias \(figure(test.bias)), "
        + "80% ranges held \(figure(test.coverage.share * 100))%"
    ]
  }

  /// A number of things, in the plural where it is not one.
  static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  /// Four significant digits.
  static func figure(_ value: Double) -> String { String(format: "%.4g", value) }
}
