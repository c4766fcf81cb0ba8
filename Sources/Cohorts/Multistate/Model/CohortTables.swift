/// A cohort model as flat tables of indices, for loops that allocate nothing.
///
/// A place is a state and a combination of ticks: place = state · ticks + tick. A target below 0 is
/// an exit for the reason −1 − target.
struct CohortTables: Hashable, Sendable {
  let tickCount: Int
  let bandCount: Int

  /// The combination of bands of a combination of ticks.
  let bandOfTick: [Int32]

  /// The number of a combination of ticks among those of its bands.
  let rankOfTick: [Int32]

  /// The ticks one step later for those who stay in their state.
  let tickAfterStay: [Int32]

  /// The ticks one step later for those who move, some clocks set back.
  let tickAfterMove: [Int32]

  /// The same moment with the clocks set back that a move sets back.
  let restartedTick: [Int32]

  /// The law of each cell.
  let lawOfCell: [Int32]

  /// Where the targets of a cell's law start in `targets`.
  let targetsOfCell: [Int32]

  /// The states or exits that laws lead to from the cells.
  let targets: [Int32]

  /// Where the sums of a law's shares start in `sums`; one more than it has destinations.
  let sumsOfLaw: [Int32]

  /// Running sums of shares of destinations, from 0.
  let sums: [Double]

  /// The number of destinations of each law.
  let widthOfLaw: [Int32]

  /// The places of each source of entries, and the running sums of their shares.
  let entryPlaces: [[Int32]]
  let entrySums: [[Double]]

  /// The places and sizes of the groups at the start.
  let startPlaces: [Int32]
  let startCounts: [Int32]

  init(
    space: StateSpace, laws: [CohortLaw], lawOfCell: [Int], reasons: [String],
    start: [CohortGroup], entries: [CohortEntries]
  ) throws(CohortError) {
    tickCount = space.tickCount
    bandCount = space.bandCount
    let ticks = Self.tickTables(space, reasons)
    bandOfTick = ticks.band
    rankOfTick = ticks.rank
    tickAfterStay = ticks.stay
    tickAfterMove = ticks.move
    restartedTick = ticks.restarted
    var sums: [Double] = []
    var sumsOfLaw: [Int32] = []
    for law in laws {
      sumsOfLaw.append(Int32(sums.count))
      sums += Self.runningSums(law.destinations.map(\.share))
    }
    self.sums = sums
    self.sumsOfLaw = sumsOfLaw
    widthOfLaw = laws.map { Int32($0.destinations.count) }
    guard lawOfCell.count == space.cellCount else {
      throw CohortError("lawOfCell", "has \(lawOfCell.count) laws for \(space.cellCount) cells")
    }
    var targets: [Int32] = []
    var targetsOfCell: [Int32] = []
    for (cell, law) in lawOfCell.enumerated() {
      guard laws.indices.contains(law) else {
        throw CohortError(
          "lawOfCell[\(cell)]", "is \(law) for \(space.name(ofCell: cell)); there is no such law")
      }
      targetsOfCell.append(Int32(targets.count))
      for destination in laws[law].destinations {
        targets.append(
          try Self.target(destination.to, share: destination.share, cell, laws[law], space, reasons)
        )
      }
    }
    self.targets = targets
    self.targetsOfCell = targetsOfCell
    self.lawOfCell = lawOfCell.map(Int32.init)
    var startPlaces: [Int32] = []
    var total = 0
    for group in start {
      guard group.count >= 0, group.count <= CohortModel.largestSize else {
        throw CohortError("start", "has a group of \(group.count); people are counted from 0")
      }
      total += group.count
      startPlaces.append(try Self.place(space, group.state, group.ticks, "start"))
    }
    guard total <= CohortModel.largestSize else {
      throw CohortError("start", "has more than 10⁸ people")
    }
    self.startPlaces = startPlaces
    startCounts = start.map { Int32($0.count) }
    var entryPlaces: [[Int32]] = []
    for source in entries {
      var places: [Int32] = []
      for place in source.places {
        places.append(try Self.place(space, place.state, place.ticks, source.name))
      }
      entryPlaces.append(places)
    }
    self.entryPlaces = entryPlaces
    entrySums = entries.map { Self.runningSums($0.places.map(\.share)) }
  }

