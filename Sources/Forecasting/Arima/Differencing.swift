import Probability

/// How often a series is to be differenced before it looks stationary.
public enum Differencing {
  /// The statistic of Kwiatkowski, Phillips, Schmidt and Shin (1992) for a series that is stationary
  /// about a level: n⁻² Σ Sₜ² over the long-run variance with Bartlett's weights up to lag
  /// ⌊3√n/13⌋. Values above 0.463 speak against it at 5%.
  ///
  /// Zero for a constant series. Throws `tooShort` for an empty series and `invalidValue` for
  /// missing values.
  public static func kpssStatistic(_ series: [Double]) throws(ForecastingError) -> Double {
    try requireSeries(series, method: "the KPSS statistic", atLeast: 1)
    let unit = PowerOfTwo.scale(of: series)
    let n = series.count
    let mean = CompensatedSum(series.map { $0 * unit }).value / Double(n)
    let rest = series.map { $0 * unit - mean }
    let lags = Int(3 * Double(n).squareRoot() / 13)
    var partial = 0.0
    var sum = 0.0
    for value in rest {
      partial += value
      sum += partial * partial
    }
    func covariance(_ lag: Int) -> Double {
      guard lag < n else { return 0 }
      return (lag..<n).reduce(0.0) { $0 + rest[$1] * rest[$1 - lag] } / Double(n)
    }
    var variance = covariance(0)
    guard variance > 1e-28 else { return 0 }
    for lag in 1..<(lags + 1) {
      variance += 2 * (1 - Double(lag) / Double(lags + 1)) * covariance(lag)
    }
    return variance > 0 ? sum / (Double(n) * Double(n)) / variance : 0
  }

  /// The number of differences, at most `limit`, after which the KPSS statistic no longer speaks
  /// against a level at 5% (as R's `ndiffs`).
  ///
  /// Gaps (NaN) are left out. Throws `tooShort` for a series without a value.
  public static func differences(
    _ series: [Double], limit: Int = 2
  ) throws(ForecastingError) -> Int {
    var rest = series
    var count = 0
    while count < limit {
      let known = rest.filter { !$0.isNaN }
      if known.isEmpty && count > 0 { return count }
      if isConstant(known) { return count }
      if try kpssStatistic(known) <= 0.463 { return count }
      rest = LagPolynomial.differenced(rest, [1])
      count += 1
    }
    return count
  }

  /// Whether the season is so strong that it is to be differenced: the share of it in season and
  /// remainder of an STL decomposition exceeds 0.64 (Wang, Smith, Hyndman 2006; as R's `nsdiffs`).
  ///
  /// Never for fewer than two seasons or a constant series. Throws `invalidParameter` for a season
  /// below 1.
  public static func seasonalDifferences(
    _ series: [Double], season: Int
  ) throws(ForecastingError) -> Int {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    guard season > 1 else { return 0 }
    let filled = try SeriesGaps(series, season: season).filled
    guard filled.count > 2 * season, !isConstant(filled) else { return 0 }
    return try STL(filled, season: season, window: .years(11)).seasonalStrength > 0.64 ? 1 : 0
  }

  static func isConstant(_ series: [Double]) -> Bool {
    series.allSatisfy { $0 == series.first }
  }
}
