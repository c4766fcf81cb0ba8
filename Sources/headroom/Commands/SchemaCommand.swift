import ArgumentParser
import Handover

/// `headroom schema`.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of what `headroom export json` writes.",
    discussion: """
      Example:
        headroom schema > run.schema.json
      """)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"))
  var out: String?

  func run() async throws {
    try reporting {
      try OutputFile.write(String(decoding: RunDocumentSchema.bytes(), as: UTF8.self), to: out)
    }
  }
}
