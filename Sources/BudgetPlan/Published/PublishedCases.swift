import DelimitedText
import Finance
import Periods

/// A published piece of work that is rebuilt: its table, and the figures that follow from others.
public struct PublishedCase: Sendable {
  /// Its name.
  public let name: String
  /// What it is.
  public let title: String
  /// Where it is from.
  public let source: String
  /// Its table, where it is one.
  public let table: FinancialPlan?
  /// What a check of the table found.
  public let findings: [PlanFinding]
  /// The difference from the vintage before, where it is compared with one.
  public let difference: PlanDifference?
  /// The vintage before.
  public let earlier: FinancialPlan?
  /// Its claims.
  public let claims: [Claim]

  /// Whether every total and every claim ties, within rounding.
  public var ties: Bool {
    !findings.contains { $0.weight == .fail } && !claims.contains { $0.verdict == .apart }
  }
}

/// The published work in a folder: `cases.csv`, `figures.csv`, `claims.csv`, `sources.csv` and the
/// tables they name.
public struct PublishedCases: Sendable {
  /// The cases, in the order of `cases.csv`.
  public let cases: [PublishedCase]

  /// Reads the folder's files; `read` gives the bytes of one by its name.
  ///
  /// Throws ``BudgetPlanError`` with line and column for a figure, an operation, a source or a table
  /// that is not there.
  public init(
    folder: String, read: (_ name: String) throws -> [UInt8]
  ) throws {
    let sources = try TableRows(read("sources.csv"), file: "\(folder)/sources.csv")
    let cases = try TableRows(read("cases.csv"), file: "\(folder)/cases.csv")
    let figures = try TableRows(read("figures.csv"), file: "\(folder)/figures.csv")
    let claims = try TableRows(read("claims.csv"), file: "\(folder)/claims.csv")
    for (rows, names) in [
      (cases, ["case", "title", "table", "compared_with", "source_id"]),
      (figures, ["case", "figure", "value", "unit", "source_id"]),
      (claims, ["case", "claim", "operation", "operands", "published", "step", "unit"]),
      (sources, ["source_id", "publisher", "edition", "licence"]),
    ] {
      for name in names { _ = try rows.column(name) }
    }
    var citations: [String: String] = [:]
    for row in 0..<sources.table.rowCount {
      citations[sources.text(row, "source_id")] =
        "\(sources.text(row, "publisher")), \(sources.text(row, "edition")) "
        + "(\(sources.text(row, "licence")))"
    }
    for row in 0..<figures.table.rowCount
    where citations[figures.text(row, "source_id")] == nil {
      throw figures.fault(
        row, "source_id",
        "is no source in \(folder)/sources.csv; a figure without one can't be checked")
    }
    var tables: [String: FinancialPlan] = [:]
    func table(_ row: Int, _ column: String) throws -> FinancialPlan? {
      let name = cases.text(row, column)
      guard !name.isEmpty else { return nil }
      if let known = tables[name] { return known }
      let plan = try PublishedPlanFile.read(bytes: read(name), file: "\(folder)/\(name)")
      tables[name] = plan
      return plan
    }
    var found: [PublishedCase] = []
    for row in 0..<cases.table.rowCount {
      let name = cases.text(row, "case")
      guard let source = citations[cases.text(row, "source_id")] else {
        throw cases.fault(row, "source_id", "is no source in \(folder)/sources.csv")
      }
      let own = try table(row, "table")
      let earlier = try table(row, "compared_with")
      var difference: PlanDifference?
      if let own, let earlier {
        difference = try PlanDifference([PlanVintage(plan: earlier), PlanVintage(plan: own)])
      }
      found.append(
        PublishedCase(
          name: name, title: cases.text(row, "title"), source: source, table: own,
          findings: own?.findings().filter { $0.kind != "delivery" } ?? [], difference: difference,
          earlier: earlier,
          claims: try PublishedCases.claims(of: name, claims, figures, own)))
    }
    for (rows, what) in [(figures, "figure"), (claims, "claim")] {
      for row in 0..<rows.table.rowCount
      where !found.contains(where: { $0.name == rows.text(row, "case") }) {
        throw rows.fault(
          row, "case", "is no case of cases.csv, so this \(what) would never be shown")
      }
    }
    self.cases = found
  }

  private static func claims(
    of name: String, _ claims: TableRows, _ figures: TableRows, _ table: FinancialPlan?
  ) throws(BudgetPlanError) -> [Claim] {
    var known: [String: Double] = [:]
    for row in 0..<figures.table.rowCount where figures.text(row, "case") == name {
      guard let value = try figures.number(row, "value") else {
        throw figures.fault(row, "value", "is empty")
      }
      known[figures.text(row, "figure")] = value
    }
    var result: [Claim] = []
    for row in 0..<claims.table.rowCount where claims.text(row, "case") == name {
      guard let operation = ClaimOperation(rawValue: claims.text(row, "operation")) else {
        throw claims.fault(
          row, "operation",
          "is none of \(ClaimOperation.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      var operands: [Double] = []
      for word in claims.text(row, "operands").split(separator: " ").map(String.init) {
        guard let value = Double(word) ?? known[word] ?? cell(word, table), value.isFinite else {
          throw claims.fault(
            row, "operands",
            "'\(word)' is no number, no figure or earlier claim of \(name), and no line@year of its "
              + "table")
        }
        operands.append(value)
      }
      guard operation.operandCount.map({ operands.count == $0 }) ?? (operands.count > 1) else {
        throw claims.fault(
          row, "operands", "\(operation.rawValue) does not take \(operands.count) numbers")
      }
      let step = try claims.number(row, "step") ?? 0
      let value = operation.apply(operands)
      guard value.isFinite else {
        throw claims.fault(row, "operands", "the result is not a number; is a divisor 0?")
      }
      let parts = operation == .sum || operation == .difference ? operands.count + 1 : 1
      let claim = Claim(
        name: claims.text(row, "claim"), arithmetic: operation.text(operands.map(PlanText.number)),
        result: value, published: try claims.number(row, "published"), step: step,
        unit: claims.text(row, "unit"), knownDifference: claims.text(row, "known_difference"),
        tolerance: step / 2 * Double(parts))
      known[claim.name] = value
      result.append(claim)
    }
    return result
  }

  /// A cell of the case's table, as `28@2026/27`, in pounds.
  private static func cell(_ word: String, _ table: FinancialPlan?) -> Double? {
    let parts = word.split(separator: "@").map(String.init)
    guard parts.count == 2, let table, let year = FinancialYear(label: parts[1]),
      let place = table.years.firstIndex(of: year),
      let line = table.lines.first(where: { $0.ref == parts[0] })
    else { return nil }
    return line.amounts[place].central.pounds
  }
}
