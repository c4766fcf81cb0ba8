import ArgumentParser
import Handover

/// `headroom export json RUN`.
struct ExportJSONCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "json",
    abstract: "A run as one JSON document; `headroom schema` prints its schema.",
    discussion: """
      Example:
        headroom export json bromley --mode public -o bromley.json
      """)

  @OptionGroup var options: ExportOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
  var out: String?

  func run() async throws {
    try reporting {
      let protected = try options.load(default: .internal, to: out)
      for note in protected.notes { Terminal.message(note) }
      let document = String(decoding: RunDocument.bytes(protected), as: UTF8.self)
      try options.dry.write(document, to: out)
    }
  }
}
