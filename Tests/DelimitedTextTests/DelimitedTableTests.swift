import DelimitedText
import Testing

func table(
  _ text: String, duplicates: DelimitedTable.DuplicateColumns = .refuse
) throws(DelimitedTextError) -> DelimitedTable {
  try DelimitedTable(bytes: Array(text.utf8), file: "figures.csv", duplicateColumns: duplicates)
}

@Suite("Reading delimited text")
struct DelimitedTableTests {
  @Test("Fields, rows and columns by name")
  func fields() throws {
    let read = try table("area,plans\nBromley,4395\nKent,20003\n")
    #expect(read.columns == ["area", "plans"])
    #expect(read.rowCount == 2)
    #expect(read.row(1) == ["Kent", "20003"])
    #expect(read.position(of: "plans") == 1)
    #expect(read.position(of: "cla") == nil)
    #expect(read.number(row: 0, column: 1) == 4395)
  }

  @Test(
    "Line ends and a byte-order mark change nothing",
    arguments: [
      "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2", "\u{FEFF}a,b\n1,2", "\n\na,b\n\n1,2\n\n",
    ])
  func lineEnds(text: String) throws {
    let read = try table(text)
    #expect(read.columns == ["a", "b"])
    #expect(read.rowCount == 1)
    #expect(read.row(0) == ["1", "2"])
  }

  @Test("Quoted fields hold commas, line ends and doubled quotes (RFC 4180, section 2)")
  func quotes() throws {
    let read = try table("a,b\r\n\"x, y\",\"one\r\ntwo \"\"three\"\"\"\r\n\"\",z\r\n")
    #expect(read.row(0) == ["x, y", "one\r\ntwo \"three\""])
    #expect(read.row(1) == ["", "z"])
    #expect(read.line(ofRow: 0) == 2)
    #expect(read.line(ofRow: 1) == 4)
  }

  @Test("Empty last fields count")
  func emptyFields() throws {
    let read = try table("a,b,c\n1,,\n,,\n")
    #expect(read.row(0) == ["1", "", ""])
    #expect(read.row(1) == ["", "", ""])
  }

  @Test("Places are in lines and characters, not bytes")
  func places() throws {
    let read = try table("\u{FEFF}é,b\n\"naïve, yes\",2\n")
    #expect(read.characterColumn(row: 0, column: 1) == 14)
    #expect(read.line(ofRow: 0) == 2)
  }

  @Test("Same bytes are told without making text")
  func sameBytes() throws {
    let read = try table("a\nx\nx\ny\n")
    #expect(read.isSame(row: 1, as: 0, column: 0))
    #expect(!read.isSame(row: 2, as: 1, column: 0))
  }

  @Test("The header alone can be read from a file whose rows are malformed")
  func headerOnly() throws {
    let read = try DelimitedTable(
      bytes: Array("a,b\n\"never closed".utf8), file: "x.csv", headerOnly: true)
    #expect(read.columns == ["a", "b"])
    #expect(read.rowCount == 0)
  }

  @Test(
    "Numbers",
    arguments: [
      ("0", 0), ("-12", -12), ("38948.285000000003", 38948.285000000003), ("0.1", 0.1),
      ("123456789012345", 123_456_789_012_345), ("1e3", 1000),
      ("2.1999999999999997", 2.2 - 4.4e-16),
    ] as [(String, Double)])
  func numbers(text: String, value: Double) throws {
    let number = try #require(try table("a\n\(text)\n").number(row: 0, column: 0))
    #expect(abs(number - value) <= 1e-15 * max(1, abs(value)))
    #expect(number == Double(text))
  }

  @Test(
    "What is not a number",
    arguments: ["", "c", "1,000", "-", ".", "1.", "inf", "nan", "0x10", " 1"])
  func notNumbers(text: String) throws {
    #expect(try table("a,b\n\"\(text)\",x\n").number(row: 0, column: 0) == nil)
  }
}

@Suite("Malformed delimited text")
struct DelimitedTextErrorTests {
  private func error(_ bytes: [UInt8]) -> DelimitedTextError? {
    do {
      _ = try DelimitedTable(bytes: bytes, file: "figures.csv")
      return nil
    } catch { return error }
  }

