import ArgumentParser
import Returns

/// `headroom import …`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn published files into the project's layout.",
    discussion: """
      Example:
        headroom import statistics docs/examples/downloads --out statistics
      """,
    subcommands: [ImportStatisticsCommand.self])
}

/// `headroom import statistics DIR --out DIR`.
struct ImportStatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics",
    abstract: "Read a folder of DfE and ONS files as downloaded, for all authorities in it.",
    discussion: """
      The layout of each file is told from its columns. Files it does not know are named and left \
      alone. A report of what was suppressed, missing or inconsistent is printed and written \
      beside the tables as import_report.csv.

      Example:
        headroom import statistics docs/examples/downloads --out statistics
      """)

  @Argument(help: "Folder of published CSV files, with any folders inside it.")
  var folder: String

  @Option(
    name: .long, help: ArgumentHelp("Folder to write the layout to.", valueName: "dir"))
  var out: String

  @OptionGroup var dry: DryRunOptions

  func run() throws {
    try reporting {
      let imported = try StatisticsImport.run(folder)
      Terminal.message(imported.report.text())
      if dry.dryRun {
        Terminal.out("would write  \(out)\n")
        return
      }
      try StatisticsFolder.write(imported.observations, to: out, report: imported.report)
      Terminal.out(
        "\(out): \(imported.observations.rows.count) figures of "
          + "\(imported.observations.areas.count) areas.\n"
          + "Next: headroom backtest --statistics \(out) --measure plans --origin 2021 --horizon 3\n"
      )
    }
  }
}
