import Probability

/// A population seen at censuses a step apart, by age and state: everyone grows one age older each
/// step, leaves, moves to another state or stays; others enter from outside.
///
/// The rates are not known but have laws: leaving and moving beta laws, destinations and the states
/// of entrants Dirichlet laws.
public struct CensusModel: Sendable {
  /// The beta law of a share; its mean is a/(a + b).
  public struct Law: Hashable, Sendable {
    /// The concentration of those it happens to, above 0.
    public let a: Double

    /// The concentration of those it does not happen to, above 0.
    public let b: Double

    /// A law.
    public init(a: Double, b: Double) {
      self.a = a
      self.b = b
    }
  }

  /// A state that a move or an entry may lead to, and its Dirichlet concentration.
  public struct Way: Hashable, Sendable {
    /// The state's index.
    public let state: Int

    /// The concentration, above 0.
    public let weight: Double

    /// A way.
    public init(state: Int, weight: Double) {
      self.state = state
      self.weight = weight
    }
  }

  /// What may happen to the people of a cell in one step.
  public struct Row: Hashable, Sendable {
    /// The share that leaves.
    public let leave: Law

    /// The share of those who do not leave that moves; without ways nobody moves.
    public let move: Law

    /// Where movers go: states other than their own, one age on.
    public let ways: [Way]

    /// A row.
    public init(leave: Law, move: Law, ways: [Way]) {
      self.leave = leave
      self.move = move
      self.ways = ways
    }
  }

  /// Who enters at an age.
  public struct Entrance: Hashable, Sendable {
    /// The share of the exposed people of that age that enters.
    public let rate: Law

    /// The states that entrants arrive in.
    public let ways: [Way]

    /// An entrance.
    public init(rate: Law, ways: [Way]) {
      self.rate = rate
      self.ways = ways
    }
  }

  /// The ages and states.
  public let shape: CensusShape

  /// The rows, one per cell; `nil` for a cell that has no place: whoever stands in it leaves at the
  /// next step.
  public let rows: [Row?]

  /// The entrances, one per age; `nil` where nobody enters.
  public let entrances: [Entrance?]

  var ages: Int { shape.ages }
  var states: Int { shape.states }

  /// Where the ways of each cell begin in one list of all; one more than there are cells.
  let wayStart: [Int]

  /// A model; throws ``CohortError`` where lists do not fit, a concentration is not above 0, or a
  /// way leads to no state, to its own or to one twice.
  public init(
    shape: CensusShape, rows: [Row?], entrances: [Entrance?]
  ) throws(CohortError) {
    guard rows.count == shape.cells else {
      throw CohortError("rows", "number \(rows.count) where there are \(shape.cells) cells")
    }
    guard entrances.count == shape.ages else {
      throw CohortError(
        "entrances", "number \(entrances.count) where there are \(shape.ages) ages")
    }
    let states = shape.states
    var wayStart = [0]
    for (cell, row) in rows.enumerated() {
      wayStart.append((wayStart.last ?? 0) + (row?.ways.count ?? 0))
      guard let row else { continue }
      try Self.check(row.leave, "rows[\(cell)].leave")
      try Self.check(row.move, "rows[\(cell)].move")
      try Self.check(row.ways, states: states, own: cell % states, "rows[\(cell)].ways")
    }
    for (age, entrance) in entrances.enumerated() {
      guard let entrance else { continue }
      try Self.check(entrance.rate, "entrances[\(age)].rate")
      try Self.check(entrance.ways, states: states, own: nil, "entrances[\(age)].ways")
      guard !entrance.ways.isEmpty else {
        throw CohortError("entrances[\(age)].ways", "is empty; entrants need a state")
      }
    }
    guard (wayStart.last ?? 0) <= RandomAddress.countLimit else {
      throw CohortError("rows", "have more ways than there are random numbers at one address")
    }
    self.shape = shape
    self.rows = rows
    self.entrances = entrances
    self.wayStart = wayStart
  }

  private static func check(_ law: Law, _ input: String) throws(CohortError) {
    guard law.a > 0, law.b > 0, law.a.isFinite, law.b.isFinite else {
      throw CohortError(input, "is (\(law.a), \(law.b)); both must be finite and above 0")
    }
  }

  private static func check(
    _ ways: [Way], states: Int, own: Int?, _ input: String
  ) throws(CohortError) {
    var seen: Set<Int> = []
    for (index, way) in ways.enumerated() {
      guard way.state >= 0, way.state < states, way.state != own else {
        throw CohortError("\(input)[\(index)]", "leads to \(way.state), which is no other state")
      }
      guard seen.insert(way.state).inserted else {
        throw CohortError("\(input)[\(index)]", "leads to state \(way.state) a second time")
      }
      guard way.weight > 0, way.weight.isFinite else {
        throw CohortError("\(input)[\(index)]", "has weight \(way.weight); it must be above 0")
      }
    }
  }
}
