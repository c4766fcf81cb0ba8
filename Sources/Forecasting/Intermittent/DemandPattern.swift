/// How often and how evenly a series of demands is above zero.
public struct DemandPattern: Equatable, Sendable {
  /// The classes of Syntetos, Boylan and Croston (2005).
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    /// Frequent, of even size.
    case smooth

    /// Frequent, of uneven size.
    case erratic

    /// Rare, of even size.
    case intermittent

    /// Rare, of uneven size.
    case lumpy

    /// Never above zero.
    case absent
  }

  /// The mean number of periods from one demand to the next, n over the number of demands; `nil`
  /// without demand.
  public let interval: Double?

  /// The squared coefficient of variation of the demands above zero, variance with divisor their
  /// number; zero for fewer than two.
  public let unevenness: Double

  /// The class: rare above an interval of 1.32, uneven above 0.49.
  public let kind: Kind

  /// The pattern of a series without negative values.
  ///
  /// Throws `tooShort` for an empty series and `invalidValue` for missing or negative values.
  public init(_ series: [Double]) throws(ForecastingError) {
    try requireDemands(series)
    let unit = PowerOfTwo.scale(of: series)
    let sizes = series.filter { $0 > 0 }.map { $0 * unit }
    guard !sizes.isEmpty else {
      interval = nil
      unevenness = 0
      kind = .absent
      return
    }
    let interval = Double(series.count) / Double(sizes.count)
    let mean = sizes.reduce(0, +) / Double(sizes.count)
    let square =
      sizes.reduce(0) { $0 + ($1 / mean - 1) * ($1 / mean - 1) } / Double(sizes.count)
    self.interval = interval
    unevenness = square
    kind =
      switch (interval > 1.32, square > 0.49) {
      case (false, false): .smooth
      case (false, true): .erratic
      case (true, false): .intermittent
      case (true, true): .lumpy
      }
  }
}

/// Throws unless there is a value and none is negative or missing.
func requireDemands(_ series: [Double]) throws(ForecastingError) {
  try requireSeries(series, method: "an intermittent demand", atLeast: 1)
  if let index = series.firstIndex(where: { $0 < 0 }) {
    throw .invalidValue(
      input: "series", index: index, value: series[index],
      reason: "demands are zero or more; use a model for signed values")
  }
}
