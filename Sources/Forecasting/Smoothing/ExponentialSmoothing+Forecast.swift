import Foundation
public import Probability

extension ExponentialSmoothing {
  /// Whose reading of the variances a forecast follows.
  public enum Convention: Sendable {
    /// The model's own, under which a forecast is the one-step mean of the next period.
    case model
    /// That of R forecast 8.20 (`forecast.ets`), for comparisons with its figures only. It differs
    /// in two places: under multiplicative error and season a damped slope enters the level
    /// undamped; and in additive seasons without trend an error returns with γ one period before
    /// the season is round.
    case forecastPackage
  }

  /// The means of steps 1 to `horizon`: exact expectations for linear trends and seasons; for
  /// multiplicative trends, and multiplicative seasons under additive errors, the path without
  /// errors, as is customary.
  ///
  /// Throws `invalidParameter` for a horizon outside 1 to ``longestHorizon`` or at which a mean
  /// overflows.
  public func means(horizon: Int) throws(ForecastingError) -> [Double] {
    try requireHorizon(horizon)
    let means =
      law == .products
      ? productMoments(horizon, phi: smoothing.phi).map(\.mean) : pathWithoutErrors(horizon)
    if !means.allSatisfy(\.isFinite) { throw overflow(horizon) }
    return means
  }

  /// The most steps that are forecast at once.
  public static let longestHorizon = 10_000

  private func requireHorizon(_ horizon: Int) throws(ForecastingError) {
    try requireRange("horizon", Double(horizon), 1, Double(ExponentialSmoothing.longestHorizon))
  }

  func overflow(_ horizon: Int) -> ForecastingError {
    .invalidParameter(
      name: "horizon", value: Double(horizon),
      range: "the steps at which the squares of \(name) stay finite; use an additive trend")
  }

  /// The predictive distributions of steps 1 to `horizon`.
  ///
  /// Normal laws with the exact variances (Hyndman, Koehler, Ord, Snyder 2008, chapter 6): for
  /// additive errors σ²(1 + Σ c²ⱼ) with cⱼ = α + β(φ + … + φʲ) + γ at whole seasons (class 1); for
  /// multiplicative errors the recursion of class 2; with multiplicative error and season the
  /// second moments of level, slope and season (class 3). Models outside these classes answer with
  /// 5000 simulated paths in antithetic pairs, the same in every run; `stream` names the numbers.
  ///
  /// Throws `invalidParameter` for a horizon outside 1 to ``longestHorizon`` or moments that
  /// overflow.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try forecasts(horizon: horizon, convention: .model)
  }

  /// ``forecasts(horizon:)`` with a choice of the convention and of the random numbers.
  public func forecasts(
    horizon: Int, convention: Convention,
    stream: RandomStream = RandomStream(seed: 0, name: "exponential smoothing")
  ) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizon(horizon)
    if law == .simulated { return try simulated(horizon, stream) }
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for moment in moments(horizon, convention) {
      result.append(
        try .normal(mean: moment.mean, standardDeviation: moment.deviation))
    }
    return result
  }

  /// The kinds of predictive law.
  enum Law { case sums, scaledSums, products, simulated }

  /// Which law the specification leads to.
  var law: Law {
    if specification.trend.isMultiplicative { return .simulated }
    switch (specification.error, specification.season) {
    case (.additive, .multiplicative): return .simulated
    case (.additive, _): return .sums
    case (.multiplicative, .multiplicative): return .products
    case (.multiplicative, _): return .scaledSums
    }
  }

  func pathWithoutErrors(_ horizon: Int) -> [Double] {
    var filter = SmoothingFilter(specification, smoothing, state: finalState)
    return (0..<horizon).map { _ in
      defer { filter.update(error: 0) }
      return filter.mean()
    }
  }
}
