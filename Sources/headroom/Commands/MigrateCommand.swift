import ArgumentParser
import ScenarioFormatting
import ScenarioLanguage

/// `headroom migrate FILE…`.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Rewrite scenario files in the newest edition of the language.",
    discussion: """
      Example:
        headroom migrate scenarios/*.scenario --dry-run
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["scenario"]))
  var files: [String]

  @Flag(name: [.customShort("n"), .long], help: "Say what would change, and write nothing.")
  var dryRun = false

  func run() throws {
    var unknown = 0
    for file in files {
      let text = try reporting { try ScenarioText.read(file) }
      switch Migration.standard.migrate(SourceText(path: file, text: text)) {
      case .newest(let edition):
        Terminal.out("\(file): edition \(edition) is the newest; nothing to change\n")
      case .rewritten(let text, let from, let to):
        if !dryRun { try reporting { try OutputFile.write(text, to: file) } }
        Terminal.out("\(file): edition \(from) to \(to)\(dryRun ? " (dry run)" : "")\n")
      case .unknown:
        unknown += 1
        Terminal.message(
          "\(file): I don't know its edition. `headroom check` says what is wrong with it.")
      }
    }
    if unknown > 0 { throw Failure.couldNot.exitCode }
  }
}
