import ArgumentParser
import CouncilReturns

/// `headroom returns transitions --returns DIR --out FILE`.
struct ReturnsTransitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transitions",
    abstract: "Count children with plans from census to census, from SEN2 returns.",
    discussion: """
      The folder holds the SEN2 returns of two or more consecutive January censuses, a folder \
      each.

      It writes calendar-year, setting-1, need-1, academic-year-1, setting-2, need-2, \
      academic-year-2 and children: how many children of a January census made the step by the \
      next, NONSEND for no plan. headroom project ehcp and fit plans take the table as \
      --transitions. No row is that of a child, but a count of one can tell of one: keep the table \
      inside the council.

      Example:
        headroom synthesise --area Bromley --years 2023..2025 --out council && \\
        headroom returns transitions --returns council/sen2 \\
          --establishments council/establishments.csv --out steps.csv
      """)

  @Option(
    name: .long, help: ArgumentHelp("Folder of SEN2 returns.", valueName: "dir"),
    completion: .directory)
  var returns: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV file of urn, ukprn and setting, by which the places in returns are known.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var establishments: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Write the table to a file, not to standard output.", valueName: "file"))
  var out: String?

  @Flag(name: .shortAndLong, help: "No notes on standard error.")
  var quiet = false

  func run() throws {
    try reporting {
      let transitions = try PlanSource.read(
        returns: returns, establishments: establishments, quiet: quiet)
      try OutputFile.write(String(decoding: transitions.csv, as: UTF8.self), to: out)
    }
  }
}
