import Assurance
import Foundation
import Results
import Testing

@Suite("The logs")
struct LogTests {
  private func problem(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test("logs written are read back the same, with commas, quotes and line breaks in them")
  func roundTrip() throws {
    let folder = NSTemporaryDirectory() + "logs-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var logs = try Example.logs()
    try logs[.decisions].add(
      Example.entry(.decisions, ["name": "x", "decision": "a, \"b\"\nand c"]))
    for kind in LogKind.allCases { try logs.write(kind, to: folder) }
    let again = try AssuranceLogs(folder: folder)
    #expect(again == logs)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["assumptions.csv", "assurance.csv", "data.csv", "decisions.csv"])
  }

  @Test("a folder without logs has empty ones; a folder in a log's place is said")
  func absent() throws {
    let folder = NSTemporaryDirectory() + "logs-\(UUID().uuidString)"
    #expect(try AssuranceLogs(folder: folder) == AssuranceLogs())
    try FileManager.default.createDirectory(
      atPath: folder + "/data.csv", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(problem { _ = try AssuranceLogs(folder: folder) }.contains("data.csv"))
    let logs = AssuranceLogs()
    #expect(problem { try logs.write(.data, to: folder) }.contains("The log is as it was"))
  }

  @Test("a log that says nothing is refused with line and column")
  func malformed() {
    func read(_ text: String) -> String {
      problem { _ = try LogTable(.decisions, bytes: Array(text.utf8), path: "d.csv") }
    }
    let header = LogKind.decisions.columns.joined(separator: ",") + "\n"
    #expect(read("").contains("d.csv:1:1"))
    #expect(read("date,name\n").contains("decision"))
    #expect(read(header.dropLast() + ",colour\n").contains("'colour' is unknown"))
    #expect(read(header + "2026-02-30,x,,,,,,\n").contains("d.csv:2:1: date: '2026-02-30'"))
    #expect(read(header + "2026-02-01,,,,,,,\n").contains("d.csv:2:12: name: is blank"))
    #expect(
      read(header + "2026-02-01,x,,,,a.person@council.example,,\n").contains("name the post"))
    #expect(read(header + "2026-02-01,x,,,,,Head,\n").contains("signed_on: is blank"))
    #expect(read(header + "2026-02-01,x\n").contains("d.csv:2"))
  }

  @Test("entries that cannot be are refused")
  func entries() {
    #expect(
      problem { _ = try Example.entry(.data, ["name": "f", "sha256": "12"]) }
        .contains("64 hexadecimal digits"))
    #expect(
      problem { _ = try Example.entry(.assurance, ["activity": "named"]) }.contains(
        "role: is blank"))
    #expect(
      problem { _ = try Example.entry(.assurance, ["activity": "party"]) }.contains("none of named")
    )
    #expect(
      problem {
        _ = try Example.entry(
          .assurance, ["activity": "sign-off", "role": "assurer", "holder": "Head"])
      }.contains("give its id"))
    #expect(problem { _ = try LogEntry(.data, ["colour": "red"]) }.contains("no column 'colour'"))
    #expect(
      problem { _ = try Example.entry(.decisions, ["name": "x", "owner": "Ms Example"]) }
        .contains("looks like a person"))
    #expect(
      problem {
        var table = LogTable(.data)
        try table.add(Example.entry(.decisions, ["name": "x"]))
      }.contains("has no place"))
    for words in ["=1+1", "+1", "-1", "@SUM(A1)"] {
      #expect(
        problem {
          var table = LogTable(.decisions)
          try table.add(Example.entry(.decisions, ["name": "x", "reason": words]))
        }.contains("reason begins with '\(words.prefix(1))'"))
    }
  }

  @Test("what is signed stays; what is not there cannot be signed")
  func signing() throws {
    var table = LogTable(.decisions)
    try table.add(Example.entry(.decisions, ["name": "x"]))
    #expect(
      problem {
        var other = table
        try other.sign("y", by: "Head", on: "2026-02-01")
      }.contains("has no entry 'y'; it has x"))
    try table.sign("x", by: "Head", on: "2026-02-01")
    #expect(table.current("x")?.isSigned == true)
    #expect(
      problem {
        var other = table
        try other.sign("x", by: "Head", on: "2026-02-01")
      }.contains("signed already"))
    var assurance = LogTable(.assurance)
    #expect(
      problem { try assurance.sign("x", by: "Head", on: "2026-02-01") }.contains("sign a run"))
  }

  @Test("drafts from a run: each name once, none that is there, files anew when they changed")
  func drafts() throws {
    let manifest = Example.run(
      ["a", "b", "c", "d"].map { Example.assumption("growth", holdsFor: $0) }
    ).manifest
    func drafts(_ kind: LogKind, _ log: LogTable) throws -> [LogEntry] {
      try LogDrafts.entries(
        kind, of: manifest, missingFrom: log, day: "2026-02-01", owner: "Data Manager")
    }
    let assumptions = try drafts(.assumptions, LogTable(.assumptions))
    #expect(assumptions.map { $0["name"] } == ["growth"])
    #expect(assumptions.first?["statement"].hasSuffix("and 1 more") == true)
    #expect(assumptions.first?["owner"] == "Head of Finance")
    #expect(try drafts(.assumptions, Example.logs()[.assumptions]).isEmpty)
    #expect(try drafts(.data, Example.logs()[.data]).map { $0["name"] } == ["care.scenario"])
    var log = LogTable(.data)
    for entry in try drafts(.data, log) { try log.add(entry) }
    #expect(try drafts(.data, log).isEmpty)
    #expect(problem { _ = try drafts(.decisions, log) }.contains("for assumptions and data"))
  }
}
