/// The days on which schools are open, month by month.
///
/// A year has 190 days (380 sessions, the Education (School Day and School Year) (England)
/// Regulations 1999). How they fall by month depends on Easter and on local term dates, so the
/// split is an input; ``standard`` is a documented default for a council that gives none.
public struct SchoolCalendar: Hashable, Sendable {
  /// School days of a usual year, twelve numbers from September to August.
  public let usual: [Int]
  /// Years with dates of their own, in the same order.
  public let exceptions: [AcademicYear: [Int]]

  /// A calendar. Throws ``PeriodError`` where a year does not have twelve months, a month has more
  /// days than working days could ever be (23) or fewer than none, August is not empty, or there is
  /// no school day before or after 1 April.
  public init(
    usual: [Int], exceptions: [AcademicYear: [Int]] = [:]
  ) throws(PeriodError) {
    try SchoolCalendar.check(usual, "school days of a usual year")
    for (year, days) in exceptions { try SchoolCalendar.check(days, "school days of \(year)") }
    self.usual = usual
    self.exceptions = exceptions
  }

  private init(standard: [Int]) {
    usual = standard
    exceptions = [:]
  }

  private static func check(_ days: [Int], _ name: String) throws(PeriodError) {
    guard days.count == 12 else {
      throw PeriodError(
        input: name, reason: "has \(days.count) months; give twelve from September to August")
    }
    for (offset, count) in days.enumerated() where !(0...23).contains(count) {
      let month = Month.names[(offset + 8) % 12]
      throw PeriodError(
        input: "\(name), \(month)", reason: "\(count) is outside 0 to 23 working days of a month")
    }
    guard days[11] == 0 else {
      throw PeriodError(
        input: "\(name), August",
        reason: "has \(days[11]) school days, but schools are closed in August; give 0")
    }
    guard days[..<7].contains(where: { $0 > 0 }), days[7...].contains(where: { $0 > 0 }) else {
      throw PeriodError(
        input: name,
        reason: "has no school day on one side of 1 April, so a year cannot be shared by them")
    }
  }

  /// 190 days: September 18, October 18, November 20, December 15, January 19, February 15, March
  /// 20, April 14, May 15, June 22, July 14, August 0: 125 before 1 April and 65 after.
  ///
  /// An assumption, from common English term dates with Easter in the first week of April, less
  /// inset days. An Easter in March or late April moves up to ten days across 1 April; give the
  /// council's own term dates where that matters.
  public static let standard = SchoolCalendar(
    standard: [18, 18, 20, 15, 19, 15, 20, 14, 15, 22, 14, 0])

  /// School days of each month of an academic year, September first.
  public func daysByMonth(of year: AcademicYear) -> [Int] { exceptions[year] ?? usual }

  /// School days of a month.
  public func days(in month: Month) -> Int {
    let year = month.academicYear
    return daysByMonth(of: year)[year.firstMonth.months(to: month)]
  }

  /// School days of an academic year.
  public func days(in year: AcademicYear) -> Int { daysByMonth(of: year).reduce(0, +) }

  /// School days of a financial year: the end of one academic year and most of the next.
  public func days(in year: FinancialYear) -> Int {
    year.months.map { days(in: $0) }.reduce(0, +)
  }

  /// School days an academic and a financial year have in common.
  public func days(in academic: AcademicYear, and financial: FinancialYear) -> Int {
    academic.months.filter { $0.financialYear == financial }.map { days(in: $0) }.reduce(0, +)
  }
}
