public import Periods

/// The lines of one financial year and one quantile, in pence.
public struct MTFSYearLines: Hashable, Sendable {
  /// The year.
  public let year: FinancialYear
  private let amounts: [Pence]

  init(year: FinancialYear, base: Pence, movements: [Pence]) {
    self.year = year
    amounts = [base] + movements + [movements.reduce(base, +)]
  }

  /// The amount of a line.
  public subscript(line: MTFSLineType) -> Pence {
    switch line {
    case .base: amounts[0]
    case .net: amounts[amounts.count - 1]
    default: MTFSLineType.movements.firstIndex(of: line).map { amounts[$0 + 1] } ?? .zero
    }
  }

  /// Net less base: what the year adds to the budget.
  public var change: Pence { self[.net] - self[.base] }

  /// Rounded net less the sum of the rounded lines above it: what a reader who adds up the printed
  /// figures finds missing.
  public func roundingDifference(in unit: MoneyUnit) -> Pence {
    let lines = MTFSLineType.allCases.dropLast().map { self[$0].rounded(to: unit) }
    return self[.net].rounded(to: unit) - lines.reduce(.zero, +)
  }
}

/// The MTFS of one fund and one service: lines by financial year and quantile, in cash.
///
/// For every year and quantile, base and the lines of ``MTFSLineType/movements`` add to net to the
/// penny, and the base of a year is the net of the year before.
public struct MTFSTable: Hashable, Sendable {
  /// The fund the money comes from. A table never mixes funds.
  public let fund: Fund
  /// The service.
  public let service: String
  /// Consecutive financial years.
  public let years: [FinancialYear]
  private let lines: [MTFSQuantile: [MTFSYearLines]]

  /// A table from each quantile's path, rounded to pence by largest remainder so that lines add.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where a quantile is missing, years are not
  /// consecutive, or a path has another number of years; ``FinanceError/notAnAmount(_:)`` where an
  /// amount is not finite.
  public init(
    fund: Fund, service: String, firstYear: FinancialYear, paths: [MTFSQuantile: MTFSPath]
  ) throws(FinanceError) {
    guard let central = paths[.central], !central.movements.isEmpty else {
      throw .invalid(
        input: "MTFS table \(service)",
        reason: "has no central path of at least one year; give one, it is the table's main column")
    }
    var lines: [MTFSQuantile: [MTFSYearLines]] = [:]
    for (quantile, path) in paths {
      guard path.movements.count == central.movements.count else {
        throw .invalid(
          input: "MTFS table \(service), \(quantile.rawValue)",
          reason: "has \(path.movements.count) years where central has \(central.movements.count)")
      }
      lines[quantile] = try MTFSTable.roll(path, from: firstYear)
    }
    self.fund = fund
    self.service = service
    self.lines = lines
    years = central.movements.indices.map { firstYear.advanced(by: $0) }
  }

  private static func roll(
    _ path: MTFSPath, from firstYear: FinancialYear
  ) throws(FinanceError) -> [MTFSYearLines] {
    var base = try Pence(roundingPounds: path.openingBase)
    var running = [path.openingBase]
    var result: [MTFSYearLines] = []
    for (offset, movement) in path.movements.enumerated() {
      running.append(contentsOf: movement.amounts)
      let net = try Pence(roundingPounds: compensatedSum(running))
      let amounts = try Pence.apportioned(movement.amounts, total: net - base)
      result.append(
        MTFSYearLines(year: firstYear.advanced(by: offset), base: base, movements: amounts))
      base = net
    }
    return result
  }

  /// The quantiles the table holds, low first.
  public var quantiles: [MTFSQuantile] { MTFSQuantile.allCases.filter { lines[$0] != nil } }

  /// The lines of a quantile, one entry a year; empty where the table lacks the quantile.
  public func incremental(_ quantile: MTFSQuantile) -> [MTFSYearLines] { lines[quantile] ?? [] }

  /// Running sums of the changes since the first year: base stays the opening base, and every other
  /// line is the sum of its changes so far, so that the lines again add to the net of the year.
  public func cumulative(_ quantile: MTFSQuantile) -> [MTFSYearLines] {
    guard let years = lines[quantile], let first = years.first else { return [] }
    var sums = MTFSLineType.movements.map { _ in Pence.zero }
    return years.map { year in
      for (position, line) in MTFSLineType.movements.enumerated() { sums[position] += year[line] }
      return MTFSYearLines(year: year.year, base: first[.base], movements: sums)
    }
  }

  /// One total for several services of the same fund, or of unringfenced funds. The years, the
  /// quantiles and the fund rule must fit; a high total is the sum of highs, so it overstates the
  /// range unless the services move together: take quantiles of summed replicates for a range.
  ///
  /// Throws ``FinanceError/ringfencedFunds(_:_:)`` or ``FinanceError/invalid(input:reason:)``.
  public static func netCentral(of tables: [MTFSTable]) throws(FinanceError) -> [Pence] {
    guard let first = tables.first else { return [] }
    var totals = first.years.map { _ in Pence.zero }
    for table in tables where table.years != first.years {
      throw .invalid(
        input: "MTFS table \(table.service)",
        reason: "covers other years than \(first.service); build both over the same years")
    }
    for position in first.years.indices {
      totals[position] = try Fund.total(
        of: tables.map {
          (fund: $0.fund, amount: CashMoney($0.incremental(.central)[position][.net]))
        }
      ).amount
    }
    return totals
  }
}
