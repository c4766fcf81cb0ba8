import CouncilReturns
import DelimitedText
import Foundation
import Testing

@Suite("The report of a check")
struct ReturnsCheckTests {
  static func check() throws -> ReturnsCheck {
    let episodes = CareFixture.episodes("04/07/2019", "01/05/2019")
    let folder = try ReturnsFolder([
      "2019/episodes.csv": episodes, "2019/header.csv": CareFixture.header,
    ])
    return try ReturnsCheck(folder: folder.path)
  }

  @Test("csv lists every finding, json holds counts too, table sums up")
  func formats() throws {
    let check = try Self.check()
    #expect(check.count(.error) == 1)
    let csv = try DelimitedTable(bytes: Array(check.csv.utf8), file: "report")
    #expect(csv.rowCount == 1)
    #expect(
      csv.row(0).prefix(6) == [
        "ssda903", "2019/episodes.csv", "5", "DEC", "episode.reversed", "error",
      ])
    let counts = try DelimitedTable(bytes: Array(check.countsCSV.utf8), file: "counts")
    #expect(counts.row(0) == ["ssda903", "2019/episodes.csv", "episodes", "4", "3", "", "1"])
    #expect(counts.row(1).suffix(2) == ["episode.reversed", "1"])
    let json = try JSONSerialization.jsonObject(with: Data(check.json.utf8)) as? [String: Any]
    #expect(json?["errors"] as? Int == 1)
    #expect(check.table.contains("error: episode.reversed (DEC) × 1 at 2019/episodes.csv:5"))
    #expect(check.table.contains("1 errors, 0 warnings, 0 notes"))
    for text in [check.csv, check.json, check.table] {
      #expect(!CareFixture.secrets.contains { text.contains($0) })
    }
  }

  @Test("both returns of a folder are checked, and neither calls the other's files unknown")
  func bothReturns() throws {
    let folder = try ReturnsFolder([
      "care/2019/episodes.csv": CareFixture.episodes, "care/2019/header.csv": CareFixture.header,
      "plans/2024/person.csv":
        "sen2tableid,persontableid,personbirthdate\n1,1,2012-May-01 00:00:00\n",
      "notes.csv": "a,b\n1,2\n",
    ])
    let check = try ReturnsCheck(folder: folder.path)
    #expect(check.parts.map(\.kind) == [.care, .plans])
    let unknown = check.parts.flatMap(\.report.findings).filter { $0.rule == "file.unrecognised" }
    #expect(unknown.map(\.file) == ["notes.csv"])
  }
}
