/// How many of a number of people do something, given a uniform: what differs between shares drawn
/// afresh and shares drawn once.
protocol CensusSampler: Sendable {
  /// Readies the shares of a replicate.
  mutating func begin(replicate: Int)
  /// Readies the shares of a step.
  mutating func begin(step: Int)
  /// Leavers among `people` of a cell.
  func leavers(cell: Int, people: Int, uniform: Double) -> Int
  /// Movers among `people` of a cell who do not leave.
  func movers(cell: Int, people: Int, uniform: Double) -> Int
  /// Those of `people` moving from a cell who take the way with that index among all ways; those
  /// left over take the later ones, before `end`.
  func travellers(way: Int, end: Int, people: Int, uniform: Double) -> Int
  /// Entrants at an age in the step.
  func entrants(age: Int, uniform: Double) -> Int
  /// Those of `people` entering who take the entry way with that index among all entry ways.
  func arrivals(way: Int, people: Int, uniform: Double) -> Int
}
