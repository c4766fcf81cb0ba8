import ArgumentParser
import CouncilReturns

/// `headroom returns …`.
struct ReturnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "returns",
    abstract: "Read and check a council's own returns.",
    discussion: """
      Example:
        headroom returns check demonstration
      """,
    subcommands: [ReturnsCheckCommand.self, ReturnsTransitionsCommand.self])
}

/// `headroom returns check DIR`.
struct ReturnsCheckCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check SSDA903 and SEN2 returns, and count the rows that are used and set aside.",
    discussion: """
      The folder holds the tables of a return as CSV, at its top or in a folder per year, or the XML \
      files that COLLECT takes.

      Every finding names file, row, column and rule, and says what becomes of the row and what to \
      do. No identifier, date of birth or postcode is shown. table sums up each rule with its first \
      places; csv lists every finding on standard output and the counts of rows on standard error; \
      json holds both.

      Exit code 1 where there is an error, with --strict also where there is a warning; 2 where the \
      folder holds no return.

      Example:
        headroom returns check demonstration
      """)

  @Argument(help: ArgumentHelp("Folder of returns.", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(name: .long, help: "table, csv or json.")
  var format: Format = .table

  @Flag(name: .long, help: "Warnings fail the check too.")
  var strict = false

  func run() throws {
    let check = try reporting { try ReturnsCheck(folder: folder) }
    switch format {
    case .table: Terminal.out(check.table)
    case .json: Terminal.out(check.json)
    case .csv:
      Terminal.out(check.csv)
      Terminal.message(check.countsCSV)
    }
    if check.count(.error) > 0 || (strict && check.count(.warning) > 0) {
      throw Failure.checkFailed.exitCode
    }
  }
}
