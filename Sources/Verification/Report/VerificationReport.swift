/// What a verification came to, line by line.
public struct VerificationReport: Equatable, Sendable {
  /// The lines in the order of the checks.
  public let findings: [Finding]

  /// A report of those lines.
  public init(findings: [Finding]) { self.findings = findings }

  /// The number of lines with that outcome.
  public func count(_ outcome: Finding.Outcome) -> Int {
    findings.count { $0.outcome == outcome }
  }

  /// The number of figures compared.
  public var figures: Int { findings.reduce(0) { $0 + $1.figures } }

  /// Whether anything was compared at all.
  public var isEmpty: Bool { figures == 0 }

  /// 2 where nothing could be read, 1 where a check failed or a file that is there could not be
  /// read, 0 otherwise. What is absent or not offered is said and counts neither way.
  public var exitStatus: Int32 {
    if isEmpty { return 2 }
    return count(.failed) + count(.unreadable) > 0 ? 1 : 0
  }

  /// The totals in one sentence.
  public var summary: String {
    var parts = [
      "\(figures) figures", "\(count(.passed)) checks passed", "\(count(.failed)) failed",
    ]
    if count(.stated) > 0 { parts.append("\(count(.stated)) stated without a target") }
    if count(.absent) > 0 { parts.append("\(count(.absent)) not here, not checked") }
    if count(.notOffered) > 0 { parts.append("\(count(.notOffered)) not offered, not checked") }
    if count(.unreadable) > 0 { parts.append("\(count(.unreadable)) unreadable") }
    return parts.joined(separator: ", ")
  }
}
