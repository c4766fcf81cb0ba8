import DelimitedText

/// Series read from a long table: one row per series and period.
public struct SeriesTable: Sendable, Equatable {
  /// One series.
  public struct Series: Sendable, Equatable {
    /// Its name.
    public let id: String

    /// The values in order of time, NaN for a missing one.
    public let values: [Double]

    /// The periods of the values as the file writes them; empty for a period that it does not have.
    public let periods: [String]

    /// The number of periods that were left out of the file and are missing in between.
    public let skipped: Int
  }

  /// The series, in the order in which the file names them first.
  public let series: [Series]

  /// How many values were marked as missing, by the mark.
  public let missingMarks: [(mark: String, count: Int)]

  /// What stands for a missing value: nothing, the customary words, and the symbols of official
  /// statistics (`c` suppressed, `x` not available, `z` not applicable, `u` unreliable, `low`).
  public static let marks: Set<String> = [
    "", "na", "nan", "null", "none", ".", "..", ":", "-", "c", "x", "z", "u", "low",
  ]

  /// Reads the columns `series_id`, `period` and `value`; others are passed over.
  ///
  /// Within a series periods must ascend: whole numbers (years), `2024-03` (months), `2024Q1`
  /// (quarters), `2024/25` (financial or academic years) or `2024-03-31` (days). A period left out
  /// between two others is a missing value; days are only put in order. Other texts are taken as
  /// they come.
  ///
  /// Throws `DelimitedTextError` for a malformed table and ``SeriesTableError`` for a value that is no
  /// number, a period twice or out of order, and an empty table.
  public init(bytes: [UInt8], file: String) throws {
    let table = try DelimitedTable(bytes: bytes, file: file)
    let columns = (
      id: try table.requiredPosition(of: "series_id"),
      period: try table.requiredPosition(of: "period"),
      value: try table.requiredPosition(of: "value")
    )
    guard table.rowCount > 0 else {
      throw SeriesTableError(
        file: file, line: 1, column: 1,
        reason: "there is no row below the header, so nothing to "
          + "forecast; add rows of series_id, period and value")
    }
    var builders: [SeriesBuilder] = []
    var places: [String: Int] = [:]
    var marks: [String: Int] = [:]
    var current = 0
    for row in 0..<table.rowCount {
      let isNew = row == 0 || !table.isSame(row: row, as: row - 1, column: columns.id)
      if isNew {
        let id = table.text(row: row, column: columns.id)
        if let place = places[id] {
          current = place
        } else {
          current = builders.count
          places[id] = current
          builders.append(SeriesBuilder(id: id))
        }
      }
      let value: Double
      if let number = table.number(row: row, column: columns.value) {
        value = number
      } else {
        let text = table.text(row: row, column: columns.value)
        guard SeriesTable.marks.contains(text.lowercased()) else {
          throw SeriesTableError(
            file: file, line: table.line(ofRow: row),
            column: table.characterColumn(row: row, column: columns.value),
            reason: "'\(text)' is no number; write digits with a decimal point, or leave the value "
              + "empty where it is missing")
        }
        marks[text, default: 0] += 1
        value = .nan
      }
      let text = table.text(row: row, column: columns.period)
      if let reason = builders[current].append(period: text, value: value) {
        throw SeriesTableError(
          file: file, line: table.line(ofRow: row),
          column: table.characterColumn(row: row, column: columns.period), reason: reason)
      }
    }
    series = builders.map(\.series)
    missingMarks = marks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether two tables hold the same series.
  public static func == (left: SeriesTable, right: SeriesTable) -> Bool {
    left.series == right.series
  }
}

/// Why a table holds no series.
public struct SeriesTableError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as the user wrote it.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The character of the line, counted from 1.
  public let column: Int
  /// What is wrong, why it matters and what to do.
  public let reason: String

  /// The message shown to the user.
  public var description: String { "\(file):\(line):\(column): \(reason)" }
}
