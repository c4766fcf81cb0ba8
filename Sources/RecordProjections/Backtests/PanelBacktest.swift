import Periods
import Probability

/// Forecasts of a panel's stocks from earlier months, with what was known then.
public enum PanelBacktest {
  /// The months of record before the first origin.
  public static let leastMonths = 48

  /// Makes every forecast: all methods, every series, origins `every` months apart after the first
  /// ``leastMonths``, one to `horizon` months ahead at the horizons asked for.
  ///
  /// - Parameters:
  ///   - panel: the monthly stocks.
  ///   - horizons: months ahead, each at least 1.
  ///   - every: months between origins.
  /// - Throws: ``CareProjectionError`` where no series is long enough for one forecast, and
  ///   `ParameterError` for values beyond what a law can hold.
  public static func trials(
    _ panel: StockPanel, horizons: [Int] = [1, 3, 6, 12], every: Int = 6
  ) throws -> [ForecastTrial] {
    let length = panel.series.reduce(0) { max($0, $1.stock.count) }
    let farthest = horizons.max() ?? 0
    guard horizons.allSatisfy({ $0 >= 1 }), every >= 1 else {
      throw CareProjectionError("--horizon", "must be at least one month")
    }
    guard length >= leastMonths + farthest else {
      throw CareProjectionError(
        "--panel",
        "has \(length) months; \(leastMonths) before the first origin and \(farthest) after it are "
          + "needed")
    }
    var trials: [ForecastTrial] = []
    for months in stride(from: leastMonths, through: length - farthest, by: every) {
      let past = PanelPast(panel, months: months)
      for series in panel.series where series.stock.count >= months + farthest {
        let origin = series.first.advanced(by: months - 1)
        for horizon in horizons {
          let changes = (horizon..<months).map {
            abs(series.stock[$0] - series.stock[$0 - horizon])
          }
          for method in PanelMethod.allCases {
            trials.append(
              ForecastTrial(
                series: series.name, group: "all", method: method.rawValue,
                origin: String(origin.firstDay.iso.prefix(7)), horizon: horizon,
                members: try past.members(method, of: series, horizon: horizon),
                outcome: series.stock[months - 1 + horizon],
                scale: changes.isEmpty
                  ? nil : changes.reduce(0, +) / Double(changes.count)))
          }
        }
      }
    }
    return trials
  }
}
