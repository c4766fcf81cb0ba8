import Foundation
import Testing

@Suite("A disk that refuses, a reader that leaves, a user who interrupts")
struct DiskTests {
  static let scenario = "\(Command.root)/scenarios/bromley.scenario"
  static let run = ["run", scenario, "--statistics", "\(Command.root)/seeds"]
  static var isRoot: Bool { getuid() == 0 }

  /// Everything below a folder, hidden entries too.
  private func entries(_ folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
  }

  @discardableResult
  private func shell(_ script: String, in folder: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func quoted(_ words: [String]) -> String {
    words.map { "'\($0)'" }.joined(separator: " ")
  }

  /// Whether a file system in memory can be mounted here, which takes more than a root user.
  static let canMount: Bool = {
    guard isRoot else { return false }
    let folder = NSTemporaryDirectory() + "headroom-mount-\(UUID().uuidString)"
    let script =
      "mkdir '\(folder)' && mount -t tmpfs -o size=64k none '\(folder)' 2>/dev/null; "
      + "code=$?; umount '\(folder)' 2>/dev/null; rmdir '\(folder)'; exit $code"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test("a full disk is 2, named, and left as it was", .enabled(if: canMount))
  func fullDisk() throws {
    try Command.temporary { folder in
      try shell("mkdir full && mount -t tmpfs -o size=64k none full", in: folder)
      defer { _ = try? shell("umount full", in: folder) }
      let result = try Command.run(Self.run + ["--out", "full"], in: folder)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("full/bromley/"))
      #expect(result.messages.contains("space"))
      #expect(entries("\(folder)/full").isEmpty)
      let seeds = "\(Command.root)/seeds"
      let imported = try Command.run(
        ["import", "statistics", seeds, "--out", "full/s"], in: folder)
      #expect(imported.status == 2)
      #expect(imported.messages.contains("full/s"))
      #expect(entries("\(folder)/full").isEmpty)
    }
  }

  @Test("a limit on the size of files is 2, and leaves nothing")
  func fileLimit() throws {
    try Command.temporary { folder in
      let command = quoted([Command.binary] + Self.run + ["--out", "limited/deep"])
      let status = try shell("ulimit -f 8; exec \(command) >/dev/null 2>&1", in: folder)
      #expect(status == 2)
      #expect(entries(folder).isEmpty)
    }
  }

  @Test("a folder that takes no files is 2, and named", arguments: ["/proc/nowhere", "/dev/full"])
  func unwritable(place: String) throws {
    let result = try Command.run(Self.run + ["--out", place])
    #expect(result.status == 2)
    #expect(result.messages.contains(place))
    #expect(result.output.isEmpty)
  }

  @Test("a folder without the right to write is 2, and named", .enabled(if: !isRoot))
  func forbidden() throws {
    try Command.temporary { folder in
      try shell("mkdir locked && chmod 500 locked", in: folder)
      let result = try Command.run(Self.run + ["--out", "locked"], in: folder)
      #expect(result.status == 2)
      #expect(result.messages.contains("locked"))
      try shell("chmod 700 locked", in: folder)
      #expect(entries("\(folder)/locked").isEmpty)
    }
  }

  @Test("names of one letter do, for the folder and for the scenario")
  func shortNames() throws {
    try Command.temporary { folder in
      try FileManager.default.copyItem(
        atPath: "\(Command.root)/scenarios/baseline.scenario", toPath: "\(folder)/b")
      let result = try Command.run(
        ["run", "b", "--statistics", "\(Command.root)/seeds", "--out", "o"], in: folder)
      #expect(result.status == 0)
      #expect(entries("\(folder)/o/b").contains { $0.hasSuffix("/mtfs.csv") || $0 == "mtfs.csv" })
    }
  }

  @Test("what an interrupted run left is replaced by the next, and no finished run is touched")
  func leftOver() throws {
    try Command.temporary { folder in
      let first = try Command.run(Self.run + ["--out", "out"], in: folder)
      #expect(first.status == 0)
      let files = Command.contents("\(folder)/out")
      let runs = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out/bromley")
      let name = try #require(runs.first)
      #expect(runs.count == 1)
      let partial = "\(folder)/out/bromley/.\(name).999999999.partial"
      try FileManager.default.moveItem(atPath: "\(folder)/out/bromley/\(name)", toPath: partial)
      try Data("half a li".utf8).write(to: URL(fileURLWithPath: "\(partial)/mtfs.csv"))
      try Data("stale".utf8).write(to: URL(fileURLWithPath: "\(partial)/stale.csv"))
      #expect(try Command.run(Self.run + ["--out", "out"], in: folder).status == 0)
      #expect(Command.contents("\(folder)/out") == files)
      #expect(!FileManager.default.fileExists(atPath: partial))

      let changed = "\(folder)/out/bromley/\(name)/mtfs.csv"
      try Data("edited by hand".utf8).write(to: URL(fileURLWithPath: changed))
      let refused = try Command.run(Self.run + ["--out", "out"], in: folder)
      #expect(refused.status == 2)
      #expect(refused.messages.contains("mtfs.csv"))
      #expect(
        Command.contents("\(folder)/out/bromley/\(name)")["mtfs.csv"] == Data("edited by hand".utf8)
      )
    }
  }

  @Test("an interrupt leaves no folder")
  func interrupt() throws {
    try Command.temporary { folder in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Command.binary)
      process.arguments = Self.run + ["--out", "out"]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      let messages = Pipe()
      process.standardError = messages
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      // The first message comes before the work starts.
      #expect(!messages.fileHandleForReading.availableData.isEmpty)
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(entries(folder).isEmpty)
    }
  }

  @Test("a reader that closes the pipe early is no failure, and a full output is 2")
  func pipes() throws {
    try Command.temporary { folder in
      let backtest = quoted(
        [Command.binary, "backtest", "--statistics", "\(Command.root)/seeds"]
          + ["--measure", "cla", "--origin", "2021", "--format", "csv"])
      let script = "{ \(backtest) 2>/dev/null; echo $? >status; } | head -1 >first"
      try shell(script, in: folder)
      let status = try String(contentsOfFile: "\(folder)/status", encoding: .utf8)
      #expect(status == "0\n")
      let first = try String(contentsOfFile: "\(folder)/first", encoding: .utf8)
      #expect(first.hasPrefix("area_code,measure,origin,"))
      // Messages nobody reads do not stop the work.
      let run = quoted([Command.binary] + Self.run + ["--out", "out"])
      try shell("{ \(run) 2>&1 >/dev/null; echo $? >status; } | true", in: folder)
      #expect(try String(contentsOfFile: "\(folder)/status", encoding: .utf8) == "0\n")
      #expect(entries("\(folder)/out").contains { $0.hasSuffix("/mtfs.csv") })
      if FileManager.default.fileExists(atPath: "/dev/full") {
        #expect(try shell("\(backtest) >/dev/full 2>/dev/null", in: folder) == 2)
      }
    }
  }
}
