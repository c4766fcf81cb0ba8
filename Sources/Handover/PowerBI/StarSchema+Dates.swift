import Periods
import Results

extension StarSchema {
  func dates() throws(HandoverError) -> StarTable {
    var table = StarTable(
      "dim_date", grain: "a day, without gaps", key: "date_key",
      columns: [
        .init("date_key", .whole, "yyyymmdd"), .init("date", .date, "the day"),
        .init("year", .whole, "calendar year"), .init("quarter", .whole, "calendar quarter"),
        .init("month", .whole, "month of the year"),
        .init("financial_year", .text, "2027/28"), .init("academic_year", .text, "2027/28"),
        .init("is_census_day", .flag, "whether a forecast is for this day"),
        .init("is_forecast", .flag, "whether it lies in the run's horizon"),
      ])
    let forecasts = run.table("forecasts")
    var censuses = Set<Int>()
    for row in forecasts.rows.indices where forecasts.text(row, "calendar") == "census" {
      censuses.insert(try Self.day(forecasts.text(row, "period")).daysSince1970)
    }
    var days = censuses
    for (source, column) in [
      ("forecasts", "period"), ("costs", "financial_year"), ("mtfs", "financial_year"),
      ("comparisons", "financial_year"), ("ledger", "period"),
    ] {
      for period in HandoverRun.distinct(run.table(source), column) {
        days.insert(try Self.day(period).daysSince1970)
      }
    }
    guard let least = days.min(), let most = days.max() else { return table }
    // Whole calendar years, which Power BI's date functions need.
    let firstYear = CalendarDate(daysSince1970: least).components.year
    let lastYear = CalendarDate(daysSince1970: most).components.year
    guard let first = CalendarDate(year: firstYear, month: 1, day: 1),
      let last = CalendarDate(year: lastYear, month: 12, day: 31)
    else { return table }
    let opening = try Self.day(run.manifest.firstMonth, isFirst: true)
    for number in first.daysSince1970...last.daysSince1970 {
      let day = CalendarDate(daysSince1970: number)
      let (year, month, _) = day.components
      table.rows.append([
        Self.key(day), day.iso, String(year), String((month - 1) / 3 + 1), String(month),
        FinancialYear(startYear: month >= 4 ? year : year - 1).label,
        AcademicYear(startYear: month >= 9 ? year : year - 1).label,
        Self.flag(censuses.contains(number)), Self.flag(number >= opening.daysSince1970),
      ])
    }
    return table
  }

  static func flag(_ value: Bool) -> String { value ? "true" : "false" }

  static func key(_ day: CalendarDate) -> String {
    day.iso.filter { $0 != "-" }
  }

  /// The day that a period's figure stands at: a financial year's last; a January's SEN2 census, any
  /// other month's last; a date itself.
  static func day(_ period: String, isFirst: Bool = false) throws(HandoverError) -> CalendarDate {
    if let year = FinancialYear(label: period) { return year.lastDay }
    let parts = period.split(separator: "-").compactMap { Int($0) }
    if parts.count == 2, (1...12).contains(parts[1]) {
      if !isFirst, parts[1] == 1 { return CensusDate.sen2(january: parts[0]) }
      let month = Month(year: parts[0], monthOfYear: parts[1])
      return isFirst ? month.firstDay : month.lastDay
    }
    if parts.count == 3, let day = CalendarDate(year: parts[0], month: parts[1], day: parts[2]) {
      return day
    }
    throw HandoverError(
      "The period '\(period)' is neither a month, a day nor a financial year, so it has no place in "
        + "the date table; run the scenario again.")
  }
}
