import Probability

/// What all replicates of a simulation share: flat tables, streams, and what is recorded.
struct SimulationPlan: Sendable {
  let model: CohortModel
  let capacity: CapacityModel?
  let drawsParameters: Bool
  let replicatesPerDraw: Int

  let tables: CohortTables
  let reasons: Int
  let steps: Int

  /// The hazard of each law, whether a step's length multiplies it, and the index of its effect.
  let hazards: [Double]
  let isRate: [Bool]
  let effectOfLaw: [Int]
  let effectOfEntries: [Int]

  /// A number for each step that changes where the length or period does.
  let epochs: [Int]

  /// The stock of each cell at the start.
  let startStock: [Int32]

  let stockGroups: RecordedGroups
  let flowGroups: RecordedGroups

  /// The streams of people's moves: for each cell one, or several where it has more combinations of
  /// ticks than one has numbers for.
  let moveStreams: [RandomStream]

  /// Where the streams of a cell start.
  let streamsOfCell: [Int32]

  /// For each law how many combinations of ticks one stream serves.
  let ranksPerStream: [Int32]

  let lawStreams: [RandomStream]
  let entryStreams: [RandomStream]
  let entryParameterStreams: [RandomStream]
  let effectStreams: [RandomStream]
  let seed: UInt64

  init(
    _ model: CohortModel, capacity: CapacityModel?, options: CohortSimulation.Options
  ) throws(CohortError) {
    let space = model.space
    self.model = model
    self.capacity = capacity
    drawsParameters = options.drawsParameters
    replicatesPerDraw = options.replicatesPerDraw
    tables = model.tables
    reasons = model.exitReasons.count
    steps = model.steps
    hazards = model.laws.map(\.hazard)
    isRate = model.laws.map { if case .rate = $0.leaving { true } else { false } }
    let effects = model.effects.map(\.name)
    effectOfLaw = model.laws.map { law in effects.firstIndex { $0 == law.effect } ?? -1 }
    effectOfEntries = model.entries.map { entry in effects.firstIndex { $0 == entry.effect } ?? -1 }
    var epochs = [0]
    for step in 1..<max(1, model.steps) {
      let same =
        model.stepLengths[step] == model.stepLengths[step - 1]
        && model.periods[step] == model.periods[step - 1]
      epochs.append(epochs[step - 1] + (same ? 0 : 1))
    }
    self.epochs = epochs
    var startStock = [Int32](repeating: 0, count: space.cellCount)
    for (place, count) in zip(tables.startPlaces, tables.startCounts) {
      let (state, tick) = Int(place).quotientAndRemainder(dividingBy: tables.tickCount)
      startStock[state * tables.bandCount + Int(tables.bandOfTick[tick])] += count
    }
    self.startStock = startStock
    stockGroups = try RecordedGroups(
      options.stocks.isEmpty ? [.cells(of: space)] : options.stocks, space)
    flowGroups = try RecordedGroups(options.flows, space)
    seed = options.seed
    let stream = { (kind: String, name: String) in
      RandomStream(seed: options.seed, name: "\(model.name)|\(kind)|\(name)")
    }
    let perStream = model.laws.map { law in
      max(1, (RandomAddress.countLimit - 1) / SplitTree.width(law.destinations.count))
    }
    ranksPerStream = perStream.map(Int32.init)
    var ranks = [Int](repeating: 0, count: space.bandCount)
    for band in tables.bandOfTick { ranks[Int(band)] += 1 }
    var moveStreams: [RandomStream] = []
    var streamsOfCell: [Int32] = []
    for cell in 0..<space.cellCount {
      streamsOfCell.append(Int32(moveStreams.count))
      let name = space.name(ofCell: cell)
      let last = (ranks[cell % space.bandCount] - 1) / perStream[Int(tables.lawOfCell[cell])]
      for block in 0...last {
        moveStreams.append(stream("flow", block == 0 ? name : "\(name)|\(block)"))
      }
    }
    self.moveStreams = moveStreams
    self.streamsOfCell = streamsOfCell
    lawStreams = model.laws.map { stream("law", $0.name) }
    entryStreams = model.entries.map { stream("entry", $0.name) }
    entryParameterStreams = model.entries.map { stream("entry parameters", $0.name) }
    effectStreams = effects.map { stream("effect", $0) }
  }

  /// The stream of a limit's choices; a new one after every 131,072 of them in a step.
  func limitStream(_ limit: Int, block: Int) -> RandomStream {
    let name = capacity?.limits[limit].name ?? ""
    return RandomStream(
      seed: seed, name: "\(model.name)|capacity|\(name)" + (block == 0 ? "" : "|\(block)"))
  }
}

/// Groupings put one after another.
struct RecordedGroups: Sendable {
  let names: [String]

  /// For each grouping the group of every cell among all groups; −1 where it has none.
  let groupOfCell: [[Int32]]

  init(_ groupings: [CohortGrouping], _ space: StateSpace) throws(CohortError) {
    var names: [String] = []
    var groupOfCell: [[Int32]] = []
    for grouping in groupings {
      try grouping.check(space)
      groupOfCell.append(grouping.groupOfCell.map { $0 < 0 ? -1 : Int32(names.count + $0) })
      names += grouping.groups
    }
    self.names = names
    self.groupOfCell = groupOfCell
  }
}
