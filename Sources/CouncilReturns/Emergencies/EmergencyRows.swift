import DelimitedText
import Foundation
import Periods

/// The rows of a small table about emergencies, with errors that name their place.
struct EmergencyRows {
  let table: DelimitedTable

  init(_ bytes: [UInt8], _ file: String, known: [String]) throws(EmergencyError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw EmergencyError(description: error.description)
    }
    if let other = table.columns.first(where: { !known.contains($0) }) {
      throw EmergencyError(
        description:
          "\(file):1: '\(other)' is a column that means nothing here, so it would be left "
          + "out. The columns are \(known.joined(separator: ", ")).")
    }
  }

  var rows: Range<Int> { 0..<table.rowCount }

  func text(_ row: Int, _ column: String) throws(EmergencyError) -> String {
    do {
      return table.text(row: row, column: try table.requiredPosition(of: column))
    } catch {
      throw EmergencyError(description: error.description)
    }
  }

  func number(
    _ row: Int, _ column: String, above: Double, _ why: String
  ) throws(EmergencyError) -> Double {
    let found = try text(row, column)
    guard let value = Double(found), value > above, value.isFinite, value < 1e9 else {
      throw fault(row, column, "'\(found)' is not a number above \(Int(above)): \(why)")
    }
    return value
  }

  func whole(_ row: Int, _ column: String) throws(EmergencyError) -> Int {
    let found = try text(row, column)
    guard let value = Int(found), value >= 0, value < 1_000_000 else {
      throw fault(row, column, "'\(found)' is not a whole number from 0")
    }
    return value
  }

  func date(_ row: Int, _ column: String) throws(EmergencyError) -> CalendarDate {
    let found = try text(row, column)
    do {
      return try CalendarDate(iso: found)
    } catch {
      throw fault(row, column, "'\(found)' is not a date such as 2025-04-01")
    }
  }

  func fault(_ row: Int, _ column: String, _ reason: String) -> EmergencyError {
    let place = table.position(of: column).map {
      ":\(table.characterColumn(row: row, column: $0))"
    }
    return EmergencyError(
      description:
        "\(table.file):\(table.line(ofRow: row))\(place ?? ""): column '\(column)': \(reason)")
  }
}
