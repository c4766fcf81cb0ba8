import ArgumentParser
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

  @Flag(name: .long, help: "Never use colour.")
  var noColor = false

  func run() throws {
    var errors = 0
    var unread = 0
    for file in files {
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
}
