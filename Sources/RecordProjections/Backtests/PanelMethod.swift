import Foundation
import Probability

/// How a panel's monthly stocks are forecast.
public enum PanelMethod: String, Sendable, CaseIterable {
  /// The last value, with the spread of a random walk.
  case lastValue = "last-value"

  /// The same plus the mean monthly change.
  case drift

  /// One pool that entries fill and a constant share leaves.
  case cohort

  /// Seven parts last value and three parts cohort, quantile by quantile; where the panel has no
  /// flows, the last value.
  case combination
}

/// What is known of a panel at an origin: every series' first months.
struct PanelPast {
  let series: [StockPanel.Series]
  let months: Int

  /// Pooled over the panel: mean squared monthly change over the stock before it.
  private let changePerChild: Double

  /// Months after which flows count half.
  static let halfLife = 18.0

  /// The weight of the last value in the combination.
  static let lastValueShare = 0.7

  /// The share of a year's rate that years differ by (METHODS: default under four years of record).
  static let yearEffect = 0.06

  init(_ panel: StockPanel, months: Int) {
    series = panel.series
    self.months = months
    var shares: [Double] = []
    for series in panel.series where series.stock.count >= months {
      let stock = series.stock
      var (sum, count) = (0.0, 0.0)
      for i in 1..<months where stock[i - 1] > 0 {
        let change = stock[i] - stock[i - 1]
        sum += change * change / stock[i - 1]
        count += 1
      }
      if count > 0 { shares.append(sum / count) }
    }
    changePerChild = shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
  }

  /// Equally likely stocks `horizon` months after the origin.
  func members(
    _ method: PanelMethod, of series: StockPanel.Series, horizon: Int
  ) throws(ParameterError) -> [Double] {
    switch method {
    case .lastValue: try walk(series, horizon, drift: false)
    case .drift: try walk(series, horizon, drift: true)
    case .cohort:
      if let pool = try pool(series, horizon) {
        pool
      } else {
        try walk(series, horizon, drift: false)
      }
    case .combination: try combination(series, horizon)
    }
  }

  private func combination(
    _ series: StockPanel.Series, _ horizon: Int
  ) throws(ParameterError) -> [Double] {
    let last = try walk(series, horizon, drift: false)
    guard let pool = try pool(series, horizon) else { return last }
    return zip(last, pool).map { Self.lastValueShare * $0 + (1 - Self.lastValueShare) * $1 }
  }

  /// A random walk whose monthly variance is half the series' own and half the panel's, by stock.
  private func walk(
    _ series: StockPanel.Series, _ horizon: Int, drift: Bool
  ) throws(ParameterError) -> [Double] {
    let stock = series.stock.prefix(months)
    let changes = zip(stock.dropFirst(), stock).map { $0 - $1 }
    let last = stock.last ?? 0
    let mean = changes.isEmpty ? 0 : changes.reduce(0, +) / Double(changes.count)
    let own =
      changes.isEmpty
      ? 0 : changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(changes.count)
    let variance = (own + changePerChild * last) / 2 * Double(horizon)
    let centre = last + (drift ? mean * Double(horizon) : 0)
    return try members(centre, variance)
  }

  /// Entries at a weighted mean rate and exits at a weighted share, both with half-life
  /// ``halfLife``; variance of the process, of the two estimates and of years; `nil` without flows.
  private func pool(
    _ series: StockPanel.Series, _ horizon: Int
  ) throws(ParameterError) -> [Double]? {
    guard series.entries.count >= months, series.exits.count >= months, months > 12 else {
      return nil
    }
    let span = min(36, months - 1)
    var (weight, squares, entered, left, atRisk) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for age in 0..<span {
      let month = months - 1 - age
      let share = pow(0.5, Double(age) / Self.halfLife)
      weight += share
      squares += share * share
      entered += share * series.entries[month]
      left += share * series.exits[month]
      atRisk += share * series.stock[month - 1]
    }
    guard atRisk > 0 else { return nil }
    let entries = entered / weight
    let exitShare = min(1, left / atRisk)
    let recent = series.entries[(months - span)..<months]
    let mean = recent.reduce(0, +) / Double(span)
    let dispersion =
      mean > 0
      ? max(1, recent.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(span - 1) / mean) : 1
    var stock = series.stock[months - 1]
    var variance = 0.0
    var stays = 0.0
    for _ in 0..<horizon {
      variance =
        variance * pow(1 - exitShare, 2) + stock * exitShare * (1 - exitShare)
        + entries * dispersion
      stock = stock * (1 - exitShare) + entries
      stays = stays * (1 - exitShare) + 1
    }
    variance += stays * stays * entries * dispersion * squares / (weight * weight)
    variance += pow(stays * stock, 2) * exitShare / atRisk
    variance += pow(stays * entries * Self.yearEffect, 2)
    variance += pow(stays * stock * exitShare * Self.yearEffect, 2)
    return try members(stock, variance)
  }

  /// Stocks cannot be negative.
  private func members(_ mean: Double, _ variance: Double) throws(ParameterError) -> [Double] {
    guard variance > 0 else { return Array(repeating: max(0, mean), count: 200) }
    return ForecastTrial.members(
      of: try Normal(mean: mean, standardDeviation: variance.squareRoot())
    ).map { max(0, $0) }
  }
}
