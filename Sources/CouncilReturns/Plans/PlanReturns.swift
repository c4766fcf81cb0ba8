/// A council's SEN2 person-level returns of one or several January censuses. Children, requests and
/// plans stay inside this room; what it gives out is counted over children.
public struct PlanReturns: Sendable {
  /// The state's need or setting where the return gives none.
  public static let missing = "MISSING"

  /// The state's need or setting where the return gives a code that SEN2 does not have.
  public static let unrecognised = "UNRECOGNISED"

  /// The censuses, in order of years.
  let censuses: [PlanCensus]

  /// What was read, what of it is used, and what the rules found.
  public let report: ReturnsReport

  /// The January census years that were read, in order.
  public var years: [Int] { censuses.map(\.year) }

  /// Reads a folder of COLLECT's CSV exports (modules 0 to 5c, any version of the return) or XML
  /// files: one census, a sub-folder per census, or files with the year in their names. Tables are
  /// known by their columns, so that the files may have any name.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - establishments: the setting of each establishment number (URN) or provider number (UKPRN);
  ///     places in others become `SCHOOL`, `UNIT` (SEN unit), `RP` (resourced provision) or
  ///     `PROVIDER` (UKPRN only).
  /// - Throws: ``ReturnsError`` where the folder cannot be read or has no SEN2 table of persons.
  ///   Anything else is a finding of the report, and the rest is used.
  public static func read(
    folder: String, establishments: [String: String] = [:]
  ) throws(ReturnsError) -> PlanReturns {
    var findings = PlanFindings()
    let folder = try PlanFolder(folder, &findings)
    var builder = PlanBuilder(findings: findings, establishments: establishments)
    let scopes = Dictionary(grouping: folder.tables, by: \.scope)
    for scope in scopes.keys.sorted() { builder.read(scopes[scope] ?? []) }
    return builder.returns
  }
}
