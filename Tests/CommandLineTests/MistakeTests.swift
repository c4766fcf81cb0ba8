import Foundation
import Testing

/// One mistake made in the shipped baseline: what is replaced by what, and the message it must get.
struct Mistake: Sendable, CustomStringConvertible {
  let from: String
  let to: String
  let code: String
  /// Text of the changed file with `«` before the character that the message must point at.
  let place: String

  var description: String { "\(code) at \(place)" }

  init(_ from: String, _ to: String, _ code: String, _ place: String) {
    self.from = from
    self.to = to
    self.code = code
    self.place = place
  }

  static let all = [
    Mistake("title \"Baseline", "titel \"Baseline", "E101", "«titel \"Base"),
    Mistake("edition 2026\n", "edition 2031\n", "E111", "edition «2031"),
    Mistake("edition 2026\n", "", "E108", "«title \""),
    Mistake("\"Bromley\"", "\"Bromley", "E002", "area «\"Bromley"),
    Mistake("seed 20260401", "seed 2026x", "E003", "seed «2026x"),
    Mistake("category placement", "category Placement", "E112", "category «Placement"),
    Mistake("each 31 March", "each 31 Marsh", "E107", "each 31 «Marsh"),
    Mistake("split by setting", "split by settings", "E202", "split by «settings"),
    Mistake("history published plans", "history published plan", "E201", "published «plan at"),
    Mistake("charged to general-fund", "charged to genral-fund", "E202", "charged to «genral"),
    Mistake("  when public-transport: 8%\n", "", "E106", "assumption «mode-share"),
    Mistake("in-house-fleet: 14%", "in-house-fleet: 24%", "E308", "shared by «mode-share"),
    Mistake("between 0.10 and 0.25", "between 0.25 and 0.10", "E502", "between «0.25"),
    Mistake("reviewed 2 November 2026", "reviewed 31 November 2026", "E408", "reviewed «31 Nov"),
    Mistake("confidence low,", "confidence lowish,", "E107", "confidence «lowish"),
    Mistake("end settings\n", "", "E103", "«category setting"),
    Mistake(
      "label \"How passengers travel\"", "label \"How passengers travel\"\n  label \"Again\"",
      "E105", "  «label \"Again"),
    Mistake("equals 4,071 plans", "equals 4,071 children", "E309", "4,071 «children"),
    Mistake("£980 per child per week", "£980 per plan per week", "E312", "residential: «£7,600"),
    Mistake("runs 4,000", "runs 4,000,000", "E902", "runs «4,000,000"),
    Mistake(
      "measure cla counts", "measure ehcps counts", "E203",
      "plans at sen2\n  forecast by published-trend\nend measure\n\nmeasure «ehcps"),
    Mistake("settings\n  area", "settings;\n  area", "E005", "settings«;"),
    Mistake(
      "check \"Plans", "import \"nowhere.scenario\"\ncheck \"Plans", "E706", "import «\"nowhere"),
    Mistake("prices 2026/27", "prices 2026/28", "E401", "prices «2026/28"),
  ]
}

@Suite("Mistakes in a scenario, as a user meets them")
struct MistakeTests {
  struct Report: Decodable {
    struct Item: Decodable {
      let code: String
      let severity: String
      let message: String
      let file: String
      let line: Int
      let column: Int
    }
    let diagnostics: [Item]
  }

  @Test("each is found at its line and column, and stops a run", arguments: Mistake.all)
  func isFound(mistake: Mistake) throws {
    try Command.temporary { folder in
      let source = "\(Command.root)/scenarios/baseline.scenario"
      var text = try String(contentsOfFile: source, encoding: .utf8)
      let place = try #require(text.range(of: mistake.from))
      text.replaceSubrange(place, with: mistake.to)
      let parts = mistake.place.components(separatedBy: "«")
      let marked = try #require(text.range(of: parts.joined()))
      let before = String(text[..<marked.lowerBound]) + (parts.first ?? "")
      let lines = before.components(separatedBy: "\n")
      let line = lines.count
      let column = (lines.last ?? "").count + 1
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/bad.scenario"))

      let json = try Command.run(["check", "--format", "json", "bad.scenario"], in: folder)
      #expect(json.status == 1)
      let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
      let hits = report.diagnostics.filter { $0.code == mistake.code && $0.severity == "error" }
      #expect(
        hits.contains {
          $0.file == "bad.scenario" && $0.line == line && $0.column == column
        }, "\(json.output)")
      #expect(hits.allSatisfy { $0.message.count > 20 })

      let plain = try Command.run(["check", "bad.scenario"], in: folder)
      #expect(plain.status == 1)
      #expect(plain.output.contains("bad.scenario:\(line)"))
      #expect(plain.output.contains(mistake.code))
      #expect(!plain.output.contains("\u{1B}"))

      let run = try Command.run(["run", "bad.scenario", "--out", "results"], in: folder)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.messages.contains(mistake.code))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/results"))
    }
  }

  @Test("a missing file is 2, and named, also where it is one of several")
  func missing() throws {
    let good = "\(Command.root)/scenarios/baseline.scenario"
    let check = try Command.run(["check", good, "nowhere.scenario"])
    #expect(check.status == 2)
    #expect(check.output.contains("nowhere.scenario"))
    let run = try Command.run(["run", "nowhere.scenario"])
    #expect(run.status == 2)
    #expect(run.messages.contains("nowhere.scenario"))
  }

  @Test("an area that the statistics do not have is named where the scenario names it")
  func unknownArea() throws {
    try Command.temporary { folder in
      let source = "\(Command.root)/scenarios/baseline.scenario"
      let text = try String(contentsOfFile: source, encoding: .utf8)
        .replacingOccurrences(of: "\"Bromley\"", with: "\"Bromly\"")
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/a.scenario"))
      let run = try Command.run(
        ["run", "a.scenario", "--statistics", "\(Command.root)/seeds", "--out", "o"], in: folder)
      #expect(run.status == 2)
      #expect(run.messages.contains("a.scenario:5:8"))
      #expect(run.messages.contains("did you mean Bromley (E09000006)?"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/o"))
    }
  }
}
