/// Tables as an accessible workbook, by the Analysis Function's guidance on statistics in
/// spreadsheets: values only, one marked-up table a sheet, a title in A1, how many tables in A2, a
/// sheet of notes, shorthand explained; no filters, frozen panes, fills, merged cells or blank rows.
public struct PublishWorkbook: Sendable {
  /// The workbook.
  public let contents: WorkbookContents

  /// Shorthand in place of figures, with its meaning, as the Government Statistical Service writes
  /// it.
  public static let shorthand = [
    ("[c]", "confidential: hidden so that nobody can be recognised"),
    ("[low]", "not zero, and rounds to zero"),
    ("[x]", "not available"),
    ("[z]", "does not apply"),
  ]

  /// A workbook of tables.
  ///
  /// - Parameters:
  ///   - title: the document's title, also on the cover.
  ///   - about: lines of the cover, each a name and a value: the area, the run, whom to ask.
  ///   - notes: what holds for every table.
  ///   - tables: the tables, made safe before.
  /// - Throws: ``WorkbookError`` without a table that has rows, and where a row has not as many
  ///   fields as there are columns.
  public init(
    title: String, about: [(name: String, value: String)], notes: [String], tables: [PublishTable]
  ) throws(WorkbookError) {
    let tables = tables.filter { !$0.rows.isEmpty }
    guard !tables.isEmpty else {
      throw WorkbookError("no table has a row that may be published, so there is nothing to write.")
    }
    var numbered: [String] = notes
    var sheets: [WorkbookSheet] = []
    for table in tables {
      var markers: [String] = []
      for note in table.notes {
        let number = (numbered.firstIndex(of: note) ?? numbered.count) + 1
        if number > numbered.count { numbered.append(note) }
        markers.append("[note \(number)]")
      }
      sheets.append(try Self.sheet(table, markers))
    }
    let cover = Self.list(
      "Cover", title, ["Item", "Value"],
      about.map { [$0.name, $0.value.isEmpty ? "[x]" : $0.value] })
    let guide = Self.list(
      "Contents", "Contents", ["Sheet", "What it holds"],
      [["Notes", "Notes and shorthand"]] + tables.map { [$0.sheet, $0.title] })
    let notesSheet = Self.list(
      "Notes", "Notes and shorthand", ["Note", "Text"],
      numbered.enumerated().map { ["note \($0.offset + 1)", $0.element] }
        + Self.shorthand.map { [$0.0, $0.1] })
    contents = WorkbookContents(
      title: title, subject: "Statistics for publication",
      sheets: [cover, guide, notesSheet] + sheets)
  }

  private static func sheet(
    _ table: PublishTable, _ markers: [String]
  ) throws(WorkbookError) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: table.sheet)
    let notes =
      markers.isEmpty ? "" : " Notes: \(markers.joined(separator: ", ")), on the sheet Notes."
    let lines = [
      table.title, "This worksheet contains one table.\(notes)", "Source: \(table.source)",
    ]
    add(lines, to: &sheet)
    let header = lines.count
    for (index, fields) in table.rows.enumerated() {
      guard fields.count == table.columns.count else {
        throw WorkbookError(
          "row \(index + 1) has \(fields.count) fields and the table \(table.columns.count) columns, "
            + "so figures would stand under the wrong heading.", sheet: table.sheet)
      }
      for (column, field) in fields.enumerated() {
        let place = CellPlace(header + 1 + index, column)
        sheet.cells.append(cell(field, place, places: table.columns[column].places))
      }
    }
    let isText = table.columns.indices.map { column in
      table.rows.contains { if case .text = $0[column] { true } else { false } }
    }
    sheet.widths = isText.map { $0 ? 26 : 16 }
    finish(&sheet, table.columns.map(\.heading), header, table.rows.count)
    return sheet
  }

  private static func cell(
    _ field: PublishField, _ place: CellPlace, places: Int
  ) -> SheetCell {
    switch field {
    case .text(let text):
      return SheetCell(place, .text(text.isEmpty ? "[z]" : text), CellStyle(wraps: true))
    case .missing: return SheetCell(place, .text("[x]"))
    case .suppressed: return SheetCell(place, .text("[c]"))
    case .number(let value):
      var scale = 1.0
      for _ in 0..<places { scale *= 10 }
      let rounded = (value * scale).rounded() / scale
      if rounded == 0, value != 0 { return SheetCell(place, .text("[low]")) }
      return SheetCell(
        place, .number(rounded == 0 ? 0 : rounded),
        CellStyle(.plain, places == 0 ? .whole : places == 1 ? .count : .factor))
    }
  }

  /// A sheet of texts in two columns.
  private static func list(
    _ name: String, _ title: String, _ headers: [String], _ rows: [[String]]
  ) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    add([title, "This worksheet contains one table."], to: &sheet)
    for (index, row) in rows.enumerated() {
      for (column, text) in row.enumerated() {
        sheet.cells.append(
          SheetCell(CellPlace(3 + index, column), .text(text), CellStyle(wraps: true)))
      }
    }
    sheet.widths = [24, 90]
    finish(&sheet, headers, 2, rows.count)
    return sheet
  }

  private static func add(_ lines: [String], to sheet: inout WorkbookSheet) {
    for (row, line) in lines.enumerated() {
      sheet.cells.append(
        SheetCell(CellPlace(row, 0), .text(line), CellStyle(row == 0 ? .title : .plain)))
    }
  }

  private static func finish(
    _ sheet: inout WorkbookSheet, _ headers: [String], _ headerRow: Int, _ rows: Int
  ) {
    let words = WorkbookRules.definedName(from: [sheet.name]).dropFirst(3)
    sheet.table = SheetTable(
      name: "table_\(words)", headerRow: headerRow, headers: headers, rowCount: rows,
      hasFilter: false)
  }
}
