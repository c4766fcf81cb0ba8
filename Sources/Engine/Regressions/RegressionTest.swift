import Foundation
import Periods
import Probability
import Regression
import Results

/// A regression's forecast of the months held back from it, scored month by month over its items.
enum RegressionTest {
  /// Simulated futures behind the ranges of a test.
  static let draws = 1000

  /// Rows for the months after the window of `fit`, from the sums over items.
  ///
  /// - Parameters:
  ///   - forecast: the forecast of those months, its first step the first of them.
  ///   - exposure: those at risk by month and item.
  static func rows(
    _ forecast: RegressionForecast, measure: String, counts: HistoryTable, origin: Month,
    exposure: (_ month: Int, _ item: Int) throws(EngineError) -> Double
  ) throws(EngineError) -> [BacktestRow] {
    let totals = counts.totals
    var people: [Double] = []
    let steps = forecast.rows.count / forecast.items
    for step in 0..<steps {
      for item in 0..<forecast.items {
        people.append(try exposure(origin.index + 1 + step, item))
      }
    }
    var sums = [[Double]](repeating: [Double](repeating: 0, count: draws), count: steps)
    for draw in 0..<draws {
      let drawn = forecast.draw(draw, people: people)
      for place in drawn.indices { sums[place / forecast.items][draw] += drawn[place] }
    }
    return (0..<steps).compactMap { step in
      let month = origin.advanced(by: step + 1)
      let place = month.index - counts.first.index
      guard totals.indices.contains(place) else { return nil }
      let summary = Summary(draws: sums[step])
      let sorted = sums[step].sorted()
      return BacktestRow(
        areaCode: "", measure: measure, origin: label(origin), period: label(month),
        horizon: step + 1, actual: totals[place], mean: summary.mean, p10: summary.p10,
        p50: summary.p50, p90: summary.p90,
        crps: crps(sorted, totals[place]), baselines: baselines(totals, place, step))
    }
  }

  /// The continuous ranked probability score of ordered draws: E|X − y| − ½ E|X − X′|.
  private static func crps(_ sorted: [Double], _ actual: Double) -> Double {
    let count = Double(sorted.count)
    var distance = CompensatedSum()
    var spread = CompensatedSum()
    for (rank, value) in sorted.enumerated() {
      distance.add(abs(value - actual))
      spread.add(value * (2 * Double(rank + 1) - count - 1))
    }
    return distance.value / count - spread.value / (count * count)
  }

  /// The same month of the last year known, alone, with its change of three years, and with its growth.
  private static func baselines(_ totals: [Double], _ place: Int, _ step: Int) -> Baselines {
    let years = step / 12 + 1
    let before = place - 12 * years
    guard before >= 0 else {
      return Baselines(
        lastValue: totals[max(0, place - step - 1)], linear: nil, constantGrowth: nil)
    }
    let last = totals[before]
    guard before >= 36 else { return Baselines(lastValue: last, linear: nil, constantGrowth: nil) }
    let first = totals[before - 36]
    return Baselines(
      lastValue: last, linear: last + Double(years) * (last - first) / 3,
      constantGrowth: first > 0 ? last * pow(last / first, Double(years) / 3) : nil)
  }

  /// `202603`.
  static func label(_ month: Month) -> Int { month.year * 100 + month.monthOfYear }
}
