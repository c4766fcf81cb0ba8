import CXLSXWriter
import Foundation
import WholeFiles

/// Workbooks as files.
public enum WorkbookFile {
  /// Seconds from 1970 to 1 January 2000, the date of creation of every workbook, so that the same
  /// workbook has the same bytes.
  static let creationTime = 946_684_800

  /// Checks a workbook and writes it, through a temporary file beside it that is then renamed.
  ///
  /// A file that holds these very bytes is left as it is. Throws ``WorkbookError`` where a rule of
  /// ``WorkbookRules`` is broken, where another file is there and `isReplacing` is false, and where
  /// nothing can be written; nothing half-written is left.
  ///
  /// - Parameters:
  ///   - workbook: what to write.
  ///   - path: the file.
  ///   - isReplacing: whether a file that is there may be replaced.
  /// - Returns: whether anything was written.
  @discardableResult
  public static func write(
    _ workbook: WorkbookContents, to path: String, isReplacing: Bool = false
  ) throws(WorkbookError) -> Bool {
    try WorkbookRules.check(workbook)
    let manager = FileManager.default
    let temporary = PartialPath.make(for: path)
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw WorkbookError(
        "\(path) is a folder. Name a file with -o, such as \(path)/workbook.xlsx.")
    }
    try start(temporary, for: path)
    do {
      try fill(workbook, at: temporary)
    } catch {
      try? manager.removeItem(atPath: temporary)
      throw WorkbookError(
        "\(error.message) \(path) was not touched.", sheet: error.sheet, cell: error.cell)
    }
    if let old = manager.contents(atPath: path) {
      if old == manager.contents(atPath: temporary) {
        try? manager.removeItem(atPath: temporary)
        return false
      }
      guard isReplacing else {
        try? manager.removeItem(atPath: temporary)
        throw WorkbookError(
          "\(path) is there already and is another; what was handed over must not change under its "
            + "reader. Name another file with -o, or replace it with --force.")
      }
    }
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      try? manager.removeItem(atPath: temporary)
      throw WorkbookError("I can't write \(path): \(reason). Name another file with -o.")
    }
    return true
  }

  /// Makes sure that a file can be written there before the library is asked to.
  private static func start(_ temporary: String, for path: String) throws(WorkbookError) {
    do {
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true)
    } catch {
      throw WorkbookError(
        "I can't write \(path): \(WholeFile.reason(error)). Name another file with -o.")
    }
    guard let file = fopen(temporary, "w") else {
      throw WorkbookError(
        "I can't write \(path): \(String(cString: strerror(errno))). Name another file with -o.")
    }
    fclose(file)
  }

  private static func fill(_ workbook: WorkbookContents, at path: String) throws(WorkbookError) {
    var handle = try WorkbookHandle(path: path)
    try properties(workbook, handle)
    for sheet in workbook.sheets {
      var writer = SheetWriter(sheet: sheet, pointer: try handle.sheet(sheet.name))
      try writer.write(&handle)
    }
    for name in workbook.names {
      try WorkbookHandle.check(
        workbook_define_name(handle.pointer, name.name, name.formula), nil, nil)
    }
    try handle.close()
  }

  private static func properties(
    _ workbook: WorkbookContents, _ handle: borrowing WorkbookHandle
  ) throws(WorkbookError) {
    let error = BorrowedText.with([workbook.title, workbook.subject, "Headroom"]) { texts in
      var properties = lxw_doc_properties()
      properties.title = texts[0]
      properties.subject = texts[1]
      properties.author = texts[2]
      properties.created = creationTime
      return workbook_set_properties(handle.pointer, &properties)
    }
    try WorkbookHandle.check(error, nil, nil)
    for property in workbook.properties {
      try WorkbookHandle.check(
        workbook_set_custom_property_string(handle.pointer, property.name, property.value), nil, nil
      )
    }
  }
}

/// Texts as the C library borrows them: they live until the call returns.
enum BorrowedText {
  static func with<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }
}
