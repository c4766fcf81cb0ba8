/// Why a formula was refused, or does not fit a table.
public enum FormulaError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text cannot be read at that character, counted from one.
  case syntax(found: String, character: Int, reason: String)

  /// The table has no such column.
  case unknownColumn(name: String, available: [String])

  /// A term cannot be built; `reason` says why.
  case invalidTerm(term: String, reason: String)

  /// A value that the formula needs is missing; the row is counted from one.
  case missing(column: String, row: Int)

  /// A value is no number or outside the range of its function; the row is counted from one.
  case unusable(column: String, row: Int, value: String, reason: String)

  /// Columns of a table differ in length, or two have one name.
  case invalidTable(String)

  /// The design that the formula makes is refused.
  case regression(RegressionError)

  /// The message shown to the user.
  public var description: String {
    switch self {
    case .syntax(let found, let character, let reason):
      "formula, character \(character): \(found.isEmpty ? "the end" : "'\(found)'") "
        + "cannot stand here; \(reason)"
    case .unknownColumn(let name, let available):
      "formula: the table has no column '\(name)'; it has \(available.joined(separator: ", "))"
    case .invalidTerm(let term, let reason):
      "formula, term \(term): \(reason)"
    case .missing(let column, let row):
      "\(column), row \(row): the value is missing; fill it or remove the row"
    case .unusable(let column, let row, let value, let reason):
      "\(column), row \(row): '\(value)' cannot be used; \(reason)"
    case .invalidTable(let reason):
      "table: \(reason)"
    case .regression(let error):
      error.description
    }
  }
}
