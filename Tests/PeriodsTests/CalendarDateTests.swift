import Periods
import Testing

@Suite("Dates are exact from 2000 to 2040")
struct CalendarDateTests {
  private let days = 10_957..<25_933

  @Test("Every date round trips through components and both texts, in weekday order")
  func everyDay() throws {
    var weekday = Weekday.saturday
    var previous: (year: Int, month: Int, day: Int)?
    for day in days {
      let date = CalendarDate(daysSince1970: day)
      let parts = date.components
      #expect(CalendarDate(year: parts.year, month: parts.month, day: parts.day) == date)
      #expect(try CalendarDate(iso: date.iso) == date)
      #expect(try CalendarDate(dayMonthYear: date.dayMonthYear) == date)
      #expect(date.weekday == weekday)
      #expect(date.financialYear.firstDay <= date && date <= date.financialYear.lastDay)
      #expect(date.academicYear.firstDay <= date && date <= date.academicYear.lastDay)
      if let previous {
        let next =
          if parts.day > 1 {
            (previous.year, previous.month, previous.day + 1)
          } else if parts.month > 1 {
            (previous.year, previous.month + 1, 1)
          } else {
            (previous.year + 1, 1, 1)
          }
        #expect((parts.year, parts.month, parts.day) == next)
      }
      previous = parts
      weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
    }
    #expect(CalendarDate(daysSince1970: days.lowerBound).iso == "2000-01-01")
    #expect(CalendarDate(daysSince1970: days.upperBound - 1).iso == "2040-12-31")
  }

  @Test("Every month and year has its days")
  func monthsAndYears() {
    for year in 2000...2040 {
      let leap = year % 4 == 0
      for monthOfYear in 1...12 {
        let month = Month(year: year, monthOfYear: monthOfYear)
        #expect(month.firstDay.days(to: month.lastDay) + 1 == month.days)
        #expect(month.firstDay.month == month && month.lastDay.month == month)
        #expect(
          month.days
            == (monthOfYear == 2 && leap
              ? 29
              : [
                31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
              ][monthOfYear - 1]))
      }
      let financial = FinancialYear(startYear: year - 1)
      let academic = AcademicYear(startYear: year - 1)
      #expect(financial.days == (leap ? 366 : 365))
      #expect(academic.days == (leap ? 366 : 365))
      #expect(financial.weeks == Double(leap ? 366 : 365) / 7)
      #expect(academic.weeks == financial.weeks)
      #expect(financial.months.map(\.days).reduce(0, +) == financial.days)
      #expect(academic.months.map(\.days).reduce(0, +) == academic.days)
      #expect(financial.days(in: financial.earlierAcademicYear) == 153)
      #expect(financial.days(in: financial.laterAcademicYear) == (leap ? 213 : 212))
      #expect(financial.days(in: AcademicYear(startYear: year + 3)) == 0)
      #expect(academic.days(in: academic.earlierFinancialYear) == (leap ? 213 : 212))
      #expect(academic.days(in: academic.laterFinancialYear) == 153)
      #expect(FinancialYear(label: financial.label) == financial)
      #expect(AcademicYear(label: academic.label) == academic)
    }
    #expect(FinancialYear(startYear: 2027).days == 366)
    #expect(FinancialYear(startYear: 2028).days == 365)
  }

  @Test(
    "Texts that are no date are refused by name",
    arguments: [
      "2025-02-30", "2025-13-01", "2025-1-01", "01/04/2026", "2025-02-29", "+025-01-01",
      "2025-aa-01", "", "2025-00-10", "2025-04-31",
    ])
  func refusedISO(text: String) {
    let error = #expect(throws: PeriodError.self) { try CalendarDate(iso: text) }
    #expect(error?.input == text)
    #expect(error?.description.hasPrefix(text) == true)
  }

  @Test(
    "Day-first texts that are no date are refused",
    arguments: ["30/02/2025", "1/4/2026", "2026-04-01", "13/13/2025", "xx/04/2025"])
  func refusedDayFirst(text: String) {
    #expect(throws: PeriodError.self) { try CalendarDate(dayMonthYear: text) }
  }

  @Test("Dates and years print as a paper writes them")
  func prose() throws {
    #expect("\(try CalendarDate(iso: "2026-04-01"))" == "1 April 2026")
    #expect("\(FinancialYear(startYear: 2099))" == "2099/00")
    #expect("\(AcademicYear(startYear: 2027))" == "academic year 2027/28")
    #expect(CalendarDate(year: 900, month: 1, day: 2)?.iso == "0900-01-02")
  }
}

@Suite("Census dates")
struct CensusDateTests {
  @Test(
    "SEN2 counts on the third Thursday of January (DfE SEN2 guides)",
    arguments: [
      (2023, "2023-01-19"), (2024, "2024-01-18"), (2025, "2025-01-16"), (2026, "2026-01-15"),
    ])
  func sen2(year: Int, date: String) {
    #expect(CensusDate.sen2(january: year).iso == date)
  }

  @Test("Each census falls on its weekday in its month, every year")
  func everyYear() {
    for year in 2000...2040 {
      let january = CensusDate.sen2(january: year)
      #expect(january.weekday == .thursday)
      #expect((15...21).contains(january.components.day))
      #expect(january == Month(year: year, monthOfYear: 1).weekday(.thursday, ordinal: 3))
      let autumn = CensusDate.autumnSchoolCensus(october: year)
      #expect(autumn.weekday == .thursday)
      #expect((1...7).contains(autumn.components.day))
      let stock = CensusDate.lookedAfterChildren(endOf: FinancialYear(startYear: year))
      #expect(stock.iso == "\(year + 1)-03-31")
      #expect(CensusDate.population(june: year).iso == "\(year)-06-30")
    }
    #expect(Month(year: 2026, monthOfYear: 2).weekday(.monday, ordinal: 5) == nil)
    #expect(Month(year: 2026, monthOfYear: 2).weekday(.monday, ordinal: 0) == nil)
    #expect(Weekday.friday.isWorkingDay && !Weekday.saturday.isWorkingDay)
  }
}
