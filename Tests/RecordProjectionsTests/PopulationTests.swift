import CouncilReturns
import Foundation
import Periods
import RecordProjections
import Testing

@Suite("Populations that projections from records follow")
struct PopulationTests {
  private static func table(_ years: ClosedRange<Int>, ages: ClosedRange<Int> = 0...17) -> String {
    "calendar-year,age,population\n"
      + years.flatMap { year in ages.map { "\(year),\($0),\(1_000 + 10 * $0 + year - 2020)\n" } }
      .joined()
  }

  private func read(_ text: String) throws -> PopulationByAge {
    try PopulationByAge(bytes: Array(text.utf8), file: "p.csv")
  }

  @Test("A table by year and age is read, older ages passed over")
  func reading() throws {
    let population = try read(Self.table(2020...2021, ages: 0...25))
    #expect(population.byYear.keys.sorted() == [2020, 2021])
    #expect(population.byYear[2021]?.count == 18)
    #expect(population.children(age: 3, in: Month(year: 2015, monthOfYear: 1)) == 1_030)
    // A December lies halfway between two Junes.
    let between = population.children(age: 3, in: Month(year: 2020, monthOfYear: 12))
    #expect(abs(between - (1_030 + 5.5 / 12)) < 1e-9)
  }

  @Test(
    "What is no population is refused with file and place",
    arguments: [
      ("calendar-year,population\n2020,5\n", "column age"),
      ("calendar-year,age,population\n2020,0,-1\n", "row 2, column population"),
      ("calendar-year,age,population\n2020,0,many\n", "row 2, column population"),
      ("calendar-year,age,population\n2020.5,0,1\n", "row 2"),
      ("calendar-year,age,population\n9999,0,1\n", "row 2"),
      ("calendar-year,age,population\n2020,0,1\n2020,0,2\n", "row 3, column age"),
      ("calendar-year,age,population\n2020,0,100\n", "2020 has no row for age 1"),
      ("calendar-year,age,population\n", "at least one year"),
      ("calendar-year,age,population\n2020,0\n", "p.csv:2"), ("", "p.csv:1"),
    ])
  func refused(_ text: String, says: String) {
    let error = #expect(throws: CareProjectionError.self) { _ = try read(text) }
    #expect(error?.input == "p.csv")
    #expect(error?.reason.contains(says) == true)
  }

  private func estimates() -> [Int: [Int: Double]] {
    [2020: Dictionary(uniqueKeysWithValues: (0...25).map { ($0, 100 + Double($0)) })]
  }

  @Test("Everybody is a year older each year, children scaled to what is published")
  func aged() throws {
    let free = try AgedPopulation(estimates: estimates(), children: [:], through: 2023)
    #expect(free.byYear.keys.sorted() == [2020, 2021, 2022, 2023])
    #expect(free.byYear[2023]?[10] == 107 && free.byYear[2023]?[1] == 100)
    #expect(free.byYear[2023]?[25] == 122)
    let scaled = try AgedPopulation(
      estimates: estimates(), children: [2021: 3_600], through: 2022)
    let sum = scaled.byYear[2021]?[..<18].reduce(0, +) ?? 0
    #expect(abs(sum - 3_600) < 1e-9)
    #expect(scaled.byYear[2021]?[18] == 117)
    #expect(scaled.byYear[2022]?[18] == scaled.byYear[2021]?[17])
  }

  @Test("School years of a census are ages in the middle of the year before")
  func schoolYears() throws {
    let people = try AgedPopulation(estimates: estimates(), children: [:], through: 2023)
    let population = people.schoolYears(2015...2024)
    #expect(population.years == Array(2015...2024))
    #expect(population.children(year: 2015, ncy: 0) == 104)
    #expect(population.children(year: 2021, ncy: 0) == 104)
    #expect(population.children(year: 2024, ncy: 6) == 107)
    #expect(population.children(year: 2024, ncy: 21) == 122)
    #expect(try people.children().byYear[2020]?.count == 18)
  }

  @Test("A population without all ages cannot be aged")
  func incomplete() {
    let error = #expect(throws: CareProjectionError.self) {
      _ = try AgedPopulation(estimates: [2020: [0: 5]], children: [:], through: 2022)
    }
    #expect(error?.input == "population")
  }

  /// Twenty children a year of 10, in foster care for a month each.
  private func returns() throws -> CareReturns {
    var episodes = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n"
    var header = "CHILD,SEX,DOB\n"
    for child in 0..<40 {
      let month = child % 12 + 1
      let year = 2021 + child / 20
      let start = String(format: "%04d-%02d-02", year, month)
      let end = String(format: "%04d-%02d-28", year, month)
      episodes += "C\(child),\(start),S,C2,U4,\(end),E4A\n"
      header += "C\(child),1,\(year - 11)-06-15\n"
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let inner = folder.appending(path: "2022-23")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try episodes.write(
      to: inner.appending(path: "episodes.csv"), atomically: true, encoding: .utf8)
    try header.write(to: inner.appending(path: "header.csv"), atomically: true, encoding: .utf8)
    return try CareReturns.read(folder: folder.path)
  }

  @Test("Entries of a projection follow the population, and a note says where it is not known")
  func followed() async throws {
    let returns = try returns()
    func day(_ iso: String) throws -> CalendarDate { try CalendarDate(iso: iso) }
    var request = CareProjectionRequest(
      windowStart: try day("2021-01-01"), windowEnd: try day("2023-01-01"),
      start: try day("2023-01-01"), until: try day("2025-01-01"))
    func last(_ tables: CareProjectionTables) -> Double {
      tables.rows.last { $0.ageGroup == "all" && $0.placement == "all" }?.mean ?? 0
    }
    let flat = try await CareProjection.project(returns, request)
    let level = [Double](repeating: 1_000, count: 18)
    request.population = try PopulationByAge(
      byYear: [2020: level, 2023: level, 2024: level.map { 3 * $0 }])
    let grown = try await CareProjection.project(returns, request)
    #expect(last(grown) > 2.5 * last(flat))
    #expect(last(grown) < 3.5 * last(flat))
    #expect(grown.notes.contains { $0.contains("2020 to 2024") })
    // A level population gives what none gives.
    request.population = try PopulationByAge(byYear: [2020: level, 2026: level])
    let same = try await CareProjection.project(returns, request)
    #expect(abs(last(same) - last(flat)) < 0.02 * last(flat))
    #expect(!same.notes.contains { $0.contains("population") })
    request.method = .stockFlow
    let error = await #expect(throws: CareProjectionError.self) {
      _ = try await CareProjection.project(returns, request)
    }
    #expect(error?.input == "--population")
  }
}
