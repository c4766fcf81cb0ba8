import Forecasting
import Foundation
import Probability

/// The M4 competition's scores of one method over many series.
struct CompetitionScores: Sendable {
  let series: Int
  let owa: Double
  let smape: Double
  let mase: Double
  let coverage80: Double
  let coverage95: Double
  let msis: Double

  /// Forecasts the periods after the last training value of every series and scores them.
  ///
  /// - Parameters:
  ///   - panel: The series.
  ///   - method: The way to forecast.
  ///   - last: How many training values the method sees; `nil` for all. Series with fewer are left
  ///     out, OWA is then against the last value instead of Naive2, and errors keep the scale of the
  ///     full series.
  ///   - threads: The number of threads; the scores are the same for any.
  init(
    _ panel: [CompetitionSeries], _ method: ForecastMethod, last: Int? = nil, threads: Int
  ) async throws {
    let used = panel.filter { $0.training.count >= last ?? 1 }
    var sums = Sums()
    for season in Set(used.map(\.season)).sorted() {
      let group = used.filter { $0.season == season }
      let forecaster = try SeriesForecaster(
        method: method, horizon: group.map(\.test.count).max() ?? 1, season: season)
      let forecasts = try await PanelForecaster(forecaster, threads: threads).forecast(
        group.map { Array($0.training.suffix(last ?? $0.training.count)) })
      for (item, forecast) in zip(group, forecasts) {
        try sums.add(item, try forecast.get(), againstLastValue: last != nil)
      }
    }
    let n = Double(sums.series)
    let points = Double(sums.points)
    series = sums.series
    owa = (sums.smape / sums.benchmarkSmape + sums.mase / sums.benchmarkMase) / 2
    smape = sums.smape / n
    mase = sums.mase / n
    coverage80 = Double(sums.inside80) / points
    coverage95 = Double(sums.inside95) / points
    msis = sums.msis / n
  }
}

/// What the scores are means of.
private struct Sums {
  var series = 0
  var points = 0
  var smape = 0.0
  var mase = 0.0
  var benchmarkSmape = 0.0
  var benchmarkMase = 0.0
  var inside80 = 0
  var inside95 = 0
  var msis = 0.0

  /// Adds one series; one that never changes has no scale and is left out.
  mutating func add(
    _ item: CompetitionSeries, _ forecast: SeriesForecast, againstLastValue: Bool
  ) throws {
    let (training, test) = (item.training, item.test)
    guard let scale = try? ScaledError.naiveScale(training: training, season: item.season),
      scale > 0
    else { return }
    let isNonNegative = training.allSatisfy { $0 >= 0 }
    let floor = isNonNegative ? 0 : -Double.infinity
    let means = forecast.means.prefix(test.count).map { max($0, floor) }
    let benchmark =
      againstLastValue
      ? [Double](repeating: training.last ?? 0, count: test.count) : item.naive2
    series += 1
    points += test.count
    smape += try M4Score.smape(outcomes: test, forecasts: means)
    mase += try ScaledError.mase(
      training: training, season: item.season, outcomes: test, forecasts: means)
    benchmarkSmape += try M4Score.smape(outcomes: test, forecasts: benchmark)
    benchmarkMase += try ScaledError.mase(
      training: training, season: item.season, outcomes: test, forecasts: benchmark)
    let narrow = try forecast.intervals(coverage: 0.8)
    let wide = try forecast.intervals(coverage: 0.95).prefix(test.count)
    inside80 += zip(narrow, test).count { $0.contains($1) }
    inside95 += zip(wide, test).count { $0.contains($1) }
    msis += try M4Score.msis(
      training: training, season: item.season, outcomes: test,
      lower: wide.map { max($0.lowerBound, floor) }, upper: wide.map { max($0.upperBound, floor) })
  }
}
