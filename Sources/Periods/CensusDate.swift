/// The days on which statutory returns count children.
public enum CensusDate {
  /// SEN2 (EHC plans) and the spring school census: the third Thursday of January.
  ///
  /// The Department for Education counts both on that day: 19 January 2023, 18 January 2024, 16
  /// January 2025, 15 January 2026. The rule is applied to every other year; where a return names
  /// another day, use that day.
  public static func sen2(january year: Int) -> CalendarDate {
    Month(year: year, monthOfYear: 1).firstFour(.thursday, weeksLater: 2)
  }

  /// The autumn school census: the first Thursday of October.
  public static func autumnSchoolCensus(october year: Int) -> CalendarDate {
    Month(year: year, monthOfYear: 10).firstFour(.thursday, weeksLater: 0)
  }

  /// SSDA903 (children looked after): the stock on 31 March, the last day of the financial year.
  public static func lookedAfterChildren(endOf year: FinancialYear) -> CalendarDate {
    year.lastDay
  }

  /// Mid-year population estimates: 30 June.
  public static func population(june year: Int) -> CalendarDate {
    Month(year: year, monthOfYear: 6).lastDay
  }
}
