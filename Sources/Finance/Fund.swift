/// A ledger money is held in, such as the general fund or the dedicated schools grant.
public struct Fund: Hashable, Sendable {
  /// The name scenario files use: `general-fund`.
  public let id: String
  /// The name tables print.
  public let label: String
  /// Whether the money may be spent on its purpose only, so that it never nets with another fund.
  public let isRingfenced: Bool

  /// A fund.
  public init(id: String, label: String, isRingfenced: Bool) {
    self.id = id
    self.label = label
    self.isRingfenced = isRingfenced
  }

  /// The sum of amounts of one fund or of several unringfenced ones. Throws
  /// ``FinanceError/ringfencedFunds(_:_:)`` where a ringfenced fund would be netted with another.
  public static func total(
    of amounts: some Sequence<(fund: Fund, amount: CashMoney)>
  ) throws(FinanceError) -> CashMoney {
    var total = CashMoney.zero
    var first: Fund?
    var hasRingfenced = false
    for (fund, amount) in amounts {
      hasRingfenced = hasRingfenced || fund.isRingfenced
      if let first, first.id != fund.id, hasRingfenced {
        throw .ringfencedFunds(first.id, fund.id)
      }
      first = first ?? fund
      total += amount
    }
    return total
  }
}
