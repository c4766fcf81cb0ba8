import DelimitedText

/// Groups of children, kinds of place, and what each costs for each, as tables.
///
/// | Table | Columns |
/// |---|---|
/// | groups | `group`, `children` |
/// | places | `place`, `capacity` |
/// | costs | `group`, `place`, `cost_per_week`: pairs without a row do not suit |
public struct AllocationTables: Hashable, Sendable {
  /// Names of the groups in the order of their table.
  public var groups: [String]
  /// Children of each.
  public var children: [Int]
  /// Names of the kinds of place in the order of their table.
  public var places: [String]
  /// Places of each.
  public var capacity: [Int]
  /// Cost of a child of each group in each kind, £ a week; `nil` where it does not suit.
  public var cost: [[Double?]]

  /// Reads the tables; each is its bytes and the name of its file. Throws what is wrong with its place.
  public init(
    groups: (bytes: [UInt8], file: String), places: (bytes: [UInt8], file: String),
    costs: (bytes: [UInt8], file: String)
  ) throws(SufficiencyError) {
    (self.groups, children) = try Self.counts(groups, "group", "children")
    (self.places, capacity) = try Self.counts(places, "place", "capacity")
    let groupIndices = Dictionary(
      uniqueKeysWithValues: self.groups.enumerated().map { ($1, $0) })
    let placeIndices = Dictionary(
      uniqueKeysWithValues: self.places.enumerated().map { ($1, $0) })
    let rows = try SufficiencyRows(costs.bytes, costs.file)
    var found: [[Double?]] = Array(
      repeating: Array(repeating: nil, count: self.places.count), count: self.groups.count)
    for row in 0..<rows.table.rowCount {
      let group = try rows.index(row, "group", groupIndices, "the table of groups")
      let place = try rows.index(row, "place", placeIndices, "the table of places")
      guard found[group][place] == nil else {
        throw try rows.fault(
          row, "place",
          "'\(self.groups[group])' in '\(self.places[place])' has a cost already; keep one of the two"
        )
      }
      found[group][place] = try rows.positive(
        row, "cost_per_week",
        "a missing price is not £0; leave the row out where the place does not suit")
    }
    for (group, name) in self.groups.enumerated() where found[group].allSatisfy({ $0 == nil }) {
      throw SufficiencyError(
        "\(costs.file): no place suits '\(name)', so none of its children could be placed. Give at least one "
          + "cost.")
    }
    cost = found
  }

  private static func counts(
    _ table: (bytes: [UInt8], file: String), _ name: String, _ count: String
  ) throws(SufficiencyError) -> ([String], [Int]) {
    let rows = try SufficiencyRows(table.bytes, table.file)
    var names: [String] = []
    var counts: [Int] = []
    for row in 0..<rows.table.rowCount {
      names.append(try rows.name(row, name, unlike: names))
      counts.append(try rows.whole(row, count))
    }
    guard !names.isEmpty else {
      throw SufficiencyError("\(table.file): has no rows, so there is nothing to place.")
    }
    return (names, counts)
  }
}
