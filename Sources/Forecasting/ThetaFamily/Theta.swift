import Foundation
import Probability

/// The Theta method with θ = 2, as simple smoothing with drift (Hyndman, Billah 2003).
public struct Theta: Equatable, Sendable {
  /// The least squares slope of the series on 1…n; half of it is the drift.
  public let slope: Double

  /// The simple smoothing of the series.
  public let smoothing: SimpleSmoothing

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
      series, try SimpleSmoothing(series, alpha: alpha, initialLevel: initialLevel))
  }

  /// Fits the smoothing parameters by ``SimpleSmoothing/fit(_:)``.
  ///
  /// Throws `tooShort` for fewer than two values and `invalidValue` for missing values.
  public static func fit(_ series: [Double]) throws(ForecastingError) -> Theta {
    try requireSeries(series, method: "the Theta method", atLeast: 2)
    return Theta(series, try SimpleSmoothing.fit(series))
  }

  private init(_ series: [Double], _ smoothing: SimpleSmoothing) {
    self.smoothing = smoothing
    slope = leastSquaresSlope(series)
  }

  /// The expected value `h` steps ahead: level + (slope/2)(h − 1 + (1 − (1 − α)ⁿ)/α).
  public func mean(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    let n = Double(smoothing.errors.count)
    // 1 − (1 − α)ⁿ without cancellation for small α.
    let run =
      smoothing.alpha == 1 ? 1 : -expm1(n * log1p(-smoothing.alpha)) / smoothing.alpha
    return smoothing.level + slope / 2 * (Double(h - 1) + run)
  }

  /// The standard deviation `h` steps ahead: s²(1 + (h − 1)α²), with s² the sum of squared
  /// one-step errors over n − 2 (over 1 for two values).
  public func standardDeviation(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    let variance = smoothing.sumOfSquares / Double(max(smoothing.errors.count - 2, 1))
    let alpha = smoothing.alpha
    return (variance * (1 + Double(h - 1) * alpha * alpha)).squareRoot()
  }

  /// The normal forecast `h` steps ahead.
  public func forecast(horizon h: Int) throws(ForecastingError) -> ForecastDistribution {
    try .normal(
      mean: try mean(horizon: h), standardDeviation: try standardDeviation(horizon: h))
  }
}

/// The least squares slope of a series of at least two values on 1…n.
func leastSquaresSlope(_ series: [Double]) -> Double {
  let centre = (Double(series.count) - 1) / 2
  var cross = CompensatedSum()
  var square = CompensatedSum()
  for (i, value) in series.enumerated() {
    let t = Double(i) - centre
    cross.add(t * (value - series[0]))
    square.add(t * t)
  }
  return cross.value / square.value
}
