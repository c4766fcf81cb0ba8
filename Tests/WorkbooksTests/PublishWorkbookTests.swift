import Foundation
import Testing
import Workbooks

@Suite("The workbook for publication")
struct PublishWorkbookTests {
  private let table = PublishTable(
    sheet: "Costs", title: "Costs, Bromley", source: "a run", notes: ["Common.", "Own."],
    columns: [.init("Item"), .init("Mean"), .init("Share", places: 1)],
    rows: [
      [.text("=a"), .number(12_345.6), .number(0.04)],
      [.text(""), .suppressed, .missing],
      [.text("c"), .number(-0.2), .number(0)],
    ])

  private func book() throws -> WorkbookContents {
    try PublishWorkbook(
      title: "Forecast", about: [("Area", "Bromley"), ("Contact", "")], notes: ["Common."],
      tables: [table]
    ).contents
  }

  @Test("follows the checklist of accessible spreadsheets")
  func checklist() throws {
    let book = try book()
    #expect(book.sheets.map(\.name) == ["Cover", "Contents", "Notes", "Costs"])
    for sheet in book.sheets {
      let table = try #require(sheet.table)
      #expect(!table.hasFilter && sheet.frozen == nil && sheet.chart == nil)
      let rows = Set(sheet.cells.map(\.place.row)).union([table.headerRow])
      #expect(rows == Set(0...(table.headerRow + table.rowCount)), "\(sheet.name)")
      // No cell of a table is blank.
      let filled = sheet.cells.count { $0.place.row > table.headerRow }
      #expect(filled == table.rowCount * table.headers.count)
      guard case .text(let sentence) = sheet.cells[1].content else { continue }
      #expect(sentence.hasPrefix("This worksheet contains one table."))
      for cell in sheet.cells {
        switch cell.content {
        case .text, .number: break
        case .formula, .textFormula: Issue.record("\(sheet.name) has a formula")
        }
      }
    }
  }

  @Test("shows what is hidden, missing, small or does not apply in shorthand")
  func shorthand() throws {
    let sheet = try #require(try book().sheets.last)
    let fields = sheet.cells.filter { $0.place.row > 3 }.map(\.content)
    #expect(
      fields == [
        .text("=a"), .number(12_346), .text("[low]"), .text("[z]"), .text("[c]"), .text("[x]"),
        .text("c"), .text("[low]"), .number(0),
      ])
    let notes = try #require(try book().sheets.first { $0.name == "Notes" })
    for (symbol, _) in PublishWorkbook.shorthand {
      #expect(notes.cells.contains { $0.content == .text(symbol) })
    }
    #expect(
      sheet.cells[1].content
        == .text(
          "This worksheet contains one table. Notes: [note 1], [note 2], on the sheet Notes."))
  }

  @Test("has no filters, frozen panes, fills or merged cells in its file")
  func file() throws {
    try temporaryFolder { folder in
      try WorkbookFile.write(try book(), to: "\(folder)/a.xlsx")
      let zip = try ZipFile("\(folder)/a.xlsx")
      let sheets = zip.text("xl/worksheets/sheet")
      for forbidden in ["<pane", "<mergeCell", "<f>", "headerFooter", "hidden="] {
        #expect(!sheets.contains(forbidden), "\(forbidden)")
      }
      #expect(!zip.text("xl/tables/").contains("<autoFilter"))
      #expect(zip.text("xl/tables/").contains("name=\"table_Costs\""))
      #expect(!zip.text("xl/styles.xml").contains("patternType=\"solid\""))
      #expect(zip.text("docProps/core.xml").contains("<dc:title>Forecast</dc:title>"))
    }
  }

  @Test("refuses rows that do not fit their headings, and nothing at all")
  func errors() {
    var short = table
    short.rows[1] = [.missing]
    let error = #expect(throws: WorkbookError.self) {
      try PublishWorkbook(title: "t", about: [("a", "b")], notes: [], tables: [short])
    }
    #expect(error?.sheet == "Costs")
    #expect(throws: WorkbookError.self) {
      try PublishWorkbook(title: "t", about: [("a", "b")], notes: [], tables: [])
    }
  }
}
