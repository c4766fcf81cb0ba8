/// The seasonal and trend decomposition by local regression (Cleveland, Cleveland, McRae, Terpenning
/// 1990), with the defaults of R's `stl`: series = seasonal + trend + remainder.
public struct STL: Equatable, Sendable {
  /// How the season may change over the years.
  public enum Window: Equatable, Sendable {
    /// The season is the same in every year.
    case periodic

    /// Each period of the season is smoothed over that many years, an odd number of 7 or more.
    case years(Int)
  }

  /// The number of periods of a season.
  public let season: Int

  /// The seasonal part.
  public let seasonal: [Double]

  /// The trend.
  public let trend: [Double]

  /// What is left.
  public let remainder: [Double]

  /// The robustness weights, 0 for an outlier; all 1 where the fit is not robust.
  public let weights: [Double]

  /// Decomposes a series of more than two seasons.
  ///
  /// The trend is smoothed over the next odd number to 1.5 m/(1 − 1.5/window) periods unless
  /// `trendWindow` says otherwise. `robust` gives outliers little weight, by 15 rounds of bisquare
  /// weights.
  ///
  /// Throws `invalidParameter` for a season below 2 or a window that is not odd or too short,
  /// `tooShort` for two seasons or fewer, and `invalidValue` for missing values.
  public init(
    _ series: [Double], season: Int, window: Window = .periodic, trendWindow: Int? = nil,
    robust: Bool = false
  ) throws(ForecastingError) {
    guard season >= 2 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "2 or more")
    }
    try requireSeries(series, method: "STL", atLeast: 2 * season + 1)
    let years: Int
    switch window {
    case .periodic: years = 10 * series.count + 1
    case .years(let value):
      try requireOdd("window", value, atLeast: 7)
      years = value
    }
    let ratio = 1.5 * Double(season) / (1 - 1.5 / Double(years))
    let trendSpan = trendWindow ?? odd(Int(ratio.rounded(.up)))
    try requireOdd("trend window", trendSpan, atLeast: 3)
    let lowSpan = odd(season)
    let smoothers = Smoothers(
      season: season,
      cycle: LocalRegression(span: years, degree: 0, jump: tenth(years)),
      trend: LocalRegression(span: trendSpan, degree: 1, jump: tenth(trendSpan)),
      low: LocalRegression(span: lowSpan, degree: 1, jump: tenth(lowSpan)))
    let unit = PowerOfTwo.scale(of: series) / 4
    let scaled = series.map { $0 * unit }
    var parts = smoothers.run(scaled, inner: robust ? 1 : 2, outer: robust ? 15 : 0)
    if window == .periodic { parts.seasonal = averaged(parts.seasonal, season) }
    self.season = season
    seasonal = parts.seasonal.map { PowerOfTwo.finite($0 / unit) }
    trend = parts.trend.map { PowerOfTwo.finite($0 / unit) }
    remainder = scaled.indices.map {
      PowerOfTwo.finite((scaled[$0] - parts.seasonal[$0] - parts.trend[$0]) / unit)
    }
    weights = parts.weights
  }

  /// The series without its seasonal part.
  public var adjusted: [Double] {
    zip(trend, remainder).map { PowerOfTwo.finite($0 + $1) }
  }

  /// The strength of the trend, max(0, 1 − Var(remainder)/Var(trend + remainder)), from 0 to 1
  /// (Wang, Smith, Hyndman 2006); 0 where there is neither.
  public var trendStrength: Double { strength(trend) }

  /// The strength of the season, max(0, 1 − Var(remainder)/Var(seasonal + remainder)), from 0 to 1;
  /// 0 where there is neither.
  public var seasonalStrength: Double { strength(seasonal) }

  private func strength(_ part: [Double]) -> Double {
    let unit = PowerOfTwo.scale(of: part + remainder)
    let whole = variance(zip(part, remainder).map { ($0 + $1) * unit })
    guard whole > 0 else { return 0 }
    return max(0, 1 - variance(remainder.map { $0 * unit }) / whole)
  }
}

/// The variance with divisor n.
private func variance(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
}

/// The next odd number, the number itself where it is odd.
private func odd(_ value: Int) -> Int { value.isMultiple(of: 2) ? value + 1 : value }

/// A tenth of a span, rounded up.
private func tenth(_ span: Int) -> Int { (span + 9) / 10 }

private func requireOdd(
  _ name: String, _ value: Int, atLeast least: Int
) throws(ForecastingError) {
  guard value >= least && !value.isMultiple(of: 2) else {
    throw .invalidParameter(
      name: name, value: Double(value), range: "the odd numbers from \(least)")
  }
}

/// Every value replaced by the mean of its period of the season.
private func averaged(_ values: [Double], _ season: Int) -> [Double] {
  let means = (0..<season).map { period in
    let own = stride(from: period, to: values.count, by: season).map { values[$0] }
    return own.reduce(0, +) / Double(own.count)
  }
  return values.indices.map { means[$0 % season] }
}
