import Foundation
import Testing

@Suite("headroom report, as a user runs it")
struct ReportCommandTests {
  /// The folder of a run of the shipped scenario, made in `folder`.
  private func finishedRun(in folder: String) throws -> String {
    let made = try Command.run([
      "run", "\(Command.root)/scenarios/bromley.scenario", "--statistics", "\(Command.root)/seeds",
      "--out", "\(folder)/runs", "-q",
    ])
    #expect(made.status == 0)
    let runs = "\(folder)/runs/bromley"
    let names = try FileManager.default.contentsOfDirectory(atPath: runs)
    let name = try #require(names.first)
    return "\(runs)/\(name)"
  }

  @Test("writes a page for each audience; without a browser a PDF is 2 and the page is there")
  func pages() throws {
    try Command.temporary { folder in
      let run = try finishedRun(in: folder)
      for audience in ["board", "members", "technical"] {
        let file = "\(folder)/\(audience).html"
        #expect(try Command.run(["report", run, "--audience", audience, "-o", file]).status == 0)
        let page = try String(contentsOfFile: file, encoding: .utf8)
        #expect(page.contains("Children looked after"))
        #expect(page.utf8.count < 400_000)
      }
      let board = try String(contentsOfFile: "\(folder)/board.html", encoding: .utf8)
      #expect(try Command.run(["report", run]).output == board)

      let process = Process()
      process.executableURL = URL(fileURLWithPath: Command.binary)
      process.arguments = ["report", run, "--format", "pdf", "-o", "\(folder)/none.pdf"]
      process.environment = ["PATH": "\(folder)/empty"]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 2)
      #expect(try String(contentsOfFile: "\(folder)/none.html", encoding: .utf8) == board)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/none.pdf"))
    }
  }

  @Test("a public page leaves out what a public hand-over hides, also where only its name says so")
  func isPublic() throws {
    try Command.temporary { folder in
      let run = try finishedRun(in: folder)
      let threshold = ["--threshold", "40"]
      let tables = "\(folder)/tables"
      #expect(
        try Command.run(["export", "notebook", run, "--mode", "public", "-o", tables] + threshold)
          .status == 0)
      let forecasts = try String(contentsOfFile: "\(tables)/data/forecasts.csv", encoding: .utf8)
      let hidden = Set(
        Command.table(forecasts).filter { $0["p50"] == "c" && $0["calendar"] == "census" }
          .compactMap { $0["split"] })
      #expect(hidden.contains("supported") && !hidden.contains("residential"))

      let everything = try Command.run(["report", run, "--audience", "technical"]).output
      let file = "\(folder)/published.html"
      #expect(
        try Command.run(["report", run, "--audience", "technical", "-o", file] + threshold).status
          == 0)
      let page = try String(contentsOfFile: file, encoding: .utf8)
      for split in hidden {
        let words = split.replacingOccurrences(of: "-", with: " ")
        #expect(!page.contains(">\(words.prefix(1).uppercased())\(words.dropFirst())<"), "\(split)")
      }
      #expect(everything.contains(">Supported<") && page.contains(">Residential<"))
      #expect(page.contains("public figures") && everything.contains("internal"))
    }
  }

  @Test("a run that is not there, a folder that is none and a PDF without a file")
  func faults() throws {
    try Command.temporary { folder in
      let missing = try Command.run(["report", "\(folder)/no-such-run"])
      #expect(missing.status == 2)
      #expect(missing.messages.contains("There is no run at"))
      let other = try Command.run(["report", folder])
      #expect(other.status == 2)
      #expect(other.messages.contains("has no manifest.json"))
      #expect(try Command.run(["report", folder, "--format", "pdf"]).status == 64)
    }
  }
}
