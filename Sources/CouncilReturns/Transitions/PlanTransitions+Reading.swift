import DelimitedText

extension PlanTransitions {
  /// The code that stands for "no plan" in both the setting and the need columns.
  public static let outside = "NONSEND"

  /// The columns of a table of transitions; others are passed over.
  public static let columns = [
    "calendar-year", "setting-1", "need-1", "academic-year-1", "setting-2", "need-2",
    "academic-year-2",
  ]

  /// The column of a table of counts: how many children made the step of the row.
  public static let countColumn = "children"

  /// What a table of transitions gives.
  public struct Reading: Hashable, Sendable {
    /// The counts.
    public let transitions: PlanTransitions

    /// Rows read, used and set aside, and what is unusual about them.
    public let report: ReturnsReport
  }

  /// Reads a table with one row per child and year: the state at the January census of
  /// `calendar-year` (`-1`) and at the next one (`-2`), `NONSEND` where the child has no plan. Where
  /// there is a column ``countColumn``, a row stands for so many children.
  ///
  /// Rows become counts at once and are not kept. A row without a plan at both censuses says
  /// nothing and is set aside, with its number in the report; so is said where a school year does
  /// not go up by one and where consecutive censuses disagree.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``ReturnsError`` with file, row and column for a missing column, an empty code, a
  ///   number out of range, a row with a plan in one of setting and need only, or no rows at all.
  public static func read(bytes: [UInt8], file: String) throws(ReturnsError) -> Reading {
    let reader = try PlanTableReader(
      bytes: bytes, file: file, columns: columns, optional: [countColumn])
    let isCounted = reader.has(countColumn)
    var flows: [Flow] = []
    flows.reserveCapacity(reader.table.rowCount)
    var findings: [ReturnsFinding] = []
    var setAside = 0
    for row in 0..<reader.table.rowCount {
      let year = try reader.whole(row, "calendar-year", in: PlanTableRange.years)
      let from = try state(reader, row, "1")
      let to = try state(reader, row, "2")
      let count =
        isCounted ? try reader.whole(row, countColumn, in: PlanTableRange.children) : 1
      let line = reader.table.line(ofRow: row)
      if from == nil, to == nil {
        setAside += 1
        findings.append(
          ReturnsFinding(
            file: file, row: line, column: "setting-2", rule: "transition.outside",
            severity: .warning,
            message: "the row has no plan at either census, so it counts nowhere",
            action: "remove the row, or give the state of the census that had a plan"))
      } else if let from, let to, to.ncy != from.ncy + 1 {
        findings.append(
          ReturnsFinding(
            file: file, row: line, column: "academic-year-2", rule: "transition.ageing",
            severity: .warning,
            message: "the school year does not go up by one between the two censuses, while the "
              + "projection moves every child up one a year",
            action: "check both school years"))
      }
      flows.append(Flow(year: year, from: from, to: to, count: count))
    }
    let transitions = PlanTransitions(flows)
    guard !transitions.flows.isEmpty else {
      throw ReturnsError(
        file: file, reason: "no row has a plan at either census, so there is nothing to project")
    }
    findings += transitions.years.compactMap { transitions.chainFinding(at: $0, file: file) }
    let count = ReturnsReport.Count(
      file: file, table: "transitions", rows: reader.table.rowCount,
      used: reader.table.rowCount - setAside,
      setAside: setAside > 0 ? ["transition.outside": setAside] : [:])
    return Reading(
      transitions: transitions, report: ReturnsReport(counts: [count], findings: findings))
  }

  private func chainFinding(at year: Int, file: String) -> ReturnsFinding? {
    let unchained = unchained(at: year)
    guard unchained > 0 else { return nil }
    return ReturnsFinding(
      file: file, row: nil, column: nil, rule: "transition.chain", severity: .note,
      message: "\(unchained) children stand in another state at the January \(year) census at the "
        + "end of one year's steps than at the start of the next year's",
      action: "take both years from the same census where the difference matters")
  }

  private static func state(
    _ reader: PlanTableReader, _ row: Int, _ side: String
  ) throws(ReturnsError) -> PlanState? {
    let setting = try reader.code(row, "setting-\(side)")
    let need = try reader.code(row, "need-\(side)")
    let ncy = try reader.whole(row, "academic-year-\(side)", in: PlanTableRange.ncy)
    guard (setting == outside) == (need == outside) else {
      throw reader.failure(
        row, setting == outside ? "need-\(side)" : "setting-\(side)",
        "setting and need must both be \(outside) or neither, because a child has a plan or not; "
          + "correct one")
    }
    return setting == outside ? nil : PlanState(ncy: ncy, need: need, setting: setting)
  }
}
