import ArgumentParser
import Foundation

/// `headroom doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that everything the commands need is here, and say the fix for what is not.",
    discussion: """
      Exit code 1 where something that is needed fails; what is only useful, such as a browser for \
      PDF, is said and does not fail.

      Example:
        headroom doctor
      """)

  @Option(
    name: .long, help: ArgumentHelp("The project's folder.", valueName: "dir"),
    completion: .directory)
  var project: String = "."

  @OptionGroup var statistics: StatisticsOptions

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: "table, csv or json.")
  var format: ListFormat = .table

  func run() throws {
    let files = ProjectFiles(folder: project.hasSuffix("/") ? String(project.dropLast()) : project)
    let findings =
      ProjectDiagnosis(files: files, statistics: statistics, store: store).findings()
      + MachineDiagnosis(folder: project).findings()
    try reporting {
      Terminal.out(
        try PrintedRows(
          header: ["check", "outcome", "found", "fix"],
          rows: findings.map { [$0.check, $0.outcome.rawValue, $0.found, $0.fix] }
        ).text(format))
    }
    let failed = findings.filter { $0.outcome == .fail }.count
    guard failed > 0 else {
      Terminal.message("Everything that is needed is here.")
      return
    }
    Terminal.message("\(failed) of \(findings.count) checks failed; the last column says the fix.")
    throw Failure.checkFailed.exitCode
  }
}

/// What one check of the doctor found.
struct DoctorFinding {
  /// How it stands.
  enum Outcome: String {
    case ok
    /// Useful, and not here.
    case note
    /// Needed, and not as it should be.
    case fail
  }

  let check: String
  let outcome: Outcome
  let found: String
  /// What to do; blank where nothing is to be done.
  var fix = ""
}
