import Foundation
import Testing
import Workbooks

@Suite("Workbooks as files")
struct WorkbookFileTests {
  private func book(_ text: String) -> WorkbookContents {
    var sheet = WorkbookSheet(name: "O'Neil & co")
    sheet.cells = [
      SheetCell(CellPlace(0, 0), .text(text)),
      SheetCell(CellPlace(1, 1), .formula("=1+1", 2), CellStyle(.formula, .pounds)),
      SheetCell(CellPlace(2, 1), .number(0.1), CellStyle(.input, .percent)),
    ]
    return WorkbookContents(
      title: "Title", subject: "s", properties: [("Run", "1a2b")], sheets: [sheet],
      names: [WorkbookName("Two", "=\(sheet.reference)!$B$2")])
  }

  private func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  @Test("are the same bytes each time, and leave the same file as it is")
  func deterministic() throws {
    try temporaryFolder { folder in
      #expect(try WorkbookFile.write(book("a"), to: "\(folder)/a.xlsx"))
      #expect(try WorkbookFile.write(book("a"), to: "\(folder)/b.xlsx"))
      #expect(bytes("\(folder)/a.xlsx") == bytes("\(folder)/b.xlsx"))
      #expect(try !WorkbookFile.write(book("a"), to: "\(folder)/a.xlsx"))
      let zip = try ZipFile("\(folder)/a.xlsx")
      #expect(zip.text("docProps/core.xml").contains("2000-01-01T00:00:00Z"))
      #expect(zip.text("docProps/custom.xml").contains("1a2b"))
      #expect(zip.text("xl/workbook.xml").contains("'O''Neil &amp; co'!$B$2"))
    }
  }

  @Test("never replace another file without being told to")
  func keeps() throws {
    try temporaryFolder { folder in
      let path = "\(folder)/a.xlsx"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: WorkbookError.self) { try WorkbookFile.write(book("a"), to: path) }
      #expect(bytes(path) == Data("mine".utf8))
      #expect(try WorkbookFile.write(book("a"), to: path, isReplacing: true))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == ["a.xlsx"])
    }
  }

  @Test("leave nothing behind where they can't be written")
  func unwritable() throws {
    try temporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: "\(folder)/plain"))
      let missing = "\(folder)/plain/a.xlsx"
      let error = #expect(throws: WorkbookError.self) {
        try WorkbookFile.write(book("a"), to: missing)
      }
      #expect(error?.message.contains(missing) == true)
      #expect(throws: WorkbookError.self) { try WorkbookFile.write(book("a"), to: folder) }
      #expect(throws: WorkbookError.self) {
        try WorkbookFile.write(book("a\u{1}"), to: "\(folder)/a.xlsx")
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == ["plain"])
    }
  }

  @Test(
    "write a text as text, whatever it begins with",
    arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "http://x", "\t=1"])
  func injection(_ text: String) throws {
    try temporaryFolder { folder in
      try WorkbookFile.write(book(text), to: "\(folder)/a.xlsx")
      let zip = try ZipFile("\(folder)/a.xlsx")
      let sheet = zip.text("xl/worksheets/sheet1.xml")
      #expect(sheet.components(separatedBy: "<f>").count == 2)
      #expect(sheet.contains("<f>1+1</f><v>2</v>"))
      #expect(!sheet.contains("hyperlink"))
      let escaped = text.replacingOccurrences(of: "&", with: "&amp;")
      #expect(zip.text("xl/sharedStrings.xml").contains(escaped))
    }
  }
}
