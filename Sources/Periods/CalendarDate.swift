/// A day of the proleptic Gregorian calendar, without time of day or time zone.
///
/// Arithmetic follows Hinnant, "chrono-compatible low-level date algorithms" (2013): exact for
/// every year, no table, no floating point.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970, which is day 0.
  public let daysSince1970: Int

  /// The date that many days after 1 January 1970.
  public init(daysSince1970: Int) {
    self.daysSince1970 = daysSince1970
  }

  /// The date, or `nil` where the calendar has no such day (30 February, month 13).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1,
      day <= CalendarDate.daysInMonth(year: year, month: month)
    else { return nil }
    self.init(daysSince1970: CalendarDate.ordinal(year: year, month: month, day: day))
  }

  static func ordinal(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1...12) and day of the month (1...31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Whether the Gregorian calendar gives the year a 29 February.
  public static func isLeap(year: Int) -> Bool {
    (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
  }

  /// The length of the month in days, 28 to 31. `month` is 1...12.
  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The month the day falls in.
  public var month: Month {
    let parts = components
    return Month(year: parts.year, monthOfYear: parts.month)
  }

  /// The date `days` later (earlier where negative).
  public func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSince1970: daysSince1970 + days)
  }

  /// Whole days from `self` to `other`; negative where `other` is earlier.
  public func days(to other: CalendarDate) -> Int {
    other.daysSince1970 - daysSince1970
  }

  /// Earlier dates come first.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }
}
