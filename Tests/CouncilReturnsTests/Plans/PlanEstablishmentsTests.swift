import CouncilReturns
import Foundation
import Testing

@Suite("Settings of establishments, and SEN2 returns as transitions")
struct PlanEstablishmentsTests {
  private func read(_ text: String) throws -> PlanEstablishments {
    try PlanEstablishments(bytes: Array(text.utf8), file: "schools.csv")
  }

  @Test("Both numbers of a row name its setting")
  func numbers() throws {
    let table = try read(
      "urn,name,ukprn,setting\n100001,One,,mainstream\n,Two,10000002,college\n"
        + "100003,Three,10000003,special\n100001,One,,mainstream\n")
    #expect(
      table.settings == [
        "100001": "mainstream", "10000002": "college", "100003": "special", "10000003": "special",
      ])
  }

  @Test(
    "What cannot be known is refused with its place",
    arguments: [
      ("urn,setting\n1,a\n", "ukprn", 1), ("urn,ukprn,setting\n,,a\n", "urn", 2),
      ("urn,ukprn,setting\n1,,\n", "setting", 2), ("urn,ukprn,setting\n1,,a\n1,,b\n", "urn", 3),
      ("urn,ukprn,setting\n1,,NONSEND\n", "setting", 2),
    ])
  func refused(_ text: String, column: String, row: Int) {
    let error = #expect(throws: ReturnsError.self) { _ = try read(text) }
    #expect(error?.file == "schools.csv" && error?.column == column && error?.row == row)
  }

  @Test("Two consecutive censuses give transitions, others an error that names those read")
  func consecutive() throws {
    let both = try PlanFixture.read(
      PlanFixture.folders(["2024": PlanFixture(2024), "2025": PlanFixture(2025)]))
    let steps = try both.consecutiveTransitions(folder: "returns")
    #expect(steps == both.transitions)
    #expect(steps.flows.map(\.count).reduce(0, +) == 3)
    let apart = try PlanFixture.read(
      PlanFixture.folders(["2023": PlanFixture(2023), "2025": PlanFixture(2025)]))
    let error = #expect(throws: ReturnsError.self) {
      _ = try apart.consecutiveTransitions(folder: "returns")
    }
    #expect(error?.file == "returns")
    #expect(error?.reason.contains("read: 2023, 2025") == true)
  }

  @Test("A link to a folder is read as the folder")
  func linked() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    let folder = place.appending(path: "returns")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in PlanFixture(2024).texts {
      try Data(bytes).write(to: folder.appending(path: name))
    }
    let link = place.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
    #expect(try PlanReturns.read(folder: link.path).years == [2024])
  }
}
