public import Periods
public import Probability

/// What a contract comes to month by month under its terms, at expected use.
///
/// With c beds open and a share s of children who take two, c ÷ (1 + s) children have room. Use is that of
/// the loss model (``LossModel``): `a_e (1 − B(c ÷ (1 + s)))` children, B Erlang's formula between whole
/// numbers (D. L. Jagerman, 1974). Paid are the beds used or the guaranteed ones, whichever is more, at the
/// price of the month, for the days on which the contract runs. A month is taken to have settled: a child's
/// stay is short beside the contract.
public struct ContractCost: Sendable {
  /// One month.
  public struct Row: Sendable, Hashable {
    /// The month.
    public let month: Month
    /// Beds open.
    public let openBeds: Int
    /// Children in them, expected.
    public let children: Double
    /// Share of the open beds in use or held for a solo child; 0 where none is open.
    public let use: Double
    /// Beds paid for.
    public let paidBeds: Double
    /// Paid to the provider, £.
    public let paid: Double
    /// Of that, for beds that nobody uses, £.
    public let void: Double
    /// What the children would have cost in spot placements, £.
    public let spot: Double
    /// What the contract saves; below 0 where it costs more.
    public var saving: Double { spot - paid }
    /// Use of the open beds at which they pay for themselves: what is guaranteed of their price over what they
    /// replace, allowing for solo children. Above 1 where no use does; `nil` where none is open.
    public let breakEvenUse: Double?
  }

  /// The contract.
  public let contract: BedContract
  /// Months from the first to the last of the period.
  public let rows: [Row]

  /// The cost of a contract from one month to another.
  ///
  /// - Parameters:
  ///   - demand: who might use the beds.
  ///   - spot: price of a spot placement, £ a week, in each month's own money.
  /// - Throws: ``BedContractError`` where the contract is wholly outside the period; ``ParameterError`` for a
  ///   spot price that is not above £0.
  public init(
    _ contract: BedContract, demand: BedDemand, from: Month, until: Month,
    spot: (Month) -> Double
  ) throws {
    guard contract.until.month >= from, contract.from.month <= until else {
      throw BedContractError(
        "'\(contract.provider)' runs from \(contract.from) to \(contract.until), outside \(from) to \(until): "
          + "it would cost nothing there. Change the period or the dates.")
    }
    var rows: [Row] = []
    for index in from.index...max(from.index, until.index) {
      let month = Month(index: index)
      let weekly = spot(month)
      guard weekly > 0, weekly.isFinite else {
        throw ParameterError("spot price", weekly, "must be above £0: a missing price is not £0")
      }
      let weeks = Double(contract.days(in: month)) / 7
      let open = contract.openBeds(in: month)
      let price = contract.price(in: month)
      let room = Double(open) / (1 + contract.solo)
      let children =
        open > 0 && demand.suitedLoad > 0
        ? demand.suitedLoad * (1 - (try ErlangB.blocking(realBeds: room, load: demand.suitedLoad)))
        : 0
      let used = children * (1 + contract.solo)
      let paidBeds = max(used, contract.guaranteed * Double(open))
      rows.append(
        Row(
          month: month, openBeds: open, children: children,
          use: open > 0 ? used / Double(open) : 0, paidBeds: paidBeds,
          paid: paidBeds * price * weeks, void: max(0, paidBeds - used) * price * weeks,
          spot: children * weekly * weeks,
          breakEvenUse: open > 0
            ? Self.breakEvenUse(
              ratio: price * (1 + contract.solo) / weekly, guaranteed: contract.guaranteed) : nil))
    }
    self.contract = contract
    self.rows = rows
  }

  /// Up to the guarantee, empty beds are paid for; beyond it each bed used costs its price, which saves at
  /// any use or at none.
  private static func breakEvenUse(ratio: Double, guaranteed: Double) -> Double {
    ratio < 1 ? guaranteed * ratio : ratio
  }

  /// What is still to be paid if notice is given at the end of a month: the guaranteed beds of the weeks of
  /// notice, to the end of the contract at most, £.
  public func costOfNotice(after month: Month) -> Double {
    var weeks = contract.noticeWeeks
    var sum = 0.0
    var next = month.advanced(by: 1)
    while weeks > 0, next <= contract.until.month {
      let length = min(weeks, Double(contract.days(in: next)) / 7)
      sum +=
        contract.guaranteed * Double(contract.openBeds(in: next)) * contract.price(in: next)
        * length
      weeks -= length
      next = next.advanced(by: 1)
    }
    return sum
  }
}
