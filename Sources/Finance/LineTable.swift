public import Periods

/// One line of a printed budget table: an amount for each year and the total beside it.
public struct TableLine: Hashable, Sendable {
  /// The reference or description, stable from one version of the table to the next.
  public let label: String
  /// One amount a year.
  public let amounts: [Pence]
  /// The total as printed, or `nil` where the table prints none.
  public let printedTotal: Pence?

  /// A line.
  public init(label: String, amounts: [Pence], printedTotal: Pence? = nil) {
    self.label = label
    self.amounts = amounts
    self.printedTotal = printedTotal
  }

  /// The sum of the amounts.
  public var total: Pence { amounts.reduce(.zero, +) }
}

/// A table as a council prints it, whose sums can be checked and two versions compared.
public struct LineTable: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its years.
  public let years: [FinancialYear]
  /// Its lines.
  public let lines: [TableLine]
  /// The unit it prints, hence how far printed sums may be from their parts.
  public let unit: MoneyUnit

  /// A table. Throws ``FinanceError/invalid(input:reason:)`` where a line has another number of
  /// amounts than there are years, or a label comes twice.
  public init(
    name: String, years: [FinancialYear], lines: [TableLine], unit: MoneyUnit
  ) throws(FinanceError) {
    var seen: Set<String> = []
    for line in lines {
      guard line.amounts.count == years.count else {
        throw .invalid(
          input: "\(name), \(line.label)",
          reason: "has \(line.amounts.count) amounts for \(years.count) years")
      }
      guard seen.insert(line.label).inserted else {
        throw .invalid(
          input: "\(name), \(line.label)",
          reason: "comes twice, so versions cannot be compared by line; make labels unique")
      }
    }
    self.name = name
    self.years = years
    self.lines = lines
    self.unit = unit
  }

  /// The sum of each year's amounts.
  public var columnTotals: [Pence] {
    years.indices.map { year in lines.reduce(.zero) { $0 + $1.amounts[year] } }
  }

  /// Printed less computed total of every line with a printed total that misses its parts by
  /// rounding. Throws ``FinanceError/invalid(input:reason:)`` where the gap is more than rounding
  /// explains: half a printed unit for each part and for the total.
  public func lineRoundingDifferences() throws(FinanceError) -> [String: Pence] {
    var differences: [String: Pence] = [:]
    for line in lines {
      guard let printed = line.printedTotal, printed != line.total else { continue }
      let difference = printed - line.total
      guard isRounding(difference, parts: line.amounts.count) else {
        throw .invalid(
          input: "\(name), \(line.label)",
          reason: "the printed total misses its parts by \(difference), more than rounding explains"
        )
      }
      differences[line.label] = difference
    }
    return differences
  }

  /// Printed less computed total of each year; nought where the year ties. Throws
  /// ``FinanceError/doesNotTie(table:year:difference:)`` where the gap is more than rounding
  /// explains, ``FinanceError/invalid(input:reason:)`` where there is not one total a year.
  public func columnRoundingDifferences(
    printed: [Pence]
  ) throws(FinanceError) -> [Pence] {
    guard printed.count == years.count else {
      throw .invalid(
        input: name, reason: "\(printed.count) printed totals are given for \(years.count) years")
    }
    var differences: [Pence] = []
    for (index, total) in columnTotals.enumerated() {
      let difference = printed[index] - total
      guard isRounding(difference, parts: lines.count) else {
        throw .doesNotTie(table: name, year: years[index], difference: difference)
      }
      differences.append(difference)
    }
    return differences
  }

  /// What changed since an earlier version, by line, in the order of this table and then of lines
  /// that are gone; lines that did not change are left out. Throws
  /// ``FinanceError/invalid(input:reason:)`` where the versions cover other years.
  public func changes(since earlier: LineTable) throws(FinanceError) -> [TableLine] {
    guard years == earlier.years else {
      throw .invalid(
        input: "\(name) and \(earlier.name)", reason: "cover other years and cannot be compared")
    }
    let nothing = years.map { _ in Pence.zero }
    let old = Dictionary(earlier.lines.map { ($0.label, $0.amounts) }) { first, _ in first }
    let new = Set(lines.map(\.label))
    let gone = earlier.lines.filter { !new.contains($0.label) }
    let pairs =
      lines.map { ($0.label, $0.amounts, old[$0.label] ?? nothing) }
      + gone.map { ($0.label, nothing, $0.amounts) }
    return pairs.map { label, after, before in
      TableLine(label: label, amounts: zip(after, before).map { $0 - $1 })
    }.filter { $0.amounts != nothing }
  }

  private func isRounding(_ difference: Pence, parts: Int) -> Bool {
    2 * abs(difference.count) <= unit.step * Int64(parts + 1)
  }
}
