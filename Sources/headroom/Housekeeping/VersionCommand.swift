import ArgumentParser
import Engine
import Foundation
import Results
import RunStore

/// `headroom version`.
struct VersionCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "The version, and the layouts that it reads and writes.",
    discussion: """
      Example:
        headroom version --format json
      """)

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  func run() throws {
    switch format {
    case .text:
      Terminal.out(
        "headroom \(EngineVersion.current)\nrun layout \(Run.schemaVersion), store layout "
          + "\(RunStore.layoutVersion)\n")
    case .json:
      struct Answer: Encodable {
        let schemaVersion = 1
        let version = EngineVersion.current
        let runLayout = Run.schemaVersion
        let storeLayout = RunStore.layoutVersion
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try reporting {
        Terminal.out(String(decoding: try encoder.encode(Answer()), as: UTF8.self) + "\n")
      }
    }
  }
}
