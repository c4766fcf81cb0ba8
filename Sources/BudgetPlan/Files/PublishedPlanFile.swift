import DelimitedText
import Finance
import Periods

/// A budget table as councils print it: one row a line, one column a year, and a total.
///
/// Columns: `ref,section,line`, one for each financial year (`2026/27`), `total`, `unit` (`GBP` or
/// `GBP million`). Sections are `start`, `funding`, `inflation`, `contingency`, `pay`, `other`,
/// `pressure`, `saving`; `subtotal` and `result` are printed sums of every line above them, which
/// are tied out and never counted.
public enum PublishedPlanFile {
  private static let sections: [String: PlanLineKind] = [
    "start": .base, "funding": .funding, "inflation": .contractPrice,
    "contingency": .contingency, "pay": .pay, "other": .other, "pressure": .pressure,
    "saving": .saving,
  ]
  private static let units: [String: (scale: Double, unit: MoneyUnit)] = [
    "GBP": (1, .pounds), "GBP thousand": (1_000, .thousands), "GBP million": (1_000_000, .millions),
  ]

  /// Whether a table has the columns of a published one.
  public static func matches(columns: [String]) -> Bool {
    ["ref", "section", "line", "unit"].allSatisfy(columns.contains)
  }

  /// Reads a published table as a plan of the general fund, in cash.
  ///
  /// Throws ``BudgetPlanError`` with line and column for an unknown section or unit, an amount that
  /// is none, or a reference that comes twice.
  public static func read(bytes: [UInt8], file: String) throws(BudgetPlanError) -> FinancialPlan {
    let rows = try TableRows(bytes, file: file)
    for name in ["ref", "section", "line", "unit"] { _ = try rows.column(name) }
    let years = rows.table.columns.compactMap { FinancialYear(label: $0) }
    guard rows.table.rowCount > 0 else {
      throw BudgetPlanError("\(file): the table has a header and no line. Add its lines.")
    }
    var lines: [PlanLine] = []
    var printed: [String: Pence] = [:]
    var totals: [PrintedTotal] = []
    var blanks: [String] = []
    var unit: MoneyUnit?
    for row in 0..<rows.table.rowCount {
      guard let known = units[rows.text(row, "unit")] else {
        throw rows.fault(
          row, "unit",
          "'\(rows.text(row, "unit"))' is no unit of money here; write "
            + units.keys.sorted().joined(separator: ", "))
      }
      guard unit ?? known.unit == known.unit else {
        throw rows.fault(row, "unit", "another unit than the lines above; a table has one")
      }
      unit = known.unit
      let label = rows.text(row, "line")
      let section = rows.text(row, "section")
      var amounts: [Pence?] = []
      for year in years { amounts.append(try rows.pence(row, year.label, scale: known.scale)) }
      let total = try rows.pence(row, "total", scale: known.scale)
      if section == "subtotal" || section == "result" {
        totals.append(
          PrintedTotal(label: label, covers: lines.map(\.ref), amounts: amounts, total: total))
        continue
      }
      guard let kind = sections[section] else {
        throw rows.fault(
          row, "section",
          "'\(section)' is no section, so the line would be added under no heading; use one of "
            + (sections.keys.sorted() + ["subtotal", "result"]).joined(separator: ", "))
      }
      let ref = rows.text(row, "ref")
      guard !ref.isEmpty else {
        throw rows.fault(row, "ref", "is empty, so two vintages can't be compared; give one")
      }
      if amounts.allSatisfy({ $0 == nil }) { blanks.append(label) }
      if let total { printed[ref] = total }
      lines.append(
        PlanLine(
          ref: ref, fund: "general-fund", service: section, description: label, kind: kind,
          amounts: amounts.map { PlanAmount($0 ?? .zero) }))
    }
    return try FinancialPlan(
      name: file, years: years, lines: lines, unit: unit ?? .pounds, printedLineTotals: printed,
      printedTotals: totals, blanks: blanks)
  }
}
