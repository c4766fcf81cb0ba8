/// The changes to a net budget in one financial year, in pounds of cash, unrounded.
///
/// Pressures are positive, savings negative. Each is the change on the year before: a one-off of
/// one year needs its own reversal the next.
public struct MTFSMovements: Hashable, Sendable {
  /// Volume and mix at this year's price.
  public var demand: Double
  /// Price at the volume brought forward.
  public var price: Double
  /// Annualisation of last year's growth.
  public var fullYearEffect: Double
  /// Savings, negative.
  public var savings: Double
  /// Investment, positive.
  public var investment: Double

  /// Those changes, none where not given.
  public init(
    demand: Double = 0, price: Double = 0, fullYearEffect: Double = 0, savings: Double = 0,
    investment: Double = 0
  ) {
    self.demand = demand
    self.price = price
    self.fullYearEffect = fullYearEffect
    self.savings = savings
    self.investment = investment
  }

  /// Their sum.
  public var total: Double { demand + price + fullYearEffect + savings + investment }

  /// The amounts in the order of ``MTFSLineType/movements``.
  public var amounts: [Double] { [demand, price, fullYearEffect, savings, investment] }

  /// The changes of two services or items together.
  public static func + (left: MTFSMovements, right: MTFSMovements) -> MTFSMovements {
    MTFSMovements(
      demand: left.demand + right.demand, price: left.price + right.price,
      fullYearEffect: left.fullYearEffect + right.fullYearEffect,
      savings: left.savings + right.savings, investment: left.investment + right.investment)
  }
}

/// One quantile's way through the years: the net budget before the first year and the changes.
public struct MTFSPath: Hashable, Sendable {
  /// Net budget of the year before the first, in pounds.
  public var openingBase: Double
  /// The changes of each year, first year first.
  public var movements: [MTFSMovements]

  /// A path.
  public init(openingBase: Double, movements: [MTFSMovements]) {
    self.openingBase = openingBase
    self.movements = movements
  }
}
