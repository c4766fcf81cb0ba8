import Foundation
import Probability

/// Exponential smoothing with a damped additive trend, ETS(A,Ad,N).
///
/// μ = l + φb; e = y − μ; l ← μ + αe; b ← φb + βe.
public struct DampedTrend: Equatable, Sendable {
  /// The smoothing of the level, α.
  public let alpha: Double

  /// The smoothing of the slope, β.
  public let beta: Double

  /// The damping of the slope per step, φ.
  public let phi: Double

  /// The level before the first value.
  public let initialLevel: Double

  /// The slope before the first value.
  public let initialSlope: Double

  /// The level after the last value.
  public let level: Double

  /// The slope after the last value.
  public let slope: Double

  /// One-step errors.
  public let errors: [Double]

  /// The sum of squared one-step errors.
  public let sumOfSquares: Double

  /// Runs the filter with given parameters.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing values and
  /// `invalidParameter` for α, β or φ outside 0...1 or a state that is not finite.
  public init(
    _ series: [Double], alpha: Double, beta: Double, phi: Double, initialLevel: Double,
    initialSlope: Double
  ) throws(ForecastingError) {
    try requireSeries(series, method: "damped trend", atLeast: 1)
    try requireRange("alpha", alpha, 0, 1)
    try requireRange("beta", beta, 0, 1)
    try requireRange("phi", phi, 0, 1)
    try requireRange("level0", initialLevel, -.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    try requireRange("slope0", initialSlope, -.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    self.init(
      unchecked: series, alpha: alpha, beta: beta, phi: phi, initialLevel: initialLevel,
      initialSlope: initialSlope)
  }

  init(
    unchecked series: [Double], alpha: Double, beta: Double, phi: Double, initialLevel: Double,
    initialSlope: Double
  ) {
    self.alpha = alpha
    self.beta = beta
    self.phi = phi
    self.initialLevel = initialLevel
    self.initialSlope = initialSlope
    var level = initialLevel
    var slope = initialSlope
    var errors: [Double] = []
    errors.reserveCapacity(series.count)
    for value in series {
      let mean = level + phi * slope
      let error = value - mean
      errors.append(error)
      level = mean + alpha * error
      slope = phi * slope + beta * error
    }
    self.level = level
    self.slope = slope
    self.errors = errors
    sumOfSquares = CompensatedSum(errors.map { $0 * $0 }).value
  }

  /// The expected value `h` steps ahead: level + (φ + … + φʰ) slope.
  public func mean(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    return level + dampedSum(h) * slope
  }

  /// The standard deviation `h` steps ahead: s²(1 + Σ_{j<h} cⱼ²), cⱼ = α + β(φ + … + φʲ), with s²
  /// the mean squared one-step error.
  public func standardDeviation(horizon h: Int) throws(ForecastingError) -> Double {
    try requireHorizons([h])
    var factor = CompensatedSum([1])
    var power = 1.0
    var damped = 0.0
    for _ in 1..<h {
      power *= phi
      damped += power
      let response = alpha + beta * damped
      factor.add(response * response)
    }
    return (sumOfSquares / Double(errors.count) * factor.value).squareRoot()
  }

  /// The normal forecast `h` steps ahead.
  public func forecast(horizon h: Int) throws(ForecastingError) -> ForecastDistribution {
    try .normal(
      mean: try mean(horizon: h), standardDeviation: try standardDeviation(horizon: h))
  }

  private func dampedSum(_ h: Int) -> Double {
    var sum = 0.0
    var power = 1.0
    for _ in 0..<h {
      power *= phi
      sum += power
    }
    return sum
  }
}
