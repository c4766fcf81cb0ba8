import Foundation
import Testing

@Suite("headroom export")
struct ExportTests {
  private func run(_ folder: String) throws -> String {
    let result = try Command.run(
      ["run", "scenarios/baseline.scenario", "--out", folder, "--quiet"])
    #expect(result.status <= 1)
    let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/baseline")
    return "\(folder)/baseline/\(try #require(runs.first))"
  }

  @Test("writes every package of a run, once, and leaves a finished one alone")
  func packages() throws {
    try Command.temporary { folder in
      let run = try run(folder)
      for (kind, file) in [
        ("notebook", "forecast.ipynb"), ("powerbi", "headroom.pbip"), ("ees", "ehcps_census.csv"),
      ] {
        let target = "\(folder)/\(kind)"
        let result = try Command.run(["export", kind, run, "-o", target])
        #expect(result.status == 0)
        #expect(Command.contents(target)[file] != nil)
        let again = try Command.run(["export", kind, run, "-o", target])
        #expect(again.status == 0 && again.output.contains("nothing was written"))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(target)/\(file)"))
        let other = try Command.run(["export", kind, run, "-o", target])
        #expect(other.status == 2 && other.messages.contains("move that folder away"))
        #expect(Command.contents(target)[file] == Data("mine".utf8))
      }
    }
  }

  @Test("a dry run names what would be written, writes nothing and refuses what would be refused")
  func dryRun() throws {
    try Command.temporary { folder in
      let run = try run("\(folder)/runs")
      for (arguments, file) in [
        (["export", "notebook", run], "made/forecast.ipynb"),
        (["export", "powerbi", run], "made/headroom.pbip"),
        (["export", "ees", run], "made/ehcps_census.csv"), (["export", "json", run], "made"),
        (["export", "xlsx", run], "made"), (["report", run], "made"),
        (["import", "statistics", "docs/examples/downloads"], "made"),
      ] {
        let place = arguments[0] == "import" ? "--out" : "-o"
        let dry = try Command.run(arguments + [place, "\(folder)/made", "-n"])
        #expect(dry.status == 0, "\(arguments): \(dry.messages)")
        #expect(dry.output.contains("would write  \(folder)/\(file)\n"), "\(arguments)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/made"), "\(arguments)")
      }
      try FileManager.default.createDirectory(
        atPath: "\(folder)/made", withIntermediateDirectories: true)
      let refused = try Command.run(["export", "notebook", run, "-o", "\(folder)/made", "-n"])
      #expect(refused.status == 2 && refused.messages.contains("move that folder away"))
    }
  }

  @Test("writes a workbook once, replaces another only when told to, and never names all for all")
  func workbook() throws {
    try Command.temporary { folder in
      let run = try run(folder)
      let path = "\(folder)/finance.xlsx"
      let first = try Command.run(["export", "xlsx", run, "-o", path])
      #expect(first.status == 0 && first.messages.contains("Every figure is shown"))
      let bytes = FileManager.default.contents(atPath: path)
      let again = try Command.run(["export", "xlsx", run, "-o", path])
      #expect(again.status == 0 && again.output.contains("nothing was written"))
      let other = ["export", "xlsx", run, "-o", path, "--owner", "Head of Finance"]
      let refused = try Command.run(other)
      #expect(refused.status == 2 && refused.messages.contains("--force"))
      #expect(FileManager.default.contents(atPath: path) == bytes)
      #expect(try Command.run(other + ["--force"]).status == 0)
      #expect(FileManager.default.contents(atPath: path) != bytes)
      let open = try Command.run(
        ["export", "xlsx", run, "--profile", "finance", "-o", "\(folder)/published.xlsx"])
      #expect(open.status == 64)
      let named = try Command.run(["export", "xlsx", run, "-o", "\(folder)/published.xlsx"])
      #expect(named.status == 0 && !named.messages.contains("Every figure is shown"))
    }
  }

  @Test("is for the public where the place says so, and then shows no small count")
  func publication() throws {
    try Command.temporary { folder in
      let run = try run(folder)
      let plain = try Command.run(["export", "json", run])
      #expect(plain.status == 0 && plain.output.contains("\"mode\": \"internal\""))
      let path = "\(folder)/for-publication.json"
      #expect(try Command.run(["export", "json", run, "-o", path]).status == 0)
      let named = String(
        decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
      #expect(named.contains("\"mode\": \"public\"") && named.contains("\"mean\": \"c\""))
      let document =
        try JSONSerialization.jsonObject(with: Data(named.utf8)) as? [String: Any] ?? [:]
      let tables = document["tables"] as? [String: [[String: Any]]] ?? [:]
      for row in tables["forecasts"] ?? [] {
        let mean = row["mean"] as? Double ?? 0
        #expect(!(mean > 0 && mean < 5))
      }
    }
  }

  @Test("says what is wrong with a folder that holds no run")
  func mistakes() throws {
    let result = try Command.run(["export", "ees", "seeds"])
    #expect(result.status == 2 && result.messages.contains("seeds holds no finished run"))
    #expect(try Command.run(["export", "xls", "seeds"]).status == 64)
    let schema = try Command.run(["schema"])
    #expect(schema.status == 0 && schema.output.contains("draft/2020-12/schema"))
  }
}
