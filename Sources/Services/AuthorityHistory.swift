/// The published history of one service in one authority, by census year.
public struct AuthorityHistory: Sendable, Equatable {
  /// The area's code.
  public var area: String
  /// Stock at the census: plans in January, children looked after on 31 March.
  public var stock: [Int: Double]
  /// Entries in the year that the census closes.
  public var entries: [Int: Double]
  /// Exits in the year that the census closes.
  public var exits: [Int: Double]
  /// People aged 0 to 17 at mid-year.
  public var population: [Int: Double]

  /// A history.
  public init(
    area: String, stock: [Int: Double], entries: [Int: Double] = [:],
    exits: [Int: Double] = [:], population: [Int: Double] = [:]
  ) {
    self.area = area
    self.stock = stock
    self.entries = entries
    self.exits = exits
    self.population = population
  }
}
