public import Probability

extension BackTest {
  /// The scores of interval and scaled forecasts that the field compares methods by.
  public struct Scores: Equatable, Sendable {
    /// Steps ahead, or `nil` for all together.
    public let horizon: Int?

    /// The number of forecasts.
    public let count: Int

    /// The mean absolute error, in units of the series.
    public let meanAbsoluteError: Double

    /// The mean error, forecast minus actual.
    public let bias: Double

    /// The mean continuous ranked probability score, in units of the series.
    public let crps: Double

    /// The mean interval score, in units of the series (Gneiting, Raftery 2007).
    public let intervalScore: Double

    /// The mean absolute error over the scale of each history (Hyndman, Koehler 2006); `nil` where
    /// a history has no scale.
    public let mase: Double?

    /// The mean of 200 |error| / (|forecast| + |actual|), in per cent; a row of two zeros counts 0.
    public let smape: Double

    /// The mean interval score over the scale of each history; `nil` where a history has none.
    public let msis: Double?

    /// The share of actual values inside their intervals, with its 95% limits.
    public let coverage: Calibration.Coverage

    /// The coverage aimed at.
    public let nominalCoverage: Double
  }

  /// The scores over all rows; `nil` where there is none.
  public var scores: Scores? { scores(of: rows, horizon: nil) }

  /// The scores at each horizon that was forecast, ascending.
  public var scoresByHorizon: [Scores] {
    Set(rows.map(\.horizon)).sorted().compactMap { horizon in
      scores(of: rows.filter { $0.horizon == horizon }, horizon: horizon)
    }
  }

  private func scores(of rows: [Row], horizon: Int?) -> Scores? {
    let inside = rows.filter(\.isCovered).count
    guard let share = try? Calibration.Coverage(inside: inside, of: rows.count) else { return nil }
    let alpha = 1 - coverage
    let intervals = rows.map {
      IntervalScore.score(
        lower: $0.interval.lowerBound, upper: $0.interval.upperBound, alpha: alpha,
        outcome: $0.actual)
    }
    let mean = { (values: [Double]) in CompensatedSum(values).value / Double(values.count) }
    let scales = rows.compactMap(\.scale)
    let isScaled = scales.count == rows.count
    return Scores(
      horizon: horizon, count: rows.count, meanAbsoluteError: mean(rows.map { abs($0.error) }),
      bias: mean(rows.map(\.error)), crps: mean(rows.map(\.crps)),
      intervalScore: mean(intervals),
      mase: isScaled ? mean(zip(rows, scales).map { abs($0.error) / $1 }) : nil,
      smape: mean(
        rows.map {
          let size = abs($0.mean) / 2 + abs($0.actual) / 2
          return size > 0 ? 100 * abs($0.error) / size : 0
        }),
      msis: isScaled ? mean(zip(intervals, scales).map { $0 / $1 }) : nil, coverage: share,
      nominalCoverage: coverage)
  }

  /// The shares of probabilities (PIT) in equal bins of 0...1; a calibrated forecast fills all
  /// alike.
  ///
  /// Throws `tooShort` for a test without rows and `invalidParameter` for fewer than one bin.
  public func probabilityHistogram(bins: Int = 10) throws(ForecastingError) -> [Double] {
    guard bins >= 1 else {
      throw .invalidParameter(name: "bins", value: Double(bins), range: "1 or more")
    }
    guard !rows.isEmpty else {
      throw .tooShort(method: "a histogram of probabilities", length: 0, needed: 1)
    }
    var counts = Array(repeating: 0.0, count: bins)
    for row in rows { counts[min(bins - 1, Int(row.probability * Double(bins)))] += 1 }
    return counts.map { $0 / Double(rows.count) }
  }
}

extension BackTest.Scores {
  /// The overall weighted average, half of sMAPE and half of MASE over those of a benchmark
  /// (Makridakis, Spiliotis, Assimakopoulos 2020); below 1 the forecasts are better. `nil` where
  /// either has no MASE or the benchmark is without error.
  public func owa(against benchmark: BackTest.Scores) -> Double? {
    guard let mase, let other = benchmark.mase, other > 0, benchmark.smape > 0 else { return nil }
    return (smape / benchmark.smape + mase / other) / 2
  }
}
