import ArgumentParser
import Foundation
import ScenarioFormatting
import ScenarioLanguage

/// `headroom fmt FILE…`.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay scenario files out in the house style, without changing what they say.",
    discussion: """
      There are no options of style. Comments stay where they are; what can't be read is left as it \
      stands.

      Example:
        headroom fmt scenarios/*.scenario
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["scenario"]))
  var files: [String] = []

  @Flag(name: .long, help: "Write nothing; exit with 1 where a file would change.")
  var check = false

  @Flag(name: .long, help: "Read a file from standard input and write it to standard output.")
  var stdin = false

  func validate() throws {
    if stdin == !files.isEmpty { throw ValidationError("Give files, or --stdin.") }
  }

  func run() throws {
    if stdin {
      let data = FileHandle.standardInput.readDataToEndOfFile()
      guard let text = String(validating: data, as: UTF8.self) else {
        Terminal.message("headroom: standard input is not text in UTF-8.")
        throw Failure.couldNot.exitCode
      }
      Terminal.out(format("standard input", text).text)
      return
    }
    var changed = 0
    for file in files {
      let text = try reporting { try ScenarioText.read(file) }
      let outcome = format(file, text)
      guard outcome.isChanged else { continue }
      changed += 1
      if check {
        Terminal.out("\(file) is not in the house style\n")
      } else {
        try reporting { try OutputFile.write(outcome.text, to: file) }
        Terminal.message("\(file): laid out")
      }
    }
    if check, changed > 0 { throw Failure.checkFailed.exitCode }
  }

  private func format(_ name: String, _ text: String) -> ScenarioFormatter.Outcome {
    let outcome = ScenarioFormatter.format(SourceText(path: name, text: text))
    if let first = outcome.untouched.first {
      Terminal.message(
        "\(name):\(first.span.line): I leave what I can't read as it stands (\(first.code.rawValue)). "
          + "`headroom check` says more.")
    }
    return outcome
  }
}

/// A scenario file as text.
enum ScenarioText {
  static func read(_ file: String) throws -> String {
    try SourceProvider.fileSystem(rootPath: file).read(file)
  }
}
