import Foundation
public import Probability

/// What moving some children to cheaper placements saves, month by month, when some come back.
///
/// Of N children a share s moves in month d; movers return with a monthly chance r from the month after.
/// Saving in month t ≥ d: `N s (1 − r)^(t − d) (from − to − support)`, less `N · preparation` in month d.
public struct StepDown: Hashable, Sendable {
  /// Saving in each month, £; what is spent is negative.
  public let monthlySaving: [Double]
  /// The sum, £.
  public var total: Double { monthlySaving.reduce(0, +) }

  /// The saving over `months`. Months count from 0.
  ///
  /// Throws for shares outside 0 to 1, negative numbers and prices that are missing (0 or less).
  public init(
    children: Double, successShare: Double, moveMonth: Int, returnHazard: Double,
    monthlyCostFrom: Double, monthlyCostTo: Double, monthlySupport: Double,
    preparationCost: Double, months: Int
  ) throws(ParameterError) {
    for (name, share) in [("success share", successShare), ("return hazard", returnHazard)]
    where !(share >= 0 && share <= 1) {
      throw ParameterError(name, share, "must be between 0 and 1")
    }
    for (name, price) in [("cost from", monthlyCostFrom), ("cost to", monthlyCostTo)]
    where !(price > 0 && price.isFinite) {
      throw ParameterError(name, price, "must be above £0 a month: a missing price is not £0")
    }
    guard children >= 0, monthlySupport >= 0, preparationCost >= 0, moveMonth >= 0, months >= 0
    else {
      throw ParameterError("step-down", "a negative number", "must have none")
    }
    let each = monthlyCostFrom - monthlyCostTo - monthlySupport
    monthlySaving = (0..<months).map { month in
      guard month >= moveMonth else { return 0 }
      let stayed = pow(1 - returnHazard, Double(month - moveMonth))
      return children * successShare * stayed * each
        - (month == moveMonth ? children * preparationCost : 0)
    }
  }
}
