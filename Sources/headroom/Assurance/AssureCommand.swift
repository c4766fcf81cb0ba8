import ArgumentParser
import Assurance
import Foundation
import Periods
import Results
import RunStore

/// `headroom assure RUN`.
struct AssureCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "assure",
    abstract: "Hold a run against what the AQuA Book asks for, and write the assurance statement.",
    discussion: """
      Evidence of every assumption and its entry in the log, a decision for every lever, every \
      input in the data log by hash, four roles, verification and validation, sign-off, a sunset \
      date. What is missing is listed with the command that mends it. --strict ends with 1 where \
      anything is.

      Example:
        headroom run scenarios/bromley.scenario && \\
        headroom assure latest -o assurance.md
      """)

  @Argument(
    help: ArgumentHelp("The run: its folder, or its name in the run store.", valueName: "run"),
    completion: .directory)
  var reference: String
  @Flag(name: .long, help: "Exit code 1 where anything is missing.")
  var strict = false
  @Option(
    name: .long,
    help: "Months before the run's first month that an assumption may have been reviewed.")
  var reviewMonths: Int = 12
  @Option(name: .long, help: "The day of the statement; else HEADROOM_DATE, else today.")
  var asAt: String?
  @OptionGroup var logs: LogOptions
  @OptionGroup var store: StoreOptions
  @Option(name: .long, help: "markdown, text or json.")
  var format: Format = .markdown
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    guard (0...120).contains(reviewMonths) else {
      throw ValidationError("--review-months takes a whole number from 0 to 120.")
    }
  }

  func run() throws {
    let review = try reporting {
      let finished = try RunReference.read(reference, store: store)
      return AssuranceReview(
        finished, logs: try logs.read(), signatures: try signatures(finished.manifest.runID),
        rules: AssuranceRules(
          reviewMonths: reviewMonths, asAt: try EntryDay.resolve(asAt, option: "--as-at")))
    }
    try reporting {
      try OutputFile.write(try text(review), to: output == "-" ? nil : output)
    }
    if review.isComplete {
      Terminal.message("Run \(review.run.manifest.runID): nothing is missing.")
    } else {
      Terminal.message(
        "Run \(review.run.manifest.runID): \(review.gaps.count) missing; the statement lists each "
          + "with the command that mends it. Begin with: headroom log add assumptions --from \(reference)"
      )
      if strict { throw Failure.checkFailed.exitCode }
    }
  }

  /// The signatures that the run store keeps; none where there is no store.
  private func signatures(_ id: String) throws -> [SignOff] {
    guard FileManager.default.fileExists(atPath: store.path()) else { return [] }
    return try store.open().signatures(of: id).compactMap { kept in
      AssuranceRole(rawValue: kept.role).map {
        SignOff(role: $0, by: kept.signedBy, on: kept.signedOn, note: kept.note)
      }
    }
  }

  private func text(_ review: AssuranceReview) throws -> String {
    let statement = AssuranceStatement(review)
    switch format {
    case .markdown: return statement.markdown
    case .text: return statement.text
    case .json:
      struct Answer: Encodable {
        let schemaVersion = 1
        let run: String
        let asAt: String
        let isComplete: Bool
        let signOffs: [SignOff]
        let gaps: [AssuranceGap]
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let answer = Answer(
        run: review.run.manifest.runID, asAt: review.rules.asAt.iso,
        isComplete: review.isComplete, signOffs: review.signOffs, gaps: review.gaps)
      return String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n"
    }
  }
}
