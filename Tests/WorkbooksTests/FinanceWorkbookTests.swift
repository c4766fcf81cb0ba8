import Foundation
import Results
import Testing
import Workbooks

@Suite("The finance workbook")
struct FinanceWorkbookTests {
  private func book(_ run: FinishedRun = MadeRun.run()) throws -> WorkbookContents {
    try FinanceWorkbook(run: run, owner: "Head of Finance", status: "draft").contents
  }

  private func sheet(_ name: String, _ book: WorkbookContents) throws -> WorkbookSheet {
    try #require(book.sheets.first { $0.name == name })
  }

  /// The figures of the rows whose labels begin so.
  private func rows(_ labels: [String], _ sheet: WorkbookSheet) -> [[CellContent]] {
    let texts = Dictionary(grouping: sheet.cells, by: \.place.row)
    return texts.sorted { $0.key < $1.key }.compactMap { _, cells in
      let row = cells.sorted { $0.place.column < $1.place.column }
      let isMatch = labels.enumerated().allSatisfy { column, label in
        row.first { $0.place.column == column }?.content == .text(label)
      }
      return isMatch ? row.map(\.content) : nil
    }
  }

  private func value(_ content: CellContent) -> Double? {
    switch content {
    case .number(let value), .formula(_, let value): value
    case .text, .textFormula: nil
    }
  }

