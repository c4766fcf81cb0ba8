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
    let files = try ReturnsKind.files(in: folder)
    guard !files.isEmpty else {
      throw ReturnsError(
        file: folder,
        reason: "has neither SSDA903 tables (episodes.csv, header.csv…) nor SEN2 tables; name the "
          + "folder that holds a return")
    }
    let kinds = Set(files.values)
    var parts: [Part] = []
    if kinds.contains(.care) { parts.append(Part(try CareReturns.read(folder: folder), files)) }
    if kinds.contains(.plans) { parts.append(Part(try PlanReturns.read(folder: folder), files)) }
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
  fileprivate init(_ returns: CareReturns, _ files: [String: ReturnsKind]) {
    let groups = returns.episodesByPlacement.map { "\($0.group.rawValue) \($0.episodes)" }
    self.init(
      .care, returns.report, files,
      summary: "episodes by placement: \(groups.joined(separator: ", "))")
  }

  fileprivate init(_ returns: PlanReturns, _ files: [String: ReturnsKind]) {
    let years = returns.years.map(String.init)
    self.init(
      .plans, returns.report, files,
      summary: "January censuses: \(years.joined(separator: ", "))")
  }

  /// A part without the findings that a file of the other return is not of this one.
  private init(
    _ kind: ReturnsKind, _ report: ReturnsReport, _ files: [String: ReturnsKind], summary: String
  ) {
    // What neither return knows is said once, with the first.
    let isFirst = kind == .care || !files.values.contains(.care)
    let own = report.findings.filter { finding in
      finding.rule != "file.unrecognised" || files[finding.file].map { $0 == kind } ?? isFirst
    }
    self.init(
      kind: kind, report: ReturnsReport(counts: report.counts, findings: own), summary: summary)
  }
}
