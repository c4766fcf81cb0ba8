/// How a seasonal pattern joins the rest of a series.
public enum SeasonalForm: String, Equatable, Sendable, CaseIterable {
  /// The pattern is added to the trend.
  case additive

  /// The pattern multiplies the trend.
  case multiplicative
}

/// The classical decomposition by centred moving averages (Macaulay 1931), as R's `decompose`.
///
/// The trend is the centred moving average over one season (for an even season the two end terms
/// have weight ½). The figure of a season is the mean of the series without trend over its
/// periods, centred so that the figures sum to zero (additive) or average one (multiplicative).
public struct ClassicalDecomposition: Equatable, Sendable {
  /// How the parts join.
  public let form: SeasonalForm

  /// The number of periods of a season.
  public let season: Int

  /// The trend of the inner periods; `nil` for the half season at either end, where the centred
  /// average does not exist.
  public let trend: [Double?]

  /// The figure of each period of a season, the first one for the first value of the series.
  public let figure: [Double]

  /// The series minus (or over) trend and figure; `nil` where the trend is.
  public let remainder: [Double?]

  /// Decomposes a series of at least two whole seasons.
  ///
  /// Throws `invalidParameter` for a season below 2, `tooShort` for fewer than two seasons, and
  /// `invalidValue` for missing values, or for a value that is not positive where the form is
  /// multiplicative.
  public init(
    _ series: [Double], season: Int, form: SeasonalForm = .additive
  ) throws(ForecastingError) {
    guard season >= 2 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "2 or more")
    }
    try requireSeries(series, method: "classical decomposition", atLeast: 2 * season)
    if form == .multiplicative, let index = series.firstIndex(where: { $0 <= 0 }) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "a multiplicative decomposition needs positive values; use the additive one")
    }
    // A power of two, so that sums over a season cannot overflow and nothing is rounded.
    let unit = PowerOfTwo.scale(of: series)
    let scaled = series.map { $0 * unit }
    let averages = centredAverages(scaled, season)
    let multiplicative = form == .multiplicative
    let figure = seasonalFigure(scaled, averages, season, multiplicative)
    self.form = form
    self.season = season
    trend = averages.map { average in average.map { $0 / unit } }
    self.figure = multiplicative ? figure : figure.map { $0 / unit }
    remainder = scaled.indices.map { t in
      averages[t].map { average in
        let seasonal = figure[t % season]
        return multiplicative
          ? scaled[t] / (average * seasonal) : (scaled[t] - average - seasonal) / unit
      }
    }
  }

  /// The seasonal part of any period, `period` counted from 0 at the first value of the series.
  public func seasonal(at period: Int) -> Double {
    figure[((period % season) + season) % season]
  }
}

/// The centred moving averages over one season, absent for half a season at either end.
private func centredAverages(_ series: [Double], _ season: Int) -> [Double?] {
  let half = season / 2
  return series.indices.map { t in
    guard t >= half && t + half < series.count else { return nil }
    var sum = 0.0
    if season.isMultiple(of: 2) {
      sum = (series[t - half] + series[t + half]) / 2
      for i in (t - half + 1)..<(t + half) { sum += series[i] }
    } else {
      for i in (t - half)...(t + half) { sum += series[i] }
    }
    return sum / Double(season)
  }
}

/// The mean of the series without trend for each period of the season, centred.
private func seasonalFigure(
  _ series: [Double], _ trend: [Double?], _ season: Int, _ multiplicative: Bool
) -> [Double] {
  var sums = [Double](repeating: 0, count: season)
  var counts = [Double](repeating: 0, count: season)
  for (t, value) in series.enumerated() {
    guard let average = trend[t] else { continue }
    sums[t % season] += multiplicative ? value / average : value - average
    counts[t % season] += 1
  }
  let figure = zip(sums, counts).map { $0 / $1 }
  let centre = figure.reduce(0, +) / Double(season)
  return multiplicative ? figure.map { $0 / centre } : figure.map { $0 - centre }
}
