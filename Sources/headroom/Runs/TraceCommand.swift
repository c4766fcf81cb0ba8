import ArgumentParser
import Foundation
import Results
import RunStore

/// `headroom trace REF`.
struct TraceCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract:
      "Explain a figure: formula, assumptions with owners, inputs by hash, and its command.",
    discussion: """
      REF is RUN:FILE:ROW/COLUMN. RUN is an id, the beginning of one, `latest` or a scenario's \
      name. ROW is a line of the file (the header is line 1, as in a spreadsheet), or names the \
      row by its columns. Without a column the file's own figure is meant: central, value, gap or \
      mean. An assumption is RUN:manifest.json:assumptions:NAME, with .ITEM where it has several \
      values.

      Examples:
        headroom trace bromley:mtfs.csv:12/central
        headroom trace bromley:ledger.csv:measure=cla,period=2024-03-31/closing
        headroom trace bromley:manifest.json:assumptions:cla-rate.residential
      """)

  @Argument(help: "The figure.")
  var reference: String

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: "text or json.")
  var format: Format = .text

  func run() throws {
    try reporting {
      let trace = try store.open().trace(FigureReference(reference))
      switch format {
      case .text: Terminal.out(TraceText.of(trace))
      case .json:
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Terminal.out(String(decoding: try encoder.encode(trace), as: UTF8.self) + "\n")
      }
    }
  }
}

/// A trace as a person reads it.
enum TraceText {
  static func of(_ trace: Trace) -> String {
    var lines = [
      "\(trace.file), line \(trace.line), \(trace.column): "
        + (trace.value.isEmpty ? "blank" : trace.value),
      "  \(trace.meaning)",
      "  " + trace.keys.map { "\($0.column) \($0.value)" }.joined(separator: ", "),
      "", "How it comes about",
    ]
    lines += trace.formulas.map { "  \($0)" }
    if !trace.restsOn.isEmpty {
      lines.append("  Rests on: \(trace.restsOn.joined(separator: ", ")).")
    }
    lines += ["", "Assumptions"]
    lines += trace.assumptions.flatMap { row in
      [
        "  \(row.name)\(row.holdsFor.isEmpty ? "" : ", \(row.holdsFor)")"
          + "\(row.scenario.isEmpty ? "" : " (in \(row.scenario))"): \(row.value)",
        "    source: \(said(row.source)); owner: \(said(row.owner)); reviewed: "
          + "\(said(row.reviewed)); at \(said(row.location))",
      ]
    }
    if trace.assumptions.isEmpty { lines.append("  none") }
    if !trace.methods.isEmpty {
      lines += ["", "Methods"]
      lines += trace.methods.map { "  \($0.measure): \($0.note)" }
    }
    lines += ["", "Inputs"]
    lines += trace.inputs.map { "  \($0.sha256.prefix(16))  \($0.role)  \($0.name)" }
    if !trace.sources.isEmpty {
      lines += ["", "Published sources"]
      lines += trace.sources.map { "  \($0.citation)" }
    }
    lines += [
      "", "Run \(trace.run): \(trace.title)",
      "  headroom \(trace.engineVersion), \(trace.draws) draws, seed \(trace.seed); signed by "
        + (trace.signedBy.isEmpty ? "nobody yet" : trace.signedBy.joined(separator: ", ")),
      "  made again by: \(trace.command)",
      "  checked by:    headroom verify run \(trace.run)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func said(_ text: String) -> String { text.isEmpty ? "not said" : text }
}
