import Foundation
import Testing
import Workbooks

@Suite("What a workbook takes")
struct RulesTests {
  private func book(_ change: (inout WorkbookContents) -> Void) -> WorkbookContents {
    var sheet = WorkbookSheet(name: "One")
    sheet.cells = [SheetCell(CellPlace(0, 0), .text("title"))]
    var book = WorkbookContents(title: "t", subject: "s", sheets: [sheet])
    change(&book)
    return book
  }

  private func error(_ change: (inout WorkbookContents) -> Void) -> WorkbookError? {
    do {
      try WorkbookRules.check(book(change))
      return nil
    } catch {
      return error
    }
  }

  private func cell(_ content: CellContent) -> WorkbookError? {
    error { $0.sheets[0].cells.append(SheetCell(CellPlace(4, 1), content)) }
  }

  @Test(
    "refuses a sheet's name that Excel would",
    arguments: [
      "", String(repeating: "a", count: 32), "a/b", "a\\b", "a?b", "a*b", "a[b", "a]b", "a:b",
      "'a", "a'", "History", "a\u{1}",
    ])
  func sheetNames(_ name: String) {
    let error = error { $0.sheets[0].name = name }
    #expect(error?.sheet == name)
  }

  @Test("takes 31 characters, and makes any text a name")
  func madeNames() throws {
    try WorkbookRules.sheetName(String(repeating: "a", count: 31))
    #expect(WorkbookRules.sheetName(from: "Fan_a/b:c'") == "Fan_abc")
    #expect(WorkbookRules.sheetName(from: String(repeating: "😀", count: 40)).utf16.count == 30)
    #expect(WorkbookRules.sheetName(from: "[]") == "Sheet")
  }

  @Test("refuses two sheets of one name, whatever the capitals")
  func twins() {
    let error = error { $0.sheets.append(WorkbookSheet(name: "ONE")) }
    #expect(error?.sheet == "ONE")
  }

  @Test("refuses a workbook without sheets")
  func empty() { #expect(error { $0.sheets = [] } != nil) }

  @Test("names the sheet and the cell of a text that is too long, and takes the longest")
  func texts() {
    let error = cell(.text(String(repeating: "x", count: 32_768)))
    #expect(error?.sheet == "One" && error?.cell == "B5")
    #expect(error?.description.hasPrefix("workbook, sheet 'One', cell B5: ") == true)
    #expect(cell(.text(String(repeating: "é", count: 32_767))) == nil)
    #expect(cell(.text("a\u{7}b"))?.message.contains("U+7") == true)
    #expect(cell(.text("a\u{0}b")) != nil)
  }

  @Test("refuses a formula that is too long or none, and a figure that is no number")
  func formulas() {
    #expect(cell(.formula("=" + String(repeating: "1", count: 8_192), 1))?.cell == "B5")
    #expect(cell(.formula("=" + String(repeating: "1", count: 8_191), 1)) == nil)
    #expect(cell(.formula("1+1", 2)) != nil)
    #expect(cell(.formula("=1", .nan)) != nil)
    #expect(cell(.number(.infinity))?.cell == "B5")
    #expect(cell(.textFormula("=A1", String(repeating: "x", count: 32_768))) != nil)
  }

  @Test("refuses a cell outside a sheet and one written twice")
  func places() {
    #expect(error { $0.sheets[0].cells.append(SheetCell(CellPlace(0, 0), .number(1))) } != nil)
    for place in [CellPlace(1_048_576, 0), CellPlace(0, 16_384), CellPlace(-1, 0)] {
      #expect(error { $0.sheets[0].cells.append(SheetCell(place, .number(1))) } != nil)
    }
  }

  @Test(
    "refuses a defined name that reads as a cell or holds what it can't",
    arguments: [
      "", "1a", "a b", "AB12", "R1C1", "r", "C", "a-b", String(repeating: "a", count: 121),
    ])
  func names(_ name: String) {
    #expect(error { $0.names = [WorkbookName(name, "='One'!$A$1")] } != nil)
  }

  @Test("takes good names, and refuses one twice or one that stands for too much")
  func goodNames() {
    #expect(error { $0.names = [WorkbookName("Scenario_1.x", "='One'!$A$1")] } == nil)
    #expect(
      error { $0.names = ["a_b", "A_B"].map { WorkbookName($0, "='One'!$A$1") } } != nil)
    #expect(
      error { $0.names = [WorkbookName("a_b", "=" + String(repeating: "1", count: 130))] } != nil)
    #expect(WorkbookRules.definedName(from: ["price", "a-b", "é"]) == "in_price_a_b_é")
  }

  @Test("refuses a table with headings that are empty or twice, without rows, or of one name")
  func tables() {
    func table(_ headers: [String], rows: Int = 1) -> WorkbookError? {
      error {
        $0.sheets[0].table = SheetTable(
          name: "t_1", headerRow: 2, headers: headers, rowCount: rows, hasFilter: true)
      }
    }
    #expect(table(["a", "b"]) == nil)
    #expect(table(["a", "A"])?.cell == "B3")
    #expect(table(["a", ""])?.cell == "B3")
    #expect(table(["a"], rows: 0) != nil)
    #expect(table([]) != nil)
    #expect(table([String(repeating: "h", count: 256)])?.cell == "A3")
  }

  @Test("refuses the note of a drop-down that is too long")
  func choices() {
    func choice(_ title: String, _ message: String) -> WorkbookError? {
      error {
        $0.sheets[0].choices = [
          SheetChoice(place: CellPlace(1, 1), source: "=$A$1:$A$2", title: title, message: message)
        ]
      }
    }
    #expect(choice("t", "m") == nil)
    #expect(choice(String(repeating: "t", count: 33), "m")?.cell == "B2")
    #expect(choice("t", String(repeating: "m", count: 256))?.cell == "B2")
  }

  @Test("names columns as spreadsheets do")
  func columns() {
    let names = [0, 25, 26, 701, 702, 16_383].map(CellPlace.columnName)
    #expect(names == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
  }
}
