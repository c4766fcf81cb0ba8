/// A comma-separated table with a header row (RFC 4180), read from bytes and kept as bytes.
///
/// Fields stay where they are in the file and become strings when asked for, so that a file of
/// many megabytes is read in one pass. Every row knows its line and every field its place, which
/// the CSV libraries at hand do not keep; an error in a figure can therefore name both.
///
/// Read are: an optional UTF-8 byte-order mark; line ends LF, CRLF or CR; quoted fields with
/// commas, line ends and doubled quotes in them; a last line with or without a line end. Empty
/// lines are passed over.
public struct DelimitedTable: Sendable {
  /// What a second column of the same name means.
  public enum DuplicateColumns: Sendable {
    /// An error.
    case refuse
    /// The first is read and the second cannot be asked for by name.
    case useFirst
  }

  /// The file as errors call it.
  public let file: String
  /// The names of the columns, in the order of the header.
  public let columns: [String]
  /// The number of rows after the header.
  public let rowCount: Int

  let bytes: [UInt8]
  let fields: [FieldRange]
  let lines: [Int32]
  let positions: [String: Int]

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: how errors call it: the path as the user wrote it.
  ///   - duplicateColumns: what a second column of the same name means.
  ///   - headerOnly: reads the header row and leaves the rest of the file unread.
  /// - Throws: `DelimitedTextError` with line and column for anything malformed.
  public init(
    bytes: [UInt8], file: String, duplicateColumns: DuplicateColumns = .refuse,
    headerOnly: Bool = false
  ) throws(DelimitedTextError) {
    var scanner = RowScanner(bytes: bytes, file: file, headerOnly: headerOnly)
    try scanner.scan()
    guard let columnCount = scanner.columnCount else {
      throw DelimitedTextError(fault: .empty, file: file, line: 1, column: 1)
    }
    var columns: [String] = []
    var positions: [String: Int] = [:]
    for field in scanner.fields[..<columnCount] {
      let name = field.text(in: bytes)
      if positions[name] == nil {
        positions[name] = columns.count
      } else if duplicateColumns == .refuse {
        let place = scanner.place(of: Int(field.start))
        throw DelimitedTextError(
          fault: .duplicateColumn(name: name), file: file, line: place.line, column: place.column)
      }
      columns.append(name)
    }
    self.bytes = bytes
    self.file = file
    self.columns = columns
    self.positions = positions
    fields = scanner.fields
    lines = scanner.lines
    rowCount = scanner.lines.count - 1
  }

  /// Where the column of that name is, counted from 0; `nil` where the header has none.
  public func position(of column: String) -> Int? { positions[column] }

  /// Where the column of that name is.
  ///
  /// - Throws: `DelimitedTextError` that names the columns there are.
  public func requiredPosition(of column: String) throws(DelimitedTextError) -> Int {
    guard let position = positions[column] else {
      throw DelimitedTextError(
        fault: .missingColumn(name: column, found: columns), file: file, line: 1, column: 1)
    }
    return position
  }

  /// The line the row starts on, counted from 1; `row` is counted from 0 and excludes the header.
  public func line(ofRow row: Int) -> Int { Int(lines[row + 1]) }

  /// The character of its line that a field starts at, counted from 1.
  public func characterColumn(row: Int, column: Int) -> Int {
    let start = Int(fields[(row + 1) * columns.count + column].start)
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] != 0x0A, bytes[lineStart - 1] != 0x0D {
      lineStart -= 1
    }
    if lineStart == 0, bytes.starts(with: RowScanner.byteOrderMark) { lineStart = 3 }
    return bytes[lineStart..<max(start, lineStart)].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// The text of a field, without its quotes. Both positions are counted from 0.
  public func text(row: Int, column: Int) -> String {
    fields[(row + 1) * columns.count + column].text(in: bytes)
  }

  /// All fields of a row.
  public func row(_ row: Int) -> [String] {
    (0..<columns.count).map { text(row: row, column: $0) }
  }

  /// Whether two rows hold the same bytes in a column: cheaper than comparing their texts.
  public func isSame(row: Int, as other: Int, column: Int) -> Bool {
    let left = fields[(row + 1) * columns.count + column]
    let right = fields[(other + 1) * columns.count + column]
    guard left.end - left.start == right.end - right.start else { return false }
    return bytes[Int(left.start)..<Int(left.end)] == bytes[Int(right.start)..<Int(right.end)]
  }

  /// A field read as a decimal number: optional sign, digits, optional fraction, optional
  /// exponent; `nil` for anything else, thousands separators and infinities included.
  ///
  /// Up to fifteen digits are read exactly (the digits and the power of ten are both exact in
  /// binary, so that one division rounds once); longer ones go through the library's parser.
  public func number(row: Int, column: Int) -> Double? {
    let field = fields[(row + 1) * columns.count + column]
    return parseDecimal(bytes, Int(field.start), Int(field.end))
  }
}
