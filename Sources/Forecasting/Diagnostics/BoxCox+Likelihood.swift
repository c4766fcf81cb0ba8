import Foundation
import Probability

extension BoxCox {
  /// The power in `range`, by steps of 0.05, that makes the residuals of a line with seasonal
  /// dummies most likely normal (Box, Cox 1964), as R's `BoxCox.lambda(method = "loglik")`.
  ///
  /// Series of at most two seasons answer λ = 1, and so do those that the line fits exactly under
  /// every power. Throws `tooShort` for an empty series, `invalidValue` for missing values and values
  /// at or below zero, and `invalidParameter` for a season below 1 or a range outside −5...5.
  public static func likeliest(
    _ series: [Double], season: Int = 1, range: ClosedRange<Double> = -1...2
  ) throws(ForecastingError) -> BoxCox {
    try requireChoice(series, season, range)
    if let index = series.firstIndex(where: { $0 <= 0 }) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "the likelihood of a power needs values above zero")
    }
    guard (series.count - 1) / 2 >= season, let first = series.first,
      series.contains(where: { $0 != first })
    else { return try BoxCox(lambda: 1) }
    let logs = series.map(log)
    let centre = CompensatedSum(logs).value / Double(logs.count)
    let scaled = logs.map { $0 - centre }
    let top = Int((range.upperBound - range.lowerBound) / 0.05 + 1e-9)
    var best = (lambda: 1.0, sum: Double.infinity)
    for step in 0...max(top, 0) {
      let lambda = range.lowerBound + Double(step) / 20
      // Over the geometric mean the transform needs no Jacobian.
      let power = abs(lambda) < 1e-9 ? 0 : lambda
      let transformed = scaled.map { power == 0 ? $0 : expm1(power * $0) / power }
      let sum = lineResidualSum(transformed, season: season)
      if sum > 0 && sum < best.sum { best = (power, sum) }
    }
    return try BoxCox(lambda: best.lambda)
  }

  /// The residual sum of squares of values on time and seasonal dummies: seasonal means are taken
  /// out of both, then the line.
  private static func lineResidualSum(_ values: [Double], season: Int) -> Double {
    let y = withoutSeasonalMeans(values, season)
    let t = withoutSeasonalMeans(values.indices.map(Double.init), season)
    let square = CompensatedSum(t.map { $0 * $0 }).value
    let slope = CompensatedSum(zip(t, y).map { $0 * $1 }).value / square
    return CompensatedSum(zip(t, y).map { ($1 - slope * $0) * ($1 - slope * $0) }).value
  }

  private static func withoutSeasonalMeans(_ values: [Double], _ season: Int) -> [Double] {
    var result = values
    for from in 0..<season {
      let places = stride(from: from, to: values.count, by: season)
      let sum = CompensatedSum(places.map { values[$0] }).value
      let mean = sum / Double((values.count - 1 - from) / season + 1)
      for i in places { result[i] -= mean }
    }
    return result
  }
}
