import Foundation

/// The simple forecasts that any other has to beat.
public enum Baseline: String, Equatable, Sendable, CaseIterable {
  /// The last value.
  case lastValue

  /// The last value plus h times the mean change of the last three steps.
  case linear

  /// The last value times the h-th power of the mean growth of the last three steps, the mean being
  /// taken of logarithms.
  case constantGrowth

  /// The point forecast `h` steps after the last value of a history.
  ///
  /// Fewer changes than three are averaged where the history is shorter; with a single value all
  /// baselines give that value.
  ///
  /// Throws `tooShort` for an empty history, `invalidValue` for missing values, or for a value not
  /// positive among the last four where logarithms are taken.
  public func forecast(_ history: [Double], horizon h: Int) throws(ForecastingError) -> Double {
    try requireSeries(history, method: "a baseline", atLeast: 1)
    try requireHorizons([h])
    let recent = history.suffix(4)
    let last = recent[recent.endIndex - 1]
    let first = recent[recent.startIndex]
    let steps = Double(max(recent.count - 1, 1))
    switch self {
    case .lastValue:
      return last
    case .linear:
      return last + Double(h) * (last - first) / steps
    case .constantGrowth:
      if let index = recent.firstIndex(where: { $0 <= 0 }) {
        throw .invalidValue(
          input: "series", index: index, value: history[index],
          reason: "growth needs positive values; use the linear baseline")
      }
      return last * exp(Double(h) * log(last / first) / steps)
    }
  }
}
