import Periods

/// The days that a population is counted on, and the days of a year on which something may happen.
struct Timeline {
  /// The days of the counts, one more than years; whoever enters on or before and leaves after one is
  /// in the stock of that day.
  let counts: [Int]
  /// The first and the last day of events of each year.
  let events: [ClosedRange<Int>]
  /// The last day on which a stay of the first count may have begun.
  let lastEarlierStart: Int
  /// The first day of the window of birthdays, as month and day, and the days that it has. A birthday
  /// keeps a week clear of the counts, so that every child has days on both sides of it.
  private let birthdays: (start: CalendarDate, days: Int)

  /// Counts on 31 March of `first - 1` and of each year to `last`: events from 2 April to 30 March.
  init(careYears years: ClosedRange<Int>) {
    counts = ((years.lowerBound - 1)...years.upperBound).map {
      CensusDate.lookedAfterChildren(endOf: FinancialYear(startYear: $0 - 1)).daysSince1970
    }
    events = (0..<years.count).map { [counts] in
      counts[$0] + 2...counts[$0 + 1] - 1
    }
    lastEarlierStart = counts[0] - 2
    birthdays = (CalendarDate(daysSince1970: Timeline.day(2001, 4, 8)), 349)
  }

  /// Counts on the January census of `first - 1` and of each year to `last`: events from a week after
  /// the census to 31 December, so that those of a calendar year lie between two censuses.
  init(planYears years: ClosedRange<Int>) {
    counts = ((years.lowerBound - 1)...years.upperBound).map {
      CensusDate.sen2(january: $0).daysSince1970
    }
    events = years.map { year in Timeline.day(year - 1, 1, 24)...Timeline.day(year - 1, 12, 31) }
    lastEarlierStart = Timeline.day(years.lowerBound - 2, 12, 31)
    birthdays = (CalendarDate(daysSince1970: Timeline.day(2001, 2, 1)), 327)
  }

  var years: Int { events.count }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    CalendarDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
  }

  /// The day of birth of a child who is `age` at the start of a year, by a uniform number.
  func birth(age: Int, year: Int, uniform: Double) -> Int {
    let day = birthdays.start.adding(
      days: min(birthdays.days - 1, Int(uniform * Double(birthdays.days))))
    let parts = day.components
    let start = CalendarDate(daysSince1970: counts[year]).components.year
    // The birthday within the year that begins at the count.
    let first = Timeline.day(start, parts.month, parts.day)
    let birthday = first > counts[year] ? start : start + 1
    return Timeline.day(birthday - age - 1, parts.month, parts.day)
  }

  /// The `age`-th birthday. No child here is born on 29 February.
  static func birthday(_ birth: Int, age: Int) -> Int {
    let parts = CalendarDate(daysSince1970: birth).components
    return day(parts.year + age, parts.month, parts.day)
  }

  /// Completed years of age on a day.
  static func age(_ birth: Int, on day: Int) -> Int {
    let born = CalendarDate(daysSince1970: birth).components
    let then = CalendarDate(daysSince1970: day).components
    let early = (then.month, then.day) < (born.month, born.day)
    return then.year - born.year - (early ? 1 : 0)
  }
}
