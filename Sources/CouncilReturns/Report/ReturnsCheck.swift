/// The data-quality reports of the returns in a folder.
public struct ReturnsCheck: Sendable {
  /// The report of one kind of return.
  public struct Part: Sendable {
    /// The kind.
    public let kind: ReturnsKind

    /// Its report.
    public let report: ReturnsReport

    /// What was read and is used, in one line.
    public let summary: String
  }

  /// The reports, in the order of kinds.
  public let parts: [Part]

  /// Reads and checks a folder of SSDA903 returns, SEN2 returns or both.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read or holds no return.
  public init(folder: String) throws(ReturnsError) {
    let kinds = try ReturnsKind.detect(folder: folder)
    guard !kinds.isEmpty else {
      throw ReturnsError(
        file: folder,
        reason: "has neither SSDA903 tables (episodes.csv, header.csv…) nor SEN2 tables; name the "
          + "folder that holds a return")
    }
    var parts: [Part] = []
    if kinds.contains(.care) { parts.append(Part(try CareReturns.read(folder: folder))) }
    self.parts = parts
  }

  /// Findings of a severity, over all parts.
  public func count(_ severity: ReturnsFinding.Severity) -> Int {
    parts.reduce(0) { sum, part in
      sum + part.report.findings.count { $0.severity == severity }
    }
  }
}

extension ReturnsCheck.Part {
  fileprivate init(_ returns: CareReturns) {
    let groups = returns.episodesByPlacement.map { "\($0.group.rawValue) \($0.episodes)" }
    self.init(
      kind: .care, report: returns.report,
      summary: "episodes by placement: \(groups.joined(separator: ", "))")
  }
}
