/// Money another body pays towards a place.
public struct Contribution: Hashable, Sendable {
  /// How much.
  public enum Amount: Hashable, Sendable {
    /// A share of the gross cost, 0 to 1.
    case share(Double)
    /// Pounds in the year, whatever the cost.
    case fixed(Double)
  }

  /// Who pays, such as `health`, `education` or `UASC grant`.
  public let payer: String
  /// How much.
  public let amount: Amount
  /// The ledger that bears it, where it is one of the council's; `nil` for outside money.
  public let fund: Fund?

  /// A contribution.
  public init(payer: String, amount: Amount, fund: Fund? = nil) {
    self.payer = payer
    self.amount = amount
    self.fund = fund
  }
}

/// A gross cost and who pays it, to the penny.
public struct SharedCost: Hashable, Sendable {
  /// The whole cost.
  public let gross: CashMoney
  /// What each contribution pays, in their order.
  public let contributions: [CashMoney]
  /// What is left to the fund that holds the place.
  public let net: CashMoney

  /// Splits a cost. Gross = contributions + net to the penny.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where a share is outside 0 to 1, an amount is
  /// negative, or the contributions are more than the cost: income of other children would pay.
  public init(gross: CashMoney, contributions: [Contribution]) throws(FinanceError) {
    var paid: [CashMoney] = []
    for contribution in contributions {
      switch contribution.amount {
      case .share(let share):
        guard (0...1).contains(share) else {
          throw .invalid(
            input: contribution.payer, reason: "a share of \(share) is outside 0 to 1")
        }
        paid.append(CashMoney(try Pence(roundingPounds: gross.amount.pounds * share)))
      case .fixed(let pounds):
        guard pounds >= 0 else {
          throw .invalid(
            input: contribution.payer,
            reason: "\(pounds) is negative; a contribution reduces the net cost as it is")
        }
        paid.append(CashMoney(try Pence(roundingPounds: pounds)))
      }
    }
    let sum = paid.reduce(CashMoney.zero, +)
    guard sum <= gross else {
      throw .invalid(
        input: contributions.map(\.payer).joined(separator: ", "),
        reason: "contribute \(sum.amount) to a cost of \(gross.amount): check that a grant of a "
          + "year is not set against one child")
    }
    self.gross = gross
    self.contributions = paid
    net = gross - sum
  }
}
