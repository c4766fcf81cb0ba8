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
    _ method: CareMethod, start: String = "2020-04-30", until: String = "2020-06-15",
    from: String = "2020-04-02", to: String = "2020-05-01", simulations: Int = 0,
    step: CareProjectionRequest.Step = .month
  ) throws -> CareProjectionRequest {
    CareProjectionRequest(
      windowStart: try CalendarDate(iso: from), windowEnd: try CalendarDate(iso: to),
      start: try CalendarDate(iso: start), until: try CalendarDate(iso: until), method: method,
      simulations: simulations, seed: 3, step: step)
  }

  /// Rates by hand: one of four moves on one day and one of four (three and the newcomer) leaves on
  /// another, over 30 days; one entrant.
  @Test func ratesByHand() throws {
    let request = try request(.stockFlow)
    let foster = CareFlows.state(.tenToFifteen, .fostering)
    let home = CareFlows.state(.tenToFifteen, .residential)
    let pool = CareFlows.state(.tenToFifteen, .notInCare)
    let older = CareFlows.state(.sixteenAndOver, .fostering)
    let base = try CareStockFlow(
      returns(), method: .stockFlow, from: request.windowStart, to: request.windowEnd
    ).model
    #expect(abs(base.rates[foster * 25 + home] - 1.0 / 120) < 1e-15)
    #expect(abs(base.rates[foster * 25 + pool] - 1.0 / 120) < 1e-15)
    #expect(abs(base.rates[foster * 25 + older] - 1.0 / 2_190) < 1e-15)
    #expect(abs(base.entrants[foster] - 1.0 / 29) < 1e-15)
    let regional = try CareStockFlow(
      returns(), method: .stockFlowRegional, from: request.windowStart, to: request.windowEnd)
    #expect(regional.model.rates[foster * 25 + older] == 0)
    #expect(abs(regional.model.entrants[foster] - 1.0 / 30) < 1e-15)
    // One day by hand: 3 − 3/60 + 1/30 in foster care and 1 + 3/120 in the home.
    let table = try regional.project(self.request(.stockFlowRegional, step: .day))
    let day = try CalendarDate(iso: "2020-05-01")
    let first = try #require(table.value(day, .tenToFifteen, .fostering))
    let second = try #require(table.value(day, nil, .residential))
    let third = try #require(table.value(day, nil, nil))
    #expect(abs(first.mean - (3 - 3.0 / 60 + 1.0 / 30)) < 1e-12)
    #expect(abs(second.mean - (1 + 3.0 / 120)) < 1e-12)
    #expect(abs(third.mean - (4 - 3.0 / 120 + 1.0 / 30)) < 1e-12)
    let variance = 3.0 / 120 * (1 - 1.0 / 120) + 1.0 / 30
    #expect(abs(third.standardDeviation - variance.squareRoot()) < 1e-12)
  }

  @Test func monthsKeepTheDayOfTheStart() throws {
    let table = try CareProjection.project(returns(), request(.stockFlow))
    #expect(table.dates.map(\.iso) == ["2020-04-30", "2020-05-30", "2020-06-15"])
    let ends = try request(.stockFlow, start: "2020-12-31", until: "2021-04-30")
    #expect(
      ends.dates.map(\.iso) == [
        "2020-12-31", "2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30",
      ])
    #expect(try request(.stockFlow, step: .day).dates.count == 47)
  }

  @Test func monthsAndDaysAgree() throws {
    let days = try CareProjection.project(returns(), request(.stockFlow, step: .day))
    let months = try CareProjection.project(returns(), request(.stockFlow))
    for date in months.dates {
      let value = months.value(date, nil, nil)
      #expect(value != nil && value == days.value(date, nil, nil))
    }
  }

  @Test func totalsAddUp() throws {
    let table = try CareProjection.project(returns(), request(.stockFlow, step: .day))
    for date in table.dates {
      var all = 0.0
      for age in CareStays.AgeGroup.allCases {
        let parts = CareProjectionTable.placements.compactMap {
          table.value(date, age, $0)?.mean
        }
        let total = try #require(table.value(date, age, nil)).mean
        #expect(abs(parts.reduce(0, +) - total) < 1e-12)
        all += total
      }
      #expect(abs(all - (try #require(table.value(date, nil, nil)).mean)) < 1e-12)
    }
  }

  @Test func tableIsTidy() throws {
    let table = try CareProjection.project(returns(), request(.stockFlow))
    let lines = String(decoding: table.csv, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "date,age_group,placement,mean,sd,p10,p50,p90")
    #expect(lines.count == 1 + 3 * 30)
    #expect(lines[1] == "2020-04-30,0-1,fostering,0,0,0,0,0")
    #expect(lines.contains("2020-04-30,10-16,fostering,3,0,3,3,3"))
    #expect(lines[30] == "2020-04-30,all,all,4,0,4,4,4")
    var written = CareProjectionTable()
    let value = CareProjectionTable.Value(
      mean: 12.0625, standardDeviation: 0.000_000_000_4, p10: 1e-9, p50: 2e10, p90: 3.1)
    written.append(
      try CalendarDate(iso: "2020-04-30"),
      CareProjectionTable.cells.map { _ in value })
    let line = String(decoding: written.csv, as: UTF8.self).split(separator: "\n")[1]
    #expect(line == "2020-04-30,0-1,fostering,12.0625,0,0.000000001,20000000000.0,3.1")
  }

  @Test func simulationGivesQuantilesOnly() throws {
    let exact = try CareProjection.project(returns(), request(.stockFlow))
    let simulated = try CareProjection.project(
      returns(), request(.stockFlow, simulations: 2_000))
    let again = try CareProjection.project(returns(), request(.stockFlow, simulations: 2_000))
    #expect(simulated.csv == again.csv)
    for (one, other) in zip(exact.values, simulated.values) {
      #expect(one.mean == other.mean && one.standardDeviation == other.standardDeviation)
      #expect(abs(one.p10 - other.p10) <= 1 && abs(one.p50 - other.p50) <= 1)
      #expect(abs(one.p90 - other.p90) <= 1)
      #expect(other.p10 <= other.p50 && other.p50 <= other.p90)
    }
  }

  @Test func requestsThatCannotBeAnsweredAreRefused() throws {
    let returns = try returns()
    let requests = [
      try request(.stockFlow, until: "2020-04-30"), try request(.stockFlow, until: "2200-01-01"),
      try request(.stockFlow, simulations: -1), try request(.stockFlow, start: "2020-03-01"),
      try request(.stockFlow, start: "2021-04-01", until: "2022-01-01"),
      try request(.stockFlow, from: "2019-04-01"), try request(.stockFlow, to: "2021-06-01"),
      try request(.stockFlow, from: "2020-05-01", to: "2020-05-01"),
    ]
    for request in requests {
      #expect(throws: ReturnsError.self) { try CareProjection.project(returns, request) }
    }
    let stockFlow = try CareStockFlow(
      returns, method: .stockFlow, from: requests[0].windowStart, to: requests[0].windowEnd)
    let other = try StockFlowModel(states: 1, rates: [0], losses: [0], entrants: [0])
    #expect(throws: ReturnsError.self) {
      try stockFlow.project(try request(.stockFlow), model: other)
    }
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
        returns, method: .stockFlowRegional, from: try CalendarDate(iso: "2020-04-03"),
        to: try CalendarDate(iso: "2020-04-05"))
    }
  }

  /// Everyone of the start, and every entrant, is in care, in a pool of leavers or past the last age.
  @Test func everyoneIsBooked() throws {
    let request = try request(.stockFlow)
    let fit = try CareStockFlow(
      returns(), method: .stockFlow, from: request.windowStart, to: request.windowEnd)
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
