public import Finance
public import Periods

/// Printed figures that a source sets beside its lines, to be tied out and never counted.
public struct PrintedTotal: Hashable, Sendable {
  /// What it is called.
  public var label: String
  /// The lines it is the sum of, by reference.
  public var covers: [String]
  /// The figure of each year; `nil` where none is printed.
  public var amounts: [Pence?]
  /// The total over the years; `nil` where none is printed.
  public var total: Pence?

  /// A printed total.
  public init(label: String, covers: [String], amounts: [Pence?], total: Pence?) {
    self.label = label
    self.covers = covers
    self.amounts = amounts
    self.total = total
  }
}

/// Which decisions a total counts.
public enum PlanView: String, Hashable, Sendable, CaseIterable {
  /// All lines.
  case mitigated
  /// Without investment, savings and mitigations.
  case unmitigated
}

/// A medium-term financial strategy: lines by fund over consecutive financial years.
public struct FinancialPlan: Hashable, Sendable {
  /// Its name, as messages call it: a file, or a run.
  public let name: String
  /// Consecutive financial years.
  public let years: [FinancialYear]
  /// The lines, in the order of the source.
  public let lines: [PlanLine]
  /// The last digit the source prints.
  public let unit: MoneyUnit
  /// Totals over the years that the source prints beside lines, by reference.
  public let printedLineTotals: [String: Pence]
  /// Totals of lines that the source prints.
  public let printedTotals: [PrintedTotal]
  /// Cells the source leaves open, as `line, year`.
  public let blanks: [String]

  /// A plan.
  ///
  /// Throws ``BudgetPlanError`` where there is no year, years do not follow each other, a line has
  /// another number of amounts than there are years, or two lines of a fund share a reference.
  public init(
    name: String, years: [FinancialYear], lines: [PlanLine], unit: MoneyUnit = .pence,
    printedLineTotals: [String: Pence] = [:], printedTotals: [PrintedTotal] = [],
    blanks: [String] = []
  ) throws(BudgetPlanError) {
    guard let first = years.first else {
      throw BudgetPlanError("\(name): the plan has no year; give at least one financial year.")
    }
    for (place, year) in years.enumerated() where year != first.advanced(by: place) {
      throw BudgetPlanError(
        "\(name): \(year.label) does not follow \(years[place - 1].label). A change on the year before "
          + "needs that year: give every year in order.")
    }
    var seen: Set<[String]> = []
    for line in lines {
      guard line.amounts.count == years.count else {
        throw BudgetPlanError(
          "\(name): the line \(line.ref) has \(line.amounts.count) amounts for \(years.count) years. "
            + "Give one for each year, 0 where nothing changes.")
      }
      guard seen.insert([line.fund, line.ref]).inserted else {
        throw BudgetPlanError(
          "\(name): the reference \(line.ref) comes twice in \(line.fund), so two vintages can't be "
            + "compared by line. Make references unique.")
      }
    }
    self.name = name
    self.years = years
    self.lines = lines
    self.unit = unit
    self.printedLineTotals = printedLineTotals
    self.printedTotals = printedTotals
    self.blanks = blanks
  }

  /// The funds of the lines, in order of first use.
  public var funds: [String] {
    var found: [String] = []
    for line in lines where !found.contains(line.fund) { found.append(line.fund) }
    return found
  }

  /// The lines of a fund that a view counts, in order of the source.
  public func lines(of fund: String, _ view: PlanView = .mitigated) -> [PlanLine] {
    lines.filter { $0.fund == fund && (view == .mitigated || !$0.kind.isMitigated) }
  }

  /// The change of each year, from unrounded lines.
  ///
  /// Throws ``BudgetPlanError`` where lines are in different price bases: pounds of different years
  /// do not add.
  public func change(
    of fund: String, _ view: PlanView = .mitigated
  ) throws(BudgetPlanError) -> [PlanAmount] {
    let lines = lines(of: fund, view)
    if let first = lines.first, let other = lines.first(where: { $0.base != first.base }) {
      throw BudgetPlanError(
        "\(name): in \(fund), the line \(first.ref) is in \(first.base.label) and \(other.ref) in "
          + "\(other.base.label), which do not add. Reprice one of them first.")
    }
    return years.indices.map { year in lines.reduce(.zero) { $0 + $1.amounts[year] } }
  }

  /// The net budget of each year: running sums of all changes, base included.
  public func net(
    of fund: String, _ view: PlanView = .mitigated
  ) throws(BudgetPlanError) -> [PlanAmount] {
    var sum = PlanAmount.zero
    var result: [PlanAmount] = []
    for change in try change(of: fund, view) {
      sum += change
      result.append(sum)
    }
    return result
  }

  /// Whether low and high of a fund's lines add: all lines with a range name the same one.
  public func hasCommonRange(_ fund: String) -> Bool {
    Set(lines(of: fund).map(\.range).filter { !$0.isEmpty }).count == 1
  }

  /// Rounded total less the sum of rounded lines, one a year: what a reader who adds up the printed
  /// figures finds missing.
  public func roundingDifferences(
    of fund: String, in unit: MoneyUnit
  ) throws(BudgetPlanError) -> [Pence] {
    let totals = try change(of: fund)
    let lines = lines(of: fund)
    return years.indices.map { year in
      totals[year].central.rounded(to: unit)
        - lines.reduce(.zero) { $0 + $1.amounts[year].central.rounded(to: unit) }
    }
  }

  /// The same plan over some of its years. What came before the first of them becomes its base, in
  /// a line called `base`, so that net budgets stay the same.
  ///
  /// Throws ``BudgetPlanError`` where a year is not of the plan.
  public func window(_ span: ClosedRange<FinancialYear>) throws(BudgetPlanError) -> FinancialPlan {
    guard let start = years.firstIndex(of: span.lowerBound),
      let end = years.firstIndex(of: span.upperBound)
    else {
      throw BudgetPlanError(
        "\(name) covers \(years[0].label) to \(years[years.count - 1].label), not "
          + "\(span.lowerBound.label) to \(span.upperBound.label).")
    }
    if start == 0, end == years.count - 1 { return self }
    var kept = lines.map { line in
      var part = line
      part.amounts = Array(line.amounts[start...end])
      part.fullYear = line.fullYear.isEmpty ? [] : Array(line.fullYear[start...end])
      return part
    }
    if start > 0 {
      for fund in funds {
        let before = try net(of: fund)[start - 1]
        if let base = kept.firstIndex(where: { $0.fund == fund && $0.kind == .base }) {
          kept[base].amounts[0] += before
        } else {
          kept.append(
            PlanLine(
              ref: "base", fund: fund, service: "", description: "Base budget", kind: .base,
              amounts: [before] + years[(start + 1)...end].map { _ in .zero }))
        }
      }
    }
    return try FinancialPlan(name: name, years: Array(years[start...end]), lines: kept, unit: unit)
  }
}
