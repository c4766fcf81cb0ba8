public import ArgumentParser
public import Assurance
import Foundation

extension LogKind: ExpressibleByArgument {}
extension AssuranceRole: ExpressibleByArgument {}
extension AssuranceActivity: ExpressibleByArgument {}

/// The folder of logs, and the day of what is written into them.
struct LogOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Folder of the project's logs.", valueName: "dir"),
    completion: .directory)
  var logs: String = "logs"

  func read() throws -> AssuranceLogs { try AssuranceLogs(folder: logs) }

  /// Changes one log and writes it, with the folder locked, so that of two commands at once neither
  /// loses the other's entries; a dry run changes nothing.
  func change<Outcome>(
    _ kind: LogKind, dryRun: Bool, _ body: (inout LogTable) throws -> Outcome
  ) throws -> Outcome {
    if !dryRun {
      do {
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
      } catch {
        throw FileProblem("I can't make the folder \(logs): \(error.localizedDescription)")
      }
    }
    let descriptor = dryRun ? -1 : open(logs, O_RDONLY | O_DIRECTORY)
    if descriptor >= 0 { _ = flock(descriptor, LOCK_EX) }
    defer { if descriptor >= 0 { close(descriptor) } }
    var all = try read()
    let before = all[kind]
    let outcome = try body(&all[kind])
    if !dryRun, all[kind] != before { try all.write(kind, to: logs) }
    return outcome
  }
}

/// What an entry of a log says; which of these a log has is in docs/ASSURANCE.md.
struct EntryOptions: ParsableArguments {
  @Option(name: .long, help: "The assumption, lever or file that the entry is about.")
  var name: String?
  @Option(name: .long, help: "assumptions: what is assumed.")
  var statement: String?
  @Option(name: .long, help: "assumptions: why that is believed.")
  var basis: String?
  @Option(name: .long, help: "assumptions: what changes if it is wrong.")
  var effect: String?
  @Option(name: .long, help: "decisions: what was decided.")
  var decision: String?
  @Option(name: .long, help: "decisions: why.")
  var reason: String?
  @Option(name: .long, help: "decisions: what else was considered.")
  var alternatives: String?
  @Option(name: .long, help: "data: SHA-256 of the file.")
  var sha256: String?
  @Option(name: .long, help: "data: where the file comes from.")
  var source: String?
  @Option(name: .long, help: "data: how good it is, and how that is known.")
  var quality: String?
  @Option(name: .long, help: "The post that answers for it.")
  var owner: String?
  @Option(name: .long, help: "assurance: the run's id; without it the entry is about every run.")
  var run: String?
  @Option(name: .long, help: "assurance: named, verification, validation or sunset.")
  var activity: AssuranceActivity?
  @Option(name: .long, help: "assurance: commissioner, analyst, assurer or approver.")
  var role: AssuranceRole?
  @Option(name: .long, help: "assurance: the post that holds the role.")
  var holder: String?
  @Option(name: .long, help: "assurance: what was found.")
  var finding: String?

  /// What was given, by column.
  var fields: [String: String] {
    let all: [String: String?] = [
      "name": name, "statement": statement, "basis": basis, "effect": effect,
      "decision": decision, "reason": reason, "alternatives": alternatives, "sha256": sha256,
      "source": source, "quality": quality, "owner": owner, "run": run,
      "activity": activity?.rawValue, "role": role?.rawValue, "holder": holder,
      "finding": finding,
    ]
    return all.compactMapValues { $0 }
  }
}
