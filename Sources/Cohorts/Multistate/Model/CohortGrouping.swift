/// What is counted of a cohort model: cells put together under names.
public struct CohortGrouping: Hashable, Sendable {
  /// The name of the grouping, such as `placement`.
  public let name: String

  /// The names of its groups.
  public let groups: [String]

  /// The group of every cell; −1 for cells that are left out.
  public let groupOfCell: [Int]

  /// A grouping; throws ``CohortError`` where a cell's group does not exist.
  public init(name: String, groups: [String], groupOfCell: [Int]) throws(CohortError) {
    if let cell = groupOfCell.firstIndex(where: { $0 < -1 || $0 >= groups.count }) {
      throw CohortError(
        name, "puts cell \(cell) into group \(groupOfCell[cell]); there are \(groups.count)")
    }
    self.name = name
    self.groups = groups
    self.groupOfCell = groupOfCell
  }

  /// Every cell of a space by itself.
  public static func cells(of space: StateSpace) -> CohortGrouping {
    CohortGrouping(
      known: "cell", (0..<space.cellCount).map(space.name(ofCell:)), Array(0..<space.cellCount))
  }

  /// All cells together, in one group `all`.
  public static func total(of space: StateSpace) -> CohortGrouping {
    CohortGrouping(known: "total", ["all"], [Int](repeating: 0, count: space.cellCount))
  }

  /// Cells by one dimension or clock of a space; throws ``CohortError`` where it has none of that
  /// name.
  public static func by(_ name: String, of space: StateSpace) throws(CohortError) -> CohortGrouping
  {
    let cells = 0..<space.cellCount
    if let place = space.dimensions.firstIndex(where: { $0.name == name }) {
      return CohortGrouping(
        known: name, space.dimensions[place].levels,
        cells.map { space.states[space.state(ofCell: $0)][place] })
    }
    if let place = space.clocks.firstIndex(where: { $0.name == name }) {
      return CohortGrouping(
        known: name, space.clocks[place].bands, cells.map { space.bands(ofCell: $0)[place] })
    }
    throw CohortError("grouping", "by \"\(name)\", which is neither a dimension nor a clock")
  }

  private init(known name: String, _ groups: [String], _ groupOfCell: [Int]) {
    self.name = name
    self.groups = groups
    self.groupOfCell = groupOfCell
  }

  func check(_ space: StateSpace) throws(CohortError) {
    guard groupOfCell.count == space.cellCount else {
      throw CohortError(name, "groups \(groupOfCell.count) cells of \(space.cellCount)")
    }
  }
}
