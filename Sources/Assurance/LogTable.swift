import DelimitedText

/// A log: entries in the order in which they were made. The last entry of a name is the one in
/// force; earlier ones stay as its history.
public struct LogTable: Sendable, Equatable {
  /// Which log.
  public let kind: LogKind
  /// Its entries.
  public private(set) var entries: [LogEntry]

  /// An empty log.
  public init(_ kind: LogKind) {
    self.kind = kind
    entries = []
  }

  /// Reads the bytes of a log's file.
  ///
  /// - Parameters:
  ///   - kind: which log.
  ///   - bytes: the file.
  ///   - path: how messages call it.
  /// - Throws: ``LogError`` with file, line and column for a table that is malformed, a column that
  ///   is missing or unknown, and a cell that says nothing.
  public init(_ kind: LogKind, bytes: [UInt8], path: String) throws(LogError) {
    self.kind = kind
    let table: DelimitedTable
    var positions: [Int] = []
    do {
      table = try DelimitedTable(bytes: bytes, file: path)
      for column in kind.columns { positions.append(try table.requiredPosition(of: column)) }
    } catch {
      throw LogError(error.description)
    }
    if let extra = table.columns.first(where: { !kind.columns.contains($0) }) {
      throw LogError(
        "\(path):1: the column '\(extra)' is unknown, and would be lost when the log is next "
          + "written. The log of \(kind.rawValue) has \(kind.columns.joined(separator: ", ")).")
    }
    entries = []
    for row in 0..<table.rowCount {
      var fields: [String: String] = [:]
      for (column, position) in zip(kind.columns, positions) {
        fields[column] = table.text(row: row, column: position)
      }
      do {
        entries.append(try LogEntry(kind, fields))
      } catch {
        let column = kind.columns.firstIndex { error.description.hasPrefix("\($0): ") } ?? 0
        let place = table.characterColumn(row: row, column: positions[column])
        throw LogError("\(path):\(table.line(ofRow: row)):\(place): \(error.description)")
      }
    }
  }

  /// The file: a header and a row an entry.
  public var bytes: [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: kind.columns)
    for entry in entries { writer.append(row: entry.row) }
    return writer.bytes
  }

  /// The entry in force of a name: the last of it.
  public func current(_ name: String) -> LogEntry? { entries.last { $0["name"] == name } }

  /// Adds an entry at the end.
  ///
  /// - Throws: ``LogError`` for an entry of another log, and for words that a spreadsheet would run as
  ///   a formula.
  public mutating func add(_ entry: LogEntry) throws(LogError) {
    for (column, text) in zip(kind.columns, entry.row) {
      guard let first = text.first, text.count > 1, "=+-@\t\r".contains(first) else { continue }
      throw LogError(
        "\(column) begins with '\(first)', which a spreadsheet takes for a formula and runs. Begin it "
          + "with a word.")
    }
    guard entry.kind == kind else {
      throw LogError("An entry of \(entry.kind.rawValue) has no place in \(kind.fileName).")
    }
    entries.append(entry)
  }

  /// Signs the entry in force of a name.
  ///
  /// - Throws: ``LogError`` where there is no entry of that name, or it is signed already: what is
  ///   signed stays as it is, and a change is a new entry.
  public mutating func sign(_ name: String, by post: String, on day: String) throws(LogError) {
    guard kind.isSigned else {
      throw LogError("Entries of the assurance log are signatures themselves: sign a run instead.")
    }
    guard let index = entries.lastIndex(where: { $0["name"] == name }) else {
      let known = Set(entries.map { $0["name"] }).sorted()
      throw LogError(
        "logs/\(kind.fileName) has no entry '\(name)'; it has "
          + "\(known.isEmpty ? "none yet" : known.joined(separator: ", ")). Add it first: headroom "
          + "log add \(kind.rawValue) --name \(name)")
    }
    guard !entries[index].isSigned else {
      throw LogError(
        "'\(name)' is signed already, by \(entries[index]["signed_by"]) on "
          + "\(entries[index]["signed_on"]). What is signed stays as it is: add a new entry, and "
          + "sign that.")
    }
    entries[index] = try entries[index].signed(by: post, on: day)
  }
}