  @Test("has the sheets of a live model, in order, each with one table")
  func sheets() throws {
    let book = try book()
    #expect(
      book.sheets.map(\.name) == [
        "Cover", "Contents", "Notes", "Checks", "Assumptions", "Levers", "Select", "Calc_EHCP",
        "Calc_Transport", "Unit costs", "Inflation", "Price index", "Calendar units", "Cost",
        "MTFS bridge high-needs", "Fan_EHCP", "Fan_Transport", "Compare", "Sensitivity", "Steps",
        "Rank", "Risk", "Sims", "Engine data", "MTFS data", "Inputs", "Lineage", "Data dictionary",
      ])
    for sheet in book.sheets {
      #expect(sheet.table != nil && sheet.frozen != nil, "\(sheet.name)")
      guard case .text(let sentence) = sheet.cells[1].content else { continue }
      #expect(sentence.hasPrefix("This worksheet contains one table"), "\(sheet.name)")
    }
    try WorkbookRules.check(book)
  }

  @Test("rebuilds every cost from its drivers to the penny")
  func costs() throws {
    let book = try book()
    let cost = try sheet("Cost", book)
    for (name, fund) in [("provision", "high-needs"), ("taxis", "general-fund")] {
      let total = try #require(rows([name, fund, "total"], cost).first).compactMap(value)
      let engine = MadeRun.run().costs.filter {
        $0.scenario == "baseline" && $0.cost == name
      }.map(\.summary.mean)
      #expect(zip(total, engine).allSatisfy { abs($0 - $1) < 1e-6 })
      let items = rows([name, fund, "item"], cost).map { $0.compactMap(value) }
      let products = MadeRun.run().drivers.filter { $0.scenario == "baseline" && $0.cost == name }
      #expect(items.count == (name == "taxis" ? 1 : 2))
      #expect(abs((items[0].first ?? 0) * 1.04 - products[0].volume * products[0].price) < 1e-6)
    }
    for row in rows([], cost) where row.contains(.text("difference")) {
      #expect(row.compactMap(value).allSatisfy { $0 == 0 })
    }
  }

  @Test("takes the index from the price base both ways")
  func index() throws {
    let row = try #require(
      rows(["index", "provision", "special"], sheet("Price index", try book())).first)
    let values = row.compactMap(value)
    #expect(values.count == 3)
    #expect(abs(values[0] - 1 / 1.04) < 1e-12 && values[1] == 1 && abs(values[2] - 1.04) < 1e-12)
  }

  @Test("conserves children and scales volumes by live stocks")
  func calculation() throws {
    let calc = try sheet("Calc_EHCP", try book())
    let closing = try #require(rows(["closing"], calc).first)
    #expect(closing.compactMap(value).map { ($0 * 1e6).rounded() / 1e6 } == [100, 110, 121, 132])
    #expect(closing.contains(.formula("=E6+E7-E9+E10", 100)))
    let volume = try #require(
      rows(["volume for provision, high-needs", "special"], calc).first)
    guard case .formula(let formula, let first) = volume[4] else {
      Issue.record("volume is no formula")
      return
    }
    #expect(formula.hasPrefix("=INDEX('Engine data'!") && formula.contains("ScenarioNumber"))
    #expect(abs(first - 42) < 1e-9)
    let transport = try sheet("Calc_Transport", try book())
    #expect(rows(["share that moves with EHCP"], transport).count == 1)
  }

  @Test("takes the MTFS lines as it finds them, each base from the net before")
  func bridge() throws {
    let bridge = try sheet("MTFS bridge high-needs", try book())
    let view = "change on the year before"
    for line in ["base", "demand", "savings", "inputs changed in this workbook", "net"] {
      #expect(rows([line, "central", view], bridge).count == 1, "\(line)")
    }
    let base = try #require(rows(["base", "high", view], bridge).first)
    guard case .formula(let formula, let value) = base[5] else {
      Issue.record("base is no formula")
      return
    }
    #expect(formula.count < 6 && value == 1_030_000.5)
    let net = try #require(rows(["net", "central", view], bridge).first).compactMap(self.value)
    #expect(net == [1_030_000.5, 1_060_001])
    let sum = try #require(rows(["net", "central", "running sum"], bridge).first)
    #expect(sum.compactMap(self.value) == [1_030_000.5, 1_060_001])
  }

  @Test("reads percentiles and chances off the draws as the engine does")
  func risk() throws {
    let risk = try sheet("Risk", try book())
    let p10 = try #require(rows(["baseline", "high-needs", "P10"], risk).first).compactMap(value)
    // Type 7 over 1,010,000 … 1,100,000: 1,010,000 + 0.9 × 10,000.
    #expect(abs(p10[0] - 1_019_000) < 1e-6)
    let chance = try #require(
      rows(["baseline", "high-needs", "chance to stay within the budget"], risk).first)
    #expect(chance.compactMap(value)[0] == 0.5)
  }

  @Test("shows pass in every check of an untouched workbook, and fail where the run's own failed")
  func checks() throws {
    let checks = try sheet("Checks", try book())
    for cell in checks.cells {
      if case .textFormula(_, let text) = cell.content { #expect(["pass", "none"].contains(text)) }
    }
    var run = MadeRun.run()
    run.checks[0].row.outcome = "fail"
    let failed = try sheet("Checks", try book(run))
    let results = failed.cells.sorted { $0.place.row < $1.place.row }.compactMap {
      cell -> String? in
      if case .textFormula(_, let text) = cell.content { return text }
      return nil
    }
    #expect(results.first == "fail" && results.last == "fail")
  }

  @Test("keeps inputs that differ between scenarios apart")
  func scenarios() throws {
    var run = MadeRun.run()
    for index in run.drivers.indices where run.drivers[index].scenario == "plan" {
      run.drivers[index].row.price *= 2
      run.drivers[index].row.inflation = 0.05
    }
    let book = try book(run)
    let prices = rows(["provision", "special"], try sheet("Unit costs", book))
    #expect(prices.count == 2 && prices[1].contains(.text("plan")))
    #expect(prices[1].compactMap(value).first == 34_626)
    #expect(book.names.contains { $0.name == "in_price_provision_special_high_needs_plan" })
    for row in rows([], try sheet("Cost", book)) where row.contains(.text("difference")) {
      #expect(row.compactMap(value).allSatisfy { $0 == 0 })
    }
  }

  @Test("takes prices that change within the years as inputs by year")
  func steppedPrices() throws {
    var run = MadeRun.run()
    for index in run.drivers.indices where run.drivers[index].financialYear == "2027/28" {
      run.drivers[index].row.price += 500
    }
    let row = try #require(
      rows(["provision", "special"], try sheet("Unit costs", try book(run))).first)
    #expect(row.compactMap(value) == [17_313, 17_313, 17_813])
  }

  @Test("writes the same bytes, and no label as a formula")
  func file() throws {
    try temporaryFolder { folder in
      let book = try book(MadeRun.run(cost: "=1+1", scenario: "@plan-\"x\"*"))
      try WorkbookFile.write(book, to: "\(folder)/a.xlsx")
      try WorkbookFile.write(book, to: "\(folder)/b.xlsx")
      let first = FileManager.default.contents(atPath: "\(folder)/a.xlsx")
      #expect(first == FileManager.default.contents(atPath: "\(folder)/b.xlsx"))
      let zip = try ZipFile("\(folder)/a.xlsx")
      let sheets = zip.text("xl/worksheets/")
      let formulas = sheets.components(separatedBy: "<f>").count - 1
      let expected = book.sheets.flatMap(\.cells).count {
        switch $0.content {
        case .formula, .textFormula: true
        case .text, .number: false
        }
      }
      #expect(formulas == expected)
      #expect(!sheets.contains("mergeCell") && sheets.contains("dataValidation"))
      #expect(zip.text("xl/charts/").contains("areaChart"))
      #expect(zip.text("xl/drawings/drawing").contains("descr=\"Fan chart"))
      #expect(zip.text("xl/sharedStrings.xml").contains("<t>=cmd|' /C calc'!A0</t>"))
      #expect(zip.text("xl/workbook.xml").contains("ScenarioNumber"))
    }
  }

  @Test("says what to do with a run that holds nothing, or nothing of what its costs are made")
  func errors() throws {
    let empty = #expect(throws: WorkbookError.self) {
      try FinanceWorkbook(run: FinishedRun(manifest: MadeRun.manifest))
    }
    #expect(empty?.message.contains("nothing to hand over") == true)
    var run = MadeRun.run()
    run.drivers = []
    let old = #expect(throws: WorkbookError.self) { try FinanceWorkbook(run: run) }
    #expect(old?.message.contains("run the scenario again") == true)
  }

  @Test("writes a run of measures alone, without costs")
  func measuresOnly() throws {
    var run = MadeRun.run()
    run.drivers = []
    run.costs = []
    run.mtfs = []
    run.samples = []
    let names = try book(run).sheets.map(\.name)
    #expect(names.contains("Calc_EHCP") && !names.contains("Cost") && !names.contains("Sims"))
    try temporaryFolder { try WorkbookFile.write(try book(run), to: "\($0)/a.xlsx") }
  }
}
