public import DelimitedText

/// Why a plan, a run or a table is refused: where, what, why it matters and what to do.
public struct BudgetPlanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The message for the user, its place first.
  public let description: String

  /// A refusal in words.
  public init(_ description: String) { self.description = description }

  /// A refusal of a field of a table.
  public init(_ table: DelimitedTable, row: Int, column: Int, _ reason: String) {
    let place = "\(table.line(ofRow: row)):\(table.characterColumn(row: row, column: column))"
    self.init("\(table.file):\(place): column '\(table.columns[column])': \(reason)")
  }

  /// What the reader of a table refused.
  public init(_ error: DelimitedTextError) { self.init(error.description) }
}
