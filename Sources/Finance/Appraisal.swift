/// The discounted costs and benefits of a decision, in real terms (HM Treasury, Green Book).
public struct Appraisal: Hashable, Sendable {
  /// The discount factor of each year; 1 in year 0.
  public let discountFactors: [Double]
  /// Discounted costs, optimism bias included, pounds.
  public let presentCosts: Double
  /// Discounted benefits, optimism bias included, pounds.
  public let presentBenefits: Double
  /// Running sum of undiscounted real net benefit by year, pounds.
  public let cumulative: [Double]

  /// Benefits less costs.
  public var netPresentValue: Double { presentBenefits - presentCosts }
  /// Benefits for each pound of cost, or `nil` where there is no cost.
  public var benefitCostRatio: Double? {
    presentCosts > 0 ? presentBenefits / presentCosts : nil
  }
  /// The first year in which the running sum is not negative, or `nil` where none is.
  public var paybackYear: Int? { cumulative.firstIndex { $0 >= 0 } }

  /// The Green Book's social time preference rate in a year of an appraisal: 3.5% for the first 30
  /// years, 3.0% to 75 and 2.5% after. The Treasury reviews it, so an appraisal names its rate.
  public static func greenBookRate(inYear year: Int) -> Double {
    switch year {
    case ...30: 0.035
    case ...75: 0.03
    default: 0.025
    }
  }

  /// An appraisal.
  ///
  /// - Parameters:
  ///   - costs: cash costs by year, year 0 first, pounds.
  ///   - benefits: cash benefits by year, pounds.
  ///   - deflator: GDP-deflator index by year; cash over index is real.
  ///   - rates: the discount rate in force in each year; that of year 0 is not used.
  ///   - optimismCost: share added to costs.
  ///   - optimismBenefit: share taken from benefits.
  /// - Throws: ``FinanceError/invalid(input:reason:)`` where lists are empty, differ in length, or
  ///   hold a deflator of 0 or below or a rate of −100% or below; where a bias is outside its range.
  public init(
    costs: [Double], benefits: [Double], deflator: [Double], rates: [Double],
    optimismCost: Double, optimismBenefit: Double
  ) throws(FinanceError) {
    guard !costs.isEmpty else {
      throw .invalid(input: "costs", reason: "there is no year to appraise")
    }
    for (name, list) in [("benefits", benefits), ("deflator", deflator), ("rates", rates)]
    where list.count != costs.count {
      throw .invalid(
        input: name, reason: "has \(list.count) years where costs have \(costs.count)")
    }
    for (name, list) in [("costs", costs), ("benefits", benefits)] {
      for (index, figure) in list.enumerated() where !figure.isFinite {
        throw .invalid(input: "\(name)[\(index)]", reason: "is not a finite amount")
      }
    }
    for (index, level) in deflator.enumerated() where !(level > 0 && level.isFinite) {
      throw .invalid(
        input: "deflator[\(index)]", reason: "\(level) is not a price level; give an index above 0")
    }
    for (index, rate) in rates.enumerated() where !(rate > -1 && rate.isFinite) {
      throw .invalid(
        input: "rates[\(index)]", reason: "\(rate) is not a discount rate; give 0.035 for 3.5%")
    }
    guard optimismCost.isFinite, optimismCost >= 0 else {
      throw .invalid(
        input: "optimismCost", reason: "\(optimismCost) would make costs smaller; give 0 or more")
    }
    guard (0...1).contains(optimismBenefit) else {
      throw .invalid(
        input: "optimismBenefit", reason: "\(optimismBenefit) is outside 0 to 1 of the benefits")
    }
    let years = costs.indices
    let realCosts = years.map { costs[$0] / deflator[$0] * (1 + optimismCost) }
    let realBenefits = years.map { benefits[$0] / deflator[$0] * (1 - optimismBenefit) }
    var factors = [1.0]
    for rate in rates.dropFirst() { factors.append(factors[factors.count - 1] / (1 + rate)) }
    discountFactors = factors
    presentCosts = compensatedSum(zip(realCosts, factors).map { $0 * $1 })
    presentBenefits = compensatedSum(zip(realBenefits, factors).map { $0 * $1 })
    var running = 0.0
    cumulative = years.map { year in
      running += realBenefits[year] - realCosts[year]
      return running
    }
  }
}
