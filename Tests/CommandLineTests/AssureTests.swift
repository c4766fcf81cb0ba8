import Foundation
import Testing

@Suite("Logs and assurance, as a user meets them")
struct AssureTests {
  /// A project with a run, in a folder of its own; the day is fixed by the option.
  private func withRun(
    _ body: (String, String, (String...) throws -> Command.Outcome) throws -> Void
  )
    throws
  {
    try Command.temporary { folder in
      func headroom(_ words: String...) throws -> Command.Outcome {
        try Command.run(words, in: folder)
      }
      #expect(try headroom("init").status == 0)
      #expect(try headroom("run", "scenarios/demo.scenario", "--quiet").status == 0)
      let list = try headroom("runs", "list", "--format", "csv")
      let id = try #require(Command.table(list.output).first?["run"])
      try body(folder, id, headroom)
    }
  }

  @Test("logs are filled until nothing is missing")
  func complete() throws {
    try withRun { folder, id, headroom in
      let day = ["--date", "2026-03-20"]
      func log(_ words: String...) throws {
        let outcome = try Command.run(["log"] + words + day, in: folder)
        #expect(outcome.status == 0, "\(words): \(outcome.messages)")
      }
      let before = try headroom("assure", id, "--as-at", "2026-03-20", "--strict")
      #expect(before.status == 1)
      #expect(before.output.contains("step-down: no decision is logged about this lever"))
      #expect(before.messages.contains("missing"))
      #expect(try headroom("assure", "latest", "--as-at", "2026-03-20").status == 0)

      try log("add", "data", "--from", id, "--owner", "Data Manager")
      try log("add", "assumptions", "--from", "out/demo/\(id)/")
      for name in ["care-growth", "care-rate", "care-inflation", "general-inflation", "step-down"] {
        try log("add", "assumptions", "--name", name, "--effect", "Tested in the paper, annex B")
        try log("sign", "assumptions", name, "--by", "Director of Finance")
      }
      try log(
        "add", "decisions", "--name", "step-down", "--decision", "Go ahead", "--reason", "Audit",
        "--owner", "Service Director")
      for (role, post) in [
        ("commissioner", "Director"), ("analyst", "Analyst"), ("assurer", "Head of Audit"),
        ("approver", "Director of Finance"),
      ] {
        try log("add", "assurance", "--activity", "named", "--role", role, "--holder", post)
      }
      for activity in ["verification", "validation"] {
        try log(
          "add", "assurance", "--activity", activity, "--role", "assurer", "--holder",
          "Head of Audit", "--finding", "Sound")
      }
      try log("sign", "assurance", "latest", "--role", "assurer", "--by", "Head of Audit")
      let sunset = try headroom(
        "log", "add", "assurance", "--activity", "sunset", "--date", "2027-04-01")
      #expect(sunset.status == 0)
      // The approver signs in the run store instead: that counts as well.
      let stored = try headroom(
        "runs", "sign", id, "--role", "approver", "--by", "Director of Finance", "--on",
        "2026-03-21")
      #expect(stored.status == 0)

      let after = try headroom("assure", id, "--as-at", "2026-03-21", "--strict")
      #expect(after.status == 0, "\(after.output)")
      #expect(after.output.contains("Complete: nothing that is asked for is missing."))
      let json = try headroom("assure", id, "--as-at", "2028-01-01", "--format", "json")
      #expect(json.output.contains("has passed"))
      #expect(try headroom("log", "list", "decisions").output.contains("Go ahead"))
      #expect(try headroom("log", "list", "--format", "csv").output.contains("assumptions,10,5"))
    }
  }

  @Test("dry runs write nothing, and the clock is named where it was read")
  func dryRun() throws {
    try withRun { folder, id, headroom in
      let logs = Command.contents("\(folder)/logs")
      let added = try headroom("log", "add", "data", "--from", id, "--dry-run")
      #expect(added.status == 0)
      #expect(added.output.contains("would add  data  demo.scenario"))
      #expect(added.messages.contains("by this machine's clock; --date sets it"))
      let signed = try headroom(
        "log", "sign", "assurance", id, "--role", "assurer", "--by", "Head", "-n")
      #expect(signed.status == 0)
      #expect(Command.contents("\(folder)/logs") == logs)
    }
  }

  @Test("of commands at once none loses another's entry")
  func atOnce() async throws {
    let folder = NSTemporaryDirectory() + "headroom-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          let outcome = try? Command.run(
            [
              "log", "add", "decisions", "--name", "d\(number)", "--decision", "yes", "--date",
              "2026-03-20",
            ], in: folder)
          #expect(outcome?.status == 0)
        }
      }
    }
    let list = try Command.run(["log", "list", "decisions", "--format", "csv"], in: folder)
    let names = Set(Command.table(list.output).compactMap { $0["name"] })
    #expect(names == Set((0..<12).map { "d\($0)" }))
  }

  @Test("mistakes are explained, and nothing is written")
  func mistakes() throws {
    try withRun { folder, id, headroom in
      for (words, code, message) in [
        (["assure", "nowhere"], 2, "nowhere"),
        (["assure", id, "--as-at", "soon"], 2, "--as-at takes a day"),
        (["assure", id, "--review-months", "500"], 64, "0 to 120"),
        (["log", "add", "decisions", "--date", "2026-03-20"], 2, "name: is blank"),
        (["log", "add", "wishes"], 64, "wishes"),
        (["log", "sign", "assurance", id, "--by", "Head"], 64, "in a role"),
        (["log", "sign", "decisions", "x", "--by", "Head", "--date", "2026-03-20"], 2, "no entry"),
        (
          ["log", "add", "decisions", "--name", "x", "--owner", "Mr Example"], 2, "name the post"
        ),
        (["log", "add", "decisions", "--name", "x", "--effect", "y"], 2, "no column 'effect'"),
        (["log", "add", "decisions", "--from", id], 2, "for assumptions and data"),
      ] {
        let outcome = try Command.run(words, in: folder)
        #expect(outcome.status == Int32(code), "\(words): \(outcome.messages)")
        #expect(outcome.messages.contains(message), "\(words): \(outcome.messages)")
      }
      try Data("date,name\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/logs/data.csv"))
      let broken = try headroom("assure", id, "--as-at", "2026-03-20")
      #expect(broken.status == 2)
      #expect(broken.messages.contains("logs/data.csv:1"))
    }
  }
}
