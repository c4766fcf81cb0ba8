import ArgumentParser
import Handover

/// `headroom export powerbi RUN`.
struct ExportPowerBICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "powerbi",
    abstract: "A run as a Power BI project: star schema, date table, measures, theme.",
    discussion: """
      Writes data/*.csv, theme.json and headroom.pbip with a text model (TMDL). Open headroom.pbip \
      in Power BI Desktop and set the parameter DataFolder to the data folder's path.

      Example:
        headroom export powerbi bromley --mode public -o powerbi
      """)

  @OptionGroup var options: ExportOptions

  @Option(name: [.short, .long], help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var out: String = "powerbi"

  func run() async throws {
    try reporting {
      try options.write(
        try PowerBIExport(try options.load(default: .internal, to: out)).package(), to: out)
    }
  }
}
