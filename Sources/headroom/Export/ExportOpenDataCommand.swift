import ArgumentParser
import Handover

/// `headroom export ees RUN`.
struct ExportOpenDataCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ees",
    abstract: "Forecasts as the Department for Education's open data: CSV with .meta.csv.",
    discussion: """
      One pair of files a measure and kind of period. Public unless --mode internal is given.

      Example:
        headroom export ees bromley --old-la-code 305 -o open-data
      """)

  @OptionGroup var options: ExportOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The department's three-digit code of the authority.", valueName: "code"))
  var oldLaCode: String = ""

  @Option(name: [.short, .long], help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var out: String = "open-data"

  func run() async throws {
    try reporting {
      let export = try OpenDataExport(
        try options.load(default: .public, to: out), geography: .init(oldCode: oldLaCode))
      try options.write(try export.package(), to: out)
    }
  }
}
