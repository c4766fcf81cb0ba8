import ArgumentParser
import Engine
import Foundation
import Publishing
import Results
import ScenarioLanguage

/// `headroom run FILE`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a scenario file: forecasts, costs and MTFS lines in a folder of their own.")

  @Argument(help: "The scenario file.", completion: .file(extensions: ["scenario"]))
  var file: String

  @OptionGroup var statistics: StatisticsOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Folder that run folders are written into.", valueName: "dir"))
  var out: String = "out"

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Check and plan, but write nothing.")
  var dryRun = false

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads takes a whole number from 1.")
    }
  }

  func run() async throws {
    let compiled = try compile(file)
    let (engine, name) = try reporting {
      let scenarios = compiled.files.map {
        InputFile(
          name: FilePath.name($0.path), role: "scenario",
          contents: Array($0.text.utf8))
      }
      guard let model = compiled.model else { throw Failure.couldNot.exitCode }
      let tables = TableProvider.fileSystem(rootPath: file)
      guard RunEngine.needsStatistics(model) else {
        return (
          RunEngine(model: model, statistics: .none, inputs: scenarios, tables: tables),
          FilePath.stem(file)
        )
      }
      let loaded = try statistics.load(beside: file)
      return (
        RunEngine(
          model: model, statistics: loaded,
          inputs: scenarios + (try statistics.inputs(beside: file)), tables: tables),
        FilePath.stem(file)
      )
    }
    let runs = engine.model.settings.runs
    let progress = Progress(
      total: runs, opening: "Reading, fitting and drawing \(runs) futures …", quiet: quiet)
    let result: Run
    do {
      result = try await engine.run(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
        progress: { progress.report($0) })
      progress.finish()
    } catch {
      progress.finish()
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let folder = "\(out)/\(name)/\(result.manifest.runID)"
    if !dryRun {
      try reporting {
        if try RunFolder.write(result, to: folder) == .unchanged {
          Terminal.message("\(folder) holds this very run already; nothing was written.")
        }
      }
    }
    Terminal.out(RunSummary.text(result, folder: dryRun ? "nowhere (dry run)" : folder))
    if result.checks.contains(where: { $0.outcome == "fail" }) {
      throw Failure.checkFailed.exitCode
    }
  }

  /// Compiles the file, and prints what is wrong with it.
  private func compile(_ file: String) throws -> CompilationResult {
    let result = ScenarioCompiler.compile(
      rootPath: file, provider: .fileSystem(rootPath: file))
    let shown = result.diagnostics.filter { $0.severity == .error || !quiet }
    if !shown.isEmpty {
      Terminal.message(
        DiagnosticRenderer(files: result.files).plain(shown))
    }
    guard result.model != nil else { throw Failure.couldNot.exitCode }
    return result
  }
}
