import Foundation
import Probability

/// What the one-step errors of a fitted model say about its fit.
///
/// Measures of errors without spread, or too few of them, are `nil`.
public struct ResidualDiagnostics: Equatable, Sendable {
  /// The number of errors; missing ones (NaN) are left out.
  public let count: Int

  /// The mean error, in units of the series; far from zero means a biased model.
  public let mean: Double

  /// The standard deviation about the mean with divisor n − 1; 0 for a single error.
  public let standardDeviation: Double

  /// The autocorrelation at lag 1.
  public let lag1Autocorrelation: Double?

  /// The portmanteau test at the customary number of lags.
  public let ljungBox: LjungBoxTest?

  /// The test of normality.
  public let jarqueBera: JarqueBeraTest?

  /// Diagnoses the residuals of a fitted model.
  ///
  /// `fittedParameters` are those that reduce the degrees of freedom of the portmanteau test, such
  /// as p + q of an ARIMA model. Throws as ``init(residuals:season:fittedParameters:)``.
  public init(
    _ model: some SeriesModel, season: Int = 1, fittedParameters: Int = 0
  ) throws(ForecastingError) {
    try self.init(
      residuals: model.residuals, season: season, fittedParameters: fittedParameters)
  }

  /// Diagnoses errors in time order.
  ///
  /// The portmanteau test takes min(10, n/5) lags, with a season min(2·season, n/5), and at least
  /// `fittedParameters` + 3 (Hyndman, Athanasopoulos 2021, 5.4); it is left out where fewer errors
  /// than that are known. The correlations take the errors on both sides of a gap as neighbours.
  ///
  /// Throws `tooShort` where no error is known, `invalidValue` for infinite errors and errors whose
  /// mean or spread overflows, and `invalidParameter` for a season below 1 or a negative number of
  /// parameters.
  public init(
    residuals: [Double], season: Int = 1, fittedParameters: Int = 0
  ) throws(ForecastingError) {
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    guard fittedParameters >= 0 else {
      throw .invalidParameter(
        name: "fitted parameters", value: Double(fittedParameters), range: "0 or more")
    }
    let errors = residuals.filter { !$0.isNaN }
    try requireSeries(errors, method: "residual diagnostics", atLeast: 1, input: "residuals")
    let n = errors.count
    let largest = errors.reduce(0) { max($0, abs($1)) }
    let unit = StandardDeviations.unit(errors)
    let scaled = errors.map { $0 * unit }
    let centre = CompensatedSum(scaled).value / Double(n)
    let squares = CompensatedSum(scaled.map { ($0 - centre) * ($0 - centre) }).value
    count = n
    mean = centre / unit
    standardDeviation = n > 1 ? (squares / Double(n - 1)).squareRoot() / unit : 0
    guard mean.isFinite && standardDeviation.isFinite else {
      let index = errors.firstIndex { abs($0) == largest } ?? 0
      throw .invalidValue(
        input: "residuals", index: index, value: errors[index],
        reason: "the spread is beyond the largest number; use other units")
    }
    lag1Autocorrelation = (try? Correlogram(errors, lags: 1))?.autocorrelations[0]
    let customary = season > 1 ? season.multipliedReportingOverflow(by: 2) : (10, false)
    let lags = max(
      min(customary.1 ? n : customary.0, n / 5),
      fittedParameters < n ? fittedParameters + 3 : n)
    ljungBox = try? LjungBoxTest(errors, lags: lags, fittedParameters: fittedParameters)
    jarqueBera = try? JarqueBeraTest(errors)
  }
}
