public import Periods

/// What a pound in an amount buys: the price level it is expressed in.
public enum PriceBase: Hashable, Sendable {
  /// In the prices of that financial year (real terms).
  case prices(FinancialYear)
  /// Cash of the year it is paid in (nominal terms).
  case cash

  /// `2026/27 prices` or `cash`, as a table heading states it.
  public var label: String {
    switch self {
    case .prices(let year): "\(year.label) prices"
    case .cash: "cash"
    }
  }
}

/// An amount paid in cash. It adds only to cash: a real amount is another type, so the two never
/// meet without an ``InflationPath``.
public struct CashMoney: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The amount.
  public let amount: Pence

  /// That amount of cash.
  public init(_ amount: Pence) {
    self.amount = amount
  }

  /// No money.
  public static let zero = CashMoney(.zero)

  /// Its price base.
  public var base: PriceBase { .cash }

  /// Their sum.
  public static func + (left: CashMoney, right: CashMoney) -> CashMoney {
    CashMoney(left.amount + right.amount)
  }

  /// Their difference.
  public static func - (left: CashMoney, right: CashMoney) -> CashMoney {
    CashMoney(left.amount - right.amount)
  }

  /// Smaller amounts come first.
  public static func < (left: CashMoney, right: CashMoney) -> Bool { left.amount < right.amount }
}

/// An amount in the prices of one financial year.
public struct RealMoney: Hashable, Sendable {
  /// The amount.
  public let amount: Pence
  /// The year whose prices it is in.
  public let priceYear: FinancialYear

  /// That amount in that year's prices.
  public init(_ amount: Pence, inPricesOf priceYear: FinancialYear) {
    self.amount = amount
    self.priceYear = priceYear
  }

  /// Its price base.
  public var base: PriceBase { .prices(priceYear) }

  /// The sum; throws ``FinanceError/differentPriceBases(_:_:)`` where the price years differ.
  public func adding(_ other: RealMoney) throws(FinanceError) -> RealMoney {
    try requireSameBase(as: other)
    return RealMoney(amount + other.amount, inPricesOf: priceYear)
  }

  /// The difference; throws ``FinanceError/differentPriceBases(_:_:)`` where the price years differ.
  public func subtracting(_ other: RealMoney) throws(FinanceError) -> RealMoney {
    try requireSameBase(as: other)
    return RealMoney(amount - other.amount, inPricesOf: priceYear)
  }

  private func requireSameBase(as other: RealMoney) throws(FinanceError) {
    guard priceYear == other.priceYear else {
      throw .differentPriceBases(priceYear, other.priceYear)
    }
  }
}
