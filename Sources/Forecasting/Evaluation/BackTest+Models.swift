import Foundation
import Probability

extension BackTest {
  /// Fits a model to a history.
  public typealias ModelMaker =
    @Sendable (_ history: [Double]) throws(ForecastingError) -> any SeriesModel

  /// Runs a model over a series with one fit for each origin, scored at all steps.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, none missing.
  ///   - origins: numbers of leading values used as history, each at least 1.
  ///   - horizon: the steps ahead; a step beyond the end of the series is left out.
  ///   - coverage: the probability of the intervals, between 0 and 1.
  ///   - season: the season of the naive errors that scale ``Row/scale``.
  ///   - model: called once per origin with the history alone, so that nothing later can leak.
  ///
  /// Throws what the model throws, and for origins, a horizon, season or coverage outside their
  /// range.
  public static func run(
    _ series: [Double], origins: [Int], horizon: Int, coverage: Double = 0.8, season: Int = 1,
    model: ModelMaker
  ) throws(ForecastingError) -> BackTest {
    try check(series, origins: origins, horizons: [horizon])
    try requireRange("season", Double(season), 1, Double(series.count))
    var rows: [Row] = []
    for origin in origins {
      let history = Array(series[..<origin])
      let steps = min(horizon, series.count - origin)
      let forecasts = try model(history).forecasts(horizon: steps)
      for (place, forecast) in forecasts.prefix(steps).enumerated() {
        rows.append(
          try Row(
            forecast, of: series[origin + place], after: history, horizon: place + 1,
            coverage: coverage, season: season))
      }
    }
    return BackTest(rows: rows, coverage: coverage)
  }
}

extension BackTest.Row {
  /// Scores one forecast.
  init(
    _ forecast: ForecastDistribution, of actual: Double, after history: [Double], horizon: Int,
    coverage: Double, season: Int
  ) throws(ForecastingError) {
    self.init(
      origin: history.count, horizon: horizon, actual: actual, mean: forecast.mean,
      standardDeviation: forecast.standardDeviation,
      interval: try forecast.interval(coverage: coverage), crps: try forecast.crps(actual),
      probability: try forecast.probability(notAbove: actual),
      scale: BackTest.Row.scale(history, season))
  }

  private static func scale(_ history: [Double], _ season: Int) -> Double? {
    guard history.count > season else { return nil }
    let changes = (season..<history.count).map { abs(history[$0] - history[$0 - season]) }
    let mean = CompensatedSum(changes).value / Double(changes.count)
    return mean > 0 && mean.isFinite ? mean : nil
  }
}
