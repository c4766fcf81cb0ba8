import ArgumentParser
import Engine
import Foundation
import ScenarioFormatting
import ScenarioLanguage

/// `headroom check FILE…`.
struct CheckCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenario files, and say in plain words what is wrong and how to mend it.",
    discussion: """
      Exit code 1 where a file has errors. With statistics at hand, readings of an ambiguous clause \
      are priced and levers are held against the figures.

      Example:
        headroom check scenarios/bromley.scenario
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["scenario"]))
  var files: [String]

  @OptionGroup var statistics: StatisticsOptions

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  @Flag(
    name: .long,
    help:
      "Apply the fixes that keep a file's meaning, and say which; all others are yours to choose."
  )
  var fix = false

  @Flag(
    name: [.customShort("n"), .long], help: "With --fix: say what would be done, and write nothing."
  )
  var dryRun = false

  @Flag(name: .long, help: "Never use colour.")
  var noColor = false

  @Flag(
    inversion: .prefixedNo,
    help: "Run each reading of an ambiguous clause, and the levers, where the statistics are there."
  )
  var price = true

  func run() async throws {
    var errors = 0
    var unread = 0
    for file in files {
      if fix { try mend(file) }
      let result = ScenarioCompiler.compile(
        rootPath: file, provider: .fileSystem(rootPath: file))
      let diagnostics = price ? await priced(result, file) : result.diagnostics
      let renderer = DiagnosticRenderer(files: result.files)
      let found = diagnostics.filter { $0.severity == .error }.count
      errors += found
      if result.files.isEmpty { unread += 1 }
      switch format {
      case .json:
        Terminal.out(renderer.json(diagnostics) + "\n")
      case .text:
        if !diagnostics.isEmpty {
          let text =
            Terminal.usesColour && !noColor
            ? renderer.coloured(diagnostics) : renderer.plain(diagnostics)
          Terminal.out(text + "\n")
        }
        if found == 0 { Terminal.out("\(file): no errors\n") }
      }
    }
    if unread > 0 { throw Failure.couldNot.exitCode }
    if errors > 0 { throw Failure.checkFailed.exitCode }
  }

  private func mend(_ file: String) throws {
    guard let text = try? ScenarioText.read(file) else { return }
    let outcome = SafeFixes.apply(
      path: file, text: text, provider: .fileSystem(rootPath: file))
    for (code, line, title) in outcome.applied {
      Terminal.message("\(file):\(line): \(code.rawValue): \(title)\(dryRun ? " (dry run)" : "")")
    }
    if !dryRun, outcome.text != text {
      try reporting { try OutputFile.write(outcome.text, to: file) }
    }
  }

  /// The messages with readings priced, and with what the figures say against levers. Where there
  /// are no statistics or the file can't be run, the messages alone: a check needs neither.
  private func priced(_ result: CompilationResult, _ file: String) async -> [Diagnostic] {
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let tables = TableProvider.fileSystem(rootPath: file)
    if let model = result.model {
      let isPublished = RunEngine.needsStatistics(model)
      guard
        let known = isPublished ? try? statistics.load(beside: file) : PublishedStatistics.none
      else { return result.diagnostics }
      let engine = RunEngine(model: model, statistics: known, inputs: [], tables: tables)
      let found = (try? await engine.findings(threads: threads)) ?? []
      return result.diagnostics + found.map { Diagnostic($0, files: result.files) }
    }
    guard PricedReadings.isWorthwhile(result) else { return result.diagnostics }
    let known = (try? statistics.load(beside: file)) ?? .none
    return await PricedReadings(statistics: known, tables: tables).priced(
      result, rootPath: file, provider: .fileSystem(rootPath: file), threads: threads)
  }
}
