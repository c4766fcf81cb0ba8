import Foundation
import Probability

/// The Theta method with θ = 2, as simple smoothing with drift (Hyndman, Billah 2003).
public struct Theta: Equatable, Sendable {
  /// The least squares slope of the series on 1…n; half of it is the drift.
  public let slope: Double

  /// The simple smoothing of the series without its season.
  public let smoothing: SimpleSmoothing

  /// The season's removal.
  public let adjustment: SeasonalAdjustment

  /// The smoothed means with the season put back; the drift is part of the forecasts alone.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// The root of the mean squared one-step error, divisor n − 2 (1 for two values).
  let deviation: Double

  /// Uses given smoothing parameters, 0 < α ≤ 1.
  ///
  /// Throws `tooShort` for fewer than two values, `invalidValue` for missing values and
  /// `invalidParameter` for α outside its range.
  public init(_ series: [Double], alpha: Double, initialLevel: Double) throws(ForecastingError) {
    try requireSeries(series, method: "the Theta method", atLeast: 2)
    guard alpha > 0 else {
      throw .invalidParameter(name: "alpha", value: alpha, range: "0 < alpha <= 1")
    }
    self.init(
      series, SeasonalAdjustment(unadjusted: series),
      try SimpleSmoothing(series, alpha: alpha, initialLevel: initialLevel))
  }

  /// Fits the smoothing parameters by ``SimpleSmoothing/fit(_:)``, after
  /// ``SeasonalAdjustment/tested(_:season:)``.
  ///
  /// Throws `tooShort` for fewer than two values, `invalidValue` for missing values and
  /// `invalidParameter` for a season below 1.
  public static func fit(_ series: [Double], season: Int = 1) throws(ForecastingError) -> Theta {
    try requireSeries(series, method: "the Theta method", atLeast: 2)
    let adjustment = try SeasonalAdjustment.tested(series, season: season)
    // Fitted on a power-of-two scale, so that no square overflows or vanishes.
    let unit = PowerOfTwo.scale(of: adjustment.adjusted)
    let fit = try SimpleSmoothing.fit(adjustment.adjusted.map { $0 * unit })
    return Theta(
      series, adjustment,
      try SimpleSmoothing(
        adjustment.adjusted, alpha: fit.alpha,
        initialLevel: PowerOfTwo.finite(fit.initialLevel / unit)))
  }

  private init(
    _ series: [Double], _ adjustment: SeasonalAdjustment, _ smoothing: SimpleSmoothing
  ) {
    self.smoothing = smoothing
    self.adjustment = adjustment
    slope = leastSquaresSlope(adjustment.adjusted)
    fitted = series.indices.map {
      adjustment.restored(PowerOfTwo.finite(adjustment.adjusted[$0] - smoothing.errors[$0]), at: $0)
    }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    deviation = rootMeanSquare(smoothing.errors[...], divisor: max(series.count - 2, 1))
  }

  /// The expected value `h` steps ahead of the series without its season:
  /// level + (slope/2)(h − 1 + (1 − (1 − α)ⁿ)/α).
  public func mean(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    let n = Double(smoothing.errors.count)
    // 1 − (1 − α)ⁿ without cancellation for small α.
    let run =
      smoothing.alpha == 1 ? 1 : -expm1(n * log1p(-smoothing.alpha)) / smoothing.alpha
    return PowerOfTwo.finite(smoothing.level + slope / 2 * (Double(h - 1) + run))
  }

  /// The standard deviation `h` steps ahead of the series without its season, the root of
  /// s²(1 + (h − 1)α²), with s² the sum of squared one-step errors over n − 2 (over 1 for two
  /// values).
  public func standardDeviation(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    let alpha = smoothing.alpha
    return PowerOfTwo.finite(deviation * (1 + Double(h - 1) * alpha * alpha).squareRoot())
  }

  /// The normal forecast `h` steps ahead, with the season put back.
  public func forecast(horizon h: Int) throws(ForecastingError) -> ForecastDistribution {
    let law = try ForecastDistribution.normal(
      mean: try mean(horizon: h), standardDeviation: try standardDeviation(horizon: h))
    return try adjustment.restored([law], after: fitted.count + h - 1)[0]
  }
}

extension Theta: SeriesModel {
  /// `Theta`.
  public var name: String { "Theta" }

  /// α, the initial level and the drift (half the slope).
  public var parameters: [FittedParameter] {
    [
      FittedParameter("alpha", smoothing.alpha),
      FittedParameter("level0", smoothing.initialLevel), FittedParameter("drift", slope / 2),
    ]
  }

  /// The Theta method has no likelihood: its drift comes from another fit.
  public var criteria: InformationCriteria? { nil }

  /// The normal forecasts of steps 1 to `horizon`, with the season put back.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 1...horizon { result.append(try forecast(horizon: h)) }
    return result
  }
}

/// The least squares slope of a series of at least two values on 1…n.
func leastSquaresSlope(_ series: [Double]) -> Double {
  let unit = PowerOfTwo.scale(of: series)
  let centre = (Double(series.count) - 1) / 2
  var cross = CompensatedSum()
  var square = CompensatedSum()
  for (i, value) in series.enumerated() {
    let t = Double(i) - centre
    cross.add(t * (value * unit - series[0] * unit))
    square.add(t * t)
  }
  return PowerOfTwo.finite(cross.value / square.value / unit)
}
