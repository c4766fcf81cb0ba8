import Probability

/// How a budget stands against simulated costs.
public struct BudgetRisk: Hashable, Sendable {
  /// Mean cost, pounds.
  public let mean: Double
  /// Share of replicates in which cost does not exceed the budget.
  public let probabilityHolds: Double
  /// Mean overspend over all replicates, nought where the budget holds, pounds.
  public let expectedOverspend: Double
  /// Mean overspend of the replicates that overspend, pounds; `nil` where none does.
  public let conditionalOverspend: Double?
  private let sorted: [Double]

  /// The risk of `budget` against replicates of a year's cost, in pounds.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where there is no replicate or a figure is not
  /// finite.
  public init(costs: [Double], budget: Double) throws(FinanceError) {
    guard !costs.isEmpty else {
      throw .invalid(input: "costs", reason: "there is no replicate; run the simulation first")
    }
    guard budget.isFinite else { throw .invalid(input: "budget", reason: "is not a finite amount") }
    for (index, cost) in costs.enumerated() where !cost.isFinite {
      throw .invalid(input: "costs[\(index)]", reason: "is not a finite amount")
    }
    let over = costs.filter { $0 > budget }.map { $0 - budget }
    let overspend = compensatedSum(over)
    sorted = costs.sorted()
    mean = compensatedSum(sorted) / Double(costs.count)
    probabilityHolds = Double(costs.count - over.count) / Double(costs.count)
    expectedOverspend = overspend / Double(costs.count)
    conditionalOverspend = over.isEmpty ? nil : overspend / Double(over.count)
  }

  /// The cost not exceeded with that probability, by linear interpolation between order statistics
  /// (type 7 of Hyndman and Fan, 1996). Levels outside 0 to 1 give the smallest or the largest.
  public func quantile(_ level: Double) -> Double {
    Quantile.ofSorted(sorted, at: level > 0 ? min(level, 1) : 0)
  }

  /// What to hold above the mean so that eight years in ten are covered: P80 less mean, pounds.
  public var reserveToP80: Double { quantile(0.8) - mean }
}
