import ArgumentParser
import Foundation

/// `headroom watch`.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Run again what a changed scenario, table or statistic affects.",
    discussion: """
      Looks at the files every --every seconds. A scenario file that no other imports, or that was run \
      before, is run where it has no run that is up to date; one with errors is not, and they are \
      printed. --once looks once, and ends with 1 \
      where a scenario has errors or a check of a run failed. Stop with Ctrl-C; a run that is cut \
      short leaves nothing behind.

      Example:
        headroom watch --once --dry-run
      """)

  @Option(
    name: .long, help: ArgumentHelp("The project's folder.", valueName: "dir"),
    completion: .directory)
  var project: String = "."

  @Option(
    name: .long,
    help: ArgumentHelp("Folder that run folders are in; else out in the project.", valueName: "dir")
  )
  var out: String?

  @OptionGroup var statistics: StatisticsOptions

  @Option(name: .long, help: ArgumentHelp("How often to look, 0.2 to 3600.", valueName: "seconds"))
  var every: Double = 1

  @Flag(name: .long, help: "Look once, and end.")
  var once = false

  @Flag(name: [.customShort("n"), .long], help: "Say what would be run; run nothing.")
  var dryRun = false

  func validate() throws {
    guard (0.2...3_600).contains(every) else {
      throw ValidationError("--every takes seconds from 0.2 to 3600.")
    }
  }

  func run() async throws {
    let files = ProjectFiles(folder: project.hasSuffix("/") ? String(project.dropLast()) : project)
    let out = out ?? files.path("out")
    guard !files.scenarios.isEmpty else {
      Terminal.message(
        "headroom: \(project) has no scenario file to watch. Start with: headroom init")
      throw Failure.couldNot.exitCode
    }
    var stamps: [String: Date] = [:]
    var isFirst = true
    while true {
      let now = modified(files)
      if isFirst || now != stamps {
        stamps = now
        isFirst = false
        let failed = try await bringUpToDate(files, out)
        if once {
          if failed { throw Failure.checkFailed.exitCode }
          return
        }
        Terminal.message("Watching \(files.scenarios.count) scenario files; Ctrl-C ends.")
      }
      try await Task.sleep(for: .milliseconds(Int(every * 1_000)))
    }
  }

  /// When each file of the project was last written, runs left out.
  private func modified(_ files: ProjectFiles) -> [String: Date] {
    var stamps: [String: Date] = [:]
    var folders = Set(files.scenarios.map(FilePath.folder))
    folders.insert(
      FileManager.default.fileExists(atPath: statistics.statistics)
        ? statistics.statistics : files.path("seeds"))
    for folder in folders.sorted() {
      let manager = FileManager.default
      let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
      let data = ((try? manager.contentsOfDirectory(atPath: "\(folder)/data")) ?? []).map {
        "data/\($0)"
      }
      for name in names + data where name.hasSuffix(".scenario") || name.hasSuffix(".csv") {
        let path = "\(folder)/\(name)"
        let attributes = try? manager.attributesOfItem(atPath: path)
        stamps[path] = attributes?[.modificationDate] as? Date
      }
    }
    return stamps
  }

  /// Runs every scenario without a run that is up to date; whether anything failed.
  private func bringUpToDate(_ files: ProjectFiles, _ out: String) async throws -> Bool {
    let runs = try reporting {
      var check = StalenessCheck(scenarios: files.scenarios, statistics: statistics)
      return try files.runs(out: out).map { try check.check($0) }
    }
    let fresh = Set(runs.filter(\.changes.isEmpty).compactMap(\.scenario))
    let wanted = Set(files.roots).union(runs.compactMap(\.scenario))
    var failed = false
    for scenario in files.scenarios where wanted.contains(scenario) {
      if fresh.contains(scenario) {
        Terminal.message("\(scenario): up to date")
        continue
      }
      Terminal.message("\(scenario): \(dryRun ? "would be run" : "running")")
      if dryRun { continue }
      do {
        let command = try RunCommand.parse([
          scenario, "--out", out, "--statistics", statistics.statistics, "--quiet",
        ])
        try await command.run()
      } catch let code as ExitCode {
        failed = failed || code != .success
      }
    }
    return failed
  }
}
