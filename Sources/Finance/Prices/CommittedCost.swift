/// What a contract costs in a year in which some of its beds stay empty: parts that are paid in any
/// case, and a part that follows use.
public struct CommittedCost: Hashable, Sendable {
  /// Paid whatever is used, pounds.
  public let fixed: Double
  /// Guaranteed bed-weeks paid, used or not, pounds.
  public let guaranteed: Double
  /// Bed-weeks beyond the guarantee, pounds.
  public let marginal: Double
  /// What of ``guaranteed`` is for empty beds, pounds.
  public let void: Double
  /// Bed-weeks used.
  public let usedWeeks: Double

  /// The cost of a year's use.
  ///
  /// - Parameters:
  ///   - fixed: paid whatever is used, pounds a year.
  ///   - guaranteedWeeks: bed-weeks paid whether used or not.
  ///   - guaranteedPrice: pounds for each of them.
  ///   - marginalPrice: pounds for each bed-week beyond the guarantee.
  ///   - usedWeeks: bed-weeks used.
  /// - Throws: ``FinanceError/invalid(input:reason:)`` where a figure is negative or not finite.
  public init(
    fixed: Double, guaranteedWeeks: Double, guaranteedPrice: Double, marginalPrice: Double,
    usedWeeks: Double
  ) throws(FinanceError) {
    for (name, figure) in [
      ("fixed", fixed), ("guaranteedWeeks", guaranteedWeeks), ("guaranteedPrice", guaranteedPrice),
      ("marginalPrice", marginalPrice), ("usedWeeks", usedWeeks),
    ] where !(figure >= 0 && figure.isFinite) {
      throw .invalid(input: name, reason: "\(figure) is not a number of 0 or more")
    }
    self.fixed = fixed
    self.usedWeeks = usedWeeks
    guaranteed = guaranteedWeeks * guaranteedPrice
    marginal = max(0, usedWeeks - guaranteedWeeks) * marginalPrice
    void = max(0, guaranteedWeeks - usedWeeks) * guaranteedPrice
  }

  /// The parts together, pounds.
  public var total: Double { compensatedSum([fixed, guaranteed, marginal]) }

  /// Pounds for each week used, voids and fixed part included: what compares with a spot price.
  /// `nil` where none was used.
  public var pricePerUsedWeek: Double? { usedWeeks > 0 ? total / usedWeeks : nil }

  /// The bed-weeks to use before the contract costs no more than buying each at `spotPrice`, within
  /// its guarantee: (fixed + guaranteed) ÷ spot price.
  public func breakEvenWeeks(spotPrice: Double) throws(FinanceError) -> Double {
    guard spotPrice > 0, spotPrice.isFinite else {
      throw .invalid(input: "spotPrice", reason: "\(spotPrice) is not a price above 0")
    }
    return (fixed + guaranteed) / spotPrice
  }
}
