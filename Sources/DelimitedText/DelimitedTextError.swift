/// Why a file is not a well-formed table, with the place where reading stopped.
public struct DelimitedTextError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Equatable {
    /// A quoted field that the file ends inside of; the place is its opening quote.
    case unterminatedQuote
    /// Text after the closing quote of a field, or a quote inside a field that does not start
    /// with one.
    case strayQuote
    /// A row with more or fewer fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// Two columns of the same name.
    case duplicateColumn(name: String)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A NUL byte, which text files do not hold.
    case nulByte
    /// No header row.
    case empty
    /// More bytes than a table may have.
    case tooLarge(bytes: Int)
    /// A column that the reader needs and the header does not have.
    case missingColumn(name: String, found: [String])
  }
  /// What is wrong.
  public var fault: Fault
  /// The file as the reader was told to call it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The character within the line, counted from 1.
  public var column: Int

  /// An error at a place.
  public init(fault: Fault, file: String, line: Int, column: Int) {
    self.fault = fault
    self.file = file
    self.line = line
    self.column = column
  }

  /// File, line and column, what is wrong, and what to do.
  public var description: String { "\(file):\(line):\(column): \(explanation)" }

  /// What is wrong there and what to do.
  public var explanation: String {
    switch fault {
    case .unterminatedQuote:
      "a quoted field starts here and is never closed, so the rest of the file would be read as "
        + "one field; add the closing quote, or double a quote that belongs to the text"
    case .strayQuote:
      "a quote stands in the middle of a field; put the whole field in quotes and double each "
        + "quote inside it"
    case .fieldCount(let found, let expected):
      "this row has \(found) fields and the header has \(expected); a field that holds a comma "
        + "must be in quotes"
    case .duplicateColumn(let name):
      "the column '\(name)' occurs twice in the header, so a figure could be read from either; "
        + "rename or remove one"
    case .invalidUTF8:
      "the bytes here are not UTF-8; save the file again as CSV UTF-8"
    case .nulByte:
      "a NUL byte, which text does not hold; save the file again as CSV UTF-8 (not UTF-16)"
    case .empty:
      "the file is empty; a header row with the names of the columns is expected"
    case .tooLarge(let bytes):
      "the file has \(bytes) bytes; tables of up to 2 GB are read, so split it"
    case .missingColumn(let name, let found):
      "the column '\(name)' is missing; the header has \(found.joined(separator: ", "))"
    }
  }
}
