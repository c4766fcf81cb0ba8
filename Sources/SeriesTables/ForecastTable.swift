import DelimitedText
public import Forecasting

/// Forecasts as a long table: one row per series and step.
public struct ForecastTable: Sendable {
  /// The coverages of the ranges in percent, as the header names them.
  public let levels: [Int]

  private var writer = DelimitedTextWriter()

  /// A table with the header `series_id,step,mean,lower80,upper80,…`, a pair of limits per level.
  public init(levels: [Int]) {
    self.levels = levels
    writer.append(
      row: ["series_id", "step", "mean"] + levels.flatMap { ["lower\($0)", "upper\($0)"] })
  }

  /// Adds the steps of a series.
  ///
  /// Throws `invalidParameter` for a level outside 1…99.
  public mutating func append(
    _ id: String, _ forecast: SeriesForecast
  ) throws(ForecastingError) {
    var ranges: [[ClosedRange<Double>]] = []
    for level in levels {
      ranges.append(try forecast.intervals(coverage: Double(level) / 100))
    }
    for (step, mean) in forecast.means.enumerated() {
      var row = [id, String(step + 1), DelimitedTextWriter.significant(mean)]
      for range in ranges {
        row.append(DelimitedTextWriter.significant(range[step].lowerBound))
        row.append(DelimitedTextWriter.significant(range[step].upperBound))
      }
      writer.append(row: row)
    }
  }

  /// The table as CSV.
  public var bytes: [UInt8] { writer.bytes }
}
