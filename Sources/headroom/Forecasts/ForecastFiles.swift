import DelimitedText
import Foundation
import SeriesTables

/// The files of `headroom forecast`.
enum ForecastFiles {
  static func read(_ path: String) throws -> SeriesTable {
    try SeriesTable(bytes: InputBytes.read(path), file: path)
  }

  /// Writes to a file by way of a temporary one, or to standard output.
  static func write(
    _ table: ForecastTable, format: ForecastCommand.Format, to path: String?
  ) throws {
    let text: String
    switch format {
    case .csv: text = String(decoding: table.bytes, as: UTF8.self)
    case .table: text = aligned(String(decoding: table.bytes, as: UTF8.self))
    }
    try OutputFile.write(text, to: path)
  }

  /// The columns of a CSV text under each other, figures with one decimal to the right.
  private static func aligned(_ csv: String) -> String {
    guard let table = try? DelimitedTable(bytes: Array(csv.utf8), file: "table") else { return csv }
    let rows =
      [table.columns]
      + (0..<table.rowCount).map { row in
        table.row(row).enumerated().map { column, text in
          guard column >= 2, let number = Double(text) else { return text }
          return abs(number) < 1e9 ? String(format: "%.1f", number) : text
        }
      }
    let widths = table.columns.indices.map { column in
      rows.reduce(0) { max($0, $1[column].count) }
    }
    return rows.map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
