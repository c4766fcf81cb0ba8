import CouncilReturns
import Testing

@Suite("Tables of plan transitions")
struct PlanTransitionsTests {
  static let header =
    "calendar-year,setting-1,need-1,academic-year-1,setting-2,need-2,academic-year-2"

  static func read(_ rows: String...) throws -> PlanTransitions.Reading {
    let text = ([header] + rows).joined(separator: "\n")
    return try PlanTransitions.read(bytes: Array(text.utf8), file: "t.csv")
  }

  static func failure(_ rows: String...) -> ReturnsError? {
    let text = ([header] + rows).joined(separator: "\n")
    do {
      _ = try PlanTransitions.read(bytes: Array(text.utf8), file: "t.csv")
      return nil
    } catch {
      return error
    }
  }

  @Test("Rows become counts by year and pair of states, outside being no state")
  func counts() throws {
    let reading = try Self.read(
      "2020,A,X,5,A,X,6", "2020,A,X,5,A,X,6", "2020,A,X,5,B,X,6", "2020,NONSEND,NONSEND,4,A,X,5",
      "2020,B,X,7,NONSEND,NONSEND,8", "2021,A,X,6,A,X,7", "2021,B,X,6,B,X,7", "2021,A,X,6,A,X,7")
    let flows = reading.transitions.flows
    #expect(flows.count == 6)
    #expect(flows[0].from == nil)
    #expect(flows[0].to == PlanState(ncy: 5, need: "X", setting: "A"))
    #expect(flows[1].count == 2)
    #expect(flows.map(\.count).reduce(0, +) == 8)
    #expect(reading.transitions.years == [2020, 2021])
    #expect(
      reading.transitions.stock(at: 2022) == [
        PlanState(ncy: 7, need: "X", setting: "A"): 2,
        PlanState(ncy: 7, need: "X", setting: "B"): 1,
      ])
    #expect(reading.transitions.stock(at: 2020).values.reduce(0, +) == 4)
    // The 2020 steps end with a joiner in A (NCY 5) that the 2021 steps do not start with.
    #expect(reading.transitions.unchained(at: 2021) == 1)
    #expect(reading.report.findings.map(\.rule) == ["transition.chain"])
    #expect(reading.report.counts.map(\.addsUp) == [true])
    #expect(reading.transitions.restricted(to: [2021]).flows.count == 2)
  }

  @Test("Spaces, decimal years, further columns and a byte-order mark are read")
  func tolerant() throws {
    let text =
      "\u{FEFF}id,\(Self.header)\r\n1,2020.0, A ,X,5,A,X, 6\r\n"
    let reading = try PlanTransitions.read(bytes: Array(text.utf8), file: "t.csv")
    #expect(reading.transitions.flows.count == 1)
    #expect(reading.transitions.flows[0].from == PlanState(ncy: 5, need: "X", setting: "A"))
  }

  @Test("Counts written as a table are the same when read again")
  func written() throws {
    let reading = try Self.read(
      "2020,A,\"X, Y\",5,A,\"X, Y\",6", "2020,A,\"X, Y\",5,A,\"X, Y\",6",
      "2020,NONSEND,NONSEND,4,A,Z,5", "2021,A,Z,6,NONSEND,NONSEND,7")
    let table = reading.transitions.csv
    #expect(
      String(decoding: table, as: UTF8.self) == Self.header
        + ",children\n2020,NONSEND,NONSEND,4,A,Z,5,1\n2020,A,\"X, Y\",5,A,\"X, Y\",6,2\n"
        + "2021,A,Z,6,NONSEND,NONSEND,7,1\n")
    let again = try PlanTransitions.read(bytes: table, file: "counts.csv")
    #expect(again.transitions == reading.transitions)
    #expect(again.report.counts.map(\.rows) == [3])
  }

  @Test("A count of children that is none is refused", arguments: ["0", "-1", "1.5", "", "many"])
  func badCount(_ count: String) {
    let text = "\(Self.header),children\n2020,A,X,5,A,X,6,\(count)\n"
    let error = #expect(throws: ReturnsError.self) {
      _ = try PlanTransitions.read(bytes: Array(text.utf8), file: "t.csv")
    }
    #expect(error?.column == "children" && error?.row == 2)
  }

  @Test("A row without a plan at both censuses is set aside and counted")
  func outside() throws {
    let reading = try Self.read(
      "2020,NONSEND,NONSEND,5,NONSEND,NONSEND,6", "2020,A,X,5,A,X,6")
    #expect(reading.report.counts.map(\.used) == [1])
    #expect(reading.report.counts[0].setAside == ["transition.outside": 1])
    #expect(reading.report.findings.map(\.row) == [2])
  }

  @Test("A school year that does not go up by one is said")
  func ageing() throws {
    let reading = try Self.read("2020,A,X,5,A,X,5")
    #expect(reading.report.findings.map(\.rule) == ["transition.ageing"])
    #expect(reading.transitions.flows.count == 1)
  }

  @Test("What cannot be read is refused with row and column")
  func refusals() {
    let cases: [(rows: String, row: Int?, column: String?)] = [
      ("x,A,X,5,A,X,6", 2, "calendar-year"),
      ("2020,,X,5,A,X,6", 2, "setting-1"),
      ("2020,A,X,5,A,,6", 2, "need-2"),
      ("2020,A,X,five,A,X,6", 2, "academic-year-1"),
      ("2020,A,X,5,A,X,60", 2, "academic-year-2"),
      ("2020,NONSEND,X,5,A,X,6", 2, "need-1"),
      ("2020,A,X,5,B,NONSEND,6", 2, "setting-2"),
      ("2020,A,X,5,A,X", 2, nil),
      ("2020,NONSEND,NONSEND,5,NONSEND,NONSEND,6", nil, nil),
    ]
    for (rows, row, column) in cases {
      let error = Self.failure(rows)
      #expect(error?.file == "t.csv", "\(rows)")
      #expect(error?.row == row, "\(rows)")
      #expect(error?.column == column, "\(rows)")
      #expect(error?.reason.isEmpty == false, "\(rows)")
    }
    #expect(Self.failure()?.reason.contains("no rows") == true)
  }

  @Test("A missing column, an empty file and bytes that are no text are refused")
  func files() {
    for bytes in [Array("calendar-year,setting-1\n2020,A\n".utf8), [], [0xFF, 0xFE, 0x00]] {
      #expect(throws: ReturnsError.self) {
        try PlanTransitions.read(bytes: bytes, file: "t.csv")
      }
    }
  }
}
