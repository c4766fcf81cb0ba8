import Cohorts
import Testing

@Suite("Laws of rates drawn once")
struct CensusRateTests {
  @Test("A ladder without anything to tell rows apart pools them")
  func pooled() throws {
    let ladder = try ShareLadder(
      happened: [10, 10, 10, 10], exposed: [100, 100, 100, 100], parents: [[0, 0, 0, 0]])
    #expect(ladder.concentrations == [1e6])
    #expect(ladder.means.allSatisfy { abs($0 - 0.1) < 1e-3 })
  }

  @Test("A ladder with two leaves takes the default concentration; its means by hand")
  func byHand() throws {
    let ladder = try ShareLadder(happened: [3, 1], exposed: [6, 4], parents: [[0, 0]])
    // κ = 5; the leaves tell 6·(5+1)/(5+6) and 4·(5+1)/(5+4) observations.
    #expect(ladder.concentrations == [5])
    let yes = 3 * 6.0 / 11 + 1 * 6.0 / 9
    let all = 6 * 6.0 / 11 + 4 * 6.0 / 9
    let root = (yes + 0.5) / (all + 1)
    #expect(abs(ladder.means[0] - (5 * root + 3) / 11) < 1e-12)
    #expect(abs(ladder.means[1] - (5 * root + 1) / 9) < 1e-12)
  }

  @Test("Leaves without observations take their parent's share")
  func unseen() throws {
    let ladder = try ShareLadder(
      happened: [8, 0, 1, 0], exposed: [10, 0, 50, 0], parents: [[0, 0, 1, 1], [0, 0]])
    #expect(ladder.means[1] > 0.5)
    #expect(ladder.means[3] < 0.25)
  }

  @Test("What is no ladder is refused")
  func refusals() {
    for (happened, exposed, parents) in [
      ([], [], [[Int]]()), ([1], [2, 3], [[0]]), ([3], [2], [[0]]), ([-1], [2], [[0]]),
      ([1, 1], [2, 2], [[0]]), ([1, 1], [2, 2], [[0, 1]]), ([1, 1], [2, 2], []),
    ] as [([Double], [Double], [[Int]])] {
      #expect(throws: CohortError.self) {
        try ShareLadder(happened: happened, exposed: exposed, parents: parents)
      }
    }
  }

  @Test("Yearly counts without excess spread give the floor, few years the default")
  func spread() {
    #expect(
      YearSpread.estimate(
        observed: [100, 101, 99, 100], expected: [100, 100, 100, 100], fitted: 1)
        == YearSpread.floor)
    #expect(
      YearSpread.estimate(observed: [100, 130], expected: [115, 115], fitted: 1)
        == YearSpread.unseen)
    // X² = (400 + 400 + 400 + 400)/100 = 16, df = 3: (16/3 − 1)/100.
    let wide = YearSpread.estimate(
      observed: [120, 80, 120, 80], expected: [100, 100, 100, 100], fitted: 1)
    #expect(abs(wide - ((16.0 / 3 - 1) / 100).squareRoot()) < 1e-12)
  }

  @Test("A trend of entrants is found, shrunk, and rates are those of the last year")
  func trend() throws {
    let years = Array(2015...2024)
    let exposed = years.map { _ in [50_000.0, 80_000] }
    let entrants = years.map { year -> [Double] in
      let growth = (1.04 as Double)
      var factor = 1.0
      for _ in 2015..<year { factor *= growth }
      return [500 * factor, 800 * factor]
    }
    let trend = try EntryTrend(entrants: entrants, exposed: exposed, years: years)
    #expect(trend.yearEffect == YearSpread.floor)
    #expect(trend.growth > 0.035)
    #expect(trend.growth < 0.0393)
    #expect(trend.growthError < 0.006)
    let last = trend.entrants[0] / trend.exposed[0]
    #expect(abs(last / (entrants[9][0] / 50_000) - 1) < 0.02)
    #expect(abs(EntryTrend.dampedYears(2) - 1.71) < 1e-12)
    #expect(EntryTrend.dampedYears(0) == 0)
  }

  @Test("A flat history has no trend; what does not fit is refused")
  func trendEdges() throws {
    let flat = try EntryTrend(
      entrants: [[10], [10], [10]], exposed: [[100], [100], [100]], years: [1, 2, 3])
    #expect(abs(flat.growth) < 1e-9)
    let none = try EntryTrend(entrants: [[0]], exposed: [[100]], years: [1])
    #expect(none.growth == 0)
    for (entrants, exposed, years) in [
      ([], [], []), ([[1]], [[1], [2]], [1]), ([[1]], [[0]], [1]), ([[1, 2]], [[1]], [1]),
    ] as [([[Double]], [[Double]], [Int])] {
      #expect(throws: CohortError.self) {
        try EntryTrend(entrants: entrants, exposed: exposed, years: years)
      }
    }
  }

  @Test("A rate model whose parts do not fit is refused")
  func modelRefusals() throws {
    let shape = try CensusShape(ages: 1, states: 2)
    let ladder = try ShareLadder(happened: [1], exposed: [9], parents: [])
    func model(
      rows: [CensusRateModel.Row?] = [nil, nil], destinations: [[Double]] = [[1, 1]],
      entrances: [CensusRateModel.Entrance?] = [nil], effect: Double = 0.1
    ) throws -> CensusRateModel {
      try CensusRateModel(
        shape: shape, rows: rows, leaving: ladder, moving: ladder, destinations: destinations,
        entrances: entrances, growth: (0, 0),
        effects: .init(leave: effect, move: 0, entry: 0))
    }
    _ = try model()
    #expect(throws: CohortError.self) { try model(rows: [nil]) }
    #expect(throws: CohortError.self) { try model(destinations: [[1, 0]]) }
    #expect(throws: CohortError.self) { try model(destinations: [[1, 1], [1]]) }
    #expect(throws: CohortError.self) { try model(effect: -1) }
    #expect(throws: CohortError.self) {
      try model(entrances: [.init(shape: 0, rate: 1, ways: [.init(state: 0, weight: 1)])])
    }
    for row in [
      CensusRateModel.Row(leave: 1, move: 0, destinations: 0, ways: []),
      .init(leave: 0, move: 0, destinations: 1, ways: [.init(state: 1, component: 1)]),
      .init(leave: 0, move: 0, destinations: 0, ways: [.init(state: 0, component: 0)]),
      .init(leave: 0, move: 0, destinations: 0, ways: [.init(state: 1, component: 2)]),
    ] {
      #expect(throws: CohortError.self) { try model(rows: [row, nil]) }
    }
  }
}
