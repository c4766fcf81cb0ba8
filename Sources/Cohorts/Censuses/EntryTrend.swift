import Foundation

/// The trend of entry rates: entrants of each age at the same yearly growth, fitted by Poisson
/// regression with the exposed people of the age as offset.
///
/// The growth b is shrunk to none: prior normal with standard deviation ``prior``, weighed against
/// the standard error that includes year effects. The future change of the logarithm h years after
/// the last is b Σ φʲ, j = 1...h (damped).
public struct EntryTrend: Hashable, Sendable {
  /// The prior standard deviation of yearly growth.
  public static let prior = 0.05

  /// The damping φ of growth a year.
  public static let damping = 0.9

  /// Expected growth of the logarithm of rates in a year.
  public let growth: Double

  /// Its standard deviation.
  public let growthError: Double

  /// The standard deviation of a year's effect on the logarithm of rates.
  public let yearEffect: Double

  /// Per age, the entrants of all years.
  public let entrants: [Double]

  /// Per age, the exposed of all years, each year's weighed by how much lower rates were then than
  /// in the last, so that entrants over exposed are the rates of the last year.
  public let exposed: [Double]

  /// Fits the trend.
  ///
  /// - Parameters:
  ///   - entrants: per year and age.
  ///   - exposed: per year and age.
  ///   - years: the years, in order; the last is the one that rates are given for.
  /// - Throws: ``CohortError`` where lists do not fit, or entrants come from nobody.
  public init(
    entrants: [[Double]], exposed: [[Double]], years: [Int]
  ) throws(CohortError) {
    guard entrants.count == years.count, exposed.count == years.count,
      let ages = entrants.first?.count, let last = years.last
    else {
      throw CohortError("entrants", "and exposed must cover the same years, at least one")
    }
    for (year, (row, base)) in zip(entrants, exposed).enumerated() {
      guard row.count == ages, base.count == ages else {
        throw CohortError("entrants[\(year)]", "must cover the ages of the first year")
      }
      for age in 0..<ages where !(base[age] >= 0) || (row[age] > 0 && base[age] == 0) {
        throw CohortError(
          "exposed[\(year)][\(age)]", "is \(base[age]) where there are \(row[age]) entrants")
      }
    }
    let times = years.map { Double($0 - last) }
    let totals = (0..<ages).map { age in entrants.reduce(0) { $0 + $1[age] } }
    let observed = entrants.map { $0.reduce(0, +) }
    let slope = Self.slope(entrants: observed, totals: totals, exposed: exposed, times: times)
    let expected = Self.expected(totals: totals, exposed: exposed, times: times, slope: slope)
    let effect = YearSpread.estimate(observed: observed, expected: expected, fitted: 2)
    // Weights of log totals: one over the variance of chance and year effect together.
    let weights = expected.map { $0 / (1 + effect * effect * $0) }
    let weight = weights.reduce(0, +)
    let centre = weight > 0 ? zip(weights, times).reduce(0) { $0 + $1.0 * $1.1 } / weight : 0
    let information = zip(weights, times).reduce(0) {
      $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre)
    }
    let trust = information / (information + 1 / (Self.prior * Self.prior))
    growth = slope * trust
    growthError = Foundation.sqrt(1 / (information + 1 / (Self.prior * Self.prior)))
    yearEffect = effect
    self.entrants = totals
    let shrunk = growth
    self.exposed = (0..<ages).map { age in
      zip(exposed, times).reduce(0) { $0 + $1.0[age] * exp(shrunk * $1.1) }
    }
  }

  /// The sum of the damping factors h years after the last.
  public static func dampedYears(_ years: Int) -> Double {
    var sum = 0.0
    var factor = 1.0
    for _ in 0..<max(0, years) {
      factor *= damping
      sum += factor
    }
    return sum
  }

  /// Yearly totals with each age's entrants spread over the years by exposure and growth.
  private static func expected(
    totals: [Double], exposed: [[Double]], times: [Double], slope: Double
  ) -> [Double] {
    var expected = [Double](repeating: 0, count: times.count)
    for (age, total) in totals.enumerated() where total > 0 {
      let weights = zip(exposed, times).map { $0[age] * exp(slope * $1) }
      let sum = weights.reduce(0, +)
      for year in times.indices { expected[year] += total * weights[year] / sum }
    }
    return expected
  }

  /// The growth whose expected entrants have the observed mean year: the score of the conditional
  /// likelihood, which falls in the growth, is halved down on ±1.
  private static func slope(
    entrants: [Double], totals: [Double], exposed: [[Double]], times: [Double]
  ) -> Double {
    guard times.count > 1, entrants.contains(where: { $0 > 0 }) else { return 0 }
    var low = -1.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let expected = expected(totals: totals, exposed: exposed, times: times, slope: middle)
      let score = times.indices.reduce(0) { $0 + times[$1] * (entrants[$1] - expected[$1]) }
      if score > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
