public import Periods

/// The change in a price from one financial year to the next, for a run of consecutive years.
///
/// `change[y]` takes the price level of year y − 1 to that of year y, so a path that starts at
/// 2027/28 can reprice amounts in 2026/27 prices.
public struct InflationPath: Hashable, Sendable {
  /// The path's name, as errors and table notes quote it.
  public let name: String
  /// The first year with a change.
  public let firstYear: FinancialYear
  /// The change into each year from ``firstYear`` on, as fractions (0.03 is 3%).
  public let changes: [Double]
  /// The change into every year after the last, or `nil` where the path ends.
  public let onwards: Double?

  /// A path. Throws ``FinanceError/invalid(input:reason:)`` where a change is not finite or takes
  /// the price to nothing (−100% or below).
  public init(
    name: String, from firstYear: FinancialYear, changes: [Double], onwards: Double? = nil
  ) throws(FinanceError) {
    for (offset, change) in changes.enumerated() {
      try InflationPath.check(change, name, firstYear.advanced(by: offset).label)
    }
    if let onwards { try InflationPath.check(onwards, name, "the years onwards") }
    self.name = name
    self.firstYear = firstYear
    self.changes = changes
    self.onwards = onwards
  }

  private static func check(
    _ change: Double, _ name: String, _ year: String
  ) throws(FinanceError) {
    guard change.isFinite, change > -1 else {
      throw .invalid(
        input: "inflation path \(name), \(year)",
        reason: "a change of \(change) leaves no price; give a fraction above -1, such as 0.03")
    }
  }

  /// The change into `year`; throws ``FinanceError/noInflation(path:year:)`` outside the path.
  public func change(into year: FinancialYear) throws(FinanceError) -> Double {
    let offset = year.startYear - firstYear.startYear
    if changes.indices.contains(offset) { return changes[offset] }
    guard offset >= changes.count, let onwards else { throw .noInflation(path: name, year: year) }
    return onwards
  }

  /// What a price of 1 in `base` becomes in `year`: the product of the changes between, and the
  /// reciprocal where `year` comes first. Throws where a year between has no change.
  public func factor(
    from base: FinancialYear, to year: FinancialYear
  ) throws(FinanceError) -> Double {
    guard base <= year else { return 1 / (try factor(from: year, to: base)) }
    var factor = 1.0
    for startYear in base.startYear..<year.startYear {
      factor *= 1 + (try change(into: FinancialYear(startYear: startYear + 1)))
    }
    return factor
  }

  /// The amount in the prices of another year.
  public func reprice(
    _ money: RealMoney, to year: FinancialYear
  ) throws(FinanceError) -> RealMoney {
    let factor = try factor(from: money.priceYear, to: year)
    return RealMoney(try Pence(roundingPounds: money.amount.pounds * factor), inPricesOf: year)
  }

  /// The cash a real amount costs when it is paid in `year`.
  public func cash(_ money: RealMoney, paidIn year: FinancialYear) throws(FinanceError) -> CashMoney
  {
    CashMoney(try reprice(money, to: year).amount)
  }

  /// A cash amount paid in `year`, in the prices of `base`.
  public func real(
    _ money: CashMoney, paidIn year: FinancialYear, inPricesOf base: FinancialYear
  ) throws(FinanceError) -> RealMoney {
    try reprice(RealMoney(money.amount, inPricesOf: year), to: base)
  }
}
