import DelimitedText
import Periods

/// The rows of a table with errors that name their place.
struct SufficiencyRows {
  let table: DelimitedTable

  init(_ bytes: [UInt8], _ file: String) throws(SufficiencyError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw SufficiencyError(error.description)
    }
  }

  func text(_ row: Int, _ name: String) throws(SufficiencyError) -> String {
    table.text(row: row, column: try column(name))
  }

  func optionalText(_ row: Int, _ name: String) -> String {
    table.position(of: name).map { table.text(row: row, column: $0) } ?? ""
  }

  func name(
    _ row: Int, _ name: String, unlike others: [String]
  ) throws(SufficiencyError) -> String {
    let text = try text(row, name)
    guard !text.isEmpty else { throw try fault(row, name, "is empty; give a name") }
    guard !others.contains(text) else {
      throw try fault(row, name, "'\(text)' is there already; each may be there once")
    }
    return text
  }

  func index(
    _ row: Int, _ name: String, _ known: [String: Int], _ source: String
  ) throws(SufficiencyError) -> Int {
    let text = try text(row, name)
    guard let index = known[text] else {
      throw try fault(
        row, name,
        "'\(text)' is not in \(source), which has \(known.keys.sorted().joined(separator: ", "))")
    }
    return index
  }

  func whole(_ row: Int, _ name: String) throws(SufficiencyError) -> Int {
    let text = try text(row, name)
    guard let value = Int(text), value >= 0, value <= 1_000_000 else {
      throw try fault(row, name, "'\(text)' is not a whole number from 0")
    }
    return value
  }

  func notNegative(_ row: Int, _ name: String) throws(SufficiencyError) -> Double {
    let text = try text(row, name)
    guard let value = Double(text), value >= 0, value.isFinite else {
      throw try fault(row, name, "'\(text)' is not a number from 0")
    }
    return value
  }

  func positive(
    _ row: Int, _ name: String, _ why: String
  ) throws(SufficiencyError) -> Double {
    let text = try text(row, name)
    guard let value = Double(text), value > 0, value.isFinite else {
      throw try fault(row, name, "'\(text)' is not a number above 0: \(why)")
    }
    return value
  }

  func month(_ row: Int, _ name: String) throws(SufficiencyError) -> Month {
    let text = try text(row, name)
    let parts = text.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      (1900...2200).contains(year), (1...12).contains(month)
    else { throw try fault(row, name, "'\(text)' is not a month such as 2026-09") }
    return Month(year: year, monthOfYear: month)
  }

  func source(_ row: Int, _ name: String) throws(SufficiencyError) -> String {
    let at = table.characterColumn(row: row, column: try column(name))
    return "\(table.file):\(table.line(ofRow: row)):\(at)"
  }

  func fault(_ row: Int, _ name: String, _ reason: String) throws(SufficiencyError)
    -> SufficiencyError
  {
    SufficiencyError(table, row: row, try column(name), reason)
  }

  private func column(_ name: String) throws(SufficiencyError) -> Int {
    do {
      return try table.requiredPosition(of: name)
    } catch {
      throw SufficiencyError(error.description)
    }
  }
}
