/// Collects what the rules find and what becomes of the rows.
struct PlanFindings {
  private(set) var findings: [ReturnsFinding] = []
  private(set) var counts: [ReturnsReport.Count] = []

  /// Notes a finding.
  mutating func add(
    _ rule: String, _ severity: ReturnsFinding.Severity, file: String, row: Int? = nil,
    column: String? = nil, _ message: String, do action: String
  ) {
    findings.append(
      ReturnsFinding(
        file: file, row: row, column: column, rule: rule, severity: severity, message: message,
        action: action))
  }

  /// Notes the counts of one table: the rows less those set aside are used.
  mutating func count(_ rows: PlanRows, setAside: [String: Int]) {
    counts.append(
      ReturnsReport.Count(
        file: rows.file, table: rows.table.rawValue, rows: rows.lines.count,
        used: rows.lines.count - setAside.values.reduce(0, +), setAside: setAside))
  }

  /// The report in the order of files and rows.
  var report: ReturnsReport {
    ReturnsReport(
      counts: counts.sorted { ($0.file, $0.table) < ($1.file, $1.table) },
      findings: findings.enumerated().sorted {
        ($0.element.file, $0.element.row ?? 0, $0.offset)
          < ($1.element.file, $1.element.row ?? 0, $1.offset)
      }.map(\.element))
  }
}
