import Forecasting
import Foundation
import Probability

/// The automatic combination of series methods over a measure's own figures, drawn as paths.
///
/// The law of step h is the combination's: m_h + s_h T with Student's T. A path joins the steps
/// through a normal score z_h = W(s_h²)/s_h, W a Brownian motion, so that each step keeps its law,
/// neighbouring steps move together, and a path strays as a random walk does. The combination's
/// spread comes from the past errors of many series and does not tell parameters from process; it
/// is drawn as one.
struct TrendForecast: Sendable {
  /// Location and scale by step of one series.
  struct Series: Sendable {
    let means: [Double]
    let scales: [Double]
    let quantiles: StudentScores
    let stream: RandomStream
    let isNonNegative: Bool
    let members: [String]

    /// A path: one figure a step.
    func draw(_ replicate: Int) -> [Double] {
      var path = means
      var motion = 0.0
      var variance = 0.0
      for step in means.indices {
        let next = scales[step] * scales[step]
        guard next > 0 else { continue }
        let normal = SpecialFunctions.normalQuantile(
          stream.uniform(replicate: replicate, step: step + 1))
        motion += max(0, next - variance).squareRoot() * normal
        variance = max(variance, next)
        path[step] += scales[step] * quantiles.score(motion / variance.squareRoot())
        if isNonNegative { path[step] = max(0, path[step]) }
      }
      return path
    }
  }

  let total: Series
  /// One for each item; empty for a measure without a split.
  let items: [Series]
  /// Months between two steps: 12 for a census a year, 1 for figures of every month.
  let monthsPerStep: Int

  /// Fits the total, and each item of a split.
  ///
  /// - Throws: ``EngineError`` for fewer than three figures.
  init(_ history: OwnHistoryPlan, name: String, items: [String], seed: UInt64) throws(EngineError) {
    guard history.table.months.count >= 3 else {
      throw EngineError(
        "`\(name)` is forecast by recent-trend, but its table has \(history.table.months.count) "
          + "figures; a trend needs at least 3. Add earlier figures, or forecast it by an "
          + "assumption.")
    }
    monthsPerStep = history.census == nil ? 1 : 12
    let steps = max(1, (history.steps + monthsPerStep - 1) / monthsPerStep)
    let season = history.census == nil ? 12 : 1
    func fitted(_ values: [Double], _ stream: String) throws(EngineError) -> Series {
      let laws: [ForecastDistribution]
      let model: Combination
      do {
        model = try Combination.fit(values, season: season)
        laws = try model.forecasts(horizon: steps)
      } catch {
        throw EngineError("`\(name)` can't be forecast by recent-trend: \(error).")
      }
      return Series(
        means: laws.map(\.median), scales: laws.map(TrendForecast.scale),
        quantiles: StudentScores(degreesOfFreedom: model.spread.degreesOfFreedom),
        stream: RandomStream(seed: seed, name: stream), isNonNegative: model.isNonNegative,
        members: model.members.map(\.name))
    }
    total = try fitted(history.table.totals, "trend|\(name)")
    var parts: [Series] = []
    if items.count > 1 {
      for (position, item) in items.enumerated() {
        parts.append(try fitted(history.table.series(position), "trend|\(name)|\(item)"))
      }
    }
    self.items = parts
  }

  private static func scale(_ law: ForecastDistribution) -> Double {
    if case .studentT(_, let scale, _) = law.law { return scale }
    return law.standardDeviation
  }

  /// A draw: figures by step and item (`step · items + item`). Items are scaled to the drawn total.
  func draw(_ replicate: Int, last: [Double]) -> [Double] {
    let sums = total.draw(replicate)
    guard !items.isEmpty else { return sums }
    let parts = items.map { $0.draw(replicate) }
    var result = [Double](repeating: 0, count: sums.count * items.count)
    for step in sums.indices {
      var shares = parts.map { max(0, $0[step]) }
      var sum = shares.reduce(0, +)
      if sum <= 0 {
        shares = last
        sum = last.reduce(0, +)
      }
      for item in items.indices {
        result[step * items.count + item] =
          sum > 0 ? sums[step] * shares[item] / sum : sums[step] / Double(items.count)
      }
    }
    return result
  }
}

/// Quantiles of Student's law by normal score, from a table: z ↦ t with Φ(z) = F(t).
struct StudentScores: Sendable {
  private static let reach = 6.0
  private static let step = 1.0 / 64
  private let table: [Double]

  init(degreesOfFreedom: Double) {
    let count = Int(2 * StudentScores.reach / StudentScores.step)
    table = (0...count).map { place in
      let score = Double(place) * StudentScores.step - StudentScores.reach
      // By symmetry from the lower tail, which keeps its digits.
      let lower = StudentT.quantile(
        SpecialFunctions.normalCDF(-abs(score)), degreesOfFreedom: degreesOfFreedom)
      return score < 0 ? lower : -lower
    }
  }

  /// Linear between the points of the table; scores beyond six standard deviations count as six.
  func score(_ normal: Double) -> Double {
    let place =
      (max(-StudentScores.reach, min(StudentScores.reach, normal)) + StudentScores.reach)
      / StudentScores.step
    let before = min(table.count - 2, Int(place))
    let share = place - Double(before)
    return table[before] + (table[before + 1] - table[before]) * share
  }
}
