/// How many of a number of people do something, given a uniform: what differs between shares drawn
/// afresh and shares drawn once.
protocol CensusSampler: Sendable {
  /// Readies the shares of a replicate.
  mutating func begin(replicate: Int)
  /// Readies the shares of a step.
  mutating func begin(step: Int)
  /// Settles how many leave, and how many of the others move, for the first `count` departures.
  func depart(_ departures: inout [CensusDeparture], count: Int)
  /// Those of `people` moving from a cell who take the way with that index among all ways; those
  /// left over take the later ones, before `end`.
  func travellers(way: Int, end: Int, people: Int, uniform: Double) -> Int
  /// Entrants at an age in the step.
  func entrants(age: Int, uniform: Double) -> Int
  /// Those of `people` entering who take the entry way with that index among all entry ways.
  func arrivals(way: Int, people: Int, uniform: Double) -> Int
}

/// The people of a cell in one step of a simulation, and how many of them go.
struct CensusDeparture: Sendable {
  /// The cell.
  var cell = 0
  /// The people there, at least one.
  var people = 0
  /// Whether the cell has ways to move.
  var canMove = false
  /// The uniform that settles how many leave.
  var leaving = 0.5
  /// The uniform that settles how many move.
  var moving = 0.5
  /// Those who leave.
  var left = 0
  /// Those who move.
  var moved = 0
}
