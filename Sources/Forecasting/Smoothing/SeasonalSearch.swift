/// The search for the likeliest parameters of models with a season or a growth factor.
///
/// The initial state starts from a decomposition by moving averages; a grid of smoothing parameters
/// is ranked there and its best places start a joint search of all parameters.
struct SeasonalSearch {
  private let series: [Double]
  private let specification: ExponentialSmoothing.Specification
  private let season: Int

  init(_ series: [Double], _ specification: ExponentialSmoothing.Specification, season: Int) {
    self.series = series
    self.specification = specification
    self.season = season
  }

  /// The best parameters found.
  func best(starts limit: Int) -> ExponentialSmoothing.Estimate {
    var likelihood = SeasonalLikelihood(series, specification, season: season)
    var search = BoxMinimiser(lower: likelihood.lower, upper: likelihood.upper)
    var places: [(place: [Double], value: Double)] = []
    var gradient = [Double](repeating: 0, count: likelihood.dimension)
    let trended = specification.trend != .none
    for state in states() {
      for alpha in [0.02, 0.15, 0.4, 0.7, 0.95] {
        for share in trended ? [0.005, 0.1, 0.5] : [0] {
          for seasonShare in specification.season == nil ? [0] : [0.005, 0.3, 0.8] {
            for phi in specification.trend.isDamped ? [0.9, 0.97] : [1] {
              let place = likelihood.place(
                alpha: alpha, share: share, seasonShare: seasonShare, phi: phi, state: state)
              places.append((place, likelihood.value(place, gradient: &gradient)))
            }
          }
        }
      }
    }
    let order = places.indices.filter { places[$0].value < .infinity }
      .sorted { (places[$0].value, $0) < (places[$1].value, $1) }
    // Places that differ in α start in different basins; the best of each comes first.
    var taken: [Double: Int] = [:]
    let spread = order.filter { index in
      taken[places[index].place[0], default: 0] += 1
      return taken[places[index].place[0], default: 0] <= 2
    }
    var best = places.first ?? ([], .infinity)
    for index in spread.prefix(limit) {
      search.minimise(
        &likelihood, from: places[index].place, tolerance: 1e-3, iterations: 100)
      if search.value < best.value { best = (search.place, search.value) }
    }
    search.minimise(&likelihood, from: best.place, tolerance: 1e-9, iterations: 300)
    if search.value < best.value { best = (search.place, search.value) }
    return .init(
      smoothing: likelihood.smoothing(best.place), state: likelihood.state(best.place),
      value: best.value)
  }

  /// Initial states: with the season of the whole series and of its beginning, with the slope of
  /// the first periods and without slope, and for a growing additive season without any.
  private func states() -> [ExponentialSmoothing.State] {
    guard let kind = specification.season else { return states([]) }
    var patterns = [seasonalPattern(series)]
    if series.count > 3 * season {
      patterns.append(seasonalPattern(Array(series.prefix(3 * season))))
    }
    if kind == .additive { patterns.append([Double](repeating: 0, count: season)) }
    return patterns.flatMap(states)
  }

  private func states(_ pattern: [Double]) -> [ExponentialSmoothing.State] {
    let factor = specification.season == .multiplicative
    let adjusted = series.indices.map { t in
      pattern.isEmpty
        ? series[t] : factor ? series[t] / pattern[t % season] : series[t] - pattern[t % season]
    }
    let reversed = Array(pattern.reversed())
    let early = Array(adjusted.prefix(max(10, 2 * (pattern.isEmpty ? 1 : season))))
    let (level, slope) = SeasonalSearch.line(early)
    let flat = early.reduce(0, +) / Double(early.count)
    switch specification.trend {
    case .none:
      return [.init(level: flat, season: reversed), .init(level: adjusted[0], season: reversed)]
    case .additive, .additiveDamped:
      return [
        .init(level: level, slope: slope, season: reversed),
        .init(level: adjusted[0], slope: 0, season: reversed),
      ]
    case .multiplicative, .multiplicativeDamped:
      let start = level > 0 ? level : flat
      let growth = level > 0 ? min(max(1 + slope / level, 0.5), 2) : 1
      return [
        .init(level: start, slope: growth, season: reversed),
        .init(level: max(adjusted[0], flat / 100), slope: 1, season: reversed),
      ]
    }
  }

  /// The least-squares line of equally spaced values: its height one step before the first of them,
  /// and its slope.
  private static func line(_ values: [Double]) -> (level: Double, slope: Double) {
    let n = Double(values.count)
    let centre = (n + 1) / 2
    var mean = 0.0
    var cross = 0.0
    for (t, value) in values.enumerated() {
      mean += value / n
      cross += (Double(t + 1) - centre) * value
    }
    let slope = n > 1 ? cross / (n * (n * n - 1) / 12) : 0
    return (mean - centre * slope, slope)
  }

  /// Seasonal states in the order of use: mean deviations from, or ratios to, a centred moving
  /// average, or a line where the series is shorter than two seasons; empty without season.
  private func seasonalPattern(_ series: [Double]) -> [Double] {
    guard let kind = specification.season else { return [] }
    var sums = [Double](repeating: 0, count: season)
    var counts = sums
    let (level, slope) = SeasonalSearch.line(series)
    let half = season / 2
    let long = series.count >= 2 * season
    for t in long ? half..<(series.count - half) : 0..<series.count {
      var trend = level + slope * Double(t + 1)
      if long {
        trend = 0
        for s in (t - half)...(t + half) {
          let edge = season % 2 == 0 && (s == t - half || s == t + half)
          trend += series[s] * (edge ? 0.5 : 1)
        }
        trend /= Double(season)
      }
      switch kind {
      case .additive: sums[t % season] += series[t] - trend
      case .multiplicative:
        sums[t % season] += trend > 0 ? min(max(series[t] / trend, 0.05), 20) : 1
      }
      counts[t % season] += 1
    }
    let means = sums.indices.map { j in
      counts[j] > 0 ? sums[j] / counts[j] : kind == .multiplicative ? 1 : 0
    }
    let mean = means.reduce(0, +) / Double(season)
    return means.map { kind == .multiplicative ? $0 / mean : $0 - mean }
  }
}
