/// The forecast of one series, with what was done to get it.
public struct SeriesForecast: Sendable {
  /// The method asked for.
  public let method: ForecastMethod

  /// The model behind the forecast.
  public let model: any SeriesModel

  /// The laws of steps 1 to the horizon.
  public let distributions: [ForecastDistribution]

  /// What the reader should know: values filled, methods that could not be used and why.
  public let notes: [String]

  /// The series that the model was fitted to: trimmed, and with gaps filled where the method needs
  /// it.
  public let series: [Double]

  /// Whether the history has no value below zero, so that neither have the ranges.
  public let isNonNegative: Bool

  /// The number of steps.
  public var horizon: Int { distributions.count }

  /// The expected values of steps 1 to the horizon.
  public var means: [Double] {
    distributions.map { isNonNegative ? max($0.mean, 0) : $0.mean }
  }

  /// The central ranges that hold steps 1 to the horizon with that probability, each.
  ///
  /// Throws `invalidParameter` for a coverage outside (0, 1).
  public func intervals(
    coverage: Double
  ) throws(ForecastingError) -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    result.reserveCapacity(distributions.count)
    for law in distributions {
      let range = try law.interval(coverage: coverage)
      let lower = PowerOfTwo.finite(range.lowerBound)
      let upper = PowerOfTwo.finite(range.upperBound)
      result.append(isNonNegative ? max(lower, 0)...max(upper, 0) : lower...upper)
    }
    return result
  }
}
