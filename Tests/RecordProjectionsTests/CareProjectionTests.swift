import Cohorts
import CouncilReturns
import Foundation
import Periods
import RecordProjections
import Testing

@Suite("Projections of looked-after children")
struct CareProjectionTests {
  /// Four children of 12 in foster care from 1 April 2020, of whom one moves to a children's home on
  /// 11 April and one goes home on 21 April; a fifth comes on 16 April. Window of 30 days.
  private static let episodes = """
    A,2020-04-01,S,C2,U4,2020-04-11,X1
    A,2020-04-11,P,C2,K2,,
    B,2020-04-01,S,C2,U4,2020-04-21,E4A
    C,2020-04-01,S,C2,U4,,
    D,2020-04-01,S,C2,U4,,
    E,2020-04-16,S,C2,U4,,
    """

  private func returns(_ episodes: String = Self.episodes) throws -> CareReturns {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = episodes.split(separator: "\n").map { "\($0),2020" }
    try (["CHILD,DECOM,RNE,LS,PLACE,DEC,REC,YEAR"] + rows).joined(separator: "\n").write(
      to: folder.appending(path: "episodes.csv"), atomically: true, encoding: .utf8)
    let header = "ABCDE".map { "\($0),1,2008-01-01,2020" }
    try (["CHILD,SEX,DOB,YEAR"] + header).joined(separator: "\n").write(
      to: folder.appending(path: "header.csv"), atomically: true, encoding: .utf8)
    return try CareReturns.read(folder: folder.path)
  }

  private func request(
    _ method: CareMethod = .stockFlow, start: String = "2020-04-30", until: String = "2020-06-15",
    from: String = "2020-04-02", to: String = "2020-05-01", simulations: Int = 0,
    step: CareDurationProjection.Step = .month
  ) throws -> CareProjectionRequest {
    CareProjectionRequest(
      windowStart: try CalendarDate(iso: from), windowEnd: try CalendarDate(iso: to),
      start: try CalendarDate(iso: start), until: try CalendarDate(iso: until), method: method,
      simulations: simulations, seed: 3, step: step)
  }

  private func row(
    _ table: CareProjectionTables, _ date: String, _ age: String, _ placement: String
  ) -> CareProjectionRow? {
    table.rows.first {
      $0.date.iso == date && $0.ageGroup == age && $0.placement == placement
    }
  }

  /// Rates by hand: one of four moves on one day and one of four (three and the newcomer) leaves on
  /// another, over 30 days; one entrant.
  @Test func ratesByHand() throws {
    let request = try request()
    let foster = CareFlows.state(.tenToFifteen, .fostering)
    let home = CareFlows.state(.tenToFifteen, .residential)
    let pool = CareFlows.state(.tenToFifteen, .notInCare)
    let older = CareFlows.state(.sixteenAndOver, .fostering)
    let base = try CareStockFlow(
      returns(), rules: .stockFlow, from: request.windowStart, to: request.windowEnd
    ).model
    #expect(abs(base.rates[foster * 25 + home] - 1.0 / 120) < 1e-15)
    #expect(abs(base.rates[foster * 25 + pool] - 1.0 / 120) < 1e-15)
    #expect(abs(base.rates[foster * 25 + older] - 1.0 / 2_190) < 1e-15)
    #expect(abs(base.entrants[foster] - 1.0 / 29) < 1e-15)
    let regional = try CareStockFlow(
      returns(), rules: .stockFlowRegional, from: request.windowStart, to: request.windowEnd)
    #expect(regional.model.rates[foster * 25 + older] == 0)
    #expect(abs(regional.model.entrants[foster] - 1.0 / 30) < 1e-15)
    // One day by hand: 3 − 3/60 + 1/30 in foster care and 1 + 3/120 in the home.
    let table = try regional.project(self.request(.stockFlowRegional, step: .day))
    let first = try #require(row(table, "2020-05-01", "10-16", "fostering"))
    let second = try #require(row(table, "2020-05-01", "all", "residential"))
    let third = try #require(row(table, "2020-05-01", "all", "all"))
    #expect(abs(first.mean - (3 - 3.0 / 60 + 1.0 / 30)) < 1e-12)
    #expect(abs(second.mean - (1 + 3.0 / 120)) < 1e-12)
    #expect(abs(third.mean - (4 - 3.0 / 120 + 1.0 / 30)) < 1e-12)
    let variance = 3.0 / 120 * (1 - 1.0 / 120) + 1.0 / 30
    #expect(abs(try #require(third.standardDeviation) - variance.squareRoot()) < 1e-12)
  }

  @Test func monthsAndDaysAgree() async throws {
    let days = try await CareProjection.project(returns(), request(step: .day))
    let months = try await CareProjection.project(returns(), request())
    let dates = Set(months.rows.map(\.date.iso))
    #expect(dates == ["2020-04-30", "2020-05-30", "2020-06-15"])
    #expect(days.rows.filter { dates.contains($0.date.iso) } == months.rows)
    #expect(days.rows.count == 47 * 30)
  }

  @Test func totalsAddUp() async throws {
    let table = try await CareProjection.project(returns(), request(step: .day))
    for rows in Dictionary(grouping: table.rows, by: \.date).values {
      func mean(_ age: String, _ placement: String) -> Double {
        rows.first { $0.ageGroup == age && $0.placement == placement }?.mean ?? .nan
      }
      let parts = rows.filter { $0.ageGroup != "all" && $0.placement != "all" }
      #expect(parts.count == 20)
      let total = mean("all", "all")
      #expect(abs(parts.reduce(0) { $0 + $1.mean } - total) < 1e-12)
      for age in CareStays.AgeGroup.allCases.map(\.label) {
        let own = parts.filter { $0.ageGroup == age }
        #expect(abs(own.reduce(0) { $0 + $1.mean } - mean(age, "all")) < 1e-12)
      }
    }
  }

