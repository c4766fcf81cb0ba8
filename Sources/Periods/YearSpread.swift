/// How an amount of one kind of year is shared over years of the other kind.
public enum YearSpread: Hashable, Sendable {
  /// By months: 7/12 for September to March, 5/12 for April to August.
  case months
  /// By calendar days: 212/365 (213/366 in a leap year) and 153/365.
  case calendarDays
  /// By school days, as transport and school places are paid.
  case schoolDays(SchoolCalendar)

  /// The weight of the part two years have in common, in whole months or days.
  public func weight(_ academic: AcademicYear, _ financial: FinancialYear) -> Int {
    switch self {
    case .months: academic.months.filter { $0.financialYear == financial }.count
    case .calendarDays: academic.days(in: financial)
    case .schoolDays(let calendar): calendar.days(in: academic, and: financial)
    }
  }
}

/// The part of an amount that an academic and a financial year have in common.
public struct YearPart<Amount: Sendable & Hashable>: Sendable, Hashable {
  /// The academic year.
  public let academicYear: AcademicYear
  /// The financial year.
  public let financialYear: FinancialYear
  /// The amount.
  public let amount: Amount
}

extension YearSpread {
  /// Shares a whole amount (pence, children) of an academic year over its two financial years. The
  /// first part is rounded half up, the second is the rest, so the parts add to the whole.
  public func parts(of amount: Int, in year: AcademicYear) -> [YearPart<Int>] {
    let cells = cells(of: year)
    let first = YearSpread.share(amount, cells[0].weight, of: cells[0].weight + cells[1].weight)
    return [YearPart(cells[0], first), YearPart(cells[1], amount - first)]
  }

  /// Shares a whole amount of a financial year over the end of one academic year and the start of
  /// the next, adding to the whole.
  public func parts(of amount: Int, in year: FinancialYear) -> [YearPart<Int>] {
    let cells = cells(of: year)
    let first = YearSpread.share(amount, cells[0].weight, of: cells[0].weight + cells[1].weight)
    return [YearPart(cells[0], first), YearPart(cells[1], amount - first)]
  }

  /// Shares an amount of an academic year over its two financial years, unrounded.
  public func parts(of amount: Double, in year: AcademicYear) -> [YearPart<Double>] {
    let cells = cells(of: year)
    let first = amount * Double(cells[0].weight) / Double(cells[0].weight + cells[1].weight)
    return [YearPart(cells[0], first), YearPart(cells[1], amount - first)]
  }

  /// Shares an amount of a financial year over its two academic years, unrounded.
  public func parts(of amount: Double, in year: FinancialYear) -> [YearPart<Double>] {
    let cells = cells(of: year)
    let first = amount * Double(cells[0].weight) / Double(cells[0].weight + cells[1].weight)
    return [YearPart(cells[0], first), YearPart(cells[1], amount - first)]
  }

  /// The mean of two academic years' levels (children, prices) over a financial year, each weighted
  /// by its months or days in it.
  public func level(
    in year: FinancialYear, earlier: Double, later: Double
  ) -> Double {
    let cells = cells(of: year)
    let first = Double(cells[0].weight)
    let second = Double(cells[1].weight)
    return (earlier * first + later * second) / (first + second)
  }

  private func cells(of year: AcademicYear) -> [Cell] {
    [year.earlierFinancialYear, year.laterFinancialYear].map {
      Cell(academic: year, financial: $0, weight: weight(year, $0))
    }
  }

  private func cells(of year: FinancialYear) -> [Cell] {
    [year.earlierAcademicYear, year.laterAcademicYear].map {
      Cell(academic: $0, financial: year, weight: weight($0, year))
    }
  }

  private static func share(_ amount: Int, _ weight: Int, of total: Int) -> Int {
    let (quotient, rest) = amount.quotientAndRemainder(dividingBy: total)
    let twice = 2 * rest * weight + total
    let rounded = twice >= 0 ? twice / (2 * total) : -((-twice + 2 * total - 1) / (2 * total))
    return quotient * weight + rounded
  }
}

struct Cell {
  let academic: AcademicYear
  let financial: FinancialYear
  let weight: Int
}

extension YearPart {
  init(_ cell: Cell, _ amount: Amount) {
    academicYear = cell.academic
    financialYear = cell.financial
    self.amount = amount
  }
}

extension Sequence<YearPart<Int>> {
  /// The parts added up by financial year.
  public var byFinancialYear: [FinancialYear: Int] {
    reduce(into: [:]) { $0[$1.financialYear, default: 0] += $1.amount }
  }

  /// The parts added up by academic year.
  public var byAcademicYear: [AcademicYear: Int] {
    reduce(into: [:]) { $0[$1.academicYear, default: 0] += $1.amount }
  }
}
