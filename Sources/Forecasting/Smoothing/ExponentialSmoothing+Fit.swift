extension ExponentialSmoothing {
  /// The fewest values from which a model is fitted: one more than the estimated parameters, the
  /// variance not counted.
  public static func shortestSeries(_ specification: Specification, season: Int = 1) -> Int {
    specification.parameterCount(season: season) + 1
  }

  /// Fits the smoothing parameters and the initial state by maximum likelihood.
  ///
  /// 10⁻⁴ ≤ α, β, γ ≤ 0.9999, β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98, the customary bounds (Hyndman,
  /// Khandakar, Journal of Statistical Software 27(3), 2008); seasonal models forget their initial
  /// state (Hyndman, Koehler, Ord, Snyder 2008, chapter 10). Under a multiplicative error every
  /// one-step mean is positive.
  ///
  /// The likelihood has several maxima on short series. The search starts from the best local
  /// minima of a fixed grid, where the initial state is solved by linear regression, and follows the
  /// exact gradient; it is deterministic, but a proof of the global maximum it is not.
  ///
  /// - Throws: `tooShort` for fewer than ``shortestSeries(_:season:)`` values, `invalidValue` for
  ///   values that are missing, or not positive where the model is multiplicative, and
  ///   `invalidParameter` for a season below 2 in a seasonal model.
  public static func fit(
    _ series: [Double], _ specification: Specification, season: Int = 1
  ) throws(ForecastingError) -> ExponentialSmoothing {
    try requireSeries(series, method: specification.name, atLeast: 1)
    try specification.check(series, season: season)
    try requireSeries(
      series, method: specification.name,
      atLeast: shortestSeries(specification, season: season))
    let scale = SeriesScale(series)
    let scaled = scale.down(series)
    let found = estimate(scaled, specification, season: season)
    guard found.value < .infinity else {
      throw .invalidValue(
        input: "series", index: 0, value: series[0],
        reason: "no parameters of \(specification.name) with positive one-step means were found; "
          + "choose a model with an additive error")
    }
    return try found.model(scaled, scale, specification, season: season)
  }

  /// Parameters found for a scaled series and minus their log-likelihood in its units.
  struct Estimate {
    var smoothing: Smoothing
    var state: State
    var value: Double

    func model(
      _ scaled: [Double], _ scale: SeriesScale, _ specification: Specification, season: Int
    ) throws(ForecastingError) -> ExponentialSmoothing {
      try ExponentialSmoothing(
        scaled: scaled, scale, specification, smoothing: smoothing, initialState: state,
        season: season)
    }
  }

  /// The likeliest parameters for a series of order one that suits the specification.
  static func estimate(
    _ scaled: [Double], _ specification: Specification, season: Int
  ) -> Estimate {
    if specification.season != nil || specification.trend.isMultiplicative {
      return SeasonalSearch(scaled, specification, season: season).best(starts: 6)
    }
    var search = TrendSearch(scaled, specification)
    let (place, value) = search.best(starts: 16)
    let hasSlope = specification.trend != .none
    let damped = specification.trend.isDamped
    let level = hasSlope ? (damped ? 3 : 2) : 1
    return Estimate(
      smoothing: Smoothing(
        alpha: place[0],
        beta: hasSlope ? TrendGrid.beta(alpha: place[0], share: place[1]) : 0,
        phi: damped ? place[2] : 1),
      state: State(level: place[level], slope: hasSlope ? place[level + 1] : nil), value: value)
  }
}