  @Test func tableIsTidy() async throws {
    let table = try await CareProjection.project(returns(), request())
    let lines = table.csv.split(separator: "\n").map(String.init)
    #expect(lines.first == "date,age_group,placement,mean,sd,p10,p50,p90")
    #expect(lines.count == 1 + 3 * 30)
    #expect(lines[1] == "2020-04-30,0-1,fostering,0,0,0,0,0")
    #expect(lines.contains("2020-04-30,10-16,fostering,3,0,3,3,3"))
    #expect(lines[30] == "2020-04-30,all,all,4,0,4,4,4")
    for (line, row) in zip(lines.dropFirst(), table.rows) {
      let fields = line.split(separator: ",").dropFirst(3).compactMap { Double($0) }
      let values = [row.mean, row.standardDeviation, row.p10, row.p50, row.p90].compactMap { $0 }
      #expect(fields.count == 5 && values.count == 5)
      #expect(zip(fields, values).allSatisfy { abs($0 - $1) <= 0.500_001e-9 })
    }
  }

  @Test func simulationGivesQuantilesOnly() async throws {
    let exact = try await CareProjection.project(returns(), request())
    let simulated = try await CareProjection.project(returns(), request(simulations: 2_000))
    let again = try await CareProjection.project(returns(), request(simulations: 2_000))
    #expect(simulated.csv == again.csv)
    for (one, other) in zip(exact.rows, simulated.rows) {
      #expect(one.mean == other.mean && one.standardDeviation == other.standardDeviation)
      let quantiles = [other.p10, other.p50, other.p90].compactMap { $0 }
      #expect(quantiles.count == 3 && quantiles == quantiles.sorted())
      let known = [one.p10, one.p50, one.p90].compactMap { $0 }
      #expect(zip(quantiles, known).allSatisfy { abs($0 - $1) <= 1 })
    }
  }

  @Test func requestsThatCannotBeAnsweredAreRefused() async throws {
    let returns = try returns()
    for request in [
      try request(until: "2020-04-30"), try request(until: "2200-01-01"),
      try request(simulations: -1), try request(.duration, until: "2020-04-30"),
    ] {
      await #expect(throws: CareProjectionError.self) {
        try await CareProjection.project(returns, request)
      }
    }
    for request in [
      try request(start: "2020-03-01"), try request(start: "2021-04-01", until: "2022-01-01"),
      try request(from: "2019-04-01"), try request(to: "2021-06-01"),
      try request(from: "2020-05-01", to: "2020-05-01"),
    ] {
      await #expect(throws: ReturnsError.self) {
        try await CareProjection.project(returns, request)
      }
    }
    let window = try request()
    let stockFlow = try CareStockFlow(
      returns, rules: .stockFlow, from: window.windowStart, to: window.windowEnd)
    let other = try StockFlowModel(states: 1, rates: [0], losses: [0], entrants: [0])
    #expect(throws: CohortError.self) { try stockFlow.project(window, model: other) }
  }

  @Test func durationMethodAnswersToo() async throws {
    let table = try await CareProjection.project(returns(), request(.duration))
    #expect(Set(table.rows.map(\.date.iso)) == ["2020-04-30", "2020-05-30", "2020-06-15"])
    #expect(row(table, "2020-04-30", "all", "all")?.mean == 4)
  }

  @Test func ratesThatAreNoProbabilitiesAreRefused() throws {
    // Two children come and go on one day, out of a state that opens that day with one.
    let returns = try returns(
      """
      A,2020-04-01,S,C2,U4,2020-04-03,E4A
      B,2020-04-03,S,C2,U4,2020-04-03,E4A
      C,2020-04-03,S,C2,U4,2020-04-03,E4A
      D,2020-04-01,S,C2,K2,,
      """)
    #expect(throws: ReturnsError.self) {
      try CareStockFlow(
        returns, rules: .stockFlowRegional, from: try CalendarDate(iso: "2020-04-03"),
        to: try CalendarDate(iso: "2020-04-05"))
    }
  }

  /// Everyone of the start, and every entrant, is in care, in a pool of leavers or past the last age.
  @Test func everyoneIsBooked() throws {
    let request = try request()
    let fit = try CareStockFlow(
      returns(), rules: .stockFlow, from: request.windowStart, to: request.windowEnd)
    let start = fit.flows.stock(on: request.start)
    let month = try fit.model.path(days: 30)
    var projection = try StockFlowProjection(start: start)
    var simulation = try StockFlowSimulation(
      start: start, replicates: 200, seed: 5, name: "care")
    let perDay = fit.model.entrants.reduce(0, +)
    for months in 1...120 {
      projection.advance(month)
      simulation.advance(month)
      let all = projection.means.reduce(0, +) + projection.lost
      #expect(abs(all - 4 - perDay * 30 * Double(months)) < 1e-9)
      for replicate in 0..<200 {
        let now = simulation.counts[replicate * 25..<(replicate + 1) * 25].reduce(0, +)
        #expect(now + simulation.left[replicate] - simulation.entered[replicate] == 4)
      }
    }
  }
}
