import ArgumentParser
import DelimitedText
import Foundation
import Results
import RunStore

/// `headroom runs …`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "The run store: what was run, kept, signed and sound.",
    discussion: """
      A run is named by its id, the beginning of it (four digits or more), `latest`, or its \
      scenario's name for the latest run of that. docs/RUNS.md says what the store holds.

      Example:
        headroom runs list
      """,
    subcommands: [
      RunsListCommand.self, RunsShowCommand.self, RunsArchiveCommand.self, RunsSignCommand.self,
      RunsPruneCommand.self, RunsVerifyCommand.self,
    ])
}

/// The formats of a list that other programs may read.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case csv
  case json
}

/// Rows printed as a table, as CSV or as JSON.
struct PrintedRows {
  let header: [String]
  let rows: [[String]]

  func text(_ format: ListFormat) throws -> String {
    switch format {
    case .csv:
      var writer = DelimitedTextWriter()
      writer.append(row: header)
      for row in rows { writer.append(row: row) }
      return String(decoding: writer.bytes, as: UTF8.self)
    case .json:
      let objects = rows.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(objects), as: UTF8.self) + "\n"
    case .table:
      let all = [header] + rows
      let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
      return all.map { cells in
        var line = zip(cells, widths).map { cell, width in
          cell + String(repeating: " ", count: width - cell.count)
        }.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
      }.joined()
    }
  }
}

/// `headroom runs list`.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the runs of the store, the newest first.",
    discussion: """
      Example:
        headroom runs list --format csv
      """)

  @OptionGroup var store: StoreOptions

  @Flag(name: .long, help: "Archived runs as well.")
  var all = false

  @Option(name: .long, help: "table, csv or json.")
  var format: ListFormat = .table

  func run() throws {
    try reporting {
      let listing = try store.open().runs(includingArchived: all)
      let rows = listing.runs.map { run in
        [
          run.id, run.name, run.areaName, run.engineVersion, String(run.draws),
          run.origin.recordedAt, String(run.checksFailed), run.signedBy.joined(separator: " "),
          run.isArchived ? "archived" : "",
        ]
      }
      Terminal.out(
        try PrintedRows(
          header: [
            "run", "scenario", "area", "engine", "draws", "recorded", "checks_failed",
            "signed_by", "state",
          ], rows: rows
        ).text(format))
      if !listing.unreadable.isEmpty {
        Terminal.message(
          "headroom: \(listing.unreadable.count) runs can't be read, their pages are damaged: "
            + listing.unreadable.joined(separator: ", ")
            + ". `headroom runs verify` says more; the rest are listed.")
        throw Failure.checkFailed.exitCode
      }
    }
  }
}

/// `headroom runs show RUN`.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: where it came from, its files, who signed it.",
    discussion: """
      With --file, writes one file of the run to standard output, held against its hash.

      Examples:
        headroom runs show latest
        headroom runs show latest --file mtfs.csv
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"))
  var reference: String

  @Option(name: .long, help: "A file of the run, to be written to standard output.")
  var file: String?

  @OptionGroup var store: StoreOptions

  func run() throws {
    try reporting {
      let store = try store.open()
      let found = try store.run(reference)
      if let file {
        Terminal.out(
          String(decoding: try store.file(file, of: found.id).content, as: UTF8.self))
        return
      }
      Terminal.out(try text(found, store))
    }
  }

  private func text(_ run: StoredRun, _ store: RunStore) throws -> String {
    var lines = [
      run.title,
      "run        \(run.id) (\(run.name))\(run.isArchived ? ", archived" : "")",
      "area       \(run.areaName.isEmpty ? "none" : run.areaName), \(run.firstMonth) to "
        + run.lastMonth,
      "made by    headroom \(run.engineVersion), \(run.draws) draws, seed \(run.seed)",
      "recorded   \(run.origin.recordedAt)",
      "folder     \(run.origin.folder)",
      "checks     \(run.checksPassed) passed, \(run.checksFailed) failed",
      "again      \(run.origin.command)",
    ]
    let signatures = try store.signatures(of: run.id)
    for signature in signatures {
      lines.append(
        "signed     \(signature.role): \(signature.signedBy), \(signature.signedOn)"
          + (signature.note.isEmpty ? "" : " (\(signature.note))"))
    }
    if signatures.isEmpty { lines.append("signed     by nobody yet") }
    lines.append("")
    lines += try store.files(of: run.id).map {
      "\($0.sha256.prefix(12))  \($0.name), \($0.content.count) bytes"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// `headroom runs archive RUN`.
struct RunsArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Put a run away: kept for good, left out of the list, never pruned.",
    discussion: """
      Example:
        headroom runs archive latest --dry-run
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"))
  var reference: String

  @OptionGroup var store: StoreOptions

  @Flag(name: .long, help: "Take it back into the list.")
  var undo = false

  @Flag(name: [.customShort("n"), .long], help: "Say what would be done; change nothing.")
  var dryRun = false

  func run() throws {
    try reporting {
      let store = try store.open()
      let found = try store.run(reference)
      if !dryRun { try store.archive(found.id, !undo) }
      let what = undo ? "back in the list" : "archived"
      Terminal.message(
        "Run \(found.id) (\(found.name)) \(dryRun ? "would be" : "is") \(what).")
    }
  }
}

