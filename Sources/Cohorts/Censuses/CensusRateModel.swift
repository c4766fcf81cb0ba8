import Probability

/// A population seen at censuses a step apart whose rates are drawn once per replicate, for all
/// steps, with an effect common to all rates of a kind in each step.
///
/// Groups of cells share a law: leaving and moving shares come down a ladder of groups, destinations
/// follow one Dirichlet law per group, entry rates a gamma law per age with a common damped growth.
/// A step's effect multiplies the hazard of leaving, −log(1 − p), that of moving, and all entry rates,
/// by exp(σz − σ²/2). Entrants are Poisson, everything else binomial or multinomial.
public struct CensusRateModel: Sendable {
  /// A state that movers may go to, one age on.
  public struct Way: Hashable, Sendable {
    /// The state's index.
    public let state: Int
    /// The component of the row's law of destinations that it has.
    public let component: Int

    /// A way.
    public init(state: Int, component: Int) {
      self.state = state
      self.component = component
    }
  }

  /// What may happen to the people of a cell in one step.
  public struct Row: Hashable, Sendable {
    /// The leaf of the ladder of leaving.
    public let leave: Int
    /// The leaf of the ladder of moving.
    public let move: Int
    /// The law of destinations.
    public let destinations: Int
    /// Where movers may go.
    public let ways: [Way]

    /// A row.
    public init(leave: Int, move: Int, destinations: Int, ways: [Way]) {
      self.leave = leave
      self.move = move
      self.destinations = destinations
      self.ways = ways
    }
  }

  /// Who enters at an age.
  public struct Entrance: Hashable, Sendable {
    /// The shape of the gamma law of the rate.
    public let shape: Double
    /// Its rate parameter, in people exposed; the mean rate is shape/rate.
    public let rate: Double
    /// The states that entrants arrive in, with their Dirichlet concentrations.
    public let ways: [CensusModel.Way]

    /// An entrance.
    public init(shape: Double, rate: Double, ways: [CensusModel.Way]) {
      self.shape = shape
      self.rate = rate
      self.ways = ways
    }
  }

  /// The standard deviations of the effects of a step.
  public struct Effects: Hashable, Sendable {
    /// On the logarithm of the hazard of leaving.
    public var leave: Double
    /// On the logarithm of the hazard of moving.
    public var move: Double
    /// On the logarithm of entry rates.
    public var entry: Double

    /// Effects.
    public init(leave: Double, move: Double, entry: Double) {
      self.leave = leave
      self.move = move
      self.entry = entry
    }
  }

  /// The ages and states.
  public let shape: CensusShape
  /// The rows, one per cell; `nil` for a cell that has no place.
  public let rows: [Row?]
  /// The ladder of leaving.
  public let leaving: ShareLadder
  /// The ladder of moving.
  public let moving: ShareLadder
  /// The Dirichlet concentrations of each law of destinations, all of the same length.
  public let destinations: [[Double]]
  /// The entrances, one per age; `nil` where nobody enters.
  public let entrances: [Entrance?]
  /// The growth of entry rates: mean and standard deviation of the change of their logarithm a year.
  public let growth: (mean: Double, standardDeviation: Double)
  /// The effects of a step.
  public let effects: Effects

  let frame: CensusFrame
  /// Per cell, its leaf of the ladder of leaving; 0 for a cell that has no place.
  let leaveLeaf: [Int]
  /// Per cell, its leaf of the ladder of moving.
  let moveLeaf: [Int]
  /// The component of its cell's law that each way has.
  let wayComponent: [Int]
  /// Per entry way, its concentration.
  let entryWeight: [Double]

  /// A model; throws ``CohortError`` where lists do not fit or a number is out of range.
  public init(
    shape: CensusShape, rows: [Row?], leaving: ShareLadder, moving: ShareLadder,
    destinations: [[Double]], entrances: [Entrance?],
    growth: (mean: Double, standardDeviation: Double), effects: Effects
  ) throws(CohortError) {
    guard rows.count == shape.cells, entrances.count == shape.ages else {
      throw CohortError("rows", "and entrances must number \(shape.cells) and \(shape.ages)")
    }
    let width = destinations.first?.count ?? 0
    for (law, weights) in destinations.enumerated() {
      guard weights.count == width, weights.allSatisfy({ $0 > 0 && $0.isFinite }) else {
        throw CohortError("destinations[\(law)]", "must have \(width) weights above 0")
      }
    }
    for (cell, row) in rows.enumerated() {
      guard let row else { continue }
      let own = cell % shape.states
      guard (0..<leaving.leaves).contains(row.leave), (0..<moving.leaves).contains(row.move),
        row.ways.isEmpty || destinations.indices.contains(row.destinations),
        row.ways.allSatisfy({
          (0..<shape.states).contains($0.state) && $0.state != own
            && (0..<width).contains($0.component)
        }), Set(row.ways.map(\.state)).count == row.ways.count
      else { throw CohortError("rows[\(cell)]", "names a leaf, law or state that there is not") }
    }
    for (age, entrance) in entrances.enumerated() {
      guard let entrance else { continue }
      guard entrance.shape > 0, entrance.rate > 0, !entrance.ways.isEmpty,
        entrance.ways.allSatisfy({ (0..<shape.states).contains($0.state) && $0.weight > 0 })
      else { throw CohortError("entrances[\(age)]", "has a number that is not above 0") }
    }
    for (name, value) in [
      ("leave", effects.leave), ("move", effects.move), ("entry", effects.entry),
      ("growth", growth.standardDeviation),
    ] where !(value >= 0 && value < 3) {
      throw CohortError("effects.\(name)", "is \(value); it must lie between 0 and 3")
    }
    guard growth.mean.isFinite else { throw CohortError("growth", "is \(growth.mean)") }
    var entryStart = [0]
    var entryState: [Int] = []
    var entryWeight: [Double] = []
    for entrance in entrances {
      let ways = (entrance?.ways ?? []).sorted {
        $0.weight != $1.weight ? $0.weight > $1.weight : $0.state < $1.state
      }
      entryState += ways.map(\.state)
      entryWeight += ways.map(\.weight)
      entryStart.append(entryState.count)
    }
    var wayStart = [0]
    for row in rows { wayStart.append((wayStart.last ?? 0) + (row?.ways.count ?? 0)) }
    frame = CensusFrame(
      ages: shape.ages, states: shape.states, hasPlace: rows.map { $0 != nil },
      wayStart: wayStart, wayState: rows.flatMap { $0?.ways.map(\.state) ?? [] },
      entryStart: entryStart, entryState: entryState)
    leaveLeaf = rows.map { $0?.leave ?? 0 }
    moveLeaf = rows.map { $0?.move ?? 0 }
    wayComponent = rows.flatMap { $0?.ways.map(\.component) ?? [] }
    self.entryWeight = entryWeight
    let numbers = max(
      wayStart.last ?? 0, 4 * max(leaving.nodes, moving.nodes),
      2 * destinations.count * max(1, width), 2 * entryWeight.count)
    guard numbers <= RandomAddress.countLimit else {
      throw CohortError("rows", "need \(numbers) random numbers at one address; too many")
    }
    self.shape = shape
    self.rows = rows
    self.leaving = leaving
    self.moving = moving
    self.destinations = destinations
    self.entrances = entrances
    self.growth = growth
    self.effects = effects
  }
}
