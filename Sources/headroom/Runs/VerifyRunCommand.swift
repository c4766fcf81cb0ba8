import ArgumentParser
import Foundation
import Publishing
import Results
import RunStore

/// `headroom verify run RUN`.
struct VerifyRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Compute a run of the store again, and compare every file of it.",
    discussion: """
      Reads the scenario and the statistics from where the run had them (or from --scenario and \
      --statistics), compares their hashes with the manifest, runs, and compares the bytes of \
      every file. Exit code 1 where anything differs: an input, the program's version, or a file.

      Example:
        headroom verify run latest
      """)

  @Argument(
    help: ArgumentHelp(
      "The run: an id, the beginning of one, latest, or a scenario's name.", valueName: "run"))
  var reference: String

  @OptionGroup var store: StoreOptions

  @Option(
    name: .long, help: ArgumentHelp("The scenario file, if it has moved.", valueName: "file"),
    completion: .file(extensions: ["scenario"]))
  var scenario: String?

  @Option(
    name: .long, help: ArgumentHelp("The folder of statistics, if it has moved.", valueName: "dir"),
    completion: .directory)
  var statistics: String?

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @OptionGroup var progress: ProgressOptions

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads takes a whole number from 1.")
    }
  }

  func run() async throws {
    let (found, stored, before) = try reporting {
      let store = try store.open()
      let found = try store.run(reference)
      let manifest = try store.file("manifest.json", of: found.id)
      return (
        found, try store.files(of: found.id),
        try JSONDecoder().decode(Manifest.self, from: Data(manifest.content))
      )
    }
    var options = try StatisticsOptions.parse([])
    let folder = statistics ?? found.origin.statistics
    if !folder.isEmpty { options.statistics = folder }
    let prepared = try ScenarioRun(
      file: scenario ?? found.origin.scenario, statistics: options, quiet: true)
    let again = try await prepared.run(
      threads: threads, quiet: quiet, style: progress.progress)
    let differences = Self.inputs(before, again.manifest)
    for line in differences { Terminal.out(line + "\n") }
    let files = try reporting { try RunFolder.files(again) }
    let differing = Self.files(stored, files)
    for line in differing.lines { Terminal.out(line + "\n") }
    guard differences.isEmpty, differing.count == 0 else {
      Terminal.message(
        differences.isEmpty
          ? "headroom: run \(found.id) did not come out the same from the same inputs: "
            + "\(differing.count) files differ."
          : "headroom: run \(found.id) can't be confirmed: what goes in has changed since. Put the "
            + "inputs back (or name them with --scenario and --statistics) and verify again.")
      throw Failure.checkFailed.exitCode
    }
    Terminal.message("Run \(found.id) was computed again: \(files.count) files, all the same.")
  }

  /// What went in then and now, where it differs.
  private static func inputs(_ before: Manifest, _ now: Manifest) -> [String] {
    var lines: [String] = []
    if before.engineVersion != now.engineVersion {
      lines.append(
        "changed  the program: headroom \(before.engineVersion) then, \(now.engineVersion) now")
    }
    func key(_ file: InputFile) -> String { "\(file.role) \(file.name)" }
    let current = Dictionary(now.inputs.map { (key($0), $0.sha256) }, uniquingKeysWith: { $1 })
    let old = Set(before.inputs.map(key))
    for file in before.inputs {
      switch current[key(file)] {
      case file.sha256?: break
      case nil: lines.append("gone     \(key(file)), \(file.sha256.prefix(12))")
      case let hash?:
        lines.append(
          "changed  \(key(file)): \(file.sha256.prefix(12)) then, \(hash.prefix(12)) now")
      }
    }
    for file in now.inputs where !old.contains(key(file)) { lines.append("new      \(key(file))") }
    return lines
  }

  /// Each file then and now.
  private static func files(
    _ stored: [StoredFile], _ now: [(name: String, bytes: [UInt8])]
  ) -> (lines: [String], count: Int) {
    let old = Dictionary(stored.map { ($0.name, $0.content) }, uniquingKeysWith: { $1 })
    var lines: [String] = []
    var count = 0
    for file in now {
      let isSame = old[file.name] == file.bytes
      lines.append("\(isSame ? "same     " : "differs  ")\(file.name)")
      if !isSame { count += 1 }
    }
    let names = Set(now.map(\.name))
    for file in stored where !names.contains(file.name) {
      lines.append("gone     \(file.name)")
      count += 1
    }
    return (lines, count)
  }
}
