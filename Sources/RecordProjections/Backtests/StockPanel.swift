import DelimitedText
import Foundation
public import Periods

/// Monthly stocks and flows of several authorities.
public struct StockPanel: Sendable {
  /// One authority's months, without gaps.
  public struct Series: Sendable {
    /// The authority.
    public let name: String

    /// The first month.
    public let first: Month

    /// Entries in each month; empty where the table has no such column.
    public let entries: [Double]

    /// Exits in each month; empty where the table has no such column.
    public let exits: [Double]

    /// The stock at the end of each month.
    public let stock: [Double]
  }

  /// The authorities, in the order of the table.
  public let series: [Series]

  /// Reads a CSV file with the columns `authority`, `month` (YYYY-MM) and `stock_total`, and where
  /// they are there `entries` and `exits`.
  ///
  /// Throws ``CareProjectionError`` naming the file, row and column of what cannot be used.
  public init(file: String) throws(CareProjectionError) {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw CareProjectionError(file, "cannot be read; name a CSV file of monthly stocks")
    }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: Array(bytes), file: file)
    } catch {
      throw CareProjectionError(file, error.description)
    }
    var columns: [String: Int] = [:]
    for name in ["authority", "month", "stock_total"] {
      guard let position = table.position(of: name) else {
        throw CareProjectionError(
          file,
          "has no column \(name); a panel has authority, month and stock_total, and may have "
            + "entries and exits")
      }
      columns[name] = position
    }
    columns["entries"] = table.position(of: "entries")
    columns["exits"] = table.position(of: "exits")
    try self.init(table, columns, file: file)
  }

  private init(
    _ table: DelimitedTable, _ columns: [String: Int], file: String
  ) throws(CareProjectionError) {
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for row in 0..<table.rowCount {
      let name = table.text(row: row, column: columns["authority"] ?? 0)
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    func number(_ row: Int, _ column: String) throws(CareProjectionError) -> Double? {
      guard let position = columns[column] else { return nil }
      guard let value = table.number(row: row, column: position), value.isFinite, value >= 0 else {
        throw CareProjectionError(
          "\(file), row \(table.line(ofRow: row)), column \(column)",
          "'\(table.text(row: row, column: position))' is no count; a back-test needs every month")
      }
      return value
    }
    var series: [Series] = []
    for name in order {
      var first: Month?
      var (entries, exits, stock): ([Double], [Double], [Double]) = ([], [], [])
      for row in rows[name] ?? [] {
        let text = table.text(row: row, column: columns["month"] ?? 0)
        guard let day = try? CalendarDate(iso: "\(text)-01") else {
          throw CareProjectionError(
            "\(file), row \(table.line(ofRow: row)), column month",
            "'\(text)' is no month; write 2024-03")
        }
        let expected = (first ?? day.month).advanced(by: stock.count)
        guard day.month == expected else {
          throw CareProjectionError(
            "\(file), row \(table.line(ofRow: row)), column month",
            "\(text) does not follow the row before it; a back-test needs every month in order")
        }
        first = first ?? day.month
        if let value = try number(row, "entries") { entries.append(value) }
        if let value = try number(row, "exits") { exits.append(value) }
        stock.append(try number(row, "stock_total") ?? 0)
      }
      guard let first else { continue }
      series.append(
        Series(name: name, first: first, entries: entries, exits: exits, stock: stock))
    }
    guard !series.isEmpty else {
      throw CareProjectionError(file, "has no rows below its header")
    }
    self.series = series
  }
}
