import Foundation
import Periods
import ScenarioLanguage

/// A measure with a history of its own in one scenario, ready to be drawn.
struct OwnMeasurePlan: Sendable {
  /// How it goes on after its last figure.
  enum Forecast: Sendable {
    case lastValue
    /// A change per year, compounded by month.
    case growth(DatedSampler)
    case trend(TrendForecast)
    case regression(RegressionForecast)
  }

  let history: OwnHistoryPlan
  let forecast: Forecast

  /// Monthly path and closing figures of a draw.
  ///
  /// - Parameter exposure: the monthly path of the measure that a regression takes as exposure.
  func draw(
    _ draw: Int, exposure: (_ measure: Int) -> [Double]
  ) -> (path: [Double], closing: [Double]) {
    switch forecast {
    case .lastValue:
      return history.path { step, item in history.origin(step, item) }
    case .growth(let sampler):
      let factors = growth(sampler, draw)
      return history.path { step, item in
        history.origin(step, item) * factors[history.grown(step)]
      }
    case .trend(let trend):
      return drawn(trend, draw)
    case .regression(let regression):
      let counts = regression.draw(draw, history: history, exposure: exposure)
      return history.path { step, item in counts[(step - 1) * history.items + item] }
    }
  }

  /// Growth since the last figure by step, 1 at step 0.
  private func growth(_ sampler: DatedSampler, _ draw: Int) -> [Double] {
    let uniform = sampler.uniform(draw: draw)
    var factors = [1.0]
    for step in 1...history.steps + 12 {
      let change = sampler.value(uniform: uniform, month: history.last + step)
      factors.append(factors[step - 1] * pow(max(0, 1 + change), 1.0 / 12))
    }
    return factors
  }

  private func drawn(_ trend: TrendForecast, _ draw: Int) -> (path: [Double], closing: [Double]) {
    let items = history.items
    let known = history.table.months.count - 1
    let last = (0..<items).map { history.table.count(known, $0) }
    let figures = trend.draw(draw, last: last)
    let width = trend.monthsPerStep
    return history.path { step, item in
      let whole = step / width
      let share = Double(step % width) / Double(width)
      let before = whole == 0 ? last[item] : figures[(whole - 1) * items + item]
      guard share > 0 else { return before }
      return before + (figures[whole * items + item] - before) * share
    }
  }
}
