import Engine
import Foundation
import Results
import ScenarioLanguage

/// A scenario file with all that its run needs, ready to be run.
struct ScenarioRun {
  /// The engine over the file, its statistics and its tables.
  let engine: RunEngine
  /// The file's name without its extension.
  let name: String
  /// Whether published statistics were read.
  let usesStatistics: Bool

  /// Compiles a file and reads what it uses; prints what is wrong with it.
  ///
  /// Throws exit code 2 where it does not compile or something cannot be read.
  init(file: String, statistics: StatisticsOptions, quiet: Bool) throws {
    let compiled = ScenarioCompiler.compile(
      rootPath: file, provider: .fileSystem(rootPath: file))
    let shown = compiled.diagnostics.filter { $0.severity == .error || !quiet }
    if !shown.isEmpty {
      Terminal.message(DiagnosticRenderer(files: compiled.files).plain(shown))
    }
    guard let model = compiled.model else { throw Failure.couldNot.exitCode }
    let scenarios = compiled.files.map {
      InputFile(
        name: FilePath.name($0.path), role: "scenario", contents: Array($0.text.utf8))
    }
    let tables = TableProvider.fileSystem(rootPath: file)
    name = FilePath.stem(file)
    usesStatistics = RunEngine.needsStatistics(model)
    guard usesStatistics else {
      engine = RunEngine(model: model, statistics: .none, inputs: scenarios, tables: tables)
      return
    }
    engine = try reporting {
      RunEngine(
        model: model, statistics: try statistics.load(beside: file),
        inputs: scenarios + (try statistics.inputs(beside: file)), tables: tables)
    }
  }

  /// Runs it, with progress; prints why where it cannot, and throws exit code 2.
  func run(
    threads: Int?, quiet: Bool, style: ProgressStyle = .auto
  ) async throws -> Run {
    let runs = engine.model.settings.runs
    let progress = Progress(
      total: runs, opening: "Reading, fitting and drawing \(runs) futures …", quiet: quiet,
      style: style)
    do {
      let result = try await engine.run(
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
        progress: { progress.report($0) })
      progress.finish()
      return result
    } catch {
      progress.finish()
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
  }
}
