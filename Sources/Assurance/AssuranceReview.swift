public import Periods
public import Results

/// A signature under a run: in the assurance log, or in the run store.
public struct SignOff: Sendable, Equatable, Codable {
  /// The role.
  public var role: AssuranceRole
  /// The post that signed.
  public var by: String
  /// The day, ISO.
  public var on: String
  /// What was said with it, such as its limits.
  public var note: String

  /// A signature.
  public init(role: AssuranceRole, by: String, on: String, note: String) {
    self.role = role
    self.by = by
    self.on = on
    self.note = note
  }
}

/// What a run is held against.
public struct AssuranceRules: Sendable, Equatable {
  /// Months before the run's first month that an assumption may have been reviewed at the earliest.
  public var reviewMonths: Int
  /// The day of the statement: a sunset date before it has passed.
  public var asAt: CalendarDate

  /// Rules.
  public init(reviewMonths: Int = 12, asAt: CalendarDate) {
    self.reviewMonths = reviewMonths
    self.asAt = asAt
  }
}

/// A finished run held against what the AQuA Book asks for.
///
/// Complete means: every assumption has source, owner, confidence, a review that is recent, and a
/// signed entry in the log that says what changes if it is wrong; every lever has a decision; every
/// input file is in the data log with the very hash; all four roles are held, the assurer's by
/// another post than the analyst's; verification and validation are recorded and no check of the
/// run failed; assurer and approver have signed; and the sunset date is known and not past.
public struct AssuranceReview: Sendable, Equatable {
  /// The run.
  public let run: FinishedRun
  /// The logs.
  public let logs: AssuranceLogs
  /// The rules.
  public let rules: AssuranceRules
  /// Every signature under the run, from the log and the store.
  public let signOffs: [SignOff]
  /// What is missing, in the order of ``AssuranceGap/Part``.
  public private(set) var gaps: [AssuranceGap] = []

  /// Reviews a run.
  ///
  /// - Parameters:
  ///   - run: as its folder holds it.
  ///   - logs: of the project.
  ///   - signatures: those that the run store keeps; the log's are added.
  ///   - rules: what to hold it against.
  public init(
    _ run: FinishedRun, logs: AssuranceLogs, signatures: [SignOff] = [], rules: AssuranceRules
  ) {
    self.run = run
    self.logs = logs
    self.rules = rules
    var signOffs = signatures
    for entry in logs[.assurance].entries
    where entry["activity"] == AssuranceActivity.signOff.rawValue
      && Self.isOf(entry, run.manifest.runID) && !entry["run"].isEmpty
    {
      guard let role = AssuranceRole(rawValue: entry["role"]) else { continue }
      let signOff = SignOff(
        role: role, by: entry["holder"], on: entry["date"], note: entry["finding"])
      if !signOffs.contains(signOff) { signOffs.append(signOff) }
    }
    self.signOffs = signOffs
    gaps =
      assumptionGaps() + decisionGaps() + dataGaps() + roleGaps() + verificationGaps()
      + signOffGaps() + sunsetGaps()
  }

  /// Whether nothing is missing.
  public var isComplete: Bool { gaps.isEmpty }

  /// The run's levers: each that delivers or costs something, in order of name.
  public var levers: [String] {
    let delivering = run.manifest.assumptions.filter { $0.holdsFor == "delivery" }.map(\.name)
    let costing = run.costs.filter { $0.kind == "investment" }.map(\.cost)
    return Set(delivering + costing).sorted()
  }

  /// The post that holds a role, for this run or for all of them.
  public func holder(of role: AssuranceRole) -> String? {
    entries(.named).last { $0["role"] == role.rawValue }?["holder"]
  }

  /// The assurance log's entries of an activity that are about this run, or about all runs.
  public func entries(_ activity: AssuranceActivity) -> [LogEntry] {
    logs[.assurance].entries.filter {
      $0["activity"] == activity.rawValue && Self.isOf($0, run.manifest.runID)
    }
  }

  /// An entry without a run is about every run; one with the beginning of an id is about that run.
  private static func isOf(_ entry: LogEntry, _ id: String) -> Bool {
    let named = entry["run"]
    return named.isEmpty || (named.count >= 4 && id.hasPrefix(named))
  }
}
