import DelimitedText
import Periods

/// The rows of a table of transport with errors that name their place.
struct TransportRows {
  let table: DelimitedTable

  init(_ bytes: [UInt8], _ file: String) throws(TransportTableError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw TransportTableError(error.description)
    }
    guard table.rowCount > 0 else {
      throw TransportTableError("\(file): has no rows; without them nothing can be computed.")
    }
  }

  /// Refuses columns that would be left out.
  func only(_ names: [String], prefix: String? = nil) throws(TransportTableError) {
    if let other = table.columns.first(where: { name in
      !names.contains(name) && !(prefix.map(name.hasPrefix) ?? false)
    }) {
      throw TransportTableError(
        "\(table.file):1: the column '\(other)' means nothing here, so it would be left out. The columns are "
          + "\(names.joined(separator: ", "))\(prefix.map { " and \($0)MODE" } ?? "").")
    }
  }

  func text(_ row: Int, _ name: String) -> String {
    table.position(of: name).map { table.text(row: row, column: $0) } ?? ""
  }

  func required(_ row: Int, _ name: String) throws(TransportTableError) -> String {
    let column = try column(name)
    let text = table.text(row: row, column: column)
    guard !text.isEmpty else { throw fault(row, column, "is empty; give a name") }
    return text
  }

  func number(
    _ row: Int, _ name: String, in range: ClosedRange<Double>, _ what: String
  ) throws(TransportTableError) -> Double {
    let column = try column(name)
    let text = table.text(row: row, column: column)
    guard let value = Double(text), range.contains(value) else {
      throw fault(row, column, "'\(text)' is not \(what)")
    }
    return value
  }

  func optionalNumber(
    _ row: Int, _ name: String, in range: ClosedRange<Double>, _ what: String
  ) throws(TransportTableError) -> Double? {
    text(row, name).isEmpty ? nil : try number(row, name, in: range, what)
  }

  func price(_ row: Int, _ name: String) throws(TransportTableError) -> Double {
    let column = try column(name)
    let text = table.text(row: row, column: column)
    guard let value = Double(text), value > 0, value.isFinite else {
      throw fault(row, column, "'\(text)' is not a price above £0: a missing price is not £0")
    }
    return value
  }

  func month(_ row: Int, _ name: String) throws(TransportTableError) -> Month {
    let column = try column(name)
    let text = table.text(row: row, column: column)
    let parts = text.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      (1900...2200).contains(year), (1...12).contains(month)
    else { throw fault(row, column, "'\(text)' is not a month such as 2027-09") }
    return Month(year: year, monthOfYear: month)
  }

  func fault(_ row: Int, _ name: String, _ reason: String) -> TransportTableError {
    guard let column = table.position(of: name) else {
      return TransportTableError("\(table.file):\(table.line(ofRow: row)): \(reason)")
    }
    return fault(row, column, reason)
  }

  private func fault(_ row: Int, _ column: Int, _ reason: String) -> TransportTableError {
    TransportTableError(table, row: row, column, reason)
  }

  private func column(_ name: String) throws(TransportTableError) -> Int {
    do {
      return try table.requiredPosition(of: name)
    } catch {
      throw TransportTableError(error.description)
    }
  }
}
