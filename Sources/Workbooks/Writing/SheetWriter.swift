import CXLSXWriter

/// Writes one sheet that was checked.
struct SheetWriter {
  let sheet: WorkbookSheet
  let pointer: UnsafeMutablePointer<lxw_worksheet>

  /// Writes widths, cells, table, drop-downs and chart.
  mutating func write(_ handle: inout WorkbookHandle) throws(WorkbookError) {
    for (column, width) in sheet.widths.enumerated() {
      let place = UInt16(column)
      try check(worksheet_set_column(pointer, place, place, width, nil), nil)
    }
    // Printed on A4 across, as wide as the page.
    worksheet_set_landscape(pointer)
    worksheet_set_paper(pointer, 9)
    worksheet_fit_to_pages(pointer, 1, 0)
    try setHeights()
    if let table = sheet.table { try write(table, &handle) }
    for cell in sheet.cells { try write(cell, try handle.format(cell.style)) }
    if let frozen = sheet.frozen {
      worksheet_freeze_panes(pointer, UInt32(frozen.row), UInt16(frozen.column))
    }
    for choice in sheet.choices { try write(choice) }
    if let chart = sheet.chart {
      try ChartWriter(sheet: sheet, chart: chart).write(handle, pointer)
    }
  }

  private func check(_ error: lxw_error, _ cell: String?) throws(WorkbookError) {
    try WorkbookHandle.check(error, sheet.name, cell)
  }

  private func write(
    _ cell: SheetCell, _ format: UnsafeMutablePointer<lxw_format>
  ) throws(WorkbookError) {
    let row = UInt32(cell.place.row)
    let column = UInt16(cell.place.column)
    switch cell.content {
    case .text(let text):
      // An empty string would be a blank cell with a format: a gap that nobody can tell from one.
      if text.isEmpty { return }
      try check(worksheet_write_string(pointer, row, column, text, format), cell.place.name)
    case .number(let value):
      try check(worksheet_write_number(pointer, row, column, value, format), cell.place.name)
    case .formula(let formula, let value):
      try check(
        worksheet_write_formula_num(pointer, row, column, formula, format, value), cell.place.name)
    case .textFormula(let formula, let value):
      try check(
        worksheet_write_formula_str(pointer, row, column, formula, format, value), cell.place.name)
    }
  }

  /// Columns of a table that hold figures: their headings stand at the right, as they do.
  private func figureColumns(_ table: SheetTable) -> Set<Int> {
    var columns = Set<Int>()
    for cell in sheet.cells where cell.place.row > table.headerRow {
      switch cell.content {
      case .number, .formula: columns.insert(cell.place.column)
      case .text, .textFormula: break
      }
    }
    return columns
  }

  private func write(
    _ table: SheetTable, _ handle: inout WorkbookHandle
  ) throws(WorkbookError) {
    let heading = try handle.format(CellStyle(.header))
    let figure = try handle.format(CellStyle(.figureHeader))
    let figures = figureColumns(table)
    let error = BorrowedText.with(table.headers + [table.name]) { texts in
      var columns = table.headers.indices.map { column in
        var settings = lxw_table_column()
        settings.header = texts[column]
        settings.header_format = figures.contains(column) ? figure : heading
        return settings
      }
      return columns.withUnsafeMutableBufferPointer { buffer in
        var pointers: [UnsafeMutablePointer<lxw_table_column>?] = buffer.indices.map { index in
          buffer.baseAddress.map { $0 + index }
        }
        pointers.append(nil)
        return pointers.withUnsafeMutableBufferPointer { list in
          var options = lxw_table_options()
          options.name = texts[table.headers.count]
          options.columns = list.baseAddress
          options.no_autofilter = table.hasFilter ? 0 : 1
          options.no_banded_rows = 1
          options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
          options.style_type_number = 0
          return worksheet_add_table(
            pointer, UInt32(table.headerRow), 0, UInt32(table.headerRow + table.rowCount),
            UInt16(table.headers.count - 1), &options)
        }
      }
    }
    try check(error, CellPlace(table.headerRow, 0).name)
  }

  /// Heights of rows whose text wraps: not every program works them out when it opens a file.
  private func setHeights() throws(WorkbookError) {
    var lines: [Int: Int] = [:]
    func count(_ text: String, _ place: CellPlace) {
      let width = sheet.widths.indices.contains(place.column) ? sheet.widths[place.column] : 9
      // A column holds somewhat more letters than its width, which is counted in digits.
      let letters = max(Int(width * 1.1), 1)
      let needed = (text.utf16.count + letters - 1) / letters
      if needed > 1 { lines[place.row] = max(lines[place.row] ?? 1, min(needed, 20)) }
    }
    for cell in sheet.cells where cell.style.wraps {
      if case .text(let text) = cell.content { count(text, cell.place) }
    }
    if let table = sheet.table {
      for (column, header) in table.headers.enumerated() {
        count(header, CellPlace(table.headerRow, column))
      }
    }
    for (row, count) in lines.sorted(by: { $0.key < $1.key }) {
      try check(worksheet_set_row(pointer, UInt32(row), Double(count) * 15, nil), nil)
    }
  }

  private func write(_ choice: SheetChoice) throws(WorkbookError) {
    let error = BorrowedText.with([choice.source, choice.title, choice.message]) { texts in
      var validation = lxw_data_validation()
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.value_formula = texts[0]
      validation.input_title = texts[1]
      validation.input_message = texts[2]
      return worksheet_data_validation_cell(
        pointer, UInt32(choice.place.row), UInt16(choice.place.column), &validation)
    }
    try check(error, choice.place.name)
  }
}
