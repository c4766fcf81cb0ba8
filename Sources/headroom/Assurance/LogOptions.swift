public import ArgumentParser
public import Assurance

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
