import DelimitedText
import Periods
import ScenarioLanguage

/// One table of one's own, read cell by cell with errors that name line and column.
struct TableReader {
  let table: DelimitedTable
  let file: DataFile

  var rows: Range<Int> { 0..<table.rowCount }

  /// An error at a cell, or at the header where there is no row.
  func fault(_ row: Int?, _ column: Int?, _ message: String) -> EngineError {
    let line = row.map { table.line(ofRow: $0) } ?? 1
    var character = 1
    if let row, let column { character = table.characterColumn(row: row, column: column) }
    return EngineError(message, location: "\(file.path):\(line):\(character)")
  }

  func has(_ column: String) -> Bool { table.position(of: column) != nil }

  /// The position of a column that a table may have.
  func position(_ column: String) -> Int? { table.position(of: column) }

  /// The position of a column that the table must have; `why` ends the message.
  func column(_ name: String, why: String) throws(EngineError) -> Int {
    if let found = table.position(of: name) { return found }
    throw fault(
      nil, nil,
      "there is no column `\(name)`, \(why) The columns are "
        + table.columns.joined(separator: ", ") + ".")
  }

  func text(_ row: Int, _ column: Int) -> String { table.text(row: row, column: column) }

  /// A number that is not negative.
  func count(_ row: Int, _ column: Int) throws(EngineError) -> Double {
    guard let value = table.number(row: row, column: column), value >= 0 else {
      throw fault(
        row, column,
        "`\(text(row, column))` in `\(table.columns[column])` is not a count. Write digits without "
          + "commas; where a figure is suppressed, put in an estimate and say so in a note, because "
          + "leaving it out would count nobody.")
    }
    return value
  }

  /// Any finite number.
  func number(_ row: Int, _ column: Int) throws(EngineError) -> Double {
    guard let value = table.number(row: row, column: column) else {
      throw fault(
        row, column,
        "`\(text(row, column))` in `\(table.columns[column])` is not a number. Write digits, with a "
          + "point for decimals and no commas.")
    }
    return value
  }

  /// A whole number of years.
  func age(_ row: Int, _ column: Int) throws(EngineError) -> Int {
    guard let value = Int(text(row, column)), (0...120).contains(value) else {
      throw fault(
        row, column, "`\(text(row, column))` is not an age. Write whole years, such as 17.")
    }
    return value
  }

  /// The position of an item among those allowed.
  func item(
    _ row: Int, _ column: Int, among items: [String: Int], of category: String
  ) throws(EngineError) -> Int {
    let name = text(row, column)
    if let found = items[name] { return found }
    throw fault(
      row, column,
      "`\(name)` is not an item of `\(category)`, so its figures would be lost. The items are "
        + items.keys.sorted().joined(separator: ", ") + ".")
  }

  /// `2026-03` or `2026-03-31`.
  func month(_ row: Int, _ column: Int) throws(EngineError) -> Month {
    let written = text(row, column)
    if let month = TableReader.month(written) { return month }
    throw fault(
      row, column,
      "`\(written)` is not a month. Write `2026-03`, or `2026-03-31` in a column `date`.")
  }

  static func month(_ text: String) -> Month? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), year > 1900
    else { return nil }
    if parts.count == 3 {
      guard let day = Int(parts[2]), CalendarDate(year: year, month: month, day: day) != nil
      else { return nil }
    }
    return Month(year: year, monthOfYear: month)
  }

  /// The column that says when: `month`, or `date` where there is no `month`.
  func monthColumn() throws(EngineError) -> Int {
    if let found = table.position(of: "month") ?? table.position(of: "date") { return found }
    throw fault(
      nil, nil,
      "there is no column `month` or `date`, so I can't tell when these were counted. The columns "
        + "are " + table.columns.joined(separator: ", ") + ".")
  }
}

/// What the rows of a table are divided by: the items of the category a measure is split by.
struct TableItems {
  /// The category; `nil` for a measure without a split.
  let category: String?
  let items: [String]
  let places: [String: Int]

  init(category: String?, items: [String]) {
    self.category = category
    self.items = items
    places = Dictionary(
      items.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The column of the category; `nil` without a split.
  func column(in reader: TableReader) throws(EngineError) -> Int? {
    guard let category else { return nil }
    return try reader.column(
      category, why: "which the measure is split by; without it I can't divide the figures.")
  }

  func position(
    _ row: Int, _ column: Int?, in reader: TableReader
  ) throws(EngineError) -> Int {
    guard let column, let category else { return 0 }
    return try reader.item(row, column, among: places, of: category)
  }
}
