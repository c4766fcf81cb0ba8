import Foundation

/// The power transformation of Box and Cox (1964), with the sign kept for negative values as R's
/// `forecast::BoxCox` (Bickel, Doksum 1981): (sgn(y)|y|^λ − 1)/λ, and log y for λ = 0.
public struct BoxCox: Equatable, Sendable {
  /// The power λ; 1 leaves the shape of a series, 0 takes logarithms.
  public let lambda: Double

  /// A transformation with that power, in −5...5; powers within 10⁻²⁰⁰ of zero are zero.
  ///
  /// Throws `invalidParameter` outside.
  public init(lambda: Double) throws(ForecastingError) {
    try requireRange("lambda", lambda, -5, 5)
    self.lambda = abs(lambda) < 1e-200 ? 0 : lambda
  }

  /// Transforms a series.
  ///
  /// Throws `invalidValue` for values that are not finite, for values at or below zero where λ ≤ 0,
  /// and where the result overflows.
  public func transform(_ series: [Double]) throws(ForecastingError) -> [Double] {
    try requireSeries(series, method: "a Box-Cox transformation", atLeast: 0)
    var result: [Double] = []
    for (index, value) in series.enumerated() {
      if lambda <= 0 && value <= 0 {
        throw .invalidValue(
          input: "series", index: index, value: value,
          reason: "powers of zero and below need values above zero")
      }
      let transformed = Self.transformed(value, lambda)
      guard transformed.isFinite else {
        throw .invalidValue(
          input: "series", index: index, value: value,
          reason: "the transformed value overflows; use other units or a power nearer zero")
      }
      result.append(transformed)
    }
    return result
  }

  /// Undoes the transformation; of a forecast's median it gives the median.
  ///
  /// Throws `invalidValue` for values outside the range of the transformation (at or above −1/λ for
  /// λ < 0) and where the result overflows.
  public func inverse(_ transformed: [Double]) throws(ForecastingError) -> [Double] {
    try requireSeries(transformed, method: "a Box-Cox inverse", atLeast: 0, input: "transformed")
    var result: [Double] = []
    for (index, value) in transformed.enumerated() {
      let original = lambda < 0 && value * lambda <= -1 ? .infinity : original(value)
      guard original.isFinite else {
        throw .invalidValue(
          input: "transformed", index: index, value: value,
          reason: "no number has this transform; it must be inside the transformation's range")
      }
      result.append(original)
    }
    return result
  }

  /// The mean on the scale of the series of a value with that mean and variance on the transformed
  /// scale, to second order: w·(1 + σ²(1 − λ)/(2 w^(2λ))) with w the plain inverse of the mean, as
  /// R's `biasadj`.
  ///
  /// Throws as ``inverse(_:)``, and `invalidParameter` for a variance below zero or not finite and
  /// where the correction overflows.
  public func mean(transformedMean: Double, variance: Double) throws(ForecastingError) -> Double {
    guard variance >= 0 && variance.isFinite else {
      throw .invalidParameter(name: "variance", value: variance, range: "0 or more")
    }
    let plain = try inverse([transformedMean])[0]
    guard variance > 0 && lambda != 1 else { return plain }
    let power = lambda == 0 ? 1 : pow(abs(plain), 2 * lambda)
    let adjusted = plain * (1 + variance * (1 - lambda) / (2 * power))
    guard adjusted.isFinite else {
      throw .invalidParameter(
        name: "variance", value: variance, range: "those small beside the squared mean")
    }
    return adjusted
  }

  /// Loses no digits where λ log y is small, and takes either sign.
  static func transformed(_ value: Double, _ lambda: Double) -> Double {
    if lambda == 0 { return log(value) }
    if lambda == 1 { return value - 1 }
    if value > 0 { return expm1(lambda * log(value)) / lambda }
    return (-pow(-value, lambda) - 1) / lambda
  }

  private func original(_ value: Double) -> Double {
    if lambda == 0 { return exp(value) }
    if lambda == 1 { return value + 1 }
    let base = value * lambda
    if base > -1 { return exp(log1p(base) / lambda) }
    return base == -1 ? 0 : -pow(-base - 1, 1 / lambda)
  }
}
