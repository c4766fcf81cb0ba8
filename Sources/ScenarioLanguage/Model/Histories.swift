public import Periods

/// A table of one's own: `"data/fostering.csv"`.
public struct DataFile: Sendable, Hashable {
  /// The path as written, relative to the file that names it.
  public var path: String
  /// The path resolved against the folder of that file, as the user named the first file.
  public var resolvedPath: String
  /// Where it is named.
  public var location: SourceLocation
  /// A table of one's own.
  public init(path: String, resolvedPath: String, location: SourceLocation) {
    self.path = path
    self.resolvedPath = resolvedPath
    self.location = location
  }
}

/// A measure's own past, and how it goes on.
public struct OwnHistory: Sendable, Equatable {
  /// When the figures were taken.
  public enum Cadence: Sendable, Equatable {
    /// `at ssda903`: once a year at that census.
    case census(String)
    /// `each month`: one figure a month (a stock at its end, or the events in it).
    case monthly
  }
  /// How the measure goes on from its last figure.
  public enum Forecast: Sendable, Equatable {
    /// `forecast by recent-trend`: the automatic combination of series methods, with its range.
    case recentTrend
    /// `forecast by passenger-growth`: a change per year.
    case growth(assumption: String)
    /// `forecast by request-rate`: a regression that predicts this measure.
    case regression(String)
    /// `forecast by placements`: a pathway for this measure.
    case pathway(String)
    /// No `forecast by`: the last figure holds.
    case lastValue
  }
  /// The table: a column `month` or `date`, one column for each category the measure is split by,
  /// `age` where a pathway ages out, and `count`.
  public var file: DataFile
  /// When its figures were taken.
  public var cadence: Cadence
  /// How it goes on.
  public var forecast: Forecast
  /// A history of one's own.
  public init(file: DataFile, cadence: Cadence, forecast: Forecast) {
    self.file = file
    self.cadence = cadence
    self.forecast = forecast
  }
}
