import Cohorts
import CouncilReturns
import Foundation
import RecordProjections
import Testing

@Suite("Shares of plans between two censuses")
struct PlanRatesTests {
  private func flow(_ from: (Int, String)?, _ to: (Int, String)?, _ count: Int)
    -> PlanTransitions.Flow
  {
    func state(_ place: (Int, String)?) -> PlanState? {
      place.map { PlanState(ncy: $0.0, need: "ASD", setting: $0.1) }
    }
    return .init(year: 2024, from: state(from), to: state(to), count: count)
  }

  private var transitions: PlanTransitions {
    PlanTransitions([
      flow((6, "MAIN"), (7, "MAIN"), 60), flow((6, "MAIN"), (7, "SPEC"), 20),
      flow((6, "MAIN"), nil, 20), flow((6, "SPEC"), (7, "SPEC"), 10), flow(nil, (7, "MAIN"), 5),
    ])
  }

  @Test("events stand over their own exposure, with the exact interval")
  func counts() throws {
    let rates = try PlanRates(
      transitions, population: ChildPopulation(counts: [2025: [7: 1_000, 8: 900]]))
    func row(_ event: PlanRates.Event, _ ncy: Int, _ setting: String?) throws -> PlanRates.Row {
      try #require(
        rates.rows.first { $0.event == event && $0.ncy == ncy && $0.setting == setting })
    }
    let leaving = try row(.leave, 6, "MAIN")
    #expect(leaving.events == 20 && leaving.exposure == 100 && leaving.share == 0.2)
    // Clopper-Pearson for 20 of 100, R 4.2.2: binom.test(20, 100)$conf.int.
    let interval = try #require(leaving.interval)
    #expect(abs(interval.lowerBound - 0.1266556) < 1e-6)
    #expect(abs(interval.upperBound - 0.2918427) < 1e-6)
    // Only those who did not leave could move.
    let moving = try row(.move, 6, "MAIN")
    #expect(moving.events == 20 && moving.exposure == 80 && moving.share == 0.25)
    let joining = try row(.join, 7, nil)
    #expect(joining.events == 5 && joining.exposure == 1_000)
    #expect(try row(.join, 8, nil).events == 0)
    // None of ten left: the shrunken share is above zero and below the pooled one.
    let none = try row(.leave, 6, "SPEC")
    #expect(none.share == 0 && none.shrunk > 0 && none.shrunk < 0.2)
  }

  @Test("without population there are no joiners; tables have their columns")
  func tables() throws {
    let rates = try PlanRates(transitions, population: nil)
    #expect(!rates.rows.contains { $0.event == .join })
    for line in rates.csv.split(separator: "\n") {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count
          == PlanRates.columns.count)
    }
    #expect(rates.table.contains("20.00%"))
    let objects = try JSONSerialization.jsonObject(with: Data(rates.json().utf8)) as? [Any]
    #expect(objects?.count == rates.rows.count)
  }

  @Test("no transitions give no rows; a coverage that is none is refused")
  func edges() throws {
    #expect(try PlanRates(PlanTransitions([]), population: nil).rows.isEmpty)
    #expect(throws: (any Error).self) {
      try PlanRates(transitions, population: nil, coverage: 1.5)
    }
  }
}
