/// What one item (a placement type, a setting, a transport mode) costs in one financial year.
public struct AnnualCost: Hashable, Sendable {
  /// Mean number of children over the year.
  public var averageVolume: Double
  /// Number of children at the end of the year.
  public var closingVolume: Double
  /// Priced units in the year for one child: 365/7 or 366/7 weeks for a weekly price, school days
  /// for a daily one, 1 for an annual price.
  public var unitsInYear: Double
  /// Cash price of a unit, pounds.
  public var price: Double

  /// A year's cost of an item.
  public init(
    averageVolume: Double, closingVolume: Double, unitsInYear: Double, price: Double
  ) {
    self.averageVolume = averageVolume
    self.closingVolume = closingVolume
    self.unitsInYear = unitsInYear
    self.price = price
  }

  /// Cost of the year, pounds: mean volume × units × price.
  public var cost: Double { averageVolume * unitsInYear * price }
}

extension MTFSMovements {
  /// Splits the change of an item's cost from one year to the next, exactly and in a stated order:
  ///
  /// 1. full-year effect: last year's closing volume for the whole of this year, less last year's
  ///    cost, both at last year's price: (E₀U₁ − V₀U₀) p₀;
  /// 2. price: the change in price at that closing volume: E₀U₁ (p₁ − p₀);
  /// 3. demand: the change from closing volume to this year's mean, at the new price:
  ///    (V₁ − E₀) U₁ p₁.
  ///
  /// The three add to V₁U₁p₁ − V₀U₀p₀. E is closing volume, V mean volume, U units in the year,
  /// p price. Savings and investment are nought: they are the scenario less its baseline.
  public init(from previous: AnnualCost, to current: AnnualCost) {
    let carried = previous.closingVolume * current.unitsInYear
    self.init(
      demand: (current.averageVolume - previous.closingVolume) * current.unitsInYear
        * current.price,
      price: carried * (current.price - previous.price),
      fullYearEffect: (carried - previous.averageVolume * previous.unitsInYear) * previous.price)
  }

  /// The changes of several items together; `previous` and `current` list the same items in the
  /// same order. Throws ``FinanceError/invalid(input:reason:)`` where their numbers differ.
  public init(from previous: [AnnualCost], to current: [AnnualCost]) throws(FinanceError) {
    guard previous.count == current.count else {
      throw .invalid(
        input: "current items",
        reason: "\(current.count) items follow \(previous.count); give an item that starts or ends "
          + "a volume of 0 in the other year so that its whole cost is explained")
    }
    let parts = zip(previous, current).map { MTFSMovements(from: $0, to: $1) }
    self.init(
      demand: compensatedSum(parts.map(\.demand)), price: compensatedSum(parts.map(\.price)),
      fullYearEffect: compensatedSum(parts.map(\.fullYearEffect)))
  }
}
