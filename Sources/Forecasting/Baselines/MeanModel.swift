import Foundation

/// The mean of a series as its forecast (R's `meanf`).
///
/// Every step has Student's law about the mean ȳ with scale s√(1 + 1/n) and n − 1 degrees of
/// freedom, s² being the variance with divisor n − 1. Two or three values are given three degrees
/// of freedom, so that the law has a standard deviation; a single value has no spread.
public struct MeanModel: SeriesModel, Equatable {
  /// The mean ȳ.
  public let mean: Double

  /// The standard deviation s of the series.
  public let deviation: Double

  /// The mean, for every period.
  public let fitted: [Double]

  /// Observed minus mean.
  public let residuals: [Double]

  /// The likelihood of independent normal values; `nil` without spread.
  public let criteria: InformationCriteria?

  /// `Mean`.
  public let name = "Mean"

  /// The mean with its standard error s/√n.
  public var parameters: [FittedParameter] {
    let n = Double(fitted.count)
    return [FittedParameter("mean", mean, standardError: n > 1 ? deviation / n.squareRoot() : nil)]
  }

  /// The mean of a series.
  ///
  /// Throws `tooShort` for an empty series and `invalidValue` for missing values.
  public init(_ series: [Double]) throws(ForecastingError) {
    try requireSeries(series, method: "the mean", atLeast: 1)
    let n = series.count
    let unit = PowerOfTwo.scale(of: series)
    let origin = series[0] * unit
    let centre = series.reduce(0) { $0 + ($1 * unit - origin) } / Double(n) + origin
    let mean = centre / unit
    self.mean = mean
    fitted = [Double](repeating: mean, count: n)
    residuals = series.map { PowerOfTwo.finite($0 - mean) }
    deviation = rootMeanSquare(residuals[...], divisor: n - 1)
    criteria = GaussianCriteria.concentrated(
      residuals[...], parameters: 2, observations: n)
  }

  /// Student's law about the mean.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    let n = Double(fitted.count)
    let law = try ForecastDistribution.studentT(
      mean: mean, scale: PowerOfTwo.finite(deviation * (1 + 1 / n).squareRoot()),
      degreesOfFreedom: max(n - 1, 3))
    return [ForecastDistribution](repeating: law, count: horizon)
  }
}
