/// A council's financial year, 1 April to 31 March, named by the year it starts in.
public struct FinancialYear: Hashable, Comparable, Sendable {
  /// 2027 for 2027/28.
  public let startYear: Int

  /// The financial year that starts on 1 April of `startYear`.
  public init(startYear: Int) {
    self.startYear = startYear
  }

  /// Reads `2027/28` or `2027-28`; `nil` where the two years do not follow each other.
  public init?(label: String) {
    guard let start = yearPair(label) else { return nil }
    self.init(startYear: start)
  }

  /// `2027/28`.
  public var label: String { pairLabel(startYear) }
  /// April of the first year.
  public var firstMonth: Month { Month(year: startYear, monthOfYear: 4) }
  /// March of the second year.
  public var lastMonth: Month { Month(year: startYear + 1, monthOfYear: 3) }
  /// 1 April.
  public var firstDay: CalendarDate { firstMonth.firstDay }
  /// 31 March.
  public var lastDay: CalendarDate { lastMonth.lastDay }
  /// 365, or 366 where the second calendar year is a leap year.
  public var days: Int { firstDay.days(to: advanced(by: 1).firstDay) }
  /// The year `years` later.
  public func advanced(by years: Int) -> FinancialYear {
    FinancialYear(startYear: startYear + years)
  }
  /// Earlier years come first.
  public static func < (left: FinancialYear, right: FinancialYear) -> Bool {
    left.startYear < right.startYear
  }
}

/// An academic year, 1 September to 31 August, named by the year it starts in.
public struct AcademicYear: Hashable, Comparable, Sendable {
  /// 2027 for 2027/28.
  public let startYear: Int

  /// The academic year that starts on 1 September of `startYear`.
  public init(startYear: Int) {
    self.startYear = startYear
  }

  /// Reads `2027/28` or `2027-28`; `nil` where the two years do not follow each other.
  public init?(label: String) {
    guard let start = yearPair(label) else { return nil }
    self.init(startYear: start)
  }

  /// `2027/28`.
  public var label: String { pairLabel(startYear) }
  /// September of the first year.
  public var firstMonth: Month { Month(year: startYear, monthOfYear: 9) }
  /// August of the second year.
  public var lastMonth: Month { Month(year: startYear + 1, monthOfYear: 8) }
  /// 1 September.
  public var firstDay: CalendarDate { firstMonth.firstDay }
  /// 31 August.
  public var lastDay: CalendarDate { lastMonth.lastDay }
  /// 365, or 366 where the second calendar year is a leap year.
  public var days: Int { firstDay.days(to: advanced(by: 1).firstDay) }
  /// The year `years` later.
  public func advanced(by years: Int) -> AcademicYear {
    AcademicYear(startYear: startYear + years)
  }
  /// Earlier years come first.
  public static func < (left: AcademicYear, right: AcademicYear) -> Bool {
    left.startYear < right.startYear
  }
}

private func pairLabel(_ startYear: Int) -> String {
  let second = (startYear + 1) % 100
  return "\(startYear)/\(second < 10 ? "0" : "")\(second)"
}

private func yearPair(_ label: String) -> Int? {
  let bytes = Array(label.utf8)
  guard bytes.count == 7, bytes[4] == UInt8(ascii: "/") || bytes[4] == UInt8(ascii: "-"),
    let start = Int(label.prefix(4)), let second = Int(label.suffix(2)),
    (start + 1) % 100 == second
  else { return nil }
  return start
}
