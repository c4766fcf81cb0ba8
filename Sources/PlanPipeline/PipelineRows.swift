import DelimitedText

/// The rows of a table, with errors that name their place.
struct PipelineRows {
  let table: DelimitedTable

  init(
    _ bytes: [UInt8], _ file: String, known: Set<String>
  ) throws(PipelineError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw PipelineError(error.description)
    }
    if let other = table.columns.first(where: { !known.contains($0) }) {
      throw PipelineError(
        "\(file):1: '\(other)' is a column that means nothing here, so its figures would be left out. "
          + "The columns are \(known.sorted().joined(separator: ", ")).")
    }
  }

  var rows: Range<Int> { 0..<table.rowCount }

  func text(_ row: Int, _ name: String) throws(PipelineError) -> String {
    table.text(row: row, column: try column(name))
  }

  func optional(_ row: Int, _ name: String) -> String {
    table.position(of: name).map { table.text(row: row, column: $0) } ?? ""
  }

  func name(_ row: Int, _ name: String, among known: [String]) throws(PipelineError) -> Int {
    let found = try text(row, name)
    guard let place = known.firstIndex(of: found) else {
      throw try fault(
        row, name, "'\(found)' is not known here; use one of \(known.joined(separator: ", "))")
    }
    return place
  }

  func number(_ row: Int, _ name: String, _ range: ClosedRange<Double>) throws(PipelineError)
    -> Double
  {
    let found = try text(row, name)
    guard let value = Double(found), range.contains(value) else {
      throw try fault(
        row, name,
        "'\(found)' is not a number from \(bound(range.lowerBound)) to \(bound(range.upperBound))")
    }
    return value
  }

  func whole(_ row: Int, _ name: String, _ range: ClosedRange<Int>) throws(PipelineError) -> Int {
    let found = try text(row, name)
    guard let value = Int(found), range.contains(value) else {
      throw try fault(
        row, name,
        "'\(found)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func fault(_ row: Int, _ name: String, _ reason: String) throws(PipelineError) -> PipelineError {
    PipelineError(table, row: row, try column(name), reason)
  }

  private func bound(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private func column(_ name: String) throws(PipelineError) -> Int {
    do {
      return try table.requiredPosition(of: name)
    } catch {
      throw PipelineError(error.description)
    }
  }
}
