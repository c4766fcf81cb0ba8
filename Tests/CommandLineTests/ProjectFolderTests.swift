import Foundation
import Testing

@Suite("A project's folder: started, examined, followed")
struct ProjectFolderTests {
  private func status(_ folder: String, _ more: String...) throws -> [[String: String]] {
    Command.table(
      try Command.run(["status", "--format", "csv"] + more, in: folder).output)
  }

  @Test("the demonstration checks and runs at once, from the binary alone")
  func demonstration() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["init", "new/demo"], in: folder).status == 0)
      let project = "\(folder)/new/demo"
      let check = try Command.run(["check", "scenarios/demo.scenario"], in: project)
      #expect(check.status == 0)
      let run = try Command.run(["run", "scenarios/demo.scenario", "--quiet"], in: project)
      #expect(run.status == 0)
      #expect(run.output.contains("Checks: 2 passed, 0 failed"))
      let doctor = try Command.run(["doctor"], in: project)
      #expect(doctor.status == 0, "\(doctor.output)")
    }
  }

  @Test(
    "a council and a region start from statistics that are copied", arguments: ["la", "region"])
  func published(template: String) throws {
    try Command.temporary { folder in
      let made = try Command.run(
        ["init", "--template", template, "--statistics", "\(Command.root)/seeds"], in: folder)
      #expect(made.status == 0)
      let scenario = template == "la" ? "scenarios/council.scenario" : "scenarios/region.scenario"
      #expect(made.messages.contains(scenario))
      let run = try Command.run(["run", scenario, "--quiet"], in: folder)
      #expect(run.status == 0, "\(run.messages)")
    }
  }

  @Test("without statistics the folder says how to get them, and the doctor says it too")
  func withoutStatistics() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["init", "--template", "la"], in: folder).status == 0)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/seeds/README.md"))
      let doctor = try Command.run(["doctor", "--format", "csv"], in: folder)
      #expect(doctor.status == 1)
      #expect(doctor.output.contains("statistics,fail"))
      #expect(doctor.output.contains("headroom import statistics DOWNLOADS --out seeds"))
    }
  }

  @Test("nothing is written over, and a dry run writes nothing")
  func nothingLost() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["init", "--dry-run"], in: folder).output.contains("would write"))
      #expect(Command.contents(folder).isEmpty)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/README.md"))
      let again = try Command.run(["init"], in: folder)
      #expect(again.status == 2)
      #expect(again.messages.contains("README.md already"))
      #expect(Command.contents(folder).keys.sorted() == ["README.md"])
      #expect(try Command.run(["init", "--area", "Bromley"], in: folder).status == 64)
      let mistaken = try Command.run(["init", "la"], in: folder)
      #expect(mistaken.status == 64 && mistaken.messages.contains("--template la"))
      let wrong = try Command.run(
        ["init", "--template", "la", "--statistics", "nowhere"], in: folder)
      #expect(wrong.status == 2)
      #expect(wrong.messages.contains("There is no folder nowhere"))
    }
  }

  @Test("what is stale is found: a changed table, a missing one, an old run, an output of it")
  func staleness() throws {
    try Command.temporary { folder in
      #expect(try status(folder).isEmpty)
      #expect(try Command.run(["init"], in: folder).status == 0)
      #expect(try status(folder).map { $0["state"] } == ["not run"])
      let run = ["run", "scenarios/demo.scenario", "--quiet"]
      #expect(try Command.run(run, in: folder).status == 0)
      let rows = try status(folder, "--strict")
      #expect(rows.map { $0["state"] } == ["fresh"])
      let place = try #require(rows.first?["name"])
      try FileManager.default.createDirectory(
        atPath: "\(folder)/out/reports", withIntermediateDirectories: true)
      let report = ["report", place, "-o", "out/reports/board.html"]
      #expect(try Command.run(report, in: folder).status == 0)

      let budget = "\(folder)/scenarios/data/budget.csv"
      try Data("financial_year,fund,amount\n2027/28,general-fund,1\n".utf8).write(
        to: URL(fileURLWithPath: budget))
      let stale = try status(folder)
      #expect(stale.map { $0["kind"] } == ["run", "output"])
      #expect(stale.map { $0["state"] } == ["stale", "stale"])
      #expect(stale.first?["why"] == "data/budget.csv has changed")
      #expect(stale.first?["next"] == "headroom run scenarios/demo.scenario")
      #expect(try Command.run(["status", "--strict"], in: folder).status == 1)
      try FileManager.default.removeItem(atPath: budget)
      #expect(try status(folder).first?["next"] == "headroom check scenarios/demo.scenario")
    }
  }

  @Test("watch runs what has changed, once, and leaves alone what has not")
  func watch() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["watch", "--once"], in: folder).status == 2)
      #expect(try Command.run(["init"], in: folder).status == 0)
      let dry = try Command.run(["watch", "--once", "--dry-run"], in: folder)
      #expect(dry.messages.contains("would be run"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
      let first = try Command.run(["watch", "--once"], in: folder)
      #expect(first.status == 0)
      #expect(first.output.contains("Forecast, baseline"))
      let second = try Command.run(["watch", "--once"], in: folder)
      #expect(second.messages.contains("up to date"))
      #expect(second.output.isEmpty)
      let scenario = "\(folder)/scenarios/demo.scenario"
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: scenario)), as: UTF8.self)
      try Data(text.replacingOccurrences(of: "seed 20260401", with: "seed 7").utf8).write(
        to: URL(fileURLWithPath: scenario))
      #expect(try Command.run(["watch", "--once"], in: folder).messages.contains("running"))
      #expect(
        try status(folder).map { $0["state"] }.sorted { ($0 ?? "") < ($1 ?? "") } == [
          "fresh", "stale",
        ])
      try Data((text + "\nscenario x").utf8).write(to: URL(fileURLWithPath: scenario))
      #expect(try Command.run(["watch", "--once"], in: folder).status == 1)
    }
  }

  @Test("the doctor names what is broken")
  func doctor() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["doctor", "--project", "nowhere"], in: folder).status == 1)
      #expect(try Command.run(["init"], in: folder).status == 0)
      try Data("nonsense".utf8).write(
        to: URL(fileURLWithPath: "\(folder)/scenarios/demo.scenario"))
      let broken = try Command.run(["doctor", "--format", "json"], in: folder)
      #expect(broken.status == 1)
      #expect(broken.output.contains("headroom check scenarios/demo.scenario"))
    }
  }
}
