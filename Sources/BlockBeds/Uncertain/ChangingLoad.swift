import Foundation
public import Probability

/// Cost by number of beds while the load changes: the children who are there now leave, and others come
/// at a rate that differs by week. Beds that fall free are filled at once.
///
/// At the end of week t those newly there are Poisson with mean `Σ_j λ_j ∫ S` over each week's arrivals,
/// and each child who is there now still is with the chance that the stay lasts on, given how long it has
/// lasted; S is the survival of a mixture of exponential stays.
public struct ChangingLoad: Sendable {
  /// One kind of stay.
  public struct Stay: Hashable, Sendable {
    /// Share of children who stay in this way.
    public let share: Double
    /// Mean stay, weeks.
    public let meanWeeks: Double

    /// A kind of stay.
    public init(share: Double, meanWeeks: Double) {
      self.share = share
      self.meanWeeks = meanWeeks
    }
  }

  /// Mean children at the end of each week.
  public let means: [Double]
  private let laws: [[Double]]

  /// The load of `arrivalsByWeek`, with children who have been there for `elapsedWeeks`.
  ///
  /// Throws for negative numbers and for shares that do not sum to 1.
  public init(
    arrivalsByWeek: [Double], stays: [Stay], elapsedWeeks: [Double]
  ) throws(ParameterError) {
    guard arrivalsByWeek.allSatisfy({ $0 >= 0 && $0.isFinite }), !arrivalsByWeek.isEmpty else {
      throw ParameterError(
        "arrivals by week", arrivalsByWeek.count, "must be numbers from 0, one a week")
    }
    guard stays.allSatisfy({ $0.share >= 0 && $0.meanWeeks > 0 }),
      abs(stays.reduce(0) { $0 + $1.share } - 1) < 1e-9
    else {
      throw ParameterError("stays", stays.count, "must have shares that sum to 1 and means above 0")
    }
    guard elapsedWeeks.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw ParameterError("elapsed weeks", elapsedWeeks.count, "must be numbers from 0")
    }
    func survival(_ time: Double) -> Double {
      stays.reduce(0) { $0 + $1.share * exp(-time / $1.meanWeeks) }
    }
    /// The mean time that a child of the week from `from` to `to` weeks ago would have survived.
    func surviving(_ from: Double, _ to: Double) -> Double {
      stays.reduce(0) {
        $0 + $1.share * $1.meanWeeks * (exp(-from / $1.meanWeeks) - exp(-to / $1.meanWeeks))
      }
    }
    var means: [Double] = []
    var laws: [[Double]] = []
    for week in 1...arrivalsByWeek.count {
      var mean = 0.0
      for before in 1...week {
        let from = Double(week - before)
        mean += arrivalsByWeek[before - 1] * surviving(from, from + 1)
      }
      let chances = elapsedWeeks.map { survival($0 + Double(week)) / survival($0) }
      means.append(mean + chances.reduce(0, +))
      laws.append(try Self.law(newcomers: mean, chances: chances))
    }
    self.means = means
    self.laws = laws
  }

  /// The law of newcomers and those still there, up to where 10⁻¹⁵ is left.
  private static func law(
    newcomers mean: Double, chances: [Double]
  ) throws(ParameterError) -> [Double] {
    let poisson = try Poisson(mean: mean)
    let last = mean > 0 ? poisson.quantile(1 - 1e-15) + 2 : 0
    var law = (0...last).map { poisson.pmf($0) }
    for chance in chances {
      var next = Array(repeating: 0.0, count: law.count + 1)
      for (count, mass) in law.enumerated() {
        next[count] += mass * (1 - chance)
        next[count + 1] += mass * chance
      }
      law = next
    }
    return law
  }

  /// The cost over all weeks with so many beds, £.
  public func cost(beds: Int, prices: BedPrices) -> Double {
    zip(laws, means).reduce(0) { sum, week in
      let spot = week.0.enumerated().dropFirst(max(0, beds)).reduce(0) {
        $0 + Double($1.offset - beds) * $1.element
      }
      return sum + prices.fixed * Double(beds) + prices.perUse * (week.1 - spot) + prices.spot
        * spot
    }
  }
}