  /// 0 and the sums of the first, the first two … shares.
  static func runningSums(_ shares: [Double]) -> [Double] {
    var result = [0.0]
    for share in shares { result.append(result[result.count - 1] + share) }
    return result
  }

  private static func place(
    _ space: StateSpace, _ state: Int, _ ticks: [Int], _ owner: String
  ) throws(CohortError) -> Int32 {
    guard space.states.indices.contains(state) else {
      throw CohortError(owner, "is in state \(state); there are \(space.states.count) states")
    }
    do {
      return Int32(state * space.tickCount + (try space.tickIndex(ticks)))
    } catch {
      throw CohortError("\(owner), \(error.input)", error.reason)
    }
  }

  /// The state or exit that a destination means for a cell.
  private static func target(
    _ destination: CohortLaw.Destination, share: Double, _ cell: Int, _ law: CohortLaw,
    _ space: StateSpace, _ reasons: [String]
  ) throws(CohortError) -> Int32 {
    switch destination {
    case .exit(let reason):
      return -1 - Int32(reasons.firstIndex(of: reason) ?? 0)
    case .move(let change):
      let state = space.state(ofCell: cell)
      if let target = try space.state(state, changed: change, by: law.name) { return Int32(target) }
      guard share == 0 else {
        throw CohortError(
          law.name,
          "leads from \(space.name(ofCell: cell)) to a state that is not valid: \(change.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
        )
      }
      return Int32(state)
    }
  }

  private static func tickTables(
    _ space: StateSpace, _ reasons: [String]
  ) -> (band: [Int32], rank: [Int32], stay: [Int32], move: [Int32], restarted: [Int32]) {
    var band: [Int32] = []
    var rank: [Int32] = []
    var stay: [Int32] = []
    var move: [Int32] = []
    var restarted: [Int32] = []
    var seen = [Int32](repeating: 0, count: space.bandCount)
    for index in 0..<space.tickCount {
      var stayed = 0
      var moved = 0
      var fresh = 0
      var combination = 0
      var stayExit: Int32?
      var moveExit: Int32?
      for (clock, tick) in zip(space.clocks, space.ticks(index)) {
        combination = combination * clock.bands.count + clock.band(ofTick: tick)
        let next = clock.next(tick)
        if next == nil, case .leaves(let reason) = clock.end {
          let exit = -1 - Int32(reasons.firstIndex(of: reason) ?? 0)
          stayExit = stayExit ?? exit
          if !clock.restartsOnMove { moveExit = moveExit ?? exit }
        }
        stayed = stayed * clock.ticks + (next ?? 0)
        moved = moved * clock.ticks + (clock.restartsOnMove ? 0 : next ?? 0)
        fresh = fresh * clock.ticks + (clock.restartsOnMove ? 0 : tick)
      }
      band.append(Int32(combination))
      rank.append(seen[combination])
      seen[combination] += 1
      stay.append(stayExit ?? Int32(stayed))
      move.append(moveExit ?? Int32(moved))
      restarted.append(Int32(fresh))
    }
    return (band, rank, stay, move, restarted)
  }
}

extension StateSpace {
  /// The state with some levels changed; `nil` where that is not valid. Throws ``CohortError`` naming
  /// `owner` where a dimension or level does not exist.
  func state(
    _ state: Int, changed change: [String: String], by owner: String
  ) throws(CohortError) -> Int? {
    var levels = states[state]
    for (name, level) in change.sorted(by: { $0.key < $1.key }) {
      guard let dimension = dimensions.firstIndex(where: { $0.name == name }) else {
        throw CohortError(owner, "changes \"\(name)\", which is not a dimension")
      }
      guard let index = dimensions[dimension].levels.firstIndex(of: level) else {
        throw CohortError(owner, "leads to \"\(level)\", which is not a level of \(name)")
      }
      levels[dimension] = index
    }
    return stateIndices[levels]
  }
}
