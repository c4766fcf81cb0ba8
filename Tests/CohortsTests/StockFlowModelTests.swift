import Cohorts
import Probability
import Testing

@Suite("Daily stock-and-flow model")
struct StockFlowModelTests {
  /// Two states over three days. State 0 holds 2, 2, 1, 0 and state 1 holds 0, 0, 1, 1 (the day
  /// before first); one moves 0 → 1 on day 1, one leaves 0 for the pool (state 2) on day 2.
  private func history() throws -> StockFlowHistory {
    try StockFlowHistory(
      states: 3, days: 3, stocks: [2, 0, 0, 2, 0, 0, 1, 1, 0, 0, 1, 1],
      moves: [
        StockFlowHistory.Move(day: 2, from: 0, to: 2),
        StockFlowHistory.Move(day: 1, from: 0, to: 1),
        StockFlowHistory.Move(day: 2, from: 1, to: 1),
      ], entries: [0, 0, 0])
  }

  @Test func ratesAreMeansOfDailyShares() throws {
    let history = try history()
    let all = StockFlowHistory.RateRule(countsEmptyDays: true, firstDayOpensWithItsClose: false)
    let rates = history.dailyRates(all)
    // Day 1: 1 of 2; day 2: 1 of 1; three days.
    #expect(abs(rates[1] - 0.5 / 3) < 1e-15)
    #expect(abs(rates[2] - 1.0 / 3) < 1e-15)
    #expect(rates[4] == 0, "a stay that follows another in one state is no move")
    #expect(history.personDays(0, all) == 5)
    #expect(history.personDays(1, all) == 1)
    #expect(history.daysAtRisk(1, all) == 1)
  }

  @Test func emptyDaysCanBeLeftOutAndTheFirstDayTakenFromItsClose() throws {
    let history = try StockFlowHistory(
      states: 2, days: 4, stocks: [4, 0, 2, 0, 2, 1, 1, 1, 1, 1],
      moves: [
        StockFlowHistory.Move(day: 0, from: 0, to: 1, count: 2),
        StockFlowHistory.Move(day: 3, from: 1, to: 0),
      ], entries: [0, 0])
    let before = StockFlowHistory.RateRule(
      countsEmptyDays: false, firstDayOpensWithItsClose: false)
    let close = StockFlowHistory.RateRule(countsEmptyDays: true, firstDayOpensWithItsClose: true)
    #expect(history.dailyRates(before) == [0, 0.5 / 4, 0.5, 0])
    #expect(history.dailyRates(close) == [0, 1.0 / 4, 0.25, 0])
  }

