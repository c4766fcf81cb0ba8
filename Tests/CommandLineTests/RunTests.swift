import Foundation
import Testing

@Suite("headroom run, as a user runs it")
struct RunCommandTests {
  static let scenario = "\(Command.root)/scenarios/bromley.scenario"

  @Test("writes the run folder, prints the MTFS, and gives the same bytes on 1, 2 and 3 threads")
  func run() throws {
    try Command.temporary { folder in
      var first: [String: Data] = [:]
      for threads in ["1", "2", "3"] {
        let out = "\(folder)/\(threads)"
        let result = try Command.run(["run", Self.scenario, "--out", out, "--threads", threads])
        #expect(result.status == 0)
        #expect(result.output.contains("MTFS, general-fund"))
        #expect(result.output.contains("past error"))
        #expect(!result.messages.contains("MTFS"))
        let files = Command.contents(out)
        #expect(files.keys.contains { $0.hasSuffix("manifest.json") })
        if first.isEmpty { first = files } else { #expect(files == first) }
      }
      let again = try Command.run(["run", Self.scenario, "--out", "\(folder)/1"])
      #expect(again.status == 0)
      #expect(again.messages.contains("nothing was written"))
      #expect(Command.contents("\(folder)/1") == first)
      let mtfs = try #require(first.first { $0.key.hasSuffix("mtfs.csv") }?.value)
      checkMTFS(Command.table(String(decoding: mtfs, as: UTF8.self)))
    }
  }

  private func checkMTFS(_ rows: [[String: String]]) {
    let keys = ["scenario", "fund", "service", "financial_year"]
    let groups = Dictionary(grouping: rows) { row in keys.map { row[$0] ?? "" } }
    #expect(groups.count > 10)
    for group in groups.values {
      for column in ["low", "central", "high"] {
        func pence(_ line: String) -> Int {
          let text = group.first { $0["line"] == line }?[column] ?? ""
          return Int(text.replacingOccurrences(of: ".", with: "")) ?? .min
        }
        let lines = Set(group.compactMap { $0["line"] }).subtracting(["net"])
        #expect(lines.count == 9)
        let sum = lines.map(pence).reduce(0, +)
        #expect(sum == pence("net"))
      }
    }
  }

  @Test("a dry run writes nothing")
  func dryRun() throws {
    try Command.temporary { folder in
      let result = try Command.run(["run", Self.scenario, "--out", "\(folder)/out", "--dry-run"])
      #expect(result.status == 0)
      #expect(Command.contents(folder).isEmpty)
    }
  }

  @Test("leaves nothing behind where it cannot write")
  func unwritable() throws {
    try Command.temporary { folder in
      let file = "\(folder)/file"
      try Data("kept".utf8).write(to: URL(fileURLWithPath: file))
      let result = try Command.run(["run", Self.scenario, "--out", file])
      #expect(result.status == 2)
      #expect(result.messages.contains("is a file, not a folder"))
      #expect(Command.contents(folder) == ["file": Data("kept".utf8)])
    }
  }

  @Test("says what is wrong with the statistics: file, line, column, mend")
  func badStatistics() throws {
    try Command.temporary { folder in
      func broken(_ name: String, _ change: (inout [String]) -> Void) throws -> Command.Outcome {
        let copy = "\(folder)/\(name)"
        try FileManager.default.copyItem(atPath: "\(Command.root)/seeds", toPath: copy)
        let path = "\(copy)/plans.csv"
        let text = String(
          decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
        var lines = text.components(separatedBy: "\n")
        change(&lines)
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
        return try Command.run(
          ["run", Self.scenario, "--statistics", copy, "--out", "\(folder)/out"])
      }
      let quote = try broken("quote") { $0[4] = "E09000006,\"Bromley" }
      #expect(quote.status == 2)
      #expect(quote.messages.contains("plans.csv:5:11"))
      let fields = try broken("fields") { $0[4] = "E09000006,Bromley" }
      #expect(fields.status == 2)
      #expect(fields.messages.contains("plans.csv:5"))
      let columns = try broken("columns") { $0[0] = "one,two,three" }
      #expect(columns.status == 2)
      let twice = try broken("twice") { lines in
        lines.insert(
          lines[4].replacingOccurrences(of: ",total,total,", with: ",total,total,9"), at: 5)
      }
      #expect(twice.status == 2)
      #expect(twice.messages.contains("plans.csv:6"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }

  @Test(
    "an area without a newest figure starts from its last one; without any it is refused by name")
  func suppressed() throws {
    try Command.temporary { folder in
      let copy = "\(folder)/seeds"
      try FileManager.default.copyItem(atPath: "\(Command.root)/seeds", toPath: copy)
      let path = "\(copy)/plans.csv"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
      func write(_ keep: (String) -> Bool) throws {
        let lines = text.split(separator: "\n").map(String.init).filter {
          !$0.hasPrefix("E09000006,") || keep($0)
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
          to: URL(fileURLWithPath: path))
      }
      try write { !$0.contains(",2025-01,") }
      let earlier = try Command.run(
        ["run", Self.scenario, "--statistics", copy, "--out", "\(folder)/a"])
      // The scenario ties to the figure of 2025, which is no longer there: a failed check.
      #expect(earlier.status == 1)
      #expect(earlier.output.contains("4,071"))
      try write { _ in false }
      let none = try Command.run(
        ["run", Self.scenario, "--statistics", copy, "--out", "\(folder)/b"])
      #expect(none.status == 2)
      #expect(none.messages.contains("Bromley"))
    }
  }

  @Test("wrong usage is 64, and a mistyped command or option gets a suggestion")
  func usage() throws {
    let command = try Command.run(["bactest"])
    #expect(command.status == 64)
    #expect(command.messages.contains("did you mean 'backtest'?"))
    let option = try Command.run(["run", Self.scenario, "--thread", "2"])
    #expect(option.status == 64)
    let threads = try Command.run(["run", Self.scenario, "--threads", "0"])
    #expect(threads.status == 64)
    let version = try Command.run(["--version"])
    #expect(version.status == 0)
  }
}
