/// Figures of a run's tables that may not be shown.
public struct HiddenFigures: Sendable, Equatable {
  /// By table, then by row from 0: the columns.
  private var columns: [String: [Int: Set<String>]] = [:]

  /// Nothing is hidden.
  public init() {}

  /// Hides a figure.
  ///
  /// - Parameters:
  ///   - table: the file's name without `.csv`.
  ///   - row: the row, the first below the header being 0.
  public mutating func hide(_ column: String, row: Int, table: String) {
    columns[table, default: [:]][row, default: []].insert(column)
  }

  /// Whether a figure is hidden.
  public func contains(_ column: String, row: Int, table: String) -> Bool {
    columns[table]?[row]?.contains(column) ?? false
  }

  /// Whether any figure of the table is hidden.
  public func touches(table: String) -> Bool { columns[table] != nil }

  /// Whether any figure of a row is hidden.
  public func touches(row: Int, table: String) -> Bool { columns[table]?[row] != nil }
}
