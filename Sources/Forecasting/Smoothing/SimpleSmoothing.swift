import Foundation
import Probability

/// Simple exponential smoothing run over a series: l ← l + α(y − l).
public struct SimpleSmoothing: Equatable, Sendable {
  /// The bounds within which α is fitted.
  public static let alphaRange = 1e-4...0.9999

  /// The smoothing parameter α.
  public let alpha: Double

  /// The level before the first value.
  public let initialLevel: Double

  /// The level after the last value.
  public let level: Double

  /// One-step errors yₜ − lₜ₋₁.
  public let errors: [Double]

  /// The sum of squared one-step errors.
  public let sumOfSquares: Double

  /// Runs the filter with given parameters, 0 ≤ α ≤ 1.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing values and
  /// `invalidParameter` for α outside its range.
  public init(_ series: [Double], alpha: Double, initialLevel: Double) throws(ForecastingError) {
    try requireSeries(series, method: "exponential smoothing", atLeast: 1)
    try requireRange("alpha", alpha, 0, 1)
    try requireRange("level0", initialLevel, -.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    self.init(unchecked: series, alpha: alpha, initialLevel: initialLevel)
  }

  private init(unchecked series: [Double], alpha: Double, initialLevel: Double) {
    self.alpha = alpha
    self.initialLevel = initialLevel
    var level = initialLevel
    var errors: [Double] = []
    errors.reserveCapacity(series.count)
    for value in series {
      let error = value - level
      errors.append(error)
      level += alpha * error
    }
    self.level = level
    self.errors = errors
    sumOfSquares = CompensatedSum(errors.map { $0 * $0 }).value
  }

  /// Fits α and the initial level by least squares of the one-step errors.
  ///
  /// For each α the best initial level is a linear regression; α is found on a grid of 200 values,
  /// and by the root of the derivative next to the best one, so that the global minimum is reached.
  /// A constant series gives zero errors, with α at its lower bound.
  ///
  /// Throws `tooShort` for fewer than two values and `invalidValue` for missing values.
  public static func fit(_ series: [Double]) throws(ForecastingError) -> SimpleSmoothing {
    try requireSeries(series, method: "fitted exponential smoothing", atLeast: 2)
    let lower = alphaRange.lowerBound
    let upper = alphaRange.upperBound
    let count = 200
    let grid = (0...count).map { lower + (upper - lower) * Double($0) / Double(count) }
    let values = grid.map { profile(series, alpha: $0).sumOfSquares }
    var best = 0
    for i in values.indices where values[i] < values[best] { best = i }
    let left = grid[max(best - 1, 0)]
    let right = grid[min(best + 1, count)]
    let candidates = [
      grid[best],
      Bisection.increasingRoot(left, right) { profile(series, alpha: $0).derivative },
    ]
    let fits = candidates.map { alpha in
      SimpleSmoothing(
        unchecked: series, alpha: alpha, initialLevel: profile(series, alpha: alpha).level)
    }
    return fits[1].sumOfSquares <= fits[0].sumOfSquares ? fits[1] : fits[0]
  }

  /// The best initial level for α, its sum of squares and the derivative of that sum in α.
  private static func profile(
    _ series: [Double], alpha: Double
  ) -> (level: Double, sumOfSquares: Double, derivative: Double) {
    let origin = series[0]
    var level = origin
    var share = 1.0
    var cross = 0.0
    var weight = 0.0
    for value in series {
      let error = value - level
      cross += error * share
      weight += share * share
      level += alpha * error
      share *= 1 - alpha
    }
    let initial = origin + cross / weight
    level = initial
    var slope = 0.0
    var sum = 0.0
    var derivative = 0.0
    for value in series {
      let error = value - level
      sum += error * error
      derivative -= 2 * error * slope
      slope = (1 - alpha) * slope + error
      level += alpha * error
    }
    return (initial, sum, derivative)
  }

  /// The standard deviation of the value `h` steps ahead, from
  /// s²(1 + (h − 1)α²) with s² the mean squared one-step error.
  public func standardDeviation(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    let variance = sumOfSquares / Double(errors.count)
    return (variance * (1 + Double(h - 1) * alpha * alpha)).squareRoot()
  }

  /// The normal forecast `h` steps ahead, centred on the last level.
  public func forecast(horizon h: Int) throws(ForecastingError) -> ForecastDistribution {
    try .normal(mean: level, standardDeviation: try standardDeviation(horizon: h))
  }
}
