/// The days on which statutory returns count children.
public enum CensusDate {
  /// SEN2 (EHC plans) and the spring school census: the third Thursday of January.
  ///
  /// The Department for Education has used it every year from 2023 (19 January 2023, 18 January
  /// 2024, 16 January 2025, 15 January 2026). Earlier SEN2 returns counted on a day in January a
  /// few days away, which moves a stock by less than its rounding.
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
