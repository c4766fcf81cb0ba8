import Periods
import Testing

@Suite("Amounts move between academic and financial years without loss")
struct YearSpreadTests {
  private let spreads: [YearSpread] = [.months, .calendarDays, .schoolDays(.standard)]

  @Test("Parts add to the whole, both ways, 2000 to 2040")
  func wholes() {
    for spread in spreads {
      for start in 2000...2040 {
        for amount in [0, 1, 2, 7, 365, 1_000_003, -5, -1_000_003, 9_007_199_254_740_991] {
          let academic = AcademicYear(startYear: start)
          let parts = spread.parts(of: amount, in: academic)
          #expect(parts.byAcademicYear == [academic: amount])
          #expect(parts.map(\.financialYear.startYear) == [start, start + 1])
          let financial = FinancialYear(startYear: start)
          let back = spread.parts(of: amount, in: financial)
          #expect(back.byFinancialYear == [financial: amount])
          #expect(back.map(\.academicYear.startYear) == [start - 1, start])
          let weights = parts.map { spread.weight($0.academicYear, $0.financialYear) }
          let total = weights[0] + weights[1]
          // Twice the rounding error in units of 1/total: at most one half of a unit each way.
          let error = parts[0].amount.multipliedReportingOverflow(by: total)
          if !error.overflow, abs(amount) < 1 << 40 {
            #expect(abs(2 * (error.partialValue - amount * weights[0])) <= total)
          }
        }
      }
    }
  }

  @Test("A run of academic years spread and added by financial year keeps every penny")
  func run() {
    for spread in spreads {
      let parts = (2000...2040).flatMap {
        spread.parts(of: 1_234_567 + $0, in: AcademicYear(startYear: $0))
      }
      let whole = (2000...2040).map { 1_234_567 + $0 }.reduce(0, +)
      #expect(parts.byFinancialYear.values.reduce(0, +) == whole)
      for year in 2000...2040 {
        #expect(parts.byAcademicYear[AcademicYear(startYear: year)] == 1_234_567 + year)
      }
    }
  }

  @Test("Known shares: 7 and 5 months, 212 and 153 days, 125 and 65 school days")
  func shares() {
    let year = AcademicYear(startYear: 2025)
    #expect(YearSpread.months.parts(of: 12, in: year).map(\.amount) == [7, 5])
    #expect(YearSpread.calendarDays.parts(of: 365, in: year).map(\.amount) == [212, 153])
    #expect(
      YearSpread.schoolDays(.standard).parts(of: 190, in: year).map(\.amount) == [125, 65])
    let leap = AcademicYear(startYear: 2027)
    #expect(YearSpread.calendarDays.parts(of: 366, in: leap).map(\.amount) == [213, 153])
    #expect(YearSpread.months.parts(of: 24.0, in: year).map(\.amount) == [14, 10])
    let financial = FinancialYear(startYear: 2025)
    #expect(YearSpread.months.parts(of: 24.0, in: financial).map(\.amount) == [10, 14])
    #expect(YearSpread.months.level(in: financial, earlier: 100, later: 112) == 107)
  }
}

@Suite("School days")
struct SchoolCalendarTests {
  @Test("The standard year has 190 days, none in August")
  func standard() throws {
    let calendar = SchoolCalendar.standard
    let year = AcademicYear(startYear: 2026)
    #expect(calendar.days(in: year) == 190)
    #expect(calendar.days(in: FinancialYear(startYear: 2026)) == 190)
    #expect(calendar.days(in: Month(year: 2027, monthOfYear: 8)) == 0)
    #expect(calendar.days(in: Month(year: 2026, monthOfYear: 9)) == 18)
    #expect(calendar.days(in: year, and: year.earlierFinancialYear) == 125)
    #expect(calendar.days(in: year, and: year.laterFinancialYear) == 65)
  }

  @Test("A year of its own moves days between financial years")
  func exceptions() throws {
    let year = AcademicYear(startYear: 2026)
    let late = [18, 18, 20, 15, 19, 15, 23, 11, 15, 22, 14, 0]
    let calendar = try SchoolCalendar(
      usual: SchoolCalendar.standard.usual, exceptions: [year: late])
    #expect(calendar.days(in: year) == 190)
    #expect(calendar.days(in: year.earlierFinancialYear) == 193)
    #expect(calendar.days(in: year.laterFinancialYear) == 187)
  }

  @Test("Impossible calendars are refused with the month")
  func refused() {
    let usual = SchoolCalendar.standard.usual
    var august = usual
    august[11] = 1
    var long = usual
    long[0] = 24
    var negative = usual
    negative[3] = -1
    let oneSided = usual.enumerated().map { $0.offset < 7 ? $0.element : 0 }
    for days in [august, long, negative, oneSided, Array(usual.dropLast())] {
      #expect(throws: PeriodError.self) { try SchoolCalendar(usual: days) }
      #expect(throws: PeriodError.self) {
        try SchoolCalendar(usual: usual, exceptions: [AcademicYear(startYear: 2026): days])
      }
    }
    let error = #expect(throws: PeriodError.self) { try SchoolCalendar(usual: august) }
    #expect(error?.input.contains("August") == true)
  }
}
