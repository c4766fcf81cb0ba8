public import Cohorts
public import CouncilReturns
import Foundation
public import Periods
import Probability

/// Children who begin to be looked after, by age in years and placement, with a damped trend.
///
/// Rates per night (and per child where a population is given) are shrunk up a ladder: age and
/// placement towards group of age and placement, that towards placement. The trend of monthly totals
/// is a Poisson regression on time with the same weights, its slope times 1 − (se/slope)² or nothing,
/// shrunk by 70% towards no growth and damped: h months after the window the log rate has changed by
/// b Σ(j ≤ h) φ^j.
public struct CareEntryModel: Sendable {
  /// Rates per night, and per child where a population is given, by age and placement.
  public let ladder: RateLadder

  /// The trend of the log rate per month after shrinkage, at the window's end.
  public let trend: Double

  /// The standard error of ``trend``.
  public let trendError: Double

  /// The damping φ of the trend per month.
  public let damping: Double

  /// The size k of the negative binomial of monthly totals, Var = μ + μ²/k; `nil` for Poisson.
  public let size: Double?

  /// The standard deviation of the logarithm of a whole year's entries beyond chance.
  public let yearEffect: Double

  let population: PopulationByAge?
  let lastMonth: Month
  /// Whether children of a group of age (rows) begin in a placement at all.
  private let mayBegin: [[Bool]]

  /// The share of the fitted trend that is kept.
  static let keptTrend = 0.3

  /// Fits entries of a window; throws ``CareProjectionError`` where the damping is outside 0...1 or
  /// nobody entered.
  public init(
    _ exposure: CareExposure, weights: [Double], damping: Double = 0.95,
    population: PopulationByAge? = nil
  ) throws(CareProjectionError) {
    guard (0...1).contains(damping) else {
      throw CareProjectionError("damping", "is \(damping); it must be inside 0...1")
    }
    let placements = CareRates.placements
    let events = CareRates.weighted(exposure.entries.map { $0.map(Double.init) }, weights)
    let monthly = exposure.months.indices.map { month in
      (0..<18 * placements).map { cell in
        Double(exposure.nights[month])
          * (population?.children(age: cell / placements, in: exposure.months[month]) ?? 1)
      }
    }
    let ages = (0..<18).map { CareStays.AgeGroup(age: $0).rawValue }
    let cells = 0..<18 * placements
    do {
      ladder = try RateLadder(
        events: events, exposure: CareRates.weighted(monthly, weights),
        groups: [
          cells.map { $0 % placements },
          cells.map { ages[$0 / placements] * placements + $0 % placements },
        ])
    } catch {
      throw CareProjectionError("entries", error.description)
    }
    mayBegin = CareStays.AgeGroup.allCases.indices.map { group in
      (0..<placements).map { place in
        cells.contains {
          ages[$0 / placements] == group && $0 % placements == place && events[$0] > 0
        }
      }
    }
    let totals = exposure.entries.map { Double($0.reduce(0, +)) }
    let offsets = monthly.map { $0.reduce(0, +) }
    let fit = LogLinearTrend(totals, exposure: offsets, weights: weights)
    // What chance alone would show of a trend is taken off before the rest is shrunk.
    let noise = fit.slope == 0 ? 1 : fit.standardError * fit.standardError / (fit.slope * fit.slope)
    trend = Self.keptTrend * fit.slope * max(0, 1 - noise)
    trendError = Self.keptTrend * fit.standardError
    size = fit.size
    let years = totals.count / 12
    if years >= 4 {
      let first = totals.count - 12 * years
      func yearly(_ values: [Double]) -> [Double] {
        (0..<years).map { year in
          values[(first + 12 * year)..<(first + 12 * (year + 1))].reduce(0, +)
        }
      }
      yearEffect = CareRates.overdispersion(yearly(totals), yearly(fit.fitted))
    } else {
      yearEffect = 0.06
    }
    self.damping = damping
    self.population = population
    lastMonth = exposure.months[exposure.months.count - 1]
  }

  /// The expected entries of one night by age and placement, at given rates and trend.
  func nightly(_ month: Month, rates: [Double], trend: Double) -> [Double] {
    let placements = CareRates.placements
    var sum = 0.0
    var step = 1.0
    for _ in 0..<max(0, lastMonth.months(to: month)) {
      step *= damping
      sum += step
    }
    let growth = exp(trend * sum)
    return rates.indices.map { cell in
      let age = cell / placements
      guard mayBegin[CareStays.AgeGroup(age: age).rawValue][cell % placements] else { return 0 }
      return rates[cell] * growth * (population?.children(age: age, in: month) ?? 1)
    }
  }

  /// The expected entries of one night by age and placement, `age * placements + placement`.
  public func nightly(in month: Month) -> [Double] {
    nightly(month, rates: ladder.estimates.map(\.rate), trend: trend)
  }
}

/// A Poisson regression of monthly counts on time with an exposure, by Newton's method.
struct LogLinearTrend {
  /// The slope of the log rate per month.
  private(set) var slope = 0.0

  /// Its standard error, with the Pearson dispersion where that is above 1.
  private(set) var standardError = 0.0

  /// The size of a negative binomial with the same dispersion; `nil` where there is none.
  private(set) var size: Double?

  /// The fitted counts.
  private(set) var fitted: [Double]

  /// Fits counts; without events, or with fewer than three months, there is no slope.
  init(_ counts: [Double], exposure: [Double], weights: [Double]) {
    let n = counts.count
    let total = zip(counts, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let atRisk = zip(exposure, weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard total > 0, atRisk > 0 else {
      fitted = [Double](repeating: 0, count: n)
      return
    }
    var level = log(total / atRisk)
    fitted = exposure.map { $0 * exp(level) }
    guard n >= 3 else { return }
    let middle = Double(n - 1) / 2
    var slope = 0.0
    var information = (a: 0.0, b: 0.0, c: 0.0)
    for _ in 0..<50 {
      information = (0, 0, 0)
      var score = (0.0, 0.0)
      for month in 0..<n {
        let x = Double(month) - middle
        let mu = exposure[month] * exp(level + slope * x)
        let w = weights[month]
        score.0 += w * (counts[month] - mu)
        score.1 += w * (counts[month] - mu) * x
        information.a += w * mu
        information.b += w * mu * x
        information.c += w * mu * x * x
      }
      let determinant = information.a * information.c - information.b * information.b
      guard determinant > 0 else { return }
      let stepLevel = (information.c * score.0 - information.b * score.1) / determinant
      let stepSlope = (information.a * score.1 - information.b * score.0) / determinant
      level += max(-1, min(1, stepLevel))
      slope += max(-0.2, min(0.2, stepSlope))
      if abs(stepLevel) < 1e-12, abs(stepSlope) < 1e-13 { break }
    }
    guard slope.isFinite, level.isFinite, abs(slope) < 1 else { return }
    let determinant = information.a * information.c - information.b * information.b
    self.slope = slope
    fitted = (0..<n).map { exposure[$0] * exp(level + slope * (Double($0) - middle)) }
    let squares = zip(counts, fitted).reduce(0) { sum, pair in
      pair.1 > 0 ? sum + (pair.0 - pair.1) * (pair.0 - pair.1) / pair.1 : sum
    }
    let dispersion = squares / Double(n - 2)
    standardError = (max(1, dispersion) * information.a / determinant).squareRoot()
    let mean = fitted.reduce(0, +) / Double(n)
    if dispersion > 1 { size = mean / (dispersion - 1) }
  }
}
