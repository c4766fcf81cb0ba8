/// A day of the week with its ISO 8601 number.
public enum Weekday: Int, Sendable, Hashable, CaseIterable {
  /// ISO day 1.
  case monday = 1
  /// ISO day 2.
  case tuesday
  /// ISO day 3.
  case wednesday
  /// ISO day 4.
  case thursday
  /// ISO day 5.
  case friday
  /// ISO day 6.
  case saturday
  /// ISO day 7.
  case sunday

  /// Whether schools may open on it.
  public var isWorkingDay: Bool { rawValue <= 5 }
}

extension CalendarDate {
  /// The day of the week; 1 January 1970 was a Thursday.
  public var weekday: Weekday {
    let position = (daysSince1970 % 7 + 10) % 7
    return Weekday.allCases[position]
  }
}

extension Month {
  /// The `ordinal`-th such weekday of the month, 1 for the first; `nil` where there is none.
  public func weekday(_ weekday: Weekday, ordinal: Int) -> CalendarDate? {
    let ahead = (weekday.rawValue - firstDay.weekday.rawValue + 7) % 7
    let date = firstDay.adding(days: ahead + 7 * (ordinal - 1))
    return ordinal >= 1 && date <= lastDay ? date : nil
  }

  /// The month's first such weekday, plus whole weeks: every month has the first four.
  func firstFour(_ weekday: Weekday, weeksLater: Int) -> CalendarDate {
    let ahead = (weekday.rawValue - firstDay.weekday.rawValue + 7) % 7
    return firstDay.adding(days: ahead + 7 * weeksLater)
  }
}
