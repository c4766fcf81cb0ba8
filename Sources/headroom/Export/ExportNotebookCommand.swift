import ArgumentParser
import Handover

/// `headroom export notebook RUN`.
struct ExportNotebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "A run as a notebook with its data, tables and charts.",
    discussion: """
      Writes forecast.ipynb with its results stored, forecast.qmd, readers for Python and R \
      without packages, data/*.csv and charts/.

      Example:
        headroom export notebook bromley --mode public -o notebook
      """)

  @OptionGroup var options: ExportOptions

  @Option(name: [.short, .long], help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var out: String = "notebook"

  func run() async throws {
    try reporting {
      try options.write(
        NotebookExport(try options.load(default: .internal, to: out)).package(), to: out)
    }
  }
}