  @Test(
    "Each fault is named with its line and column",
    arguments: [
      ("a,b\n1,\"two\nthree\n", .unterminatedQuote, 2, 3),
      ("a,b\n1,t\"wo\n", .strayQuote, 2, 4),
      ("a,b\n1,\"two\"x\n", .strayQuote, 2, 8),
      ("a,b\n1,2\n1,2,3\n", .fieldCount(found: 3, expected: 2), 3, 5),
      ("a,b\n1\n", .fieldCount(found: 1, expected: 2), 2, 1),
      ("a,b,a\n1,2,3\n", .duplicateColumn(name: "a"), 1, 5),
      ("", .empty, 1, 1), ("\n\n", .empty, 1, 1),
      ("a\n1\u{0}\n", .nulByte, 2, 2),
    ] as [(String, DelimitedTextError.Fault, Int, Int)])
  func faults(text: String, fault: DelimitedTextError.Fault, line: Int, column: Int) {
    #expect(
      error(Array(text.utf8))
        == DelimitedTextError(fault: fault, file: "figures.csv", line: line, column: column))
  }

  @Test(
    "Bytes that are not UTF-8",
    arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]]
      as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    let found = error(Array("a\nxy".utf8) + bytes + [0x0A])
    #expect(found?.fault == .invalidUTF8)
    #expect(found?.line == 2)
    #expect(found?.column == 3)
  }

  @Test("Well-formed text of every length of character is read")
  func validUTF8() throws {
    let text = "a\né€😀\n"
    #expect(try table(text).text(row: 0, column: 0) == "é€😀")
  }

  @Test("A second column of one name can be passed over")
  func duplicates() throws {
    let read = try table("a,b,a\n1,2,3\n", duplicates: .useFirst)
    #expect(read.position(of: "a") == 0)
    #expect(read.columns.count == 3)
  }

  @Test("A missing column names those there are")
  func missingColumn() throws {
    let read = try table("a,b\n1,2\n")
    #expect {
      _ = try read.requiredPosition(of: "c")
    } throws: { error in
      "\(error)" == "figures.csv:1:1: the column 'c' is missing; the header has a, b"
    }
  }

  @Test("Messages name the place first and say what to do")
  func messages() {
    let text = error(Array("a,b\n1,\"two\n".utf8))?.description ?? ""
    #expect(text.hasPrefix("figures.csv:2:3: "))
    #expect(text.contains("closing quote"))
  }
}

@Suite("Writing delimited text")
struct DelimitedTextWriterTests {
  @Test("Quotes only where a field needs them")
  func quoting() {
    var writer = DelimitedTextWriter()
    writer.append(row: ["plain", "a,b", "say \"no\"", " lead", "line\nend", ""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "plain,\"a,b\",\"say \"\"no\"\"\",\" lead\",\"line\nend\",\n")
  }

  @Test("What is written reads back, whatever the fields hold", arguments: 0..<50)
  func roundTrip(seed: Int) throws {
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let pieces = ["a", ",", "\"", "\n", "\r\n", "é", " ", "1.5", "😀", ""]
    let columns = 1 + next(4)
    let rows = (0..<next(8)).map { _ in
      (0..<columns).map { _ in (0..<next(5)).map { _ in pieces[next(pieces.count)] }.joined() }
    }
    var writer = DelimitedTextWriter()
    writer.append(row: (0..<columns).map { "column \($0)" })
    for row in rows { writer.append(row: row) }
    let read = try DelimitedTable(bytes: writer.bytes, file: "written.csv")
    #expect((0..<read.rowCount).map { read.row($0) } == rows)
  }

  @Test(
    "Numbers are written as short as reads back",
    arguments: [(343, "343"), (-4, "-4"), (0.1, "0.1"), (4.561, "4.561"), (0, "0")]
      as [(Double, String)])
  func numbers(value: Double, text: String) {
    #expect(DelimitedTextWriter.format(value) == text)
  }
}
