import ArgumentParser
import CouncilReturns

/// Where plans from census to census come from: a table of transitions, or SEN2 returns.
struct PlanSourceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("CSV file of transitions; - for standard input.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var transitions: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of SEN2 returns of consecutive January censuses, instead of --transitions.",
      valueName: "dir"), completion: .directory)
  var returns: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV file of urn, ukprn and setting, by which the places in returns are known.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var establishments: String?

  func validate() throws {
    guard (transitions == nil) != (returns == nil) else {
      throw ValidationError("give --transitions FILE or --returns DIR, one of them.")
    }
    guard establishments == nil || returns != nil else {
      throw ValidationError("--establishments belongs to --returns; give both.")
    }
  }

  /// Reads the transitions, and says on standard error what is unusual about them.
  func read(quiet: Bool) throws -> PlanTransitions {
    if let returns {
      return try PlanSource.read(returns: returns, establishments: establishments, quiet: quiet)
    }
    let file = transitions ?? "-"
    let reading = try PlanTransitions.read(bytes: InputBytes.read(file), file: file)
    if !quiet {
      for finding in reading.report.findings.prefix(10) {
        Terminal.message(PlanSource.text(finding))
      }
      let more = reading.report.findings.count - 10
      if more > 0 { Terminal.message("headroom: \(more) more remarks on \(file).") }
    }
    return reading.transitions
  }
}

/// Reads SEN2 returns as transitions.
enum PlanSource {
  /// The counts from census to census of a folder of SEN2 returns.
  static func read(
    returns folder: String, establishments: String?, quiet: Bool
  ) throws -> PlanTransitions {
    let settings = try establishments.map {
      try PlanEstablishments(bytes: InputBytes.read($0), file: $0).settings
    }
    let returns = try PlanReturns.read(folder: folder, establishments: settings ?? [:])
    let transitions = try returns.consecutiveTransitions(folder: folder)
    guard !quiet else { return transitions }
    let findings = returns.report.findings
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    if errors + warnings > 0 {
      Terminal.message(
        "headroom: \(folder): \(errors) errors and \(warnings) warnings in the returns; headroom "
          + "returns check \(folder) says where and what becomes of the rows.")
    }
    if settings == nil {
      Terminal.message(
        "headroom: \(folder): places are SCHOOL, UNIT, RP or PROVIDER; --establishments FILE (urn, "
          + "ukprn, setting) tells kinds of school apart.")
    }
    return transitions
  }

  static func text(_ finding: ReturnsFinding) -> String {
    var place = finding.file
    if let row = finding.row { place += ", row \(row)" }
    if let column = finding.column { place += ", column \(column)" }
    return "headroom: \(place): \(finding.message); \(finding.action)."
  }
}
