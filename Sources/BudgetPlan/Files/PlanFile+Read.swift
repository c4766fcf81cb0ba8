import DelimitedText
import Finance
import Periods

extension PlanFile {
  /// Whether a table has the columns of a plan file.
  public static func matches(columns: [String]) -> Bool {
    PlanColumn.needed.allSatisfy { columns.contains($0.rawValue) }
  }

  /// Reads a plan file.
  ///
  /// Throws ``BudgetPlanError`` with line and column for an unknown type of line, an amount that is
  /// none, rows of a line that contradict each other, a year that comes twice or is missing, and
  /// running sums that are not the sums of the changes.
  public static func read(bytes: [UInt8], file: String) throws(BudgetPlanError) -> FinancialPlan {
    let rows = try TableRows(bytes, file: file)
    for column in PlanColumn.needed { _ = try rows.column(column.rawValue) }
    if let stray = rows.table.columns.first(where: { PlanColumn(rawValue: $0) == nil }) {
      throw BudgetPlanError(
        "\(file):1: the column '\(stray)' is none of a plan's, so what it says would be lost. The "
          + "columns are \(PlanColumn.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    var keys: [[String]] = []
    var rowsOf: [[String]: [Int]] = [:]
    var years: Set<FinancialYear> = []
    for row in 0..<rows.table.rowCount {
      let key = [rows.text(row, "fund"), rows.text(row, "ref")]
      for (name, value) in zip(["fund", "ref"], key) where value.isEmpty {
        throw rows.fault(row, name, "is empty, so the line can't be told from others; fill it in")
      }
      if rowsOf[key] == nil { keys.append(key) }
      rowsOf[key, default: []].append(row)
      years.insert(try rows.year(row, "financial_year"))
    }
    let ordered = years.sorted()
    var lines: [PlanLine] = []
    for key in keys { lines.append(try line(rows, rowsOf[key] ?? [], ordered)) }
    return try FinancialPlan(name: file, years: ordered, lines: lines)
  }

  private static func line(
    _ rows: TableRows, _ own: [Int], _ years: [FinancialYear]
  ) throws(BudgetPlanError) -> PlanLine {
    let first = own[0]
    for row in own.dropFirst() {
      for column in PlanColumn.ofLine
      where rows.text(row, column.rawValue) != rows.text(first, column.rawValue) {
        throw rows.fault(
          row, column.rawValue,
          "'\(rows.text(row, column.rawValue))' contradicts line \(rows.table.line(ofRow: first)), "
            + "'\(rows.text(first, column.rawValue))', of the same reference; a line says one thing in "
            + "all its years")
      }
    }
    guard let kind = PlanLineKind(rawValue: rows.text(first, "type")) else {
      throw rows.fault(
        first, "type",
        "'\(rows.text(first, "type"))' is not a type of line, so it would be added under no heading; "
          + "use one of \(PlanLineKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    var amounts: [PlanAmount] = []
    var fullYear: [Pence?] = []
    var sum = PlanAmount.zero
    for year in years {
      var found: [Int] = []
      for row in own where try rows.year(row, "financial_year") == year { found.append(row) }
      guard let row = found.first else {
        throw BudgetPlanError(
          "\(rows.table.file):\(rows.table.line(ofRow: first)): the line \(rows.text(first, "ref")) has "
            + "no row for \(year.label), which other lines have. Add it, with 0 where nothing changes."
        )
      }
      if found.count > 1 {
        throw rows.fault(found[1], "financial_year", "\(year.label) comes twice for this reference")
      }
      guard let central = try rows.pence(row, "central") else {
        throw rows.fault(row, "central", "is empty; write 0 where nothing changes")
      }
      let amount = PlanAmount(
        low: try rows.pence(row, "low") ?? central, central: central,
        high: try rows.pence(row, "high") ?? central)
      sum += amount
      for (name, expected) in [
        ("cumulative_low", sum.low), ("cumulative_central", sum.central),
        ("cumulative_high", sum.high),
      ] {
        guard let stated = try rows.pence(row, name), stated != expected else { continue }
        throw rows.fault(
          row, name,
          "\(stated) is not the running sum of the changes, \(expected); leave the column empty, or "
            + "correct the change it misses")
      }
      amounts.append(amount)
      fullYear.append(try rows.pence(row, "full_year"))
    }
    return PlanLine(
      ref: rows.text(first, "ref"), fund: rows.text(first, "fund"),
      service: rows.text(first, "service"), description: rows.text(first, "description"),
      budgetCode: rows.text(first, "budget_code"), owner: rows.text(first, "owner"), kind: kind,
      isOneOff: try isOneOff(rows, first, kind),
      reverses: rows.text(first, "reverses").isEmpty ? nil : rows.text(first, "reverses"),
      base: try base(rows, first), index: rows.text(first, "price_index"),
      range: rows.text(first, "range"), amounts: amounts,
      fullYear: fullYear.contains { $0 != nil } ? fullYear : [],
      delivery: try delivery(rows, first),
      evidence: Evidence(
        sourceRun: rows.text(first, "source_run"), assumptions: rows.text(first, "assumptions"),
        signedOffBy: rows.text(first, "signed_off_by"),
        signedOffOn: rows.text(first, "signed_off_on")))
  }

  private static func isOneOff(
    _ rows: TableRows, _ row: Int, _ kind: PlanLineKind
  ) throws(BudgetPlanError) -> Bool {
    switch rows.text(row, "term") {
    case "": return kind == .oneOff
    case "one-off": return true
    case "ongoing":
      guard kind != .oneOff else {
        throw rows.fault(
          row, "term", "a line of the type one-off can't be ongoing; change one of them")
      }
      return false
    case let other:
      throw rows.fault(row, "term", "'\(other)' is neither ongoing nor one-off")
    }
  }

  private static func base(_ rows: TableRows, _ row: Int) throws(BudgetPlanError) -> PriceBase {
    let text = rows.text(row, "price_basis")
    if text == "cash" { return .cash }
    let words = text.split(separator: " ")
    if words.count == 2, words[1] == "prices", let year = FinancialYear(label: String(words[0])) {
      return .prices(year)
    }
    throw rows.fault(
      row, "price_basis",
      "'\(text)' is not a price basis, and pounds of unknown years can't be added; write cash, or "
        + "2026/27 prices")
  }

  private static func delivery(
    _ rows: TableRows, _ row: Int
  ) throws(BudgetPlanError) -> Delivery {
    var delivery = Delivery(risk: rows.text(row, "delivery_risk"))
    let start = rows.text(row, "start")
    if !start.isEmpty {
      do {
        delivery.start = try CalendarDate(iso: start)
      } catch {
        throw rows.fault(row, "start", "\(error)")
      }
    }
    if let months = try rows.number(row, "ramp_months") {
      guard months >= 0, months <= 240, months == months.rounded() else {
        throw rows.fault(row, "ramp_months", "give whole months, 0 to 240")
      }
      delivery.rampMonths = Int(months)
    }
    if let confidence = try rows.number(row, "confidence") {
      guard (0...1).contains(confidence) else {
        throw rows.fault(row, "confidence", "\(confidence) is not a chance from 0 to 1")
      }
      delivery.confidence = confidence
    }
    let kind = rows.text(row, "saving_kind")
    if !kind.isEmpty {
      guard let known = SavingKind(rawValue: kind) else {
        throw rows.fault(
          row, "saving_kind",
          "'\(kind)' is none of \(SavingKind.allCases.map(\.rawValue).joined(separator: ", ")); only "
            + "cashable savings leave the ledger, so it matters which")
      }
      delivery.kind = known
    }
    for part in rows.text(row, "acts_on").split(separator: ";") {
      let halves = part.split(separator: ":", maxSplits: 1)
      let words = halves.count == 2 ? halves[1].split(separator: " ") : []
      guard words.count == 3, words[1] == "of", let children = Double(words[0]),
        let available = Double(words[2]), children >= 0, available >= children,
        available.isFinite
      else {
        throw rows.fault(
          row, "acts_on",
          "'\(part)' is not as in 'residential 10-15: 12 of 50': a cell, the children acted on, and how "
            + "many there are")
      }
      let cell = String(halves[0]).split(separator: " ").joined(separator: " ")
      delivery.actsOn.append(ActedOn(cell: cell, children: children, available: available))
    }
    return delivery
  }
}
