import ArgumentParser
import ScenarioFormatting
import ScenarioLanguage

/// `headroom check FILE…`.
struct CheckCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenario files, and say in plain words what is wrong and how to mend it.")

  @Argument(help: "Scenario files.", completion: .file(extensions: ["scenario"]))
  var files: [String]

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  @Flag(
    name: .long,
    help:
      "Apply the fixes that keep a file's meaning, and say which; all others are yours to choose."
  )
  var fix = false

  @Flag(name: .shortAndLong, help: "With --fix: say what would be done, and write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Never use colour.")
  var noColor = false

  func run() throws {
    var errors = 0
    var unread = 0
    for file in files {
      if fix { try mend(file) }
      let result = ScenarioCompiler.compile(
        rootPath: file, provider: .fileSystem(rootPath: file))
      let renderer = DiagnosticRenderer(files: result.files)
      let found = result.diagnostics.filter { $0.severity == .error }.count
      errors += found
      if result.files.isEmpty { unread += 1 }
      switch format {
      case .json:
        Terminal.out(renderer.json(result.diagnostics) + "\n")
      case .text:
        if !result.diagnostics.isEmpty {
          let text =
            Terminal.usesColour && !noColor
            ? renderer.coloured(result.diagnostics) : renderer.plain(result.diagnostics)
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
}
