import Foundation
public import Results
import Services

/// Makes forecasts again from earlier origins, with only what was known then, and scores them.
public enum Backtest {
  /// The back-test of a measure.
  ///
  /// - Parameters:
  ///   - statistics: the published statistics; all their authorities are the panel.
  ///   - measure: `plans` or `cla`.
  ///   - areas: codes of the areas wanted.
  ///   - origins: census years after which nothing is known.
  ///   - horizons: the longest horizon, in years, at least 1.
  /// - Returns: rows by origin, area and horizon; areas with no stock at an origin are left out and
  ///   named in `skipped`.
  public static func run(
    statistics: PublishedStatistics, measure: String, areas: [String], origins: [Int],
    horizons: Int
  ) throws(EngineError) -> Outcome {
    guard let service = PublicService.named(measure) else {
      throw EngineError(
        "No back-test is known for `\(measure)`. Choose one of "
          + PublicService.all.map(\.measure).joined(separator: ", ") + ".")
    }
    guard horizons >= 1, horizons <= 20 else {
      throw EngineError("A horizon of \(horizons) years can't be scored. Choose 1 to 20.")
    }
    var histories = statistics.panel(service)
    let known = Set(histories.map(\.area))
    for area in areas where !known.contains(area) {
      let history = statistics.history(service, area: area)
      if !history.stock.isEmpty { histories.append(history) }
    }
    let byArea = Dictionary(
      histories.map { ($0.area, $0) }, uniquingKeysWith: { first, _ in first })
    let forecaster = PublicForecaster(service: service, histories: histories)
    var rows: [BacktestRow] = []
    var skipped: [String] = []
    for origin in origins {
      let prepared = forecaster.prepared(origin: origin, horizons: horizons)
      for area in areas {
        guard let history = byArea[area] else {
          skipped.append("\(area) has no published \(measure)")
          continue
        }
        do {
          let forecast = try prepared.forecast(area: area)
          rows += scored(forecast, history, measure, horizons)
        } catch {
          skipped.append(error.description)
        }
      }
    }
    return Outcome(
      rows: rows, summary: summary(rows, measure: measure),
      skipped: Array(Set(skipped)).sorted())
  }

  /// A back-test's rows, their summary, and what could not be forecast.
  public struct Outcome: Sendable {
    /// One row per area, origin and horizon.
    public let rows: [BacktestRow]
    /// The forecast against its three baselines.
    public let summary: [BacktestSummaryRow]
    /// Areas and origins without a figure to start from, in words.
    public let skipped: [String]
  }

  /// The three baselines `years` (fractions allowed) after an origin; `nil` without a figure there.
  static func baselines(_ stock: [Int: Double], origin: Int, years: Double) -> Baselines? {
    guard let last = stock[origin] else { return nil }
    guard let before = stock[origin - 3] else {
      return Baselines(lastValue: last, linear: nil, constantGrowth: nil)
    }
    return Baselines(
      lastValue: last, linear: last + years * (last - before) / 3,
      constantGrowth: before > 0 ? last * pow(last / before, years / 3) : nil)
  }

  private static func scored(
    _ forecast: PublicForecast, _ history: AuthorityHistory, _ measure: String, _ horizons: Int
  ) -> [BacktestRow] {
    (1...horizons).compactMap { horizon in
      guard
        let baselines = baselines(
          history.stock, origin: forecast.origin, years: Double(horizon))
      else { return nil }
      let actual = history.stock[forecast.origin + horizon]
      return BacktestRow(
        areaCode: forecast.area, measure: measure, origin: forecast.origin,
        period: forecast.origin + horizon, horizon: horizon, actual: actual,
        mean: forecast.means[horizon - 1], p10: forecast.quantile(0.1, horizon: horizon),
        p50: forecast.quantile(0.5, horizon: horizon),
        p90: forecast.quantile(0.9, horizon: horizon),
        crps: actual.map { forecast.crps($0, horizon: horizon) }, baselines: baselines)
    }
  }

  /// The forecast and its baselines over the rows that have an actual figure and all three
  /// baselines, so that each is judged on the same forecasts.
  static func summary(_ rows: [BacktestRow], measure: String) -> [BacktestSummaryRow] {
    let scored = rows.filter {
      ($0.actual ?? 0) > 0 && $0.baselines.linear != nil && $0.baselines.constantGrowth != nil
    }
    let horizons = Set(scored.map(\.horizon)).sorted()
    let groups: [(Int?, [BacktestRow])] =
      [(nil, scored)]
      + horizons.map { horizon in (horizon, scored.filter { $0.horizon == horizon }) }
    return groups.flatMap { horizon, rows -> [BacktestSummaryRow] in
      guard !rows.isEmpty else { return [] }
      return forecasters.map { name, point in
        line(measure, name, horizon, rows, point)
      }
    }
  }

  private static let forecasters: [(String, @Sendable (BacktestRow) -> Double)] = [
    ("forecast", { $0.mean }),
    ("last value", { $0.baselines.lastValue }),
    ("linear", { $0.baselines.linear ?? .nan }),
    ("constant growth", { $0.baselines.constantGrowth ?? .nan }),
  ]

  private static func line(
    _ measure: String, _ name: String, _ horizon: Int?, _ rows: [BacktestRow],
    _ point: (BacktestRow) -> Double
  ) -> BacktestSummaryRow {
    let count = Double(rows.count)
    var absolute = 0.0
    var relative = 0.0
    var bias = 0.0
    var crps = 0.0
    var inside = 0.0
    for row in rows {
      let actual = row.actual ?? .nan
      let error = point(row) - actual
      absolute += abs(error)
      relative += abs(error) / actual
      bias += error / actual
      crps += name == "forecast" ? (row.crps ?? .nan) : abs(error)
      if actual >= row.p10, actual <= row.p90 { inside += 1 }
    }
    return BacktestSummaryRow(
      measure: measure, forecaster: name, horizon: horizon, count: rows.count,
      meanAbsoluteError: absolute / count, meanRelativeError: relative / count,
      bias: bias / count, crps: crps / count,
      coverage80: name == "forecast" ? inside / count : nil)
  }
}
