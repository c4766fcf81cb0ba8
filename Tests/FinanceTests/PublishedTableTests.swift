import Finance
import Periods
import Testing

@Suite("Published budget tables tie out")
struct PublishedTableTests {
  private func thousands(_ amounts: [Int64]) -> [Pence] { amounts.map { Pence(pounds: $0 * 1000) } }

  @Test("East Sussex, November 2025: every column and line adds to the printed deficit")
  func eastSussexNovember() throws {
    let table = try PublishedTables.table(
      "East Sussex, November 2025", PublishedTables.eastSussexNovember, unit: .thousands)
    let printed = thousands([55_844, 9809, 22_659])
    #expect(try table.columnRoundingDifferences(printed: printed) == [.zero, .zero, .zero])
    #expect(try table.lineRoundingDifferences().isEmpty)
    #expect(table.columnTotals.reduce(.zero, +) == Pence(pounds: 88_312_000))
  }

  @Test("East Sussex, December 2025: every column and line adds to the printed deficit")
  func eastSussexDecember() throws {
    let table = try PublishedTables.table(
      "East Sussex, December 2025", PublishedTables.eastSussexDecember, unit: .thousands)
    let printed = thousands([54_198, 12_712, 27_090])
    #expect(try table.columnRoundingDifferences(printed: printed) == [.zero, .zero, .zero])
    #expect(try table.lineRoundingDifferences().isEmpty)
    #expect(table.columnTotals.reduce(.zero, +) == Pence(pounds: 94_000_000))
  }

  @Test("The two East Sussex versions differ by lines that explain the whole change")
  func versions() throws {
    let before = try PublishedTables.table(
      "November", PublishedTables.eastSussexNovember, unit: .thousands)
    let after = try PublishedTables.table(
      "December", PublishedTables.eastSussexDecember, unit: .thousands)
    let changes = try after.changes(since: before)
    let total = changes.map(\.total).reduce(.zero, +)
    #expect(total == Pence(pounds: 94_000_000 - 88_312_000))
    let amounts = Dictionary(uniqueKeysWithValues: changes.map { ($0.label, $0.amounts) })
    #expect(amounts["LGPS revaluation impact"] == thousands([-5962, 0, 0]))
    #expect(amounts["Movement in reserves"] == thousands([-1107, 0, 0]))
    #expect(amounts["Council tax"] == thousands([223, 14, 15]))
    #expect(amounts["CSD growth and demography"] == nil)
  }

  @Test("Walsall: three printed totals are a pound from their parts, and no more")
  func walsall() throws {
    let growth = try PublishedTables.table("growth", PublishedTables.walsallGrowth, unit: .pounds)
    let savings = try PublishedTables.table(
      "savings", PublishedTables.walsallSavings, unit: .pounds)
    let pressures = try growth.lineRoundingDifferences()
    #expect(Set(pressures.values) == [Pence(pounds: -1), Pence(pounds: 1)])
    #expect(pressures.count == 2)
    #expect(try savings.lineRoundingDifferences().values.sorted() == [Pence(pounds: 1)])
    #expect(growth.lines[5].total == Pence(pounds: 42_314_456))
  }

  @Test("Walsall's 4% line implies a base that grows 2.05% a year (derived, not published)")
  func impliedBase() throws {
    let line = try #require(
      PublishedTables.walsallGrowth.first { $0.label.contains("4% inflation") })
    let bases = line.amounts.map { Double($0) / 0.04 }
    #expect(abs(bases[0] - 6_168_525) < 1)
    for (earlier, later) in zip(bases, bases.dropFirst()) {
      #expect(abs(later / earlier - 1.0205) < 0.0005)
    }
  }

  @Test("A gap beyond rounding is refused with the year")
  func beyondRounding() throws {
    let table = try PublishedTables.table(
      "East Sussex", PublishedTables.eastSussexNovember, unit: .thousands)
    let wrong = thousands([55_944, 9809, 22_659])
    #expect(
      throws: FinanceError.doesNotTie(
        table: "East Sussex", year: FinancialYear(startYear: 2026),
        difference: Pence(pounds: 100_000))
    ) { try table.columnRoundingDifferences(printed: wrong) }
    #expect(throws: FinanceError.self) { try table.columnRoundingDifferences(printed: []) }
    let line = TableLine(label: "a", amounts: [Pence(pounds: 5)], printedTotal: Pence(pounds: 9))
    let years = [FinancialYear(startYear: 2026)]
    let broken = try LineTable(name: "t", years: years, lines: [line], unit: .pounds)
    #expect(throws: FinanceError.self) { try broken.lineRoundingDifferences() }
    #expect(throws: FinanceError.self) {
      try LineTable(name: "t", years: years, lines: [line, line], unit: .pounds)
    }
    #expect(throws: FinanceError.self) {
      try LineTable(name: "t", years: [], lines: [line], unit: .pounds)
    }
    #expect(throws: FinanceError.self) { try table.changes(since: broken) }
  }
}
