import Probability

/// The portmanteau test that a series has no autocorrelation (Ljung, Box 1978).
public struct LjungBoxTest: Equatable, Sendable {
  /// Q = n(n + 2) Σ rₖ²/(n − k) over the lags.
  public let statistic: Double

  /// The lags less the parameters fitted before.
  public let degreesOfFreedom: Int

  /// The chance of a larger Q where there is no autocorrelation, from the chi-squared law.
  public let pValue: Double

  /// Tests lags 1 to `lags` of a series, or of the residuals of a model with that number of fitted
  /// parameters, which reduces the degrees of freedom.
  ///
  /// Throws as ``Correlogram/init(_:lags:)``, and `invalidParameter` unless
  /// 0 ≤ `fittedParameters` < `lags`.
  public init(
    _ series: [Double], lags: Int, fittedParameters: Int = 0
  ) throws(ForecastingError) {
    let correlogram = try Correlogram(series, lags: lags)
    guard fittedParameters >= 0 && fittedParameters < lags else {
      throw .invalidParameter(
        name: "fitted parameters", value: Double(fittedParameters), range: "0...\(lags - 1)")
    }
    let n = Double(series.count)
    let sum = CompensatedSum(
      correlogram.autocorrelations.enumerated().map { $1 * $1 / (n - Double($0 + 1)) })
    statistic = n * (n + 2) * sum.value
    degreesOfFreedom = lags - fittedParameters
    pValue = SpecialFunctions.gammaQ(Double(degreesOfFreedom) / 2, statistic / 2)
  }
}
