import ArgumentParser
import DisclosureControl
import Foundation
import Handover

/// `headroom disclose TABLE.csv …`.
struct DiscloseCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case table
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "disclose",
    abstract: "Make tables of counts safe to publish, and say what was hidden and why.",
    discussion: """
      A table has columns of labels and a column of counts, the last unless --value names it; or, \
      with --wide, row labels in the first column and counts in all others. Tables given together \
      are one release: cells with the same labels are one figure. Small counts are hidden, and so \
      many others that no reader can work a small one out; each candidate is tested by computing \
      what a reader can.

      The safe table goes to standard output, what was hidden and why to standard error. Exit code \
      1: a small figure is known already and cannot be hidden.

      Example:
        headroom disclose docs/examples/placements.csv --threshold 5
      """)

  @Argument(help: "Tables that are published together.", completion: .file(extensions: ["csv"]))
  var tables: [String]

  @Option(name: .long, help: "Counts above 0 and below this are hidden.")
  var threshold: Double = 5

  @Option(
    name: .long,
    help: "The narrowest interval of a hidden count; the threshold less one if not given.")
  var width: Double?

  @Flag(name: .long, help: "Hide zeros like small counts.")
  var zeros = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Label of a total; may be repeated (default total, all).", valueName: "label"))
  var totals: [String] = []

  @Option(name: .long, help: ArgumentHelp("The column of counts.", valueName: "column"))
  var value: String?

  @Option(
    name: .long,
    help: ArgumentHelp("A column hidden with the count; may be repeated.", valueName: "column"))
  var with: [String] = []

  @Flag(name: .long, help: "Row labels in the first column, counts in all others.")
  var wide = false

  @Option(
    name: .long,
    help: ArgumentHelp("A table as published before; may be repeated.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var previous: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Round counts to this base instead of hiding any.", valueName: "base"))
  var round: Int?

  @Option(
    name: .long,
    help: "csv; table, for a terminal; json, tables and what was hidden, not for publication.")
  var format: Format = .csv

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("File to write; a folder for several tables.", valueName: "path"))
  var out: String?

  func validate() throws {
    if tables.count > 1, out == nil, format == .csv {
      throw ValidationError("Several tables need a folder to go to: add -o FOLDER.")
    }
    if format != .csv, round != nil {
      throw ValidationError("--round writes csv; leave --format out.")
    }
    if tables.count > 1, out != nil, format != .csv {
      throw ValidationError("-o for several tables writes csv; leave --format or -o out.")
    }
  }

  func run() async throws {
    let isHidden = try reporting {
      var options = CountTableOptions(value: value, dependents: with, isWide: wide)
      if !totals.isEmpty { options.totals = totals }
      let read = try tables.map {
        try CountTable(bytes: InputBytes.read($0), file: $0, options: options)
      }
      if let round {
        let rounding = try CountRounding(base: round)
        for table in read { try write(table.rounded(rounding), of: table.file) }
        Terminal.message("Counts are rounded to \(round); totals need not add.")
        return true
      }
      let rules = try DisclosureRules(
        threshold: threshold, minimumWidth: width, protectsZeros: zeros)
      let earlier = try previous.map {
        try CountTable(
          bytes: InputBytes.read($0), file: $0, options: options, isPublished: true)
      }
      let safe = try SafeTables(read, previous: earlier, rules: rules)
      switch format {
      case .csv:
        for (index, table) in read.enumerated() {
          try write(safe.published(index), of: table.file)
        }
      case .table:
        let text = read.indices.map { DisclosureText.columns(safe, table: $0) }
        try print(text.joined(separator: "\n"))
      case .json: try print(String(decoding: DisclosureText.json(safe), as: UTF8.self))
      }
      Terminal.message(DisclosureText.report(safe, rules: rules))
      return safe.unprotected.isEmpty
    }
    if !isHidden { throw Failure.checkFailed.exitCode }
  }

  /// To the file, which is none of the tables, or to standard output.
  private func print(_ text: String) throws {
    if let out { for table in tables { try refuse(out, over: table) } }
    try OutputFile.write(text, to: out)
  }

  private func write(_ bytes: [UInt8], of file: String) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard tables.count > 1, let out else {
      if let out { try refuse(out, over: file) }
      return try OutputFile.write(text, to: out)
    }
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    } catch {
      throw FileProblem("I can't make the folder \(out): \(error.localizedDescription)")
    }
    let path = "\(out)/\(FilePath.name(file))"
    try refuse(path, over: file)
    try OutputFile.write(text, to: path)
  }

  /// The table itself is never written over: its counts would be lost.
  private func refuse(_ path: String, over file: String) throws {
    if URL(fileURLWithPath: path).standardizedFileURL
      == URL(fileURLWithPath: file).standardizedFileURL
    {
      throw FileProblem(
        "\(path) is the table itself: its counts would be lost. Name another place with -o.")
    }
  }
}
