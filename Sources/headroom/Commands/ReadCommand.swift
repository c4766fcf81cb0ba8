import ArgumentParser
import ScenarioLanguage
import ScenarioProse

/// `headroom read FILE [NAME]`.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read a scenario file back as English sentences, to be checked by those it is about.",
    discussion: """
      Example:
        headroom read scenarios/step-down.scenario step-down
      """)

  @Argument(help: "A scenario file.", completion: .file(extensions: ["scenario"]))
  var file: String

  @Argument(help: "The name of one declaration; without it, all of them.")
  var name: String?

  func run() throws {
    let model = try CompiledFile.model(file)
    let prose = ScenarioProse(model)
    guard let name else {
      Terminal.out(prose.readings.map { "\($0.text)\n" }.joined(separator: "\n"))
      return
    }
    guard let reading = prose.reading(name) else {
      Terminal.message(
        "headroom: nothing in \(file) is called `\(name)`. It has "
          + prose.readings.map(\.name).joined(separator: ", ") + ".")
      throw Failure.couldNot.exitCode
    }
    Terminal.out(reading.text + "\n")
  }
}

/// A scenario file that has to be right before a command can do its work.
enum CompiledFile {
  /// The model, or the messages and exit code 2.
  static func model(_ file: String) throws -> ScenarioModel {
    let result = ScenarioCompiler.compile(
      rootPath: file, provider: .fileSystem(rootPath: file))
    guard let model = result.model else {
      Terminal.message(
        DiagnosticRenderer(files: result.files).plain(
          result.diagnostics.filter { $0.severity == .error }))
      throw Failure.couldNot.exitCode
    }
    return model
  }
}
