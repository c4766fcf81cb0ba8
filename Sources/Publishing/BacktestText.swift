import Foundation
public import Results

/// A back-test for a terminal.
public enum BacktestText {
  /// The rows as a table.
  public static func rows(_ rows: [BacktestRow]) -> String {
    var table = TextTable(
      header: [
        "area", "origin", "period", "h", "actual", "mean", "p10", "p50", "p90", "last value",
        "linear", "growth",
      ])
    table.rows = rows.map { row in
      [row.areaCode, String(row.origin), String(row.period), String(row.horizon)]
        + [
          row.actual, row.mean, row.p10, row.p50, row.p90, row.baselines.lastValue,
          row.baselines.linear, row.baselines.constantGrowth,
        ].map { $0.map { String(Int($0.rounded())) } ?? "–" }
    }
    return table.text()
  }

  /// The forecast against its baselines.
  public static func summary(_ rows: [BacktestSummaryRow]) -> String {
    var table = TextTable(
      header: [
        "measure", "forecaster", "years ahead", "forecasts", "mean |error| ÷ actual", "MAE",
        "bias", "CRPS", "80% coverage",
      ])
    table.wordColumns = 2
    table.rows = rows.map { row in
      [
        row.measure, row.forecaster, row.horizon.map(String.init) ?? "all",
        String(row.count), String(format: "%.4f", row.meanRelativeError),
        String(format: "%.1f", row.meanAbsoluteError),
        String(format: "%+.1f%%", row.bias * 100), String(format: "%.1f", row.crps),
        row.coverage80.map { Figures.percent($0) } ?? "–",
      ]
    }
    return table.text()
  }
}
