extension WorkbookRules {
  /// Checks a sheet's cells, table, drop-downs and chart.
  static func check(
    _ sheet: WorkbookSheet, _ tables: inout Set<String>
  ) throws(WorkbookError) {
    var taken = Set<CellPlace>(minimumCapacity: sheet.cells.count)
    for cell in sheet.cells {
      try place(cell.place, sheet.name)
      guard taken.insert(cell.place).inserted else {
        throw WorkbookError(
          "the cell is written twice, so one figure would be lost.", sheet: sheet.name,
          cell: cell.place.name)
      }
      switch cell.content {
      case .text(let value):
        try text(value, limit: textLength, "the text", sheet.name, cell.place.name)
      case .number(let value): try number(value, sheet.name, cell.place)
      case .formula(let value, let cached):
        try formula(value, sheet.name, cell.place.name)
        try number(cached, sheet.name, cell.place)
      case .textFormula(let value, let cached):
        try formula(value, sheet.name, cell.place.name)
        try text(cached, limit: textLength, "the text", sheet.name, cell.place.name)
      }
    }
    if let table = sheet.table { try check(table, sheet.name, &tables) }
    for choice in sheet.choices {
      let cell = choice.place.name
      try place(choice.place, sheet.name)
      try formula(choice.source, sheet.name, cell)
      try text(choice.source, limit: nameLength, "the list's place", sheet.name, cell)
      try text(choice.title, limit: noteTitleLength, "the heading of the note", sheet.name, cell)
      try text(choice.message, limit: nameLength, "the note", sheet.name, cell)
    }
    if let chart = sheet.chart { try check(chart, sheet.name) }
  }

  private static func place(_ place: CellPlace, _ sheet: String) throws(WorkbookError) {
    guard (0..<rowCount).contains(place.row), (0..<columnCount).contains(place.column) else {
      throw WorkbookError(
        "row \(place.row + 1), column \(place.column + 1) is outside a sheet, which has "
          + "\(rowCount) rows and \(columnCount) columns. Run fewer scenarios at once.",
        sheet: sheet)
    }
  }

  private static func number(
    _ value: Double, _ sheet: String, _ place: CellPlace
  ) throws(WorkbookError) {
    guard value.isFinite else {
      throw WorkbookError(
        "\(value) is no number that a workbook can hold; it would not open. Check the run's files.",
        sheet: sheet, cell: place.name)
    }
  }

  private static func check(
    _ table: SheetTable, _ sheet: String, _ tables: inout Set<String>
  ) throws(WorkbookError) {
    let corner = CellPlace(table.headerRow, 0)
    try definedName(table.name)
    guard tables.insert(table.name.lowercased()).inserted else {
      throw WorkbookError("two tables are called '\(table.name)'.", sheet: sheet)
    }
    guard !table.headers.isEmpty, table.rowCount > 0 else {
      throw WorkbookError(
        "a table has at least one column and one row.", sheet: sheet, cell: corner.name)
    }
    try place(CellPlace(table.headerRow + table.rowCount, table.headers.count - 1), sheet)
    var headers = Set<String>()
    for (column, header) in table.headers.enumerated() {
      let cell = CellPlace(table.headerRow, column).name
      try text(header, limit: nameLength, "the heading", sheet, cell)
      guard !header.isEmpty, headers.insert(header.lowercased()).inserted else {
        throw WorkbookError(
          "the heading '\(header)' is empty or there twice; a table's headings are unique.",
          sheet: sheet, cell: cell)
      }
    }
  }

  private static func check(_ chart: SheetChart, _ sheet: String) throws(WorkbookError) {
    let cell = chart.place.name
    try place(chart.place, sheet)
    try text(chart.title, limit: nameLength, "the chart's title", sheet, cell)
    try text(chart.description, limit: nameLength, "the chart's description", sheet, cell)
    try text(chart.unit, limit: nameLength, "the axis's title", sheet, cell)
    guard !chart.title.isEmpty, !chart.description.isEmpty, !chart.bands.isEmpty,
      chart.minimum.isFinite
    else {
      throw WorkbookError(
        "a chart has a title, a description and at least one band.", sheet: sheet, cell: cell)
    }
    for band in chart.bands {
      try text(band.name, limit: nameLength, "the band's name", sheet, cell)
      try place(band.values.last, sheet)
    }
  }
}
