import DelimitedText

/// A field of a run's table.
public enum RunField: Sendable, Equatable {
  /// Words.
  case text(String)
  /// A number, with its digits as the run's file holds them.
  case number(Double, digits: String)
  /// No figure.
  case missing
  /// A figure that disclosure control hides.
  case suppressed

  /// The field as text, with a symbol for a figure that is hidden.
  public func text(suppressed symbol: String) -> String {
    switch self {
    case .text(let text): text
    case .number(_, let digits): digits
    case .missing: ""
    case .suppressed: symbol
    }
  }
}

/// One table of a finished run.
public struct RunTable: Sendable, Equatable {
  /// Its layout.
  public let layout: RunLayout
  /// Its rows, fields in the order of the layout.
  public var rows: [[RunField]]
  /// Where each column is.
  private let positions: [String: Int]

  /// An empty table.
  init(layout: RunLayout, rows: [[RunField]] = []) {
    self.layout = layout
    self.rows = rows
    positions = Dictionary(
      layout.columns.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { a, _ in a })
  }

  /// Reads a table of a run's folder.
  ///
  /// Throws ``HandoverError`` where a column is missing or a field is no number, with file, line and
  /// column. A column that is not of the layout is left out of the exports.
  public init(layout: RunLayout, bytes: [UInt8], file: String) throws(HandoverError) {
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw HandoverError("\(error)")
    }
    var places: [Int] = []
    for column in layout.columns {
      do {
        places.append(try table.requiredPosition(of: column.name))
      } catch {
        throw HandoverError("\(error). The exports need it: run the scenario again.")
      }
    }
    self.init(layout: layout)
    rows.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      var fields: [RunField] = []
      for (column, place) in zip(layout.columns, places) {
        let text = table.text(row: row, column: place)
        if column.kind == .text {
          fields.append(.text(text))
        } else if text.isEmpty {
          fields.append(.missing)
        } else if let value = table.number(row: row, column: place) {
          fields.append(.number(value, digits: text))
        } else {
          throw HandoverError(
            "\(file):\(table.line(ofRow: row)):\(table.characterColumn(row: row, column: place)): "
              + "'\(text)' in \(column.name) is no number, so the run's files were changed after it "
              + "finished; run the scenario again")
        }
      }
      rows.append(fields)
    }
  }

  /// Where the column of that name is.
  func position(_ column: String) -> Int? { positions[column] }

  /// The words of a row's column; empty for a figure.
  public func text(_ row: Int, _ column: String) -> String {
    guard let position = positions[column], case .text(let text) = rows[row][position] else {
      return ""
    }
    return text
  }

  /// The figure of a row's column; `nil` where there is none or it is hidden.
  public func number(_ row: Int, _ column: String) -> Double? {
    guard let position = positions[column], case .number(let value, _) = rows[row][position] else {
      return nil
    }
    return value
  }

  /// Whether a row's column is hidden.
  public func isSuppressed(_ row: Int, _ column: String) -> Bool {
    positions[column].map { rows[row][$0] == .suppressed } ?? false
  }

  /// Hides a row's figures: all of them, or those of some columns. What is missing stays missing.
  mutating func suppress(_ row: Int, columns: [String]? = nil) {
    for (position, column) in layout.columns.enumerated()
    where column.kind == .figure && columns?.contains(column.name) ?? true {
      if case .number = rows[row][position] { rows[row][position] = .suppressed }
    }
  }

  /// The table as comma-separated text; hidden figures as a symbol, labels guarded against being
  /// read as formulas.
  public func csv(suppressed symbol: String) -> [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: layout.columns.map(\.name))
    for row in rows {
      writer.append(
        row: row.map { field in
          if case .text(let text) = field { return SpreadsheetGuard.label(text) }
          return field.text(suppressed: symbol)
        })
    }
    return writer.bytes
  }
}
