/// What one item of a cost came to in one financial year, and what it is made of: means over the
/// draws.
///
/// `volume` × `calendarUnits` × `price` × `priceIndex` is not quite `cost`, because a product of
/// means is not the mean of a product: volume, price and inflation vary together over the draws. A
/// table that rebuilds the cost from its drivers states the difference as a line of its own.
public struct DriverRow: Sendable, Equatable, Codable {
  /// The scenario.
  public var scenario: String
  /// The cost.
  public var cost: String
  /// The fund charged.
  public var fund: String
  /// The measure priced.
  public var measure: String
  /// The item of the measure; `total` for a measure that is not split.
  public var split: String
  /// `2027/28`.
  public var financialYear: String
  /// Average stock of the year that the fund pays for, or the events in it.
  public var volume: Double
  /// The noun counted, plural.
  public var volumeUnit: String
  /// Calendar units of the price in the year, such as 52.14 weeks; 12 for the events of a month,
  /// whose volume is the month's average.
  public var calendarUnits: Double
  /// Price of one for one calendar unit, in pounds of ``priceBase``.
  public var price: Double
  /// `GBP per child per week`.
  public var priceUnit: String
  /// `2026/27 prices`, or `cash`.
  public var priceBase: String
  /// Assumption that gives the price; the cost's own name where it is written in place.
  public var priceAssumption: String
  /// Cash price of the year over the price in ``priceBase``.
  public var priceIndex: Double
  /// Assumption that gives the yearly change of price; empty for a price in cash.
  public var inflationAssumption: String
  /// That change in this year, as a share.
  public var inflation: Double
  /// Cost in pounds cash.
  public var spend: Double

  /// A driver row.
  public init(
    scenario: String, cost: String, fund: String, measure: String, split: String,
    financialYear: String, volume: Double, volumeUnit: String, calendarUnits: Double,
    price: Double, priceUnit: String, priceBase: String, priceAssumption: String,
    priceIndex: Double, inflationAssumption: String, inflation: Double, spend: Double
  ) {
    self.scenario = scenario
    self.cost = cost
    self.fund = fund
    self.measure = measure
    self.split = split
    self.financialYear = financialYear
    self.volume = volume
    self.volumeUnit = volumeUnit
    self.calendarUnits = calendarUnits
    self.price = price
    self.priceUnit = priceUnit
    self.priceBase = priceBase
    self.priceAssumption = priceAssumption
    self.priceIndex = priceIndex
    self.inflationAssumption = inflationAssumption
    self.inflation = inflation
    self.spend = spend
  }
}
