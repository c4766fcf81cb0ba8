/// A calendar month of a year, such as April 2026.
public struct Month: Hashable, Comparable, Sendable {
  /// Months since January of year 0, so that consecutive months differ by one.
  public let index: Int

  /// The month with that index (months since January of year 0).
  public init(index: Int) {
    self.index = index
  }

  /// The month of a year. `monthOfYear` runs 1...12; values outside roll into other years.
  public init(year: Int, monthOfYear: Int) {
    index = year * 12 + monthOfYear - 1
  }

  /// The calendar year.
  public var year: Int {
    index >= 0 ? index / 12 : (index - 11) / 12
  }

  /// 1 for January to 12 for December.
  public var monthOfYear: Int { index - year * 12 + 1 }

  /// The first day of the month.
  public var firstDay: CalendarDate {
    CalendarDate(
      daysSince1970: CalendarDate.ordinal(year: year, month: monthOfYear, day: 1))
  }

  /// The last day of the month.
  public var lastDay: CalendarDate { advanced(by: 1).firstDay.adding(days: -1) }

  /// The number of days, 28 to 31.
  public var days: Int { CalendarDate.daysInMonth(year: year, month: monthOfYear) }

  /// The month `months` later (earlier where negative).
  public func advanced(by months: Int) -> Month { Month(index: index + months) }

  /// Whole months from `self` to `other`; negative where `other` is earlier.
  public func months(to other: Month) -> Int { other.index - index }

  /// The financial year (April to March) the month falls in.
  public var financialYear: FinancialYear {
    FinancialYear(startYear: monthOfYear >= 4 ? year : year - 1)
  }

  /// The academic year (September to August) the month falls in.
  public var academicYear: AcademicYear {
    AcademicYear(startYear: monthOfYear >= 9 ? year : year - 1)
  }

  /// Earlier months come first.
  public static func < (left: Month, right: Month) -> Bool { left.index < right.index }
}

extension Month {
  /// English month names, January first.
  public static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Month: CustomStringConvertible {
  /// As a paper writes it: `April 2026`.
  public var description: String { "\(Month.names[monthOfYear - 1]) \(year)" }
}
