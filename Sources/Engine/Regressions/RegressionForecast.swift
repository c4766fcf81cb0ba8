import Foundation
import Periods
import Probability
import Regression

/// Counts drawn from a fitted regression: coefficients once in a draw, counts in each month.
///
/// log μ = x·β + log(exposure), β normal about the estimates with their covariance; the count is
/// Poisson, negative binomial with variance μ + μ²/θ, or, for quasi-Poisson, negative binomial with
/// variance φμ (Poisson where φ ≤ 1).
struct RegressionForecast: Sendable {
  /// Where those at risk come from.
  enum Exposure: Sendable {
    case none
    /// The measure at that position in the scenario: its items one by one, or their sum.
    case measure(Int, itemByItem: Bool)
  }

  let fit: RegressionFit
  let exposure: Exposure
  /// Rows of the design by step and item: `step · items + item`, 0 for the first month forecast.
  let rows: [[Double]]
  let items: Int
  private let parameters: RandomStream
  private let process: [RandomStream]

  init(
    _ fit: RegressionFit, name: String, items: [String], exposure: Exposure, first: Int, steps: Int,
    seed: UInt64
  ) {
    self.fit = fit
    self.exposure = exposure
    self.items = items.count
    rows = (0..<steps).flatMap { step in
      items.indices.map { fit.design.row(first + step, $0) }
    }
    parameters = RandomStream(seed: seed, name: "regression|\(name)|coefficients")
    process = items.map { RandomStream(seed: seed, name: "regression|\(name)|counts|\($0)") }
  }

  /// The coefficients of a draw.
  func coefficients(_ draw: Int) -> [Double] {
    let normals = fit.model.coefficients.indices.map {
      SpecialFunctions.normalQuantile(parameters.uniform(replicate: draw, step: 0, k: $0))
    }
    return fit.model.coefficients.indices.map { row in
      var value = fit.model.coefficients[row]
      for column in 0...row { value += fit.factor[row][column] * normals[column] }
      return value
    }
  }

  /// Counts by step and item of a scenario's draw.
  func draw(
    _ draw: Int, history: OwnHistoryPlan, exposure path: (_ measure: Int) -> [Double]
  ) -> [Double] {
    var atRisk: [Double] = []
    if case .measure(let measure, _) = exposure { atRisk = path(measure) }
    return self.draw(
      draw,
      people: rows.indices.map { place in
        people(
          atRisk, history.last + 1 + place / items - history.firstMonth, place % items, history)
      })
  }

  /// Counts by step and item, given those at risk.
  func draw(_ draw: Int, people: [Double]) -> [Double] {
    let beta = coefficients(draw)
    return rows.indices.map { place in
      guard people[place] > 0 else { return 0 }
      var eta = log(people[place])
      for column in beta.indices { eta += rows[place][column] * beta[column] }
      return count(
        exp(min(20, eta)),
        process[place % items].uniform(replicate: draw, step: place / items + 1))
    }
  }

  /// Those at risk in a month computed; before the first, as in it.
  private func people(
    _ path: [Double], _ month: Int, _ item: Int, _ history: OwnHistoryPlan
  ) -> Double {
    guard case .measure(_, let itemByItem) = exposure else { return 1 }
    let months = history.months
    let at = max(0, month)
    if itemByItem { return path[item * months + at] }
    return stride(from: at, to: path.count, by: months).reduce(0) { $0 + path[$1] }
  }

  /// The count at a quantile.
  func count(_ mean: Double, _ uniform: Double) -> Double {
    switch fit.model.family {
    case .poisson: return Double(Poisson(unchecked: mean).quantile(uniform))
    case .negativeBinomial:
      guard let theta = fit.model.theta else {
        return Double(Poisson(unchecked: mean).quantile(uniform))
      }
      return Double(NegativeBinomial(unchecked: mean, theta).quantile(uniform))
    case .quasiPoisson:
      guard fit.model.dispersion > 1 else {
        return Double(Poisson(unchecked: mean).quantile(uniform))
      }
      return Double(
        NegativeBinomial(unchecked: mean, mean / (fit.model.dispersion - 1)).quantile(uniform))
    }
  }
}
