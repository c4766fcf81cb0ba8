import CouncilReturns
import Foundation
import Testing

@Suite("Reading SSDA903 returns")
struct CareReadingTests {
  static func utf16(_ text: String, highFirst: Bool, mark: Bool) -> Data {
    var bytes: [UInt8] = mark ? (highFirst ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
    for unit in text.utf16 {
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      bytes += highFirst ? pair.reversed() : pair
    }
    return Data(bytes)
  }

  @Test("every encoding gives the same rows")
  func encodings() throws {
    // A child whose number has a letter outside ASCII, the same in both tables.
    let header = CareFixture.header("secretA", "sécretA")
    let episodes = CareFixture.episodes("secretA", "sécretA")
    func windows(_ text: String) -> Data {
      Data(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
    let encodings: [(String) -> Data] = [
      { Data($0.utf8) }, { Data([0xEF, 0xBB, 0xBF]) + Data($0.utf8) }, windows,
      { Self.utf16($0, highFirst: false, mark: true) },
      { Self.utf16($0, highFirst: true, mark: true) },
      { Self.utf16($0, highFirst: false, mark: false) },
    ]
    for encode in encodings {
      for otherEncoding in encodings {
        let report = try CareFixture.read([
          "2019/header.csv": encode(header), "2019/episodes.csv": otherEncoding(episodes),
        ])
        #expect(report.rows("episodes") == (4, 4))
        let rules = Set(report.findings.map(\.rule))
        #expect(rules.isSubset(of: ["file.encoding"]))
      }
    }
  }

  @Test("line ends, quoted line ends, ISO dates, order and case of columns change nothing")
  func shapes() throws {
    let windows = CareFixture.episodes.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try CareFixture.read(episodes: windows).broken == [])
    let old = CareFixture.episodes.replacingOccurrences(of: "\n", with: "\r")
    #expect(try CareFixture.read(episodes: old).broken == [])
    let quoted = CareFixture.episodes("ZZ1 1ZZ,ZZ4 4ZZ", "\"ZZ1\n1ZZ, \"\"a\"\"\",ZZ4 4ZZ")
    #expect(try CareFixture.read(episodes: quoted).rows("episodes") == (4, 4))
    let iso = CareFixture.header("10/05/2010", "2010-05-10").replacingOccurrences(
      of: "20/03/2005", with: "2005-03-20 00:00:00")
    #expect(try CareFixture.read(header: iso).broken == [])
    let reordered = """
      dob,ethnic,child,sex,upn,mother,mc_dob
      10/05/2010,WBRI,secretA,1,,,
      20/03/2005,BAFR,secretB,2,,,
      """
    let report = try CareFixture.read(header: reordered)
    #expect(report.rows("header") == (2, 2))
    let rules = Set(report.findings.map(\.rule))
    #expect(rules.isSubset(of: ["column.renamed"]))
  }

  @Test("names of files and of years: folders, years in names, spans, years of closing")
  func years() throws {
    let late = CareFixture.episodes("04/07/2019", "01/04/2020")
    for names in [
      ("2019/header.csv", "2019/episodes.csv"),
      ("SSDA903_2019_header.csv", "SSDA903_2019_Episodes.CSV"),
      ("2019-20/a/Header table.csv", "2019-20/a/table of EPISODES.csv"),
      ("201920/x.csv", "201920/y.csv"),
    ] {
      let report = try CareFixture.read([
        names.0: Data(CareFixture.header.utf8), names.1: Data(late.utf8),
      ])
      #expect(report.broken == ["date.future 5 DEC"], "\(names)")
    }
    let column = late.split(separator: "\n").enumerated()
      .map { $1 + ($0 == 0 ? ",LA,YEAR" : ",here,2019") }.joined(separator: "\n")
    let report = try CareFixture.read([
      "header.csv": Data(CareFixture.header.utf8), "episodes.csv": Data(column.utf8),
    ])
    #expect(report.broken == ["date.future 5 DEC"])

    var episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n"
    var header = "CHILD,SEX,DOB\n"
    for child in 0..<30 {
      header += "c\(child),1,01/01/2012\n"
      episodes += "c\(child),0\(child % 9 + 1)/05/2019,S,C2,N1,U4,05/06/2019,E8\n"
    }
    let closing = try CareFixture.read([
      "2020/header.csv": Data(header.utf8), "2020/episodes.csv": Data(episodes.utf8),
    ])
    let rules = Set(closing.findings.map(\.rule))
    #expect(rules == ["return.year"])
  }

  @Test("two authorities may give two children one number")
  func authorities() throws {
    let report = try CareFixture.read([
      "header.csv": Data("CHILD,SEX,DOB,LA\n1,1,01/01/2010,a\n1,2,01/01/2012,b\n".utf8),
      "episodes.csv": Data(
        "CHILD,DECOM,RNE,LS,PLACE,DEC,REC,LA\n1,01/05/2019,S,C2,U4,,,a\n1,01/05/2019,S,C2,U4,,,b\n"
          .utf8),
    ])
    #expect(report.rows("episodes") == (2, 2))
    #expect(report.rows("header") == (2, 2))
    let hasConflict = report.findings.contains { $0.rule.hasPrefix("child") }
    #expect(!hasConflict)
  }

  static let xml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <SSDA903><LEA>305</LEA>
    <CHILD><CHILDID>secretA</CHILDID><SEX>1</SEX><DOB>2010-05-10</DOB><ETHNIC>WBRI</ETHNIC>
    <EPISODE><DECOM>2019-04-15</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U4</PL>
    <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>2019-06-10</DEC><REC>X1</REC></EPISODE>
    <EPISODE><DECOM>2019-06-10</DECOM><RNE>L</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL></EPISODE>
    <AREVIEW><REVIEW>2019-05-05</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></CHILD>
    <CHILD><CHILDID>secretB</CHILDID><SEX>2</SEX><DOB>2005-03-20</DOB><DUC>2019-12-01</DUC>
    <EPISODE><DECOM>2019-05-02</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N5</CIN><PL>Q9</PL></EPISODE>
    </CHILD></SSDA903>
    """

  @Test("XML as COLLECT takes it gives the same tables")
  func collect() throws {
    let report = try CareFixture.read(["ssda903_2019.xml": Data(Self.xml.utf8)])
    #expect(report.rows("episodes") == (3, 3))
    #expect(report.rows("header") == (2, 2))
    #expect(report.rows("reviews") == (1, 1))
    #expect(report.rows("uasc") == (1, 1))
    #expect(report.broken == ["code.unknown 9 PLACE"])
  }

  @Test("XML that ends early or declares entities is reported and what came before is used")
  func damagedXML() throws {
    let half = String(Self.xml.prefix(Self.xml.count - 60))
    let report = try CareFixture.read(["ssda903_2019.xml": Data(half.utf8)])
    #expect(report.rows("episodes") == (3, 2))
    #expect(report.aside == ["file.malformed": 1])
    #expect(report.findings.contains { $0.rule == "file.malformed" })
    let entity = Self.xml.replacingOccurrences(
      of: "<SSDA903>", with: "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><SSDA903>")
    let refused = try CareFixture.read(["ssda903_2019.xml": Data(entity.utf8)])
    #expect(refused.broken == ["file.malformed"])
    #expect(refused.rows("episodes") == (0, 0))
  }

  @Test("a folder without a return is refused with what was looked for")
  func nothing() throws {
    #expect(throws: ReturnsError.self) { try CareReturns.read(folder: "/no/such/folder") }
    #expect(throws: ReturnsError.self) {
      try CareFixture.read(["header.csv": Data(CareFixture.header.utf8)])
    }
    let folder = try ReturnsFolder(["notes.csv": "a,b\n1,2\n"])
    #expect(throws: ReturnsError.self) { try ReturnsCheck(folder: folder.path) }
  }
}
