/// A sheet of one table while it is laid out: labels on the left, a word that says what the row's
/// figures are, then one column a year.
struct Grid {
  /// The words of the column that says what figures are.
  enum Word: String {
    case input
    case formula
    case simulated
    case fixed
    case check
    case record
    case mixed
  }

  /// The heading of that column.
  static let wordHeading = "Cell"

  private(set) var sheet: WorkbookSheet
  /// Headings of the columns of figures.
  let columns: [String]
  let headerRow: Int
  let firstColumn: Int
  private(set) var rowCount = 0
  private var values: [CellPlace: Double] = [:]
  private let headings: [String]

  /// A sheet with its title, what it holds in a sentence, and further notes above the table.
  init(
    _ name: String, title: String, sentences: [String], labels: [String], columns: [String],
    width: Double = 14
  ) {
    sheet = WorkbookSheet(name: name)
    self.columns = columns
    headings = labels + [Self.wordHeading] + columns
    headerRow = 1 + sentences.count
    firstColumn = labels.count + 1
    sheet.cells.append(SheetCell(CellPlace(0, 0), .text(title), CellStyle(.title)))
    for (row, sentence) in sentences.enumerated() {
      sheet.cells.append(SheetCell(CellPlace(row + 1, 0), .text(sentence)))
    }
    sheet.widths =
      labels.indices.map { $0 == 0 ? 26 : 20 } + [12] + columns.map { _ in width }
    sheet.frozen = CellPlace(headerRow + 1, min(firstColumn, 1))
  }

  /// Widths of the first columns.
  mutating func set(widths: [Double]) {
    for (column, width) in widths.enumerated() where sheet.widths.indices.contains(column) {
      sheet.widths[column] = width
    }
  }

  /// Adds a row with its labels; its place comes back.
  mutating func row(_ labels: [String], _ word: Word) -> Int {
    rowCount += 1
    let row = headerRow + rowCount
    for (column, label) in labels.enumerated() where !label.isEmpty {
      sheet.cells.append(SheetCell(CellPlace(row, column), .text(label), CellStyle(wraps: true)))
    }
    sheet.cells.append(SheetCell(CellPlace(row, firstColumn - 1), .text(word.rawValue)))
    return row
  }

  func place(_ row: Int, _ column: Int) -> CellPlace { CellPlace(row, firstColumn + column) }

  /// Where a heading's column is among the figures.
  func column(_ heading: String) -> Int? { columns.firstIndex(of: heading) }

  /// Writes a figure that no formula makes.
  mutating func set(
    _ row: Int, _ column: Int, _ value: Double, _ role: CellStyle.Role, _ format: CellStyle.Format
  ) {
    values[place(row, column)] = value
    sheet.cells.append(
      SheetCell(place(row, column), .number(value), CellStyle(role, format)))
  }

  /// Writes a formula.
  mutating func set(
    _ row: Int, _ column: Int, _ term: Term, _ format: CellStyle.Format,
    _ role: CellStyle.Role = .formula
  ) {
    values[place(row, column)] = term.value
    sheet.cells.append(
      SheetCell(place(row, column), .formula("=\(term.text)", term.value), CellStyle(role, format)))
  }

  /// Writes a text.
  mutating func set(
    _ row: Int, _ column: Int, text: String, _ role: CellStyle.Role = .plain, wraps: Bool = false
  ) {
    sheet.cells.append(
      SheetCell(place(row, column), .text(text), CellStyle(role, wraps: wraps)))
  }

  /// Writes a formula that gives a text.
  mutating func set(_ row: Int, _ column: Int, formula: String, text: String) {
    sheet.cells.append(
      SheetCell(place(row, column), .textFormula("=\(formula)", text), CellStyle(.total)))
  }

  /// The figure of a cell; 0 where it is blank, as formulas take it.
  func value(_ row: Int, _ column: Int) -> Double { values[place(row, column)] ?? 0 }

  /// Whether a cell holds a figure.
  func isFilled(_ row: Int, _ column: Int) -> Bool { values[place(row, column)] != nil }

  /// A cell of this sheet within a formula of this sheet.
  func here(_ row: Int, _ column: Int) -> Term {
    Term(place(row, column).name, value(row, column))
  }

  /// A cell of this sheet within a formula of another.
  func there(_ row: Int, _ column: Int) -> Term {
    Term("\(sheet.reference)!\(place(row, column).name)", value(row, column))
  }

  /// The same with row and column fixed.
  func fixed(_ row: Int, _ column: Int) -> Term {
    Term("\(sheet.reference)!\(place(row, column).fixed)", value(row, column))
  }

  /// The sum of a column's cells from one row to another.
  func sum(_ rows: ClosedRange<Int>, _ column: Int, qualified: Bool = false) -> Term {
    let range = CellRange(place(rows.lowerBound, column), place(rows.upperBound, column)).name
    return Term(
      "SUM(\(qualified ? "\(sheet.reference)!" : "")\(range))",
      rows.reduce(0) { $0 + value($1, column) })
  }

  /// One of a column's cells by the number of the scenario chosen.
  func chosen(_ rows: ClosedRange<Int>, _ column: Int, number: Int) -> Term {
    let first = place(rows.lowerBound, column).fixedRow
    let last = place(rows.upperBound, column).fixedRow
    return Term(
      "INDEX(\(sheet.reference)!\(first):\(last),\(Select.numberName))",
      value(rows.lowerBound + number, column))
  }

  /// A rectangle of figures as formulas of other sheets write it.
  func range(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> String {
    let cells = CellRange(
      place(rows.lowerBound, columns.lowerBound), place(rows.upperBound, columns.upperBound))
    return "\(sheet.reference)!\(cells.fixed)"
  }

  /// The same without the sheet's name, as people read it.
  func cells(_ rows: ClosedRange<Int>) -> String {
    CellRange(place(rows.lowerBound, 0), place(rows.upperBound, max(columns.count - 1, 0))).name
  }

  /// Sets the chart.
  mutating func set(chart: SheetChart) { sheet.chart = chart }

  /// Adds a drop-down.
  mutating func add(choice: SheetChoice) { sheet.choices.append(choice) }

  /// The sheet with its table marked up; `nil` without a row.
  func finished() -> WorkbookSheet? {
    guard rowCount > 0 else { return nil }
    var sheet = sheet
    let words = WorkbookRules.definedName(from: [sheet.name]).dropFirst(3)
    sheet.table = SheetTable(
      name: "table_\(words)", headerRow: headerRow, headers: headings, rowCount: rowCount,
      hasFilter: true)
    return sheet
  }
}
