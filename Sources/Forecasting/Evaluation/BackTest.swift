import Foundation

/// A rolling-origin back-test: forecasts made from ever longer histories, compared with what came.
public struct BackTest: Equatable, Sendable {
  /// Makes the forecast `horizon` steps after a history, refitting whatever it needs.
  public typealias Forecaster =
    @Sendable (_ history: [Double], _ horizon: Int) throws(ForecastingError) -> ForecastDistribution

  /// One forecast and its outcome.
  public struct Row: Equatable, Sendable {
    /// The number of values known when the forecast was made.
    public let origin: Int

    /// Steps ahead.
    public let horizon: Int

    /// The value that came.
    public let actual: Double

    /// The expected value.
    public let mean: Double

    /// The standard deviation of the forecast.
    public let standardDeviation: Double

    /// The central interval of the coverage asked for.
    public let interval: ClosedRange<Double>

    /// The continuous ranked probability score.
    public let crps: Double

    /// The forecast probability of a value not above the actual one (PIT): spread evenly over 0...1
    /// where forecasts are calibrated.
    public let probability: Double

    /// The mean absolute (seasonal) change of the history, by which errors are scaled; `nil` where
    /// the history never changes or is too short.
    public let scale: Double?

    /// Forecast mean minus actual.
    public var error: Double { mean - actual }

    /// Whether the interval holds the actual value.
    public var isCovered: Bool { interval.contains(actual) }
  }

  /// The rows, by origin and then horizon.
  public let rows: [Row]

  /// The probability of the intervals.
  public let coverage: Double

  /// Runs a forecaster over a series.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, none missing.
  ///   - origins: numbers of leading values used as history, each at least 1.
  ///   - horizons: steps ahead, each at least 1; a step beyond the end of the series is left out.
  ///   - coverage: the probability of the intervals, between 0 and 1.
  ///   - forecaster: called once per origin and horizon with the history alone, so that nothing
  ///     later can leak into a forecast.
  ///
  /// Throws what the forecaster throws, and for origins, horizons or a coverage outside their range.
  public static func run(
    _ series: [Double], origins: [Int], horizons: [Int], coverage: Double = 0.8,
    forecaster: Forecaster
  ) throws(ForecastingError) -> BackTest {
    try check(series, origins: origins, horizons: horizons)
    var rows: [Row] = []
    for origin in origins {
      let history = Array(series[..<origin])
      for horizon in horizons where origin + horizon <= series.count {
        let forecast = try forecaster(history, horizon)
        rows.append(
          try Row(
            forecast, of: series[origin + horizon - 1], after: history, horizon: horizon,
            coverage: coverage, season: 1))
      }
    }
    return BackTest(rows: rows, coverage: coverage)
  }

  static func check(
    _ series: [Double], origins: [Int], horizons: [Int]
  ) throws(ForecastingError) {
    try requireSeries(series, method: "a back-test", atLeast: 2)
    try requireHorizons(horizons)
    if let bad = origins.first(where: { $0 < 1 || $0 >= series.count }) {
      throw .invalidParameter(
        name: "origin", value: Double(bad), range: "1...\(series.count - 1)")
    }
  }

  /// Runs a baseline over a series, as a forecast without uncertainty.
  ///
  /// Throws as ``run(_:origins:horizons:coverage:forecaster:)``.
  public static func run(
    _ series: [Double], origins: [Int], horizons: [Int], baseline: Baseline
  ) throws(ForecastingError) -> BackTest {
    try run(series, origins: origins, horizons: horizons) {
      (history, horizon) throws(ForecastingError) in
      try .point(try baseline.forecast(history, horizon: horizon))
    }
  }

  /// Joins back-tests of several series into one, so that they can be summarised together.
  ///
  /// The tests must have intervals of one coverage, which is that of the first.
  public static func pooled(_ tests: [BackTest]) -> BackTest {
    BackTest(rows: tests.flatMap(\.rows), coverage: tests.first?.coverage ?? 0.8)
  }
}
