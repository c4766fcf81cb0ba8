extension DampedTrend {
  /// The bounds within which φ is fitted.
  public static let phiRange = 0.8...0.98

  /// The fewest values a damped trend is fitted to: one more than its parameters.
  public static let shortestSeries = 6

  /// Fits α, β, φ and the initial state by least squares of the one-step errors.
  ///
  /// 10⁻⁴ ≤ α ≤ 0.9999, 10⁻⁴ ≤ β ≤ α and φ in ``phiRange``, the bounds customary for these models
  /// (Hyndman, Athanasopoulos, Forecasting, 3rd ed., chapter 8); the search is that of
  /// ``ExponentialSmoothing/fit(_:_:season:)`` and does not depend on chance.
  ///
  /// Throws `tooShort` for fewer than ``shortestSeries`` values and `invalidValue` for missing ones.
  public static func fit(_ series: [Double]) throws(ForecastingError) -> DampedTrend {
    try requireSeries(series, method: "a fitted damped trend", atLeast: shortestSeries)
    let scale = SeriesScale(series)
    let specification = ExponentialSmoothing.Specification(
      error: .additive, trend: .additiveDamped)
    let found = ExponentialSmoothing.estimate(
      scale.down(series), specification, season: 1)
    let state = scale.up(found.state, specification)
    return DampedTrend(
      unchecked: series, alpha: found.smoothing.alpha, beta: found.smoothing.beta,
      phi: found.smoothing.phi, initialLevel: state.level, initialSlope: state.slope ?? 0)
  }
}
