import Periods

extension PlanJoin {
  /// What a person may be known by in another census, strongest first.
  ///
  /// The source system's key counts only with the date of birth, since some systems number the rows
  /// of each return anew; a surname that equals the forename is a placeholder.
  func identifiers(_ rows: PlanRows, _ row: Int, _ birth: CalendarDate?) -> [String] {
    var identifiers: [String] = []
    for column in ["upn", "uniquelearnernumber"] {
      let number = rows.text(row, column).uppercased()
      if !number.isEmpty { identifiers.append("\(column):\(number)") }
    }
    guard let birth else { return identifiers }
    let surname = rows.text(row, "surname").lowercased()
    let forename = rows.text(row, "forename").lowercased()
    if !surname.isEmpty, !forename.isEmpty, surname != forename {
      identifiers.append("name:\(surname)/\(forename)/\(birth.iso)")
    }
    let source = rows.text(row, "sourceid")
    if !source.isEmpty { identifiers.append("source:\(source)/\(birth.iso)") }
    return identifiers
  }

  /// The rules of a start and an end: not before birth, not after the reference date, in order.
  mutating func order(
    _ rows: PlanRows, _ row: Int, _ person: Int, _ startColumn: String?, _ start: CalendarDate?,
    _ endColumn: String, _ end: CalendarDate?, mayEndLater: Bool = false
  ) -> String? {
    let census = census[people[person].census].date
    let column = startColumn ?? endColumn
    if let start, let end, end < start {
      return refuse(
        "date.reversed", rows, row, endColumn,
        "the end is before the start, so one of them is wrong",
        "correct the two dates")
    }
    if let start, start > census {
      return refuse(
        "date.future", rows, row, column, "the date is after the reference date of the census",
        "correct the date, or return it next year")
    }
    if let end, end > census, !mayEndLater {
      return refuse(
        "date.future", rows, row, endColumn, "the date is after the reference date of the census",
        "correct the date, or return it next year")
    }
    if let birth = people[person].birth, let first = start ?? end, first < birth {
      return refuse(
        "age.impossible", rows, row, column, "the date is before the child's birth",
        "correct the date, or the date of birth")
    }
    return nil
  }

  /// A code in capitals; `nil` for an empty field and, with a finding, for one SEN2 does not have.
  mutating func code(
    _ rows: PlanRows, _ row: Int, _ column: String, in codes: Set<String>
  ) -> String? {
    let code = rows.text(row, column).uppercased()
    if code.isEmpty { return nil }
    if codes.contains(code) { return code }
    finding(
      "code.unknown", .warning, rows, row, column,
      "the code is not one of SEN2's for this column; the row is used and what the code says is "
        + "kept apart", "correct the code")
    return nil
  }

  /// The type of need of a row.
  mutating func need(_ rows: PlanRows, _ row: Int, _ year: Int) -> String {
    if rows.text(row, "sentype").isEmpty { return PlanReturns.missing }
    guard let need = code(rows, row, "sentype", in: Set(PlanCodes.needs.keys)) else {
      return PlanReturns.unrecognised
    }
    if let first = PlanCodes.needs[need], year < first, year >= 2023 {
      finding(
        "code.early", .warning, rows, row, "sentype",
        "the code is valid from the census of January \(first); it is used as it stands",
        "use the code that was valid at this census")
    }
    return need
  }

  /// The place of a row, with its setting as a group.
  mutating func placement(
    _ rows: PlanRows, _ row: Int, _ dates: [String: CalendarDate]
  ) -> PlanPlacement {
    PlanPlacement(
      setting: setting(rows, row), rank: Int(rows.text(row, "placementrank")) ?? 1,
      entry: dates["entrydate"], leaving: dates["leavingdate"], file: rows.file,
      row: rows.lines[row])
  }

  private mutating func setting(_ rows: PlanRows, _ row: Int) -> String {
    let urn = rows.text(row, "urn")
    let provider = rows.text(row, "ukprn")
    if let group = builder.establishments[urn] ?? builder.establishments[provider] { return group }
    func isSet(_ column: String) -> Bool {
      ["1", "Y", "TRUE", "T"].contains(rows.text(row, column).uppercased())
    }
    if !urn.isEmpty {
      if isSet("senunitindicator") { return "UNIT" }
      return isSet("resourcedprovisionindicator") ? "RP" : "SCHOOL"
    }
    if !provider.isEmpty { return "PROVIDER" }
    if rows.text(row, "sensetting").isEmpty { return PlanReturns.missing }
    return code(rows, row, "sensetting", in: PlanCodes.settings) ?? PlanReturns.unrecognised
  }
}
