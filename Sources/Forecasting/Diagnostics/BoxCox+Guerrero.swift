import Foundation
import Probability

extension BoxCox {
  /// The power in `range` for which the spread of years is most nearly proportional to their level:
  /// the least coefficient of variation of sᵢ/mᵢ^(1−λ) over years i (Guerrero 1993), as R's
  /// `BoxCox.lambda`.
  ///
  /// Years are of `season` periods, pairs where there is no season, counted from the end; series of
  /// at most two seasons answer λ = 1, and so do those whose spread is zero for every year. A series
  /// with values at or below zero is searched above zero only. The least place of a fine grid is
  /// refined by golden section. Throws `tooShort` for an empty series, `invalidValue` for missing
  /// values and year means at or below zero, and `invalidParameter` for a season below 1 or a range
  /// outside −5...5.
  public static func guerrero(
    _ series: [Double], season: Int = 1, range: ClosedRange<Double> = -1...2
  ) throws(ForecastingError) -> BoxCox {
    try requireChoice(series, season, range)
    let period = max(season, 2)
    guard (series.count - 1) / 2 >= season, series.count >= 2 * period else {
      return try BoxCox(lambda: 1)
    }
    let largest = series.reduce(0) { max($0, abs($1)) }
    let lower = series.allSatisfy { $0 > 0 } ? range.lowerBound : max(range.lowerBound, 0)
    var levels: [Double] = []
    var spreads: [Double] = []
    for from in stride(from: series.count % period, to: series.count, by: period) {
      let year = series[from..<(from + period)].map { largest > 0 ? $0 / largest : 0 }
      let level = CompensatedSum(year).value / Double(period)
      guard level > 0 || largest == 0 else {
        throw .invalidValue(
          input: "series", index: from, value: series[from],
          reason: "the mean of the year that starts here is not above zero")
      }
      let squares = CompensatedSum(year.map { ($0 - level) * ($0 - level) }).value
      levels.append(log(level))
      spreads.append((squares / Double(period - 1)).squareRoot())
    }
    guard spreads.contains(where: { $0 > 0 }) else { return try BoxCox(lambda: 1) }
    return try BoxCox(
      lambda: leastPlace(lower, max(lower, range.upperBound)) { lambda in
        let ratios = zip(levels, spreads).map { $1 == 0 ? 0 : log($1) - (1 - lambda) * $0 }
        let top = zip(ratios, spreads).reduce(-Double.infinity) { $1.1 > 0 ? max($0, $1.0) : $0 }
        let scaled = zip(ratios, spreads).map { $1 > 0 ? exp($0 - top) : 0 }
        let centre = CompensatedSum(scaled).value / Double(scaled.count)
        let squares = CompensatedSum(scaled.map { ($0 - centre) * ($0 - centre) }).value
        return (squares / Double(max(scaled.count - 1, 1))).squareRoot() / centre
      })
  }

  /// The least place of a function on an interval.
  private static func leastPlace(
    _ lower: Double, _ upper: Double, _ function: (Double) -> Double
  ) -> Double {
    let steps = 120
    let grid = (0...steps).map { lower + (upper - lower) * Double($0) / Double(steps) }
    let values = grid.map(function)
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    var low = grid[max(best - 1, 0)]
    var high = grid[min(best + 1, steps)]
    let golden = (5.0.squareRoot() - 1) / 2
    while high - low > 1e-9 {
      let left = high - golden * (high - low)
      let right = low + golden * (high - low)
      if function(left) <= function(right) { high = right } else { low = left }
    }
    let middle = low + (high - low) / 2
    return function(middle) < values[best] ? middle : grid[best]
  }

  /// Throws unless the series, season and range can be searched.
  static func requireChoice(
    _ series: [Double], _ season: Int, _ range: ClosedRange<Double>
  ) throws(ForecastingError) {
    try requireSeries(series, method: "the choice of a Box-Cox power", atLeast: 1)
    guard season >= 1 else {
      throw .invalidParameter(name: "season", value: Double(season), range: "1 or more")
    }
    try requireRange("lower lambda", range.lowerBound, -5, 5)
    try requireRange("upper lambda", range.upperBound, -5, 5)
  }
}
