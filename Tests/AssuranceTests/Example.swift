import Assurance
import Periods
import Results

/// A small run, and logs that are complete for it.
enum Example {
  static let hash = String(repeating: "ab", count: 32)
  static let rules = AssuranceRules(asAt: Month(year: 2026, monthOfYear: 3).firstDay)

  static func assumption(
    _ name: String, holdsFor: String = "", reviewed: String = "2026-01-10",
    source: String = "Ledger", owner: String = "Head of Finance", confidence: String = "medium"
  ) -> ResolvedAssumption {
    ResolvedAssumption(
      name: name, scenario: "", holdsFor: holdsFor, value: "3% per financial year",
      shape: "normal", source: source, owner: owner, reviewed: reviewed, confidence: confidence,
      location: "care.scenario:7")
  }

  static func run(_ assumptions: [ResolvedAssumption]) -> FinishedRun {
    FinishedRun(
      manifest: Manifest(
        schemaVersion: 1, runID: "0123456789ab", engineVersion: "0.1.0", languageEdition: 2026,
        title: "Care", areaCode: "", areaName: "", firstMonth: "2026-04", lastMonth: "2031-03",
        draws: 1_000, seed: 1,
        inputs: [
          InputFile(name: "care.scenario", role: "scenario", sha256: hash, bytes: 12)
        ], assumptions: assumptions, methods: [], sources: []))
  }

  static var run: FinishedRun {
    run([assumption("growth"), assumption("step-down", holdsFor: "delivery")])
  }

  static func entry(_ kind: LogKind, _ fields: [String: String]) throws -> LogEntry {
    try LogEntry(kind, ["date": "2026-02-01"].merging(fields) { $1 })
  }

  static func logs() throws -> AssuranceLogs {
    var logs = AssuranceLogs()
    for name in ["growth", "step-down"] {
      try logs[.assumptions].add(
        entry(
          .assumptions,
          ["name": name, "effect": "£1m in 2030/31", "owner": "Head of Finance"]))
      try logs[.assumptions].sign(name, by: "Director of Finance", on: "2026-02-03")
    }
    try logs[.decisions].add(
      entry(
        .decisions,
        [
          "name": "step-down", "decision": "Go ahead", "reason": "Audit", "owner": "Director",
        ]))
    try logs[.data].add(
      entry(.data, ["name": "care.scenario", "sha256": hash.uppercased(), "quality": "checked"]))
    for (role, post) in [
      ("commissioner", "Director"), ("analyst", "Principal Analyst"),
      ("assurer", "Head of Audit"), ("approver", "Director of Finance"),
    ] {
      try logs[.assurance].add(
        entry(.assurance, ["activity": "named", "role": role, "holder": post]))
    }
    for activity in ["verification", "validation"] {
      try logs[.assurance].add(
        entry(
          .assurance,
          ["activity": activity, "role": "assurer", "holder": "Head of Audit", "finding": "sound"]))
    }
    for (role, post) in [("assurer", "Head of Audit"), ("approver", "Director of Finance")] {
      try logs[.assurance].add(
        entry(
          .assurance,
          ["activity": "sign-off", "run": "012345", "role": role, "holder": post]))
    }
    try logs[.assurance].add(
      entry(.assurance, ["activity": "sunset", "date": "2027-04-01"]))
    return logs
  }
}
