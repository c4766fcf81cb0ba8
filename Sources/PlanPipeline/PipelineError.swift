import DelimitedText

/// Why a table of the pipeline is refused: where, what, why it matters and what to do.
public struct PipelineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message, its place first.
  public let description: String

  /// A refusal in words.
  public init(_ description: String) { self.description = description }

  init(_ table: DelimitedTable, row: Int, _ column: Int, _ reason: String) {
    let place = "\(table.line(ofRow: row)):\(table.characterColumn(row: row, column: column))"
    self.init("\(table.file):\(place): column '\(table.columns[column])': \(reason)")
  }
}
