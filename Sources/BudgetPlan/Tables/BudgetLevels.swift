public import Finance

/// Budgets for a year that hold with a stated chance, from services drawn on the same replicates.
///
/// The total is added replicate by replicate, so that what moves services together (population, pay,
/// fees) is in it; adding each service's P80 would hold more than one chance in five of overspending
/// warrants.
public struct BudgetLevels: Hashable, Sendable {
  /// The budget that holds in five, eight and nine futures of ten.
  public let p50: Double
  /// Holds in eight of ten.
  public let p80: Double
  /// Holds in nine of ten.
  public let p90: Double
  /// The services' own P80s added up.
  public let sumOfP80: Double
  /// The budget asked about: the chance that it holds, and the overspend where it does not.
  public let risk: BudgetRisk

  /// Levels of the total of services, one row a service and one column a replicate, in pounds.
  ///
  /// Throws ``Finance/FinanceError/invalid(input:reason:)`` where rows are empty or differ in length.
  public init(services: [[Double]], budget: Double) throws(FinanceError) {
    guard let count = services.first?.count, count > 0 else {
      throw .invalid(input: "services", reason: "there is no replicate; run the simulation first")
    }
    for (index, row) in services.enumerated() where row.count != count {
      throw .invalid(
        input: "services[\(index)]",
        reason:
          "has \(row.count) replicates where the first has \(count); services are added future "
          + "by future, so they need the same ones")
    }
    let total = (0..<count).map { replicate in services.reduce(0) { $0 + $1[replicate] } }
    risk = try BudgetRisk(costs: total, budget: budget)
    p50 = risk.quantile(0.5)
    p80 = risk.quantile(0.8)
    p90 = risk.quantile(0.9)
    var sum = 0.0
    for row in services { sum += try BudgetRisk(costs: row, budget: 0).quantile(0.8) }
    sumOfP80 = sum
  }

  /// How much adding the services' own P80s overstates the P80 of the total, pounds.
  public var diversification: Double { sumOfP80 - p80 }
}
