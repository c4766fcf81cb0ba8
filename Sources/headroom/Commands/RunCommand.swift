import ArgumentParser
import Engine
import Foundation
import Publishing
import Results
import RunStore
import ScenarioLanguage

/// `headroom run FILE`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario file: forecasts, costs and MTFS lines in a folder of their own.",
    discussion: """
      The run is kept in the run store as well, from which `headroom trace` explains any figure \
      and `headroom runs` lists what was run.

      Example:
        headroom run scenarios/bromley.scenario
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["scenario"]))
  var file: String

  @OptionGroup var statistics: StatisticsOptions

  @OptionGroup var store: StoreOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Folder that run folders are written into.", valueName: "dir"))
  var out: String = "out"

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @OptionGroup var progress: ProgressOptions

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  @Flag(name: [.customShort("n"), .long], help: "Check and plan, but write nothing.")
  var dryRun = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads takes a whole number from 1.")
    }
  }

  func run() async throws {
    let scenario = try ScenarioRun(file: file, statistics: statistics, quiet: quiet)
    let result = try await scenario.run(
      threads: threads, quiet: quiet, style: progress.progress)
    let folder = "\(out)/\(scenario.name)/\(result.manifest.runID)"
    var isRecorded = true
    if !dryRun {
      try reporting {
        if try RunFolder.write(result, to: folder) == .unchanged {
          Terminal.message("\(folder) holds this very run already; nothing was written.")
        }
      }
      isRecorded = record(result, of: scenario, in: folder)
    }
    Terminal.out(RunSummary.text(result, folder: dryRun ? "nowhere (dry run)" : folder))
    guard isRecorded else { throw Failure.couldNot.exitCode }
    if result.checks.contains(where: { $0.outcome == "fail" }) {
      throw Failure.checkFailed.exitCode
    }
  }

  /// Records the run in the store; says why where it cannot. The run's folder is whole either way.
  private func record(_ run: Run, of scenario: ScenarioRun, in folder: String) -> Bool {
    do {
      let recorded = try RunStore(store.path(out: out), for: .writing).record(
        run, name: scenario.name, files: try RunFolder.files(run),
        origin: RunOrigin(
          scenario: file, statistics: scenario.usesStatistics ? statistics.statistics : "",
          folder: folder, recordedAt: Date().formatted(.iso8601)),
        lineage: Lineage.links(scenario.engine.model))
      if recorded == .repaired {
        Terminal.message("The store's damaged copy of run \(run.manifest.runID) was put right.")
      }
      return true
    } catch {
      Terminal.message("headroom: \(error)")
      Terminal.message("The run is whole in \(folder), but it is not in the run store.")
      return false
    }
  }
}