/// `headroom runs sign RUN --role ROLE --by NAME --on DATE`.
struct RunsSignCommand: ParsableCommand {
  /// The roles of the AQuA Book.
  enum Role: String, ExpressibleByArgument, CaseIterable {
    case commissioner
    case analyst
    case assurer
    case approver
  }

  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a run in one of the AQuA Book's roles; a signed run is never pruned.",
    discussion: """
      Example:
        headroom runs sign latest --role assurer --by "Head of Finance" \\
          --on 2026-01-15 --dry-run
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"))
  var reference: String

  @Option(name: .long, help: "commissioner, analyst, assurer or approver.")
  var role: Role

  @Option(name: .long, help: "Who signs: a post, or a name.")
  var by: String

  @Option(name: .long, help: "The date, such as 2026-01-15.")
  var on: String

  @Option(name: .long, help: "What is to be known of the signature, such as its limits.")
  var note: String = ""

  @OptionGroup var store: StoreOptions

  @Flag(name: [.customShort("n"), .long], help: "Say what would be done; change nothing.")
  var dryRun = false

  func validate() throws {
    if by.allSatisfy(\.isWhitespace) { throw ValidationError("--by says who signs.") }
    let parts = on.split(separator: "-").map(String.init)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]),
      let day = Int(parts[2]), Int(parts[0]) != nil, (1...12).contains(month),
      (1...31).contains(day)
    else {
      throw ValidationError("--on takes a date such as 2026-01-15; I found '\(on)'.")
    }
  }

  func run() throws {
    try reporting {
      let store = try store.open()
      let found = try store.run(reference)
      if !dryRun {
        try store.sign(
          found.id,
          Signature(role: role.rawValue, signedBy: by, signedOn: on, note: note))
      }
      Terminal.message(
        "Run \(found.id) (\(found.name)) \(dryRun ? "would be" : "is") signed by \(by), "
          + "\(role.rawValue), on \(on).")
    }
  }
}

/// `headroom runs prune`.
struct RunsPruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove old runs from the store; run folders stay.",
    discussion: """
      Keeps the newest of each scenario's runs. A run that is signed or archived is never removed, \
      nor the latest of its scenario.

      Example:
        headroom runs prune --keep 5 --dry-run
      """)

  @Option(name: .long, help: "Runs of each scenario to keep, from 1.")
  var keep: Int = 10

  @OptionGroup var store: StoreOptions

  @Flag(name: [.customShort("n"), .long], help: "Say what would be removed; remove nothing.")
  var dryRun = false

  func validate() throws {
    guard keep >= 1 else {
      throw ValidationError(
        "--keep takes a whole number from 1: the latest run of each scenario is always kept.")
    }
  }

  func run() throws {
    try reporting {
      let gone = try store.open().prune(keep: keep, dryRun: dryRun)
      for run in gone {
        Terminal.out("\(run.id)  \(run.name)  \(run.origin.recordedAt)\n")
      }
      Terminal.message(
        "\(gone.count) runs \(dryRun ? "would be" : "were") removed from \(store.path()).")
    }
  }
}

/// `headroom runs verify`.
struct RunsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read the whole store back and hold it against its hashes.",
    discussion: """
      Exit code 1 where something is damaged; the runs that are sound stay readable, and a damaged \
      one is put right by running its scenario again. `headroom verify run` computes a run again.

      Example:
        headroom runs verify
      """)

  @OptionGroup var store: StoreOptions

  func run() throws {
    try reporting {
      let found = try store.open().inspect()
      for run in found.runs {
        Terminal.out(
          "\(run.problems.isEmpty ? "sound  " : "damaged")  \(run.id)  \(run.name)"
            + (run.problems.isEmpty ? "" : ": " + run.problems.joined(separator: "; ")) + "\n")
      }
      for line in found.pages { Terminal.message("headroom: \(store.path()): \(line)") }
      if found.isSound {
        Terminal.message("\(found.runs.count) runs, all sound.")
        return
      }
      Terminal.message(
        "Copy the store before you go on. Runs marked sound can be read; run the scenarios of the "
          + "others again. Where pages are damaged, move the store away first: it is made anew.")
      throw Failure.checkFailed.exitCode
    }
  }
}
