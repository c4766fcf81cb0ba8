import ArgumentParser
import Assurance
import Foundation
import Periods
import Results

/// `headroom log …`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "The logs of assumptions, decisions, data and assurance that the AQuA Book asks for.",
    discussion: """
      Four CSV files in the folder logs: assumptions.csv, decisions.csv, data.csv, assurance.csv. \
      Entries name posts, never persons. docs/ASSURANCE.md has their columns.

      Example:
        headroom log list
      """,
    subcommands: [LogAddCommand.self, LogListCommand.self, LogSignCommand.self])
}

/// `headroom log add LOG`.
struct LogAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an entry to a log, or begin entries from a run.",
    discussion: """
      An entry about a name that the log has already takes what is not given from the entry in \
      force, and has to be signed anew; the earlier one stays as history. --from begins an entry \
      for every assumption, or every input file, of a run that the log does not hold yet.

      Example:
        headroom log add decisions --name step-down --decision "Go ahead" \\
          --reason "Case audit of May 2026" --owner "Service Director" \\
          --date 2026-05-20 --dry-run
      """)

  @Argument(help: "assumptions, decisions, data or assurance.")
  var log: LogKind
  @OptionGroup(title: "The entry") var entry: EntryOptions
  @Option(name: .long, help: ArgumentHelp("A run to begin entries from.", valueName: "run"))
  var from: String?
  @Option(name: .long, help: "The day of the entry; else HEADROOM_DATE, else today.")
  var date: String?
  @OptionGroup var logs: LogOptions
  @OptionGroup var store: StoreOptions
  @Flag(name: [.customShort("n"), .long], help: "Say what would be written; write nothing.")
  var dryRun = false

  func run() throws {
    try reporting {
      let day = try EntryDay.resolve(date, option: "--date").iso
      let added = try logs.change(log, dryRun: dryRun) { table in
        let added = try entries(table, day)
        for entry in added { try table.add(entry) }
        return added
      }
      for entry in added {
        let subject = entry["name"].isEmpty ? entry["activity"] : entry["name"]
        Terminal.out("\(dryRun ? "would add" : "added")  \(log.rawValue)  \(subject)\n")
      }
      if added.isEmpty {
        Terminal.message("\(logs.logs)/\(log.fileName) holds every entry already.")
      }
    }
  }

  private func entries(_ table: LogTable, _ day: String) throws -> [LogEntry] {
    if let from {
      let run = try RunReference.read(from, store: store)
      return try LogDrafts.entries(
        log, of: run.manifest, missingFrom: table, day: day, owner: entry.owner ?? "")
    }
    var fields: [String: String] = [:]
    if let name = entry.name, let before = table.current(name) {
      for column in log.columns where column != "signed_by" && column != "signed_on" {
        fields[column] = before[column]
      }
    }
    fields.merge(entry.fields) { $1 }
    fields["date"] = day
    return [try LogEntry(log, fields)]
  }
}

/// `headroom log list [LOG]`.
struct LogListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List a log's entries; without one, how many entries each log has.",
    discussion: """
      Example:
        headroom log list decisions --format csv
      """)

  @Argument(help: "assumptions, decisions, data or assurance.")
  var log: LogKind?
  @OptionGroup var logs: LogOptions
  @Option(name: .long, help: "table, csv or json.")
  var format: ListFormat = .table

  func run() throws {
    try reporting {
      let all = try logs.read()
      guard let log else {
        let rows = LogKind.allCases.map { kind in
          let entries = all[kind].entries
          return [
            kind.rawValue, String(entries.count),
            kind.isSigned ? String(entries.filter(\.isSigned).count) : "",
            entries.map { $0["date"] }.max() ?? "",
          ]
        }
        Terminal.out(
          try PrintedRows(header: ["log", "entries", "signed", "latest"], rows: rows).text(format))
        return
      }
      Terminal.out(
        try PrintedRows(header: log.columns, rows: all[log].entries.map(\.row)).text(format))
    }
  }
}

/// `headroom log sign LOG NAME --by POST`.
struct LogSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign the entry in force of a name, or with 'assurance' a run in a role.",
    discussion: """
      What is signed stays as it is: a change is a new entry, to be signed again.

      Example:
        headroom log sign assurance 0123456789ab --role assurer \\
          --by "Head of Audit" --date 2026-05-20 --dry-run
      """)

  @Argument(help: "assumptions, decisions, data or assurance.")
  var log: LogKind
  @Argument(help: "The entry's name; with 'assurance' the run: its folder, or its id.")
  var name: String
  @Option(name: .long, help: "The post that signs.")
  var by: String
  @Option(name: .long, help: "assurance: the role in which it signs.")
  var role: AssuranceRole?
  @Option(name: .long, help: "assurance: what is to be known of the signature.")
  var note: String = ""
  @Option(name: .long, help: "The day of the signature; else HEADROOM_DATE, else today.")
  var date: String?
  @OptionGroup var logs: LogOptions
  @OptionGroup var store: StoreOptions
  @Flag(name: [.customShort("n"), .long], help: "Say what would be signed; write nothing.")
  var dryRun = false

  func validate() throws {
    guard (log == .assurance) == (role != nil) else {
      throw ValidationError(
        log == .assurance
          ? "A run is signed in a role: add --role commissioner, analyst, assurer or approver."
          : "--role belongs to the assurance log, where runs are signed.")
    }
  }

  func run() throws {
    try reporting {
      let day = try EntryDay.resolve(date, option: "--date").iso
      try logs.change(log, dryRun: dryRun) { table in
        guard let role else {
          try table.sign(name, by: by, on: day)
          return
        }
        try table.add(
          LogEntry(
            log,
            [
              "date": day, "run": try runID(), "activity": AssuranceActivity.signOff.rawValue,
              "role": role.rawValue, "holder": by, "finding": note,
            ]))
      }
      Terminal.message(
        "\(name) \(dryRun ? "would be" : "is") signed by \(by)"
          + "\(role.map { ", \($0.rawValue)," } ?? "") on \(day).")
    }
  }

  /// An id as it is; anything else names a run whose id is looked up.
  private func runID() throws -> String {
    if name.count == 12, name.allSatisfy(\.isHexDigit) { return name }
    return try RunReference.read(name, store: store).manifest.runID
  }
}
