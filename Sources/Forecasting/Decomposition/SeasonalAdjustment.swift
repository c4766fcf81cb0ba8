import Foundation

/// A series without its seasonal pattern, and the way back.
public struct SeasonalAdjustment: Equatable, Sendable {
  /// The series without the seasonal pattern.
  public let adjusted: [Double]

  /// How the pattern joins the series; `nil` where the series was left as it is.
  public let form: SeasonalForm?

  /// The pattern of one season, the first figure for the first value; empty where there is none.
  public let figure: [Double]

  /// Removes the figures of a classical decomposition.
  ///
  /// Throws as ``ClassicalDecomposition/init(_:season:form:)``.
  public init(_ series: [Double], season: Int, form: SeasonalForm) throws(ForecastingError) {
    let parts = try ClassicalDecomposition(series, season: season, form: form)
    self.init(series, figure: parts.figure, form: form)
  }

  /// Leaves the series as it is.
  public init(unadjusted series: [Double]) {
    self.init(series, figure: [], form: nil)
  }

  /// A series adjusted elsewhere, with the figures that follow it.
  init(adjusted: [Double], figure: [Double], form: SeasonalForm?) {
    self.adjusted = adjusted
    self.figure = figure
    self.form = form
  }

  private init(_ series: [Double], figure: [Double], form: SeasonalForm?) {
    self.form = form
    self.figure = figure
    switch form {
    case nil: adjusted = series
    case .additive:
      adjusted = series.indices.map { PowerOfTwo.finite(series[$0] - figure[$0 % figure.count]) }
    case .multiplicative:
      adjusted = series.indices.map { PowerOfTwo.finite(series[$0] / figure[$0 % figure.count]) }
    }
  }

  /// Removes the season where the series shows one, as the Theta method does (R's `thetaf`): the
  /// series has more than two seasons, is not constant, and |r(m)| exceeds
  /// z·√((1 + 2 Σ r(i)²)/n), the sum over lags below the season m, z the 95% point of the normal
  /// law (a test at 90%).
  ///
  /// The decomposition is multiplicative where all values are positive, and additive elsewhere.
  /// A multiplicative figure below 10⁻¹⁰ leaves the series as it is.
  ///
  /// Throws `invalidParameter` for a season below 1 and `invalidValue` for missing values.
  public static func tested(
    _ series: [Double], season: Int
  ) throws(ForecastingError) -> SeasonalAdjustment {
    try tested(series, season: season, atLeast: 2 * max(season, 1) + 1, z: 1.6448536269514722)
  }

  /// Removes the season where there are that many values and the autocorrelation exceeds `z`
  /// standard errors.
  static func tested(
    _ series: [Double], season: Int, atLeast needed: Int, z: Double
  ) throws(ForecastingError) -> SeasonalAdjustment {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireSeries(series, method: "seasonal adjustment", atLeast: 1)
    guard season > 1, series.count >= needed, isSeasonal(series, season, z: z) else {
      return SeasonalAdjustment(unadjusted: series)
    }
    let positive = series.allSatisfy { $0 > 0 }
    let result = try SeasonalAdjustment(
      series, season: season, form: positive ? .multiplicative : .additive)
    if positive && result.figure.contains(where: { $0 < 1e-10 }) {
      return SeasonalAdjustment(unadjusted: series)
    }
    return result
  }

  /// Whether the autocorrelation at the season's lag exceeds `z` standard errors.
  private static func isSeasonal(_ series: [Double], _ season: Int, z: Double) -> Bool {
    let r = autocorrelations(series, lags: season)
    guard r.count == season else { return false }
    let sum = r.dropLast().reduce(0) { $0 + $1 * $1 }
    return abs(r[season - 1]) > z * ((1 + 2 * sum) / Double(series.count)).squareRoot()
  }

  /// The autocorrelations of lags 1 to `lags`, with divisor n; empty for a constant series.
  private static func autocorrelations(_ series: [Double], lags: Int) -> [Double] {
    let unit = PowerOfTwo.scale(of: series)
    let mean = series.reduce(0) { $0 + $1 * unit } / Double(series.count)
    let centred = series.map { $0 * unit - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    guard total > 0, let first = series.first, series.contains(where: { $0 != first }) else {
      return []
    }
    return (1...lags).map { lag in
      var sum = 0.0
      for t in lag..<centred.count { sum += centred[t] * centred[t - lag] }
      return sum / total
    }
  }

  /// Puts the season back onto a value of a period, counted from 0 at the first value.
  public func restored(_ value: Double, at period: Int) -> Double {
    switch form {
    case nil: value
    case .additive: PowerOfTwo.finite(value + figure[period % figure.count])
    case .multiplicative: PowerOfTwo.finite(value * figure[period % figure.count])
    }
  }

  /// The factor that a deviation from the adjusted value has on the scale of the series.
  func factor(at period: Int) -> Double {
    form == .multiplicative ? figure[period % figure.count] : 1
  }

  /// Puts the season back onto the laws of the periods that follow `count` values.
  ///
  /// A log-normal law keeps its form under a factor; under an addition it becomes the normal law
  /// of the same mean and standard deviation.
  public func restored(
    _ forecasts: [ForecastDistribution], after count: Int
  ) throws(ForecastingError) -> [ForecastDistribution] {
    guard form != nil else { return forecasts }
    var result: [ForecastDistribution] = []
    result.reserveCapacity(forecasts.count)
    for (h, forecast) in forecasts.enumerated() {
      let period = count + h
      let factor = factor(at: period)
      switch forecast.law {
      case .normal(let mean, let deviation):
        result.append(
          try .normal(
            mean: restored(mean, at: period),
            standardDeviation: PowerOfTwo.finite(deviation * factor)))
      case .studentT(let mean, let scale, let nu):
        result.append(
          try .studentT(
            mean: restored(mean, at: period), scale: PowerOfTwo.finite(scale * factor),
            degreesOfFreedom: nu))
      case .logNormal(let m, let s):
        result.append(
          form == .multiplicative
            ? try .logNormal(logMean: m + log(factor), logStandardDeviation: s)
            : try .normal(
              mean: restored(forecast.mean, at: period),
              standardDeviation: forecast.standardDeviation))
      case .sample(let values):
        result.append(try .sample(values.map { restored($0, at: period) }))
      }
    }
    return result
  }
}