  @Test func badHistoriesAreRefused() {
    #expect(throws: CohortError.self) {
      try StockFlowHistory(states: 1, days: 0, stocks: [1], moves: [], entries: [0])
    }
    #expect(throws: CohortError.self) {
      try StockFlowHistory(states: 1, days: 1, stocks: [1], moves: [], entries: [0])
    }
    #expect(throws: CohortError.self) {
      try StockFlowHistory(states: 1, days: 1, stocks: [1, -1], moves: [], entries: [0])
    }
    #expect(throws: CohortError.self) {
      try StockFlowHistory(
        states: 1, days: 1, stocks: [1, 1],
        moves: [StockFlowHistory.Move(day: 1, from: 0, to: 0)], entries: [0])
    }
  }

  /// 0 → 1 at 0.1 a day, 1 → 0 at 0.2, out of 1 at 0.05, half a person a day into 0.
  private func model() throws -> StockFlowModel {
    try StockFlowModel(
      states: 2, rates: [9, 0.1, 0.2, 9], losses: [0, 0.05], entrants: [0.5, 0])
  }

  @Test func modelsThatAreNoneAreRefused() throws {
    let model = try model()
    #expect(model.rates == [0, 0.1, 0.2, 0])
    #expect(throws: CohortError.self) {
      try StockFlowModel(states: 2, rates: [0, 1], losses: [0, 0], entrants: [0, 0])
    }
    #expect(throws: CohortError.self) { try model.adding(rate: 0.91, from: 0, to: 1) }
    #expect(throws: CohortError.self) { try model.adding(rate: -0.2, from: 0, to: 1) }
    #expect(throws: CohortError.self) { try model.multiplying(rateBy: .nan, from: 0, to: 1) }
    #expect(throws: CohortError.self) { try model.multiplying(rateBy: 2, from: 0, to: 0) }
    #expect(throws: CohortError.self) { try model.changingEntrants(of: 2, by: 2) }
    #expect(throws: CohortError.self) { try model.changingEntrants(of: 0, adding: -1) }
    #expect(throws: CohortError.self) { try model.step(days: 0) }
    #expect(throws: CohortError.self) { try model.path(days: 0) }
  }

  @Test func adjustmentsChangeOneRateAndKeepTheOthers() throws {
    let model = try model()
    #expect(try model.adding(rate: 0.1, from: 0, to: 1).rates == [0, 0.2, 0.2, 0])
    #expect(try model.multiplying(rateBy: 0.5, from: 1, to: 0).rates == [0, 0.1, 0.1, 0])
    #expect(try model.changingEntrants(of: 0, by: 2, adding: 0.25).entrants == [1.25, 0])
  }

  @Test func longStepsCompoundEachRateByItself() throws {
    let step = try model().step(days: 2)
    let out = 1 - 0.9 * 0.9
    let back = 1 - 0.8 * 0.8
    let left = 1 - 0.95 * 0.95
    #expect(close(step.transitions, [1 - out, out, back, 1 - back - left]))
    #expect(close(step.losses, [0, left]))
    #expect(step.entrants == [1, 0])
    let fast = try StockFlowModel(
      states: 2, rates: [0, 0.5, 0, 0], losses: [0.4, 0], entrants: [0, 0])
    #expect(throws: CohortError.self) { try fast.step(days: 3) }
  }

  @Test func pathsAreDayAfterDay() throws {
    let model = try model()
    let day = try model.step(days: 1)
    let week = try model.path(days: 7)
    var daily = try StockFlowProjection(start: [5, 3])
    var weekly = try StockFlowProjection(start: [5, 3])
    for _ in 0..<7 { daily.advance(day) }
    weekly.advance(week)
    #expect(close(daily.means, weekly.means))
    #expect(abs(daily.lost - weekly.lost) < 1e-12)
    let one = daily.moments(of: [0])
    let other = weekly.moments(of: [0])
    #expect(abs(one.variance - other.variance) < 1e-12)
    #expect(abs(one.thirdCumulant - other.thirdCumulant) < 1e-12)
  }

  @Test func nobodyIsMadeOrLostInTheMean() throws {
    let day = try model().step(days: 1)
    var projection = try StockFlowProjection(start: [5, 3])
    for days in 1...400 {
      projection.advance(day)
      let all = projection.means.reduce(0, +) + projection.lost
      #expect(abs(all - 8 - 0.5 * Double(days)) < 1e-9)
    }
    #expect(throws: CohortError.self) { try StockFlowProjection(start: []) }
    #expect(throws: CohortError.self) { try StockFlowProjection(start: [-1]) }
  }

  /// Two people in state 0 without entrants after two days: one of them is in 0 with probability
  /// 0.9² + 0.1 · 0.2 = 0.83.
  @Test func spreadIsThatOfTheChain() throws {
    let closed = try model().changingEntrants(of: 0, by: 0)
    let day = try closed.step(days: 1)
    var projection = try StockFlowProjection(start: [2, 0])
    let before = projection.moments(of: [0])
    #expect(before.mean == 2 && before.variance == 0 && before.quantile(0.9) == 2)
    projection.advance(day)
    #expect(abs(projection.accumulatedVariances[0] - 2 * 0.9 * 0.1) < 1e-15)
    projection.advance(day)
    let law = projection.moments(of: [0])
    #expect(abs(law.mean - 1.66) < 1e-12)
    #expect(abs(law.variance - 2 * 0.83 * 0.17) < 1e-12)
    #expect(abs(law.thirdCumulant - 2 * 0.83 * 0.17 * (1 - 2 * 0.83)) < 1e-12)
    let accumulated = 2 * 0.09 + 1.8 * 0.09 + 0.2 * 0.2 * 0.8
    #expect(abs(projection.accumulatedVariances[0] - accumulated) < 1e-12)
  }

  /// Exactly where next to nobody is expected, to a person elsewhere.
  @Test(arguments: [0.02, 0.05, 0.4, 0.9, 2.5, 9, 40, 250])
  func quantilesFollowAPoissonNumber(_ mean: Double) throws {
    let law = StockFlowMoments(mean: mean, variance: mean, thirdCumulant: mean)
    let poisson = try Poisson(mean: mean)
    for p in [0.1, 0.5, 0.9] {
      let error = abs(law.quantile(p) - Double(poisson.quantile(p)))
      #expect(error <= (mean < 0.5 ? 0 : 1))
    }
  }

  @Test func simulationKeepsEverybodyAndHasTheExactMoments() throws {
    let model = try StockFlowModel(
      states: 3, rates: [0, 0.02, 0.01, 0.03, 0, 0, 0, 0, 0], losses: [0, 0, 0.01],
      entrants: [0.3, 0, 0.1])
    let start = [40, 12, 0]
    let week = try model.path(days: 7)
    var simulation = try StockFlowSimulation(
      start: start, replicates: 4_000, seed: 7, name: "chain")
    var projection = try StockFlowProjection(start: start)
    for _ in 0..<20 {
      simulation.advance(week)
      projection.advance(week)
      for replicate in 0..<simulation.replicates {
        let now = simulation.counts[replicate * 3..<replicate * 3 + 3]
        let booked = now.reduce(0, +) + simulation.left[replicate] - simulation.entered[replicate]
        #expect(booked == 52)
        #expect(now.allSatisfy { $0 >= 0 })
      }
    }
    for members in [[0], [1], [2], [0, 1], [0, 1, 2]] {
      let totals = simulation.totals(of: members).map(Double.init)
      let law = projection.moments(of: members)
      let mean = totals.reduce(0, +) / 4_000
      let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3_999
      #expect(abs(mean - law.mean) < 4 * (law.variance / 4_000).squareRoot())
      #expect(abs(variance / law.variance - 1) < 4 * (2.0 / 3_999).squareRoot())
      let sorted = totals.sorted()
      #expect(abs(sorted[400] - law.quantile(0.1)) <= 1)
      #expect(abs(sorted[3_600] - law.quantile(0.9)) <= 1)
    }
  }

  @Test func replicatesDoNotDependOnHowManyThereAre() throws {
    let step = try model().path(days: 30)
    var few = try StockFlowSimulation(start: [30, 4], replicates: 3, seed: 1, name: "chain")
    var many = try StockFlowSimulation(start: [30, 4], replicates: 9, seed: 1, name: "chain")
    for _ in 0..<5 {
      few.advance(step)
      many.advance(step)
    }
    #expect(few.counts[...] == many.counts.prefix(6))
    #expect(throws: CohortError.self) {
      try StockFlowSimulation(start: [1], replicates: 0, seed: 1, name: "chain")
    }
    #expect(throws: CohortError.self) {
      try StockFlowSimulation(start: [-1], replicates: 1, seed: 1, name: "chain")
    }
  }

  private func close(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-12 }
  }
}
