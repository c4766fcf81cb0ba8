import Foundation
import Probability

/// The last value carried on with a typical change that fades, on a scale where changes are even.
///
/// On the scale g the forecast of step h is g(yₙ) + b(φ + … + φʰ). On the logarithm b is a rate of
/// growth; on the square root, on which a count's spread does not depend on its level, the change
/// grows with the root of the level. A median change is not moved by one unusual year. A series
/// that the scale cannot hold (a value at or below zero for the logarithm, below zero for the root)
/// is carried on as it is.
public struct FadingGrowth: SeriesModel, Equatable {
  /// The scale on which changes are added up.
  public enum Scale: String, Sendable, CaseIterable {
    /// The series as it is.
    case identity
    /// The square root, for counts.
    case squareRoot
    /// The natural logarithm, for growth by a rate.
    case logarithm

    /// The scale itself where it can hold every value, ``identity`` elsewhere.
    func holding(_ series: [Double]) -> Scale {
      let lowest = series.min() ?? 0
      switch self {
      case .identity: return .identity
      case .squareRoot: return lowest >= 0 ? .squareRoot : .identity
      case .logarithm: return lowest > 0 ? .logarithm : .identity
      }
    }

    func transformed(_ value: Double) -> Double {
      switch self {
      case .identity: value
      case .squareRoot: value.squareRoot()
      case .logarithm: log(value)
      }
    }

    /// Back to the scale of the series, limited to the finite numbers.
    func restored(_ value: Double) -> Double {
      switch self {
      case .identity: PowerOfTwo.finite(value)
      case .squareRoot: PowerOfTwo.finite(max(value, 0) * max(value, 0))
      case .logarithm: PowerOfTwo.finite(exp(value))
      }
    }
  }

  /// What the typical change is.
  public enum Average: String, Sendable, CaseIterable {
    /// The mean, (g(yₙ) − g(y₁))/(n − 1).
    case mean
    /// The median of the changes.
    case median
  }

  /// The scale used.
  public let scale: Scale

  /// What the typical change is.
  public let average: Average

  /// The typical change b on the scale used.
  public let growth: Double

  /// The fading factor φ per step.
  public let damping: Double

  /// The previous value plus the unfaded change; the first value, which has none, is its own.
  public let fitted: [Double]

  /// Observed minus fitted, zero for the first value.
  public let residuals: [Double]

  private let last: Double
  private let deviation: Double

  /// Fading growth has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// The scale and the average, such as `Fading growth (logarithm, mean)`.
  public var name: String { "Fading growth (\(scale.rawValue), \(average.rawValue))" }

  /// The typical change and its fading factor.
  public var parameters: [FittedParameter] {
    [FittedParameter("growth", growth), FittedParameter("phi", damping)]
  }

  /// Takes the typical change of a series; a single value has none and is repeated.
  ///
  /// Throws `tooShort` for an empty series, `invalidValue` for missing values and
  /// `invalidParameter` for φ outside 0…1.
  public init(
    _ series: [Double], scale: Scale, average: Average, damping: Double
  ) throws(ForecastingError) {
    try requireSeries(series, method: "fading growth", atLeast: 1)
    try requireRange("damping", damping, 0, 1)
    let scale = scale.holding(series)
    let values = series.map(scale.transformed)
    // Halves, so that the difference of opposite extremes does not overflow.
    let halfChanges = values.indices.dropFirst().map { values[$0] / 2 - values[$0 - 1] / 2 }
    let growth: Double
    if halfChanges.isEmpty {
      growth = 0
    } else if average == .median {
      growth = PowerOfTwo.finite(2 * (Quantile.median(halfChanges) ?? 0))
    } else {
      let half = values[values.count - 1] / 2 - values[0] / 2
      growth = half / Double(halfChanges.count) * 2
    }
    self.scale = scale
    self.average = average
    self.growth = growth
    self.damping = damping
    last = values[values.count - 1]
    let fitted = series.indices.map { t in
      t == 0 ? series[0] : scale.restored(values[t - 1] + growth)
    }
    self.fitted = fitted
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    var sum = 0.0
    for half in halfChanges {
      let rest = half - growth / 2
      sum += rest * rest
    }
    deviation = 2 * (sum / Double(max(halfChanges.count - 1, 1))).squareRoot()
  }

  /// The expected change fades; the spread grows as of a random walk on the scale used, and is
  /// carried back to the scale of the series: log-normal on the logarithm, and normal elsewhere,
  /// with the slope of the square at the forecast for the root.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    var result: [ForecastDistribution] = []
    for (h, point) in points(horizon: horizon).enumerated() {
      let spread = deviation * Double(h + 1).squareRoot()
      switch scale {
      case .logarithm where point > 0 && spread < 5:
        result.append(try .logNormal(logMean: log(point), logStandardDeviation: spread))
      case .squareRoot:
        result.append(
          try .normal(
            mean: point,
            standardDeviation: PowerOfTwo.finite(2 * point.squareRoot() * spread)))
      case .identity, .logarithm:
        let width = scale == .logarithm ? point * spread : spread
        result.append(try .normal(mean: point, standardDeviation: PowerOfTwo.finite(width)))
      }
    }
    return result
  }

  /// The medians of steps 1 to `horizon`.
  func points(horizon: Int) -> [Double] {
    var power = 1.0
    var sum = 0.0
    return (0..<max(horizon, 0)).map { _ in
      power *= damping
      sum += power
      return scale.restored(last + growth * sum)
    }
  }
}
