import Foundation
import Probability

/// A stock with what enters and leaves it each year, and the people it arises from.
public struct StockFlowSeries: Sendable, Equatable {
  /// Stock at the end of each year.
  public var stock: [Int: Double]
  /// Entries during each year.
  public var entries: [Int: Double]
  /// Exits during each year.
  public var exits: [Int: Double]
  /// People at risk of entering, by year.
  public var population: [Int: Double]

  /// A stock with its flows.
  public init(
    stock: [Int: Double], entries: [Int: Double], exits: [Int: Double],
    population: [Int: Double]
  ) {
    self.stock = stock
    self.entries = entries
    self.exits = exits
    self.population = population
  }

  /// Stock that the flows of a year do not explain: closing − opening − entries + exits.
  public func residual(in year: Int) -> Double? {
    guard let closing = stock[year], let opening = stock[year - 1], let entries = entries[year],
      let exits = exits[year]
    else { return nil }
    return closing - opening - entries + exits
  }
}

/// Entry, exit and residual rates of one stock over a window of years.
///
/// Each is events over exposure, the maximum-likelihood estimate of a Poisson regression with an
/// intercept and the logarithm of the exposure as offset: entries per person, exits and residual per
/// year of stock (the mean of opening and closing). Never a mean of yearly ratios.
public struct StockFlowRates: Sendable, Equatable {
  /// Entries per person per year; `nil` where no population is known.
  public var entriesPerPerson: Double?
  /// Entries per year, the mean over the window.
  public var entriesPerYear: Double
  /// Exits per unit of mean stock per year.
  public var exitRate: Double
  /// Residual per unit of mean stock per year, with its sign.
  public var residualRate: Double
  /// α in Var(entries) = μ + α μ², a negative binomial's: how far yearly entries stray from their
  /// own trend beyond chance, at least 0.
  public var entryOverdispersion: Double

  /// Rates given directly.
  public init(
    entriesPerPerson: Double?, entriesPerYear: Double, exitRate: Double, residualRate: Double,
    entryOverdispersion: Double = 0
  ) {
    self.entriesPerPerson = entriesPerPerson
    self.entriesPerYear = entriesPerYear
    self.exitRate = exitRate
    self.residualRate = residualRate
    self.entryOverdispersion = entryOverdispersion
  }

  /// Rates over the `window` years to `origin`; `nil` where no year has stock and both flows.
  public init?(_ series: StockFlowSeries, origin: Int, window: Int) {
    var entries = 0.0
    var exits = 0.0
    var exposure = 0.0
    var residual = 0.0
    var people = 0.0
    var peopleKnown = true
    var years: [Int] = []
    for year in (origin - window + 1)...origin {
      guard let unexplained = series.residual(in: year), let entered = series.entries[year],
        let left = series.exits[year], let closing = series.stock[year],
        let opening = series.stock[year - 1]
      else { continue }
      years.append(year)
      entries += entered
      exits += left
      residual += unexplained
      exposure += (opening + closing) / 2
      if let population = series.population[year - 1] ?? series.population[year - 2] {
        people += population
      } else {
        peopleKnown = false
      }
    }
    guard !years.isEmpty, exposure > 0, exits > 0, entries > 0 else { return nil }
    entriesPerPerson = peopleKnown && people > 0 ? entries / people : nil
    entriesPerYear = entries / Double(years.count)
    exitRate = exits / exposure
    residualRate = residual / exposure
    entryOverdispersion = StockFlowRates.overdispersion(series.entries, origin: origin)
  }

  /// Own rates with weight `ownWeight` (0...1), the panel's median with the rest: rates in
  /// logarithms, the signed residual as it is. Overdispersion is the panel's: six years say too
  /// little of one series' own.
  public func shrunk(towards panel: [StockFlowRates], ownWeight: Double) -> StockFlowRates {
    var result = self
    func blend(_ own: Double, _ others: [Double]) -> Double {
      guard own > 0, let middle = Quantile.median(others.filter { $0 > 0 }) else { return own }
      return exp(ownWeight * log(own) + (1 - ownWeight) * log(middle))
    }
    if let own = entriesPerPerson {
      result.entriesPerPerson = blend(own, panel.compactMap(\.entriesPerPerson))
    }
    result.exitRate = blend(exitRate, panel.map(\.exitRate))
    if let middle = Quantile.median(panel.map(\.residualRate)) {
      result.residualRate = ownWeight * residualRate + (1 - ownWeight) * middle
    }
    if let middle = Quantile.median(panel.map(\.entryOverdispersion)) {
      result.entryOverdispersion = middle
    }
    return result
  }

  /// Expected stock `years` on from `stock`, with `population` people held constant.
  ///
  /// Each year solves closing = opening + λ P + (ρ − μ) (opening + closing) / 2, so that the
  /// identity of stocks and flows holds in the mean.
  public func project(stock: Double, population: Double?, years: Int) -> Double {
    let entries: Double =
      if let entriesPerPerson, let population { entriesPerPerson * population } else {
        entriesPerYear
      }
    let half = (exitRate - residualRate) / 2
    var level = stock
    for _ in 0..<years { level = (level * (1 - half) + entries) / (1 + half) }
    return level
  }

  /// Moment estimate of α over the last six years around a log-linear trend; 0 with fewer than four.
  private static func overdispersion(_ entries: [Int: Double], origin: Int) -> Double {
    let points = ((origin - 5)...origin).compactMap { year -> (x: Double, y: Double)? in
      guard let count = entries[year], count > 0 else { return nil }
      return (Double(year - origin), count)
    }
    guard points.count >= 4 else { return 0 }
    let size = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / size
    let meanLog = points.reduce(0) { $0 + log($1.y) } / size
    let slope =
      points.reduce(0) { $0 + ($1.x - meanX) * (log($1.y) - meanLog) }
      / points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    var excess = 0.0
    var squares = 0.0
    for point in points {
      let fitted = exp(meanLog + slope * (point.x - meanX))
      let residual = point.y - fitted
      excess += residual * residual * size / (size - 2) - fitted
      squares += fitted * fitted
    }
    return max(0, excess / squares)
  }
}
