import DelimitedText

/// Fields of a table by column name, with errors that say where and what to do.
struct PlanTableReader {
  let table: DelimitedTable
  private var positions: [String: Int] = [:]

  /// Reads the whole table; every named column must be there, of the optional ones any, others are
  /// passed over.
  init(
    bytes: [UInt8], file: String, columns: [String], optional: [String] = []
  ) throws(ReturnsError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw ReturnsError(file: file, row: error.line, reason: Self.explanation(of: error))
    }
    for column in columns {
      guard let position = table.position(of: column) else {
        throw ReturnsError(
          file: file, row: 1, column: column,
          reason: "the header has no such column, so the table cannot be read; its columns must be "
            + columns.joined(separator: ", "))
      }
      positions[column] = position
    }
    for column in optional { positions[column] = table.position(of: column) }
    guard table.rowCount > 0 else {
      throw ReturnsError(
        file: file, reason: "there are no rows below the header; give a file with data")
    }
  }

  /// The error's own words without its place, which stands in front of the message already.
  private static func explanation(of error: DelimitedTextError) -> String {
    let place = "\(error.file):\(error.line):\(error.column): "
    let text = error.description
    return text.hasPrefix(place) ? String(text.dropFirst(place.count)) : text
  }

  /// Whether the table has one of the columns asked for.
  func has(_ column: String) -> Bool { positions[column] != nil }

  /// A failure at a field.
  func failure(_ row: Int, _ column: String, _ reason: String) -> ReturnsError {
    ReturnsError(file: table.file, row: table.line(ofRow: row), column: column, reason: reason)
  }

  /// A text without spaces and tabs at its ends.
  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else {
      return text
    }
    var rest = bytes[...]
    while let byte = rest.first, isSpace(byte) { rest.removeFirst() }
    while let byte = rest.last, isSpace(byte) { rest.removeLast() }
    return String(Substring(rest))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// A field without spaces at its ends.
  func text(_ row: Int, _ column: String) -> String {
    guard let position = positions[column] else { return "" }
    return Self.trimmed(table.text(row: row, column: position))
  }

  /// A field that may not be empty.
  func code(_ row: Int, _ column: String) throws(ReturnsError) -> String {
    let code = text(row, column)
    guard !code.isEmpty else {
      throw failure(row, column, "the field is empty; every row needs a code here")
    }
    return code
  }

  /// A whole number within a range.
  func whole(
    _ row: Int, _ column: String, in range: ClosedRange<Int>
  ) throws(ReturnsError) -> Int {
    let field = text(row, column)
    let number = Int(field) ?? Double(field).flatMap { Int(exactly: $0) }
    guard let number, range.contains(number) else {
      throw failure(
        row, column,
        "this must be a whole number from \(range.lowerBound) to \(range.upperBound); correct it")
    }
    return number
  }

  /// A number of at least 0.
  func amount(_ row: Int, _ column: String) throws(ReturnsError) -> Double {
    guard let number = Double(text(row, column)), number >= 0, number.isFinite else {
      throw failure(
        row, column,
        "this must be a number of at least 0, without thousands separators; correct it")
    }
    return number
  }
}

/// The ranges that fields of the tables must lie in.
enum PlanTableRange {
  /// Calendar years of a census or a population.
  static let years = 1990...2200

  /// National curriculum years: children from birth to 25.
  static let ncy = -6...25

  /// Ages in whole years.
  static let ages = 0...120

  /// Children who made one step.
  static let children = 1...10_000_000
}
