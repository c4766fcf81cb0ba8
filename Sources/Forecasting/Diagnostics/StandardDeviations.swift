import Foundation
import Probability

/// Deviations from the mean in units of the largest, so that no square leaves the range of numbers.
struct StandardDeviations {
  let values: [Double]

  /// The deviations of a series that needs spread for that method.
  init(_ series: [Double], method: String) throws(ForecastingError) {
    let unit = Self.unit(series)
    let first = series.first ?? 0
    let offsets = series.map { $0 * unit - first * unit }
    let centre = CompensatedSum(offsets).value / Double(series.count)
    let raw = offsets.map { $0 - centre }
    let span = raw.reduce(0) { max($0, abs($1)) }
    guard span > 0, series.contains(where: { $0 != first }) else {
      throw .invalidValue(
        input: "series", index: 0, value: first,
        reason: "all values are equal; \(method) need a series that varies")
    }
    values = raw.map { $0 / span }
  }

  /// A power of two that brings the largest size of a series near 1, so that scaling loses nothing.
  static func unit(_ series: [Double]) -> Double {
    let largest = series.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 1 }
    return scalbn(1, -min(max(Int(largest.exponent), -1000), 1000))
  }
}
