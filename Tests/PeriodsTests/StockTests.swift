import Periods
import Testing

@Suite("Stocks become child-days by the real calendar")
struct StockPathTests {
  private func date(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  @Test("A straight line has its middle as its mean; a constant keeps its level")
  func means() throws {
    let year = FinancialYear(startYear: 2025)
    let path = try StockPath(
      dates: [year.firstDay, year.advanced(by: 1).firstDay], stock: [100, 120])
    #expect(abs(try path.mean(over: year) - 110) < 1e-12)
    #expect(path.childDays == 110 * 365)
    #expect(path.stepChildDays == 100 * 365)
    let flat = try StockPath.januaryCensuses(from: 2020, stock: [50, 50, 50, 50])
    #expect(try flat.mean(over: FinancialYear(startYear: 2021)) == 50)
  }

  @Test("The financial-year mean of January censuses is the integral day by day")
  func january() throws {
    let path = try StockPath.januaryCensuses(from: 2024, stock: [2000, 2200, 2500, 2600])
    for start in 2024...2025 {
      let year = FinancialYear(startYear: start)
      var sum = 0.0
      for offset in 0..<year.days {
        let day = year.firstDay.adding(days: offset)
        sum += (try path.level(on: day) + path.level(on: day.adding(days: 1))) / 2
      }
      #expect(abs(try path.mean(over: year) - sum / Double(year.days)) < 1e-9)
    }
    // On one straight line the mean is the level at mid-year, 0.71 of the way between Januaries.
    let line = try StockPath.januaryCensuses(from: 2024, stock: [0, 364, 728])
    let mean = try line.mean(over: FinancialYear(startYear: 2024))
    #expect(abs(mean / 364 - 0.71) < 0.01)
  }

  @Test("Wrong lists and days outside the counts are refused")
  func refused() throws {
    let dates = [try date("2025-01-01"), try date("2025-02-01")]
    #expect(throws: PeriodError.self) { try StockPath(dates: dates, stock: [1]) }
    #expect(throws: PeriodError.self) { try StockPath(dates: [dates[0]], stock: [1]) }
    #expect(throws: PeriodError.self) {
      try StockPath(dates: [dates[1], dates[0]], stock: [1, 2])
    }
    #expect(throws: PeriodError.self) { try StockPath(dates: dates, stock: [1, .nan]) }
    let path = try StockPath(dates: dates, stock: [1, 2])
    #expect(throws: PeriodError.self) { try path.level(on: date("2025-02-02")) }
    #expect(throws: PeriodError.self) { try path.mean(over: FinancialYear(startYear: 2025)) }
    #expect(throws: PeriodError.self) { try path.mean(from: dates[0], until: dates[0]) }
    #expect(try path.level(on: dates[0]) == 1)
    #expect(try path.level(on: dates[1]) == 2)
  }

  @Test("Nights of a stay, split over years, add to the stay")
  func nights() throws {
    let horizon = try date("2041-01-01")
    var state: UInt64 = 3
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let start = try date("2000-04-01").adding(days: Int(state >> 33) % 9000)
      let length = Int(state >> 13) % 5000
      let span = try NightSpan(start: start, end: start.adding(days: length))
      let years = (1999...2041).map {
        span.nights(in: FinancialYear(startYear: $0), horizon: horizon)
      }
      #expect(years.reduce(0, +) == length)
    }
    let open = try NightSpan(start: date("2026-03-30"), end: nil)
    #expect(open.nights(in: FinancialYear(startYear: 2025), horizon: horizon) == 2)
    let after = try NightSpan(start: date("2042-01-01"), end: nil)
    #expect(after.nights(in: FinancialYear(startYear: 2041), horizon: horizon) == 0)
    let error = #expect(throws: PeriodError.self) {
      try NightSpan(start: date("2025-05-02"), end: date("2025-05-01"))
    }
    #expect(error?.input.contains("2025-05-02") == true)
  }
}
