/// The last value, or the last value of the same period of the season, carried forward.
///
/// The residual variance is the mean square of the changes over one season (R's `naive` and
/// `snaive`); step h has it ⌈h/m⌉ times for a season of m periods.
public struct NaiveModel: SeriesModel, Equatable {
  /// The number of periods of a season, 1 without one.
  public let season: Int

  /// The values one season earlier; the first season, which has none, is its own.
  public let fitted: [Double]

  /// Observed minus fitted, zero in the first season.
  public let residuals: [Double]

  /// The root mean square of the changes over one season; zero where there is no change to see.
  public let deviation: Double

  private let last: [Double]

  /// A naive model has no parameters.
  public let parameters: [FittedParameter] = []

  /// A naive model has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// `Naive` or `Seasonal naive`.
  public var name: String { season == 1 ? "Naive" : "Seasonal naive" }

  /// Carries a series forward.
  ///
  /// Throws `invalidParameter` for a season below 1, `tooShort` for less than one season and
  /// `invalidValue` for missing values.
  public init(_ series: [Double], season: Int = 1) throws(ForecastingError) {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireSeries(series, method: "the naive forecast", atLeast: season)
    self.season = season
    fitted = series.indices.map { series[max($0 - season, $0 % season)] }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    deviation = rootMeanSquare(residuals.dropFirst(season), divisor: series.count - season)
    last = Array(series.suffix(season))
  }

  /// Normal laws around the carried values.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 0..<horizon {
      let seasons = Double(h / season + 1)
      result.append(
        try .normal(
          mean: last[h % season],
          standardDeviation: PowerOfTwo.finite(deviation * seasons.squareRoot())))
    }
    return result
  }
}

/// The root of the sum of squares over a divisor, free of overflow; zero for no values or a divisor
/// below 1.
func rootMeanSquare(_ values: ArraySlice<Double>, divisor: Int) -> Double {
  guard divisor >= 1 else { return 0 }
  let unit = PowerOfTwo.scale(of: Array(values))
  var sum = 0.0
  for value in values { sum += (value * unit) * (value * unit) }
  return PowerOfTwo.finite((sum / Double(divisor)).squareRoot() / unit)
}
