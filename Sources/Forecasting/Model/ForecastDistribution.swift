import Foundation
import Probability

/// The predictive distribution of one future value.
public struct ForecastDistribution: Equatable, Sendable {
  /// The law of the value.
  public enum Law: Equatable, Sendable {
    /// A normal law; a point where the standard deviation is zero.
    case normal(mean: Double, standardDeviation: Double)

    /// A law whose logarithm is normal, with that mean and standard deviation of the logarithm.
    case logNormal(logMean: Double, logStandardDeviation: Double)

    /// Student's law moved to a mean and stretched, with more than two degrees of freedom.
    case studentT(mean: Double, scale: Double, degreesOfFreedom: Double)

    /// Equally likely values, ascending.
    case sample([Double])
  }

  /// The law.
  public let law: Law

  private init(law: Law) { self.law = law }

  /// A normal forecast. Throws for a mean that is not finite or a negative standard deviation.
  public static func normal(
    mean: Double, standardDeviation: Double
  ) throws(ForecastingError) -> ForecastDistribution {
    try requireLocation("mean", mean)
    try requireScale("standard deviation", standardDeviation)
    return ForecastDistribution(law: .normal(mean: mean, standardDeviation: standardDeviation))
  }

  /// A log-normal forecast with median exp(`logMean`). Throws as ``normal(mean:standardDeviation:)``.
  public static func logNormal(
    logMean: Double, logStandardDeviation: Double
  ) throws(ForecastingError) -> ForecastDistribution {
    try requireLocation("mean of the logarithm", logMean)
    try requireScale("standard deviation of the logarithm", logStandardDeviation)
    return ForecastDistribution(
      law: .logNormal(logMean: logMean, logStandardDeviation: logStandardDeviation))
  }

  /// A Student forecast, mean + scale·T, as of a mean whose variance was estimated.
  ///
  /// Throws for a mean that is not finite, a negative scale, or two degrees of freedom or fewer,
  /// with which there is no standard deviation.
  public static func studentT(
    mean: Double, scale: Double, degreesOfFreedom: Double
  ) throws(ForecastingError) -> ForecastDistribution {
    try requireLocation("mean", mean)
    try requireScale("scale", scale)
    guard degreesOfFreedom > 2 && degreesOfFreedom.isFinite else {
      throw .invalidParameter(
        name: "degrees of freedom", value: degreesOfFreedom, range: "the numbers above 2")
    }
    return ForecastDistribution(
      law: .studentT(mean: mean, scale: scale, degreesOfFreedom: degreesOfFreedom))
  }

  /// A forecast given as simulated values. Throws where there is none or one is not finite.
  public static func sample(_ values: [Double]) throws(ForecastingError) -> ForecastDistribution {
    try requireSeries(values, method: "a sample forecast", atLeast: 1, input: "sample")
    return ForecastDistribution(law: .sample(values.sorted()))
  }

  /// A forecast without uncertainty. Throws for a value that is not finite.
  public static func point(_ value: Double) throws(ForecastingError) -> ForecastDistribution {
    try normal(mean: value, standardDeviation: 0)
  }

  private static func requireLocation(
    _ name: String, _ value: Double
  ) throws(ForecastingError) {
    if !value.isFinite {
      throw .invalidParameter(name: name, value: value, range: "the finite numbers")
    }
  }

  private static func requireScale(_ name: String, _ value: Double) throws(ForecastingError) {
    if !(value >= 0) || !value.isFinite {
      throw .invalidParameter(name: name, value: value, range: "0 or more")
    }
  }
}

extension ForecastDistribution {
  /// The expected value.
  public var mean: Double {
    switch law {
    case .normal(let mean, _), .studentT(let mean, _, _): mean
    case .logNormal(let m, let s): exp(m + s * s / 2)
    case .sample(let values): sampleMean(values)
    }
  }

  /// The value as likely to be exceeded as not (type 7 for a sample).
  public var median: Double {
    switch law {
    case .normal(let mean, _), .studentT(let mean, _, _): mean
    case .logNormal(let m, _): exp(m)
    case .sample(let values): Quantile.ofSorted(values, at: 0.5)
    }
  }

  /// The standard deviation; of a sample with divisor n − 1, zero for a single value.
  public var standardDeviation: Double {
    switch law {
    case .normal(_, let deviation): return deviation
    case .studentT(_, let scale, let nu):
      return min(scale * (nu / (nu - 2)).squareRoot(), .greatestFiniteMagnitude)
    case .logNormal(_, let s): return mean * expm1(s * s).squareRoot()
    case .sample(let values):
      guard values.count > 1 else { return 0 }
      let centre = mean
      let squares = CompensatedSum(values.map { ($0 - centre) * ($0 - centre) })
      let deviation = (squares.value / Double(values.count - 1)).squareRoot()
      if deviation.isFinite { return deviation }
      let offsets = values.map { PowerOfTwo.finite($0 - centre) }
      return rootMeanSquare(offsets[...], divisor: values.count - 1)
    }
  }

  /// The value not exceeded with probability `p`, 0 < p < 1 (type 7 for a sample).
  ///
  /// Throws `invalidParameter` for `p` outside the open interval.
  public func quantile(_ p: Double) throws(ForecastingError) -> Double {
    guard p > 0 && p < 1 else {
      throw .invalidParameter(name: "probability", value: p, range: "0 < p < 1")
    }
    switch law {
    case .normal(let mean, let deviation):
      return deviation == 0 ? mean : mean + deviation * SpecialFunctions.normalQuantile(p)
    case .studentT(let mean, let scale, let nu):
      return scale == 0 ? mean : mean + scale * StudentT.quantile(p, degreesOfFreedom: nu)
    case .logNormal(let m, let s):
      return exp(s == 0 ? m : m + s * SpecialFunctions.normalQuantile(p))
    case .sample(let values):
      return Quantile.ofSorted(values, at: p)
    }
  }

  /// The central interval that holds the value with probability `coverage`, 0 < coverage < 1.
  public func interval(coverage: Double) throws(ForecastingError) -> ClosedRange<Double> {
    guard coverage > 0 && coverage < 1 else {
      throw .invalidParameter(name: "coverage", value: coverage, range: "0 < coverage < 1")
    }
    let lower = try quantile((1 - coverage) / 2)
    return lower...max(lower, try quantile((1 + coverage) / 2))
  }
}

/// The mean of values whose sum may be beyond the largest number.
private func sampleMean(_ values: [Double]) -> Double {
  let mean = CompensatedSum(values).value / Double(values.count)
  if mean.isFinite { return mean }
  let unit = PowerOfTwo.scale(of: values)
  return CompensatedSum(values.map { $0 * unit }).value / Double(values.count) / unit
}
