public import Periods

/// Discount rates that hold from dates on: the Treasury reviews its rate, so an appraisal says which
/// it used and from when.
public struct DiscountRates: Hashable, Sendable {
  /// A rate and the first day it holds.
  public struct Dated: Hashable, Sendable {
    /// The first day.
    public let from: CalendarDate
    /// The rate, 0.035 for 3.5%.
    public let rate: Double
    /// Who set it.
    public let source: String

    /// A rate.
    public init(from: CalendarDate, rate: Double, source: String) {
      self.from = from
      self.rate = rate
      self.source = source
    }
  }

  /// The rates, earliest first.
  public let rates: [Dated]

  /// Rates. Throws ``FinanceError/invalid(input:reason:)`` where there is none, two start on one day,
  /// or one is −100% or below.
  public init(_ rates: [Dated]) throws(FinanceError) {
    guard !rates.isEmpty else {
      throw .invalid(input: "rates", reason: "there is no discount rate")
    }
    let ordered = rates.sorted { $0.from < $1.from }
    for (earlier, later) in zip(ordered, ordered.dropFirst()) where earlier.from == later.from {
      throw .invalid(
        input: "rate from \(later.from.iso)", reason: "two rates start that day; keep one")
    }
    for rate in ordered where !(rate.rate > -1 && rate.rate.isFinite) {
      throw .invalid(
        input: "rate from \(rate.from.iso)",
        reason: "\(rate.rate) is not a discount rate; give 0.035 for 3.5%")
    }
    self.rates = ordered
  }

  /// The rate in force on a day. Throws ``FinanceError/invalid(input:reason:)`` before the first.
  public func rate(on day: CalendarDate) throws(FinanceError) -> Double {
    guard let rate = rates.last(where: { $0.from <= day }) else {
      throw .invalid(
        input: "discount rate on \(day.iso)",
        reason: "the first rate starts on \(rates[0].from.iso); give the rate in force then")
    }
    return rate.rate
  }
}

/// Money spent now to spend less later, appraised at the discount rates of its years.
public struct InvestToSave: Hashable, Sendable {
  /// The discounted costs and benefits.
  public let appraisal: Appraisal
  /// Discounted benefits by kind of saving, optimism bias included, pounds.
  public let kinds: [SavingKind: Double]

  /// An appraisal from its first financial year, which is year 0 and is not discounted.
  ///
  /// - Parameters:
  ///   - costs: cash by year, pounds.
  ///   - benefits: cash by year and kind of saving, pounds; kinds are added for the present value and
  ///     kept apart in ``kinds``.
  ///   - deflator: GDP-deflator index by year.
  ///   - rates: the rate of each year is the one in force on its 1 April.
  /// - Throws: as ``Appraisal/init(costs:benefits:deflator:rates:optimismCost:optimismBenefit:)``.
  public init(
    from year: FinancialYear, costs: [Double], benefits: [SavingKind: [Double]],
    deflator: [Double], rates: DiscountRates, optimismCost: Double, optimismBenefit: Double
  ) throws(FinanceError) {
    for (kind, list) in benefits where list.count != costs.count {
      throw .invalid(
        input: "\(kind.rawValue) benefits",
        reason: "has \(list.count) years where costs have \(costs.count)")
    }
    var inForce: [Double] = []
    for offset in costs.indices {
      inForce.append(try rates.rate(on: year.advanced(by: offset).firstDay))
    }
    let total = costs.indices.map { place in
      compensatedSum(SavingKind.allCases.map { benefits[$0]?[place] ?? 0 })
    }
    let appraisal = try Appraisal(
      costs: costs, benefits: total, deflator: deflator, rates: inForce,
      optimismCost: optimismCost, optimismBenefit: optimismBenefit)
    self.appraisal = appraisal
    kinds = benefits.mapValues { list in
      compensatedSum(
        list.enumerated().map {
          $0.element / deflator[$0.offset] * (1 - optimismBenefit)
            * appraisal.discountFactors[$0.offset]
        })
    }
  }

  /// The share of the stated benefits that must be delivered for benefits to meet costs: the
  /// switching value. `nil` where there are no benefits.
  public var switchingShare: Double? {
    appraisal.presentBenefits > 0 ? appraisal.presentCosts / appraisal.presentBenefits : nil
  }

  /// Net present value counting cash only: avoidance and efficiency left out, pounds.
  public var cashableNetPresentValue: Double {
    (kinds[.cashable] ?? 0) - appraisal.presentCosts
  }
}
