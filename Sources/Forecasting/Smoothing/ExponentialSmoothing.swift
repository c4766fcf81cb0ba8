import Foundation
import Probability

/// A model of the exponential smoothing family run over a series: error, trend and season, each
/// absent, additive or multiplicative, the trend possibly damped.
///
/// For additive parts μ = l + φb + s, e = y − μ, l ← l + φb + αe, b ← φb + βe, s ← s + γe; a
/// multiplicative error is relative, ε = (y − μ)/μ (Hyndman, Koehler, Ord, Snyder, Forecasting with
/// Exponential Smoothing, 2008, chapter 2).
///
/// ```swift
/// let model = try ExponentialSmoothing.automatic([310, 322, 331, 335, 349, 360, 366, 380, 388])
/// let ranges = try model.forecasts(horizon: 3).map { try $0.interval(coverage: 0.95) }
/// ```
public struct ExponentialSmoothing: SeriesModel, Equatable {
  /// The member of the family.
  public let specification: Specification

  /// The number of periods of a season; 1 without one.
  public let season: Int

  /// The smoothing parameters.
  public let smoothing: Smoothing

  /// The state before the first value.
  public let initialState: State

  /// The state after the last value.
  public let finalState: State

  /// The one-step means.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The one-step errors of the model: ``residuals`` for an additive error, (y − μ)/μ for a
  /// multiplicative one.
  public let errors: [Double]

  /// The standard deviation σ of ``errors``, with divisor n − k, k the number of estimated
  /// parameters without the variance, or n where n ≤ k.
  public let sigma: Double

  /// The likelihood and the criteria, in the customary convention that drops the constants of the
  /// normal law: log L = −(n/2) ln Σe² for additive errors, −(n/2) ln Σε² − Σ ln |μ| for
  /// multiplicative ones; one parameter more than k, because the variance counts.
  ///
  /// `nil` where the model reproduces the series without error: its likelihood is unbounded.
  public let criteria: InformationCriteria?

  /// Runs a model with given parameters and initial state; nothing is estimated.
  ///
  /// - Parameters:
  ///   - series: The values, oldest first, without gaps.
  ///   - specification: The member of the family.
  ///   - smoothing: The smoothing parameters; those that the model does not have are left out.
  ///   - initialState: The state before the first value, with `season` seasonal states for a
  ///     seasonal model.
  ///   - season: The number of periods of a season.
  /// - Throws: `tooShort` for an empty series, `invalidValue` for values that are missing, or not
  ///   positive where the model is multiplicative, or whose one-step mean is zero or not finite;
  ///   `invalidParameter` for parameters outside 0...1 (φ: up to 1) and states that the model
  ///   does not have or that are not finite.
  public init(
    _ series: [Double], _ specification: Specification, smoothing: Smoothing,
    initialState: State, season: Int = 1
  ) throws(ForecastingError) {
    try requireSeries(series, method: specification.name, atLeast: 1)
    try specification.check(series, season: season)
    try specification.check(smoothing)
    try specification.check(initialState, season: season)
    let scale = SeriesScale(series)
    self = try ExponentialSmoothing(
      scaled: scale.down(series), scale, specification, smoothing: smoothing,
      initialState: scale.down(initialState, specification), season: season)
  }

  /// Runs a model over a series already divided by its scale.
  init(
    scaled series: [Double], _ scale: SeriesScale, _ specification: Specification,
    smoothing: Smoothing, initialState: State, season: Int
  ) throws(ForecastingError) {
    self.specification = specification
    self.season = specification.season == nil ? 1 : season
    self.smoothing = smoothing
    self.initialState = scale.up(initialState, specification)
    let relative = specification.error == .multiplicative
    var filter = SmoothingFilter(specification, smoothing, state: initialState)
    var fitted: [Double] = []
    var residuals: [Double] = []
    var errors: [Double] = []
    fitted.reserveCapacity(series.count)
    residuals.reserveCapacity(series.count)
    errors.reserveCapacity(series.count)
    var squares = CompensatedSum()
    var logarithms = CompensatedSum()
    for (index, value) in series.enumerated() {
      let mean = filter.mean()
      let error = value - mean
      let innovation = relative ? error / mean : error
      filter.update(error: error)
      squares.add(innovation * innovation)
      let inside = (mean * scale.value).isFinite && (error * scale.value).isFinite
      guard innovation.isFinite, inside, squares.value.isFinite else {
        throw .invalidValue(
          input: "series", index: index, value: value * scale.value,
          reason: "its one-step mean by \(specification.name) is zero or overflows; "
            + "choose other parameters or an additive model")
      }
      fitted.append(mean * scale.value)
      residuals.append(error * scale.value)
      errors.append(relative ? innovation : innovation * scale.value)
      if relative { logarithms.add(log(abs(mean))) }
    }
    finalState = scale.up(filter.state, specification)
    if !(finalState.values + self.initialState.values).allSatisfy(\.isFinite) {
      throw .invalidValue(
        input: "series", index: series.count - 1, value: (series.last ?? 0) * scale.value,
        reason: "the state overflows; choose other parameters or divide by a constant")
    }
    self.fitted = fitted
    self.residuals = residuals
    self.errors = errors
    let count = series.count
    let estimated = specification.parameterCount(season: season)
    let divisor = Double(count > estimated ? count - estimated : count)
    let deviation = (squares.value / divisor).squareRoot()
    sigma = relative ? deviation : deviation * scale.value
    guard sigma.isFinite else {
      throw .invalidValue(
        input: "series", index: 0, value: (series.first ?? 0) * scale.value,
        reason: "the standard deviation of the errors overflows; divide the series by a constant")
    }
    guard squares.value > ExponentialSmoothing.exactness(count) else {
      criteria = nil
      return
    }
    let n = Double(count)
    criteria = InformationCriteria(
      logLikelihood: -n / 2 * log(squares.value) - logarithms.value - n * log(scale.value),
      parameters: estimated + 1, observations: count)
  }

  /// A sum of squares of a series of order one that is nothing but rounding.
  static func exactness(_ count: Int) -> Double { Double(count) * 1e-28 }

  /// The variance σ² of ``errors``; at most the largest finite number.
  public var sigma2: Double { min(sigma * sigma, .greatestFiniteMagnitude) }

  /// The field's notation, `ETS(A,Ad,N)`.
  public var name: String { specification.name }

  /// The parameters as the field lists them: alpha, beta, gamma, phi, l, b, s0, s1, …
  public var parameters: [FittedParameter] {
    var list = [FittedParameter("alpha", smoothing.alpha)]
    if specification.trend != .none { list.append(FittedParameter("beta", smoothing.beta)) }
    if specification.season != nil { list.append(FittedParameter("gamma", smoothing.gamma)) }
    if specification.trend.isDamped { list.append(FittedParameter("phi", smoothing.phi)) }
    list.append(FittedParameter("l", initialState.level))
    if let slope = initialState.slope { list.append(FittedParameter("b", slope)) }
    for (index, value) in initialState.season.enumerated() {
      list.append(FittedParameter("s\(index)", value))
    }
    return list
  }
}
