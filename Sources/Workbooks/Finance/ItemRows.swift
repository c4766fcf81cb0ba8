/// Rows of figures by item that the reader may change: one for all scenarios where they agree, one
/// for each where they do not.
struct ItemRows {
  /// The rows of each item: one, or as many as there are scenarios.
  private(set) var rows: [RunFigures.Item: ClosedRange<Int>] = [:]

  /// What the label of a row that holds for every scenario says.
  static let all = "all"

  /// Whether two figures are one: the run's files hold twelve digits.
  static func isSame(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }

  /// Whether all scenarios have the same figures.
  static func agrees(_ values: [[Double]]) -> Bool {
    guard let first = values.first else { return true }
    return values.allSatisfy { zip($0, first).allSatisfy { isSame($0, $1) } }
  }

  mutating func set(_ item: RunFigures.Item, _ rows: ClosedRange<Int>) { self.rows[item] = rows }

  /// The figure of an item, in the scenario chosen where scenarios differ.
  func term(_ item: RunFigures.Item, _ column: Int, of grid: Grid, number: Int) -> Term {
    guard let rows = rows[item] else { return Term(0) }
    return rows.count == 1
      ? grid.there(rows.lowerBound, column) : grid.chosen(rows, column, number: number)
  }
}
