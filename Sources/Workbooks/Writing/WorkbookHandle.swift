import CXLSXWriter

/// A workbook of the C library, freed with its owner.
struct WorkbookHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<lxw_workbook>
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  /// Opens a workbook to be written to a path.
  init(path: String) throws(WorkbookError) {
    guard let pointer = workbook_new(path) else {
      throw WorkbookError("the workbook can't be started: there is no memory for it.")
    }
    self.pointer = pointer
  }

  deinit { if !isClosed { lxw_workbook_free(pointer) } }

  private var isClosed = false

  /// Writes the file; the library frees the workbook whether or not it succeeds.
  mutating func close() throws(WorkbookError) {
    isClosed = true
    try Self.check(workbook_close(pointer), nil, nil)
  }

  /// A sheet of that name, after those before it.
  func sheet(_ name: String) throws(WorkbookError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = workbook_add_worksheet(pointer, name) else {
      throw WorkbookError("the sheet can't be added.", sheet: name)
    }
    return sheet
  }

  /// The library's format of a style; each is made once.
  mutating func format(
    _ style: CellStyle
  ) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format> {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(pointer) else {
      throw WorkbookError("the workbook's formats can't be made: there is no memory for them.")
    }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// Throws what the library says is wrong.
  static func check(
    _ error: lxw_error, _ sheet: String?, _ cell: String?
  ) throws(WorkbookError) {
    guard error != LXW_NO_ERROR else { return }
    let reason = lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
    throw WorkbookError("it can't be written: \(reason)", sheet: sheet, cell: cell)
  }
}

extension CellStyle {
  /// Sets the library's format. Colours: inputs blue, simulated figures plum, formulas black; each
  /// has a contrast of at least 7 on white, and a word in its row says the same.
  fileprivate func apply(to cell: UnsafeMutablePointer<lxw_format>) {
    format_set_font_name(cell, "Arial")
    format_set_font_size(cell, role == .title ? 14 : 11)
    switch role {
    case .plain, .formula: break
    case .title, .header, .figureHeader, .total: format_set_bold(cell)
    case .input: format_set_font_color(cell, 0x0B3C9E)
    case .simulated: format_set_font_color(cell, 0x801650)
    }
    if format != .general { format_set_num_format(cell, format.rawValue) }
    if role == .figureHeader { format_set_align(cell, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if wraps || role == .header || role == .figureHeader { format_set_text_wrap(cell) }
    format_set_align(cell, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
  }
}
