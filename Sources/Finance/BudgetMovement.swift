/// The changes that lead from one year's budget to the next, as a movement table lists them.
public struct BudgetMovement: Hashable, Sendable {
  /// The rest of a whole year of last year's changes, pounds.
  public var fullYearEffect: Double
  /// Growth in volume and mix, pounds.
  public var demand: Double
  /// Growth in price, pounds.
  public var inflation: Double
  /// Money for this year only, pounds; it reverses in the next.
  public var oneOff: Double
  /// Savings, pounds, positive where they reduce the budget.
  public var savings: Double

  /// The changes of a year.
  public init(
    fullYearEffect: Double, demand: Double, inflation: Double, oneOff: Double, savings: Double
  ) {
    self.fullYearEffect = fullYearEffect
    self.demand = demand
    self.inflation = inflation
    self.oneOff = oneOff
    self.savings = savings
  }

  /// The budget of each year in pounds:
  /// B(t) = B(t−1) + full-year effect + demand + inflation + one-off(t) − one-off(t−1) − savings.
  public static func budgets(base: Double, movements: [BudgetMovement]) -> [Double] {
    var budget = base
    var lastOneOff = 0.0
    return movements.map { movement in
      budget +=
        movement.fullYearEffect + movement.demand + movement.inflation + movement.oneOff
        - lastOneOff - movement.savings
      lastOneOff = movement.oneOff
      return budget
    }
  }
}
