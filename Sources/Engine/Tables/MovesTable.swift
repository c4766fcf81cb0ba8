import Periods
import ScenarioLanguage

/// Moves counted between items, and between them and the outside, within a window of months.
struct MovesTable: Sendable {
  /// One count.
  struct Move: Sendable {
    let month: Month
    /// Position of the item left; `nil` for outside.
    let from: Int?
    /// Position of the item entered; `nil` for outside.
    let to: Int?
    /// Age in whole years; `nil` where the table has none.
    let age: Int?
    let count: Double
  }

  let moves: [Move]
  let hasAges: Bool

  /// Reads the columns `month` or `date`, `from`, `to`, `count`, and `age` where there is one; rows
  /// outside the window are checked and passed over.
  init(
    _ reader: TableReader, items divided: TableItems, window: ClosedRange<Month>
  ) throws(EngineError) {
    let when = try reader.monthColumn()
    let from = try reader.column("from", why: "which says where children moved from.")
    let to = try reader.column("to", why: "which says where children moved to.")
    let value = try reader.column("count", why: "which holds the figures.")
    let age = reader.position("age")
    var places = divided.places
    places["outside"] = -1
    var moves: [Move] = []
    var seen: Set<[Int]> = []
    var reaches = (first: Int.max, last: Int.min)
    for row in reader.rows {
      let month = try reader.month(row, when)
      let origin = try reader.item(row, from, among: places, of: divided.category ?? "outside")
      let target = try reader.item(row, to, among: places, of: divided.category ?? "outside")
      let count = try reader.count(row, value)
      let years = try age.map { column throws(EngineError) in try reader.age(row, column) }
      guard origin != target else {
        throw reader.fault(
          row, to,
          "this move leads from `\(reader.text(row, from))` to itself, which moves nobody. Leave the "
            + "row out, or correct where they went.")
      }
      guard seen.insert([month.index, origin, target, years ?? -1]).inserted else {
        throw reader.fault(
          row, when,
          "this row stands twice: \(month), \(reader.text(row, from)) to \(reader.text(row, to)). "
            + "Keep one, or add the two up.")
      }
      reaches = (min(reaches.first, month.index), max(reaches.last, month.index))
      guard window.contains(month) else { continue }
      moves.append(
        Move(
          month: month, from: origin < 0 ? nil : origin, to: target < 0 ? nil : target,
          age: years, count: count))
    }
    guard reaches.first <= window.upperBound.index, reaches.last >= window.lowerBound.index else {
      throw reader.fault(
        nil, nil,
        "it has no move between \(window.lowerBound) and \(window.upperBound), so there is no rate to "
          + "count. Its months run from \(Month(index: reaches.first)) to "
          + "\(Month(index: reaches.last)).")
    }
    self.moves = moves
    hasAges = age != nil
  }
}
