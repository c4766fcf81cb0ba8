/// The changes to a net budget in one financial year, in pounds of cash, unrounded.
///
/// Pressures are positive, savings negative. Each is the change on the year before: a one-off of
/// one year needs its own reversal the next.
public struct MTFSMovements: Hashable, Sendable {
  /// Population at the average price.
  public var demography: Double
  /// Volume beyond population, at the average price.
  public var demand: Double
  /// Mix of kinds of place.
  public var mix: Double
  /// Price index at the volume brought forward.
  public var inflation: Double
  /// Price beyond its index at the volume brought forward.
  public var price: Double
  /// Annualisation of last year's growth.
  public var fullYearEffect: Double
  /// Savings, negative.
  public var savings: Double
  /// Investment, positive.
  public var investment: Double

  /// Those changes, none where not given.
  public init(
    demography: Double = 0, demand: Double = 0, mix: Double = 0, inflation: Double = 0,
    price: Double = 0, fullYearEffect: Double = 0, savings: Double = 0, investment: Double = 0
  ) {
    self.demography = demography
    self.demand = demand
    self.mix = mix
    self.inflation = inflation
    self.price = price
    self.fullYearEffect = fullYearEffect
    self.savings = savings
    self.investment = investment
  }

  /// Their sum.
  public var total: Double { amounts.reduce(0, +) }

  /// The amounts in the order of ``MTFSLineType/movements``.
  public var amounts: [Double] {
    [demography, demand, mix, inflation, price, fullYearEffect, savings, investment]
  }

  /// Changes in the order of ``MTFSLineType/movements``; those that are missing are none.
  public init(amounts: [Double]) {
    func amount(_ position: Int) -> Double {
      amounts.indices.contains(position) ? amounts[position] : 0
    }
    self.init(
      demography: amount(0), demand: amount(1), mix: amount(2), inflation: amount(3),
      price: amount(4), fullYearEffect: amount(5), savings: amount(6), investment: amount(7))
  }

  /// The changes of two services or items together.
  public static func + (left: MTFSMovements, right: MTFSMovements) -> MTFSMovements {
    MTFSMovements(amounts: zip(left.amounts, right.amounts).map(+))
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
