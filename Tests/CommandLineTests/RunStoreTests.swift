import Foundation
import Testing

@Suite("The run store, as a user meets it")
struct RunStoreCommandTests {
  private static let run = [
    "run", "\(Command.root)/scenarios/bromley.scenario", "--statistics",
    "\(Command.root)/seeds", "--quiet",
  ]

  @Test(
    "figures of the board's report are traced: one of each column of each file, and a tenth of all")
  func traced() throws {
    try Command.temporary { folder in
      #expect(try Command.run(Self.run, in: folder).status == 0)
      let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/bromley")
      let id = try #require(runs.first)
      #expect(
        try Command.run(
          ["report", "out/bromley/\(id)", "--audience", "technical", "-o", "page.html"], in: folder
        ).status == 0)
      let page = try String(contentsOfFile: "\(folder)/page.html", encoding: .utf8)
      var references: [String] = []
      for part in page.components(separatedBy: "data-ref=\"").dropFirst() {
        references += part.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
      }
      #expect(references.count > 500)
      var kinds: Set<String> = []
      for (place, reference) in references.enumerated() {
        let parts = reference.split(separator: ":").map(String.init)
        let isInput = parts[0] == "manifest.json"
        let isNew = kinds.insert("\(parts[0]) \(isInput ? parts[1] : parts[2])").inserted
        guard isNew || place % 10 == 0 else { continue }
        let asked =
          isInput ? "latest:\(reference)" : "latest:\(parts[0]):\(parts[1])/\(parts[2])"
        let trace = try Command.run(["trace", asked], in: folder)
        #expect(trace.status == 0, "\(asked): \(trace.messages)")
      }
      let absent = try Command.run(
        ["trace", "latest:manifest.json:inputs:bromley.scenari"], in: folder)
      #expect(absent.status == 2 && absent.messages.contains("the nearest is bromley.scenario"))
    }
  }

  @Test("a run is recorded, listed, shown, traced, signed, computed again, and found damaged")
  func life() throws {
    try Command.temporary { folder in
      func headroom(_ words: String...) throws -> Command.Outcome {
        try Command.run(words, in: folder)
      }
      #expect(try headroom("runs", "list").status == 2)
      #expect(try Command.run(Self.run, in: folder).status == 0)
      let list = try headroom("runs", "list", "--format", "csv")
      #expect(list.status == 0)
      let id = try #require(Command.table(list.output).first?["run"])
      #expect(id.count == 12)
      #expect(try headroom("runs", "list", "--format", "json").output.hasPrefix("["))
      #expect(try headroom("runs", "show", "latest").output.contains("signed     by nobody yet"))
      let mtfs = try headroom("runs", "show", "bromley", "--file", "mtfs.csv").output
      #expect(
        mtfs
          == String(
            decoding: FileManager.default.contents(
              atPath: "\(folder)/out/bromley/\(id)/mtfs.csv") ?? Data(), as: UTF8.self))
      try checkTraces(mtfs, headroom)

      let signed = try headroom(
        "runs", "sign", id, "--role", "assurer", "--by", "Head of Finance", "--on", "2026-01-15")
      #expect(signed.status == 0)
      #expect(try headroom("runs", "list").output.contains("assurer"))
      #expect(try headroom("runs", "archive", id).status == 0)
      #expect(!(try headroom("runs", "list").output.contains(id)))
      #expect(try headroom("runs", "list", "--all").output.contains(id))
      #expect(try headroom("runs", "prune", "--dry-run").messages.contains("0 runs would be"))

      let verified = try headroom("verify", "run", String(id.prefix(6)), "--quiet")
      #expect(verified.status == 0)
      #expect(verified.output.contains("same     mtfs.csv"))
      #expect(try headroom("runs", "verify").messages.contains("1 runs, all sound"))
      let wrong = try headroom("runs", "show", String(id.dropLast()) + "x")
      #expect(wrong.status == 2)
      #expect(wrong.messages.contains("The nearest is \(id)"))
    }
  }

  /// Every figure of the table can be traced: here each twentieth line, all of its columns.
  private func checkTraces(
    _ mtfs: String, _ headroom: (String...) throws -> Command.Outcome
  ) throws {
    let lines = mtfs.split(separator: "\n")
    for line in stride(from: 2, through: lines.count, by: max(1, lines.count / 8)) {
      let trace = try headroom("trace", "latest:mtfs.csv:\(line)/high")
      #expect(trace.status == 0)
      let cells = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(trace.output.contains("line \(line), high: \(cells[8])"))
      #expect(trace.output.contains("owner: "))
      #expect(trace.output.contains("bromley.scenario"))
    }
    let json = try headroom("trace", "latest:mtfs.csv:2", "--format", "json")
    #expect(json.output.contains("\"schemaVersion\" : 1"))
    #expect(try headroom("trace", "latest:mtfs.csv:2/hihg").messages.contains("nearest is high"))
  }

  @Test("a changed input is named by verify, which ends with 1")
  func changedInput() throws {
    try Command.temporary { folder in
      let scenarios = "\(folder)/scenarios"
      try FileManager.default.copyItem(atPath: "\(Command.root)/scenarios", toPath: scenarios)
      let first = [
        "run", "scenarios/bromley.scenario", "--statistics", "\(Command.root)/seeds", "--quiet",
      ]
      #expect(try Command.run(first, in: folder).status == 0)
      let file = "\(scenarios)/step-down.scenario"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
      try Data((text + "\n# a note\n").utf8).write(to: URL(fileURLWithPath: file))
      let verified = try Command.run(["verify", "run", "latest", "--quiet"], in: folder)
      #expect(verified.status == 1)
      #expect(verified.output.contains("changed  scenario step-down.scenario"))
      #expect(verified.messages.contains("can't be confirmed"))
    }
  }

  @Test("a store that cannot be written is said, and the run's folder is whole")
  func unwritableStore() throws {
    try Command.temporary { folder in
      let result = try Command.run(Self.run + ["--store", folder], in: folder)
      #expect(result.status == 2)
      #expect(result.messages.contains("is a folder; the run store is a file"))
      #expect(result.messages.contains("The run is whole in out/bromley/"))
      #expect(Command.contents(folder).keys.contains { $0.hasSuffix("mtfs.csv") })
    }
  }

  @Test("a misspelt command is met with the nearest, at the second depth too")
  func misspelt() throws {
    let first = try Command.run(["trce", "latest:mtfs.csv:2"])
    #expect(first.messages.contains("did you mean 'trace'?"))
    let second = try Command.run(["runs", "lsit"])
    #expect(second.status == 64)
    #expect(second.messages.contains("no command 'runs lsit'; did you mean 'runs list'?"))
    let third = try Command.run(["verify", "rnu", "latest"])
    #expect(third.messages.contains("did you mean 'verify run'?"))
  }
}
