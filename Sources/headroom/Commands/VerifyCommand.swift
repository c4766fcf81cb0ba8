import ArgumentParser
import Foundation
import Verification

/// `headroom verify …`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute a run again, or compare the numerics with reference data.",
    discussion: """
      Example:
        headroom run scenarios/bromley.scenario && headroom verify run latest
      """,
    subcommands: [VerifyRunCommand.self, VerifyNumericsCommand.self])
}

/// `headroom verify numerics --references DIR --golden FILE…`.
struct VerifyNumericsCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown
    case csv
    case text
  }

  static let configuration = CommandConfiguration(
    commandName: "numerics",
    abstract: "Verify the numerics: certified values, fits of other packages, forecast scores.",
    discussion: """
      The folder of references holds golden/ (fits as JSON, with golden/data), nist-strd/ (NIST's \
      Statistical Reference Datasets) and m4/ (competition series); docs/VERIFICATION.md has the \
      layout. What is absent is said to be "not here, not checked". --golden names files of worked \
      examples (schema golden-1).

      Every line says what was compared with what, how many figures, the worst of them, its \
      correct digits (LRE), the target and whether it was met. Exit code 1 where a check fails or \
      a file cannot be read, 2 where nothing could be read at all.

      Example:
        headroom verify numerics --golden docs/examples/golden.json
      """)

  @Option(name: .long, help: ArgumentHelp("Folder of reference data.", valueName: "dir"))
  var references: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files of worked examples.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var golden: [String] = []

  @Option(name: .long, help: "markdown, csv or text.")
  var format: Format = .text

  func validate() throws {
    if references == nil && golden.isEmpty {
      throw ValidationError(
        "Name a folder with --references, or files of worked examples with --golden.")
    }
  }

  func run() async throws {
    let verification = NumericsVerification(
      references: references.map(ReferenceFolder.init), examples: golden)
    let report = await verification.report { step in
      if Terminal.messagesAreTerminal { Terminal.progress("\r\u{1B}[K\(step)") }
    }
    if Terminal.messagesAreTerminal { Terminal.progress("\r\u{1B}[K") }
    switch format {
    case .markdown: Terminal.out(report.markdown)
    case .csv:
      Terminal.out(report.csv)
      Terminal.message(report.summary)
    case .text: Terminal.out(report.text)
    }
    for finding in report.findings where finding.outcome == .unreadable {
      Terminal.message("headroom: \(finding.note)")
    }
    if report.isEmpty {
      Terminal.message(
        "headroom: nothing could be checked; --references takes a folder with golden, nist-strd or "
          + "m4 in it.")
    }
    if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
  }
}
