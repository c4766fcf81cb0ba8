import ArgumentParser
import GoldenCases

/// `headroom golden FILE…`.
struct GoldenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "golden",
    abstract: "Run files of worked examples (schema golden-1), one JSON line per case.",
    discussion: """
      Exit status is 0 only when every case passes; a method that is not offered is reported as \
      unsupported and never counts as a pass.

      Example:
        headroom golden docs/examples/golden.json
      """)

  @Argument(help: "Files of worked examples.", completion: .file(extensions: ["json"]))
  var files: [String]

  func run() throws {
    let summary = GoldenRunner.run(files: files) { Terminal.out($0 + "\n") }
    Terminal.message(
      "\(summary.passed) passed, \(summary.failed) failed, \(summary.unsupported) unsupported, "
        + "\(summary.malformed) malformed")
    if summary.exitStatus != 0 { throw Failure.checkFailed.exitCode }
  }
}
