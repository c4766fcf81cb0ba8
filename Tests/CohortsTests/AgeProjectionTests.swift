import Cohorts
import Probability
import Testing

@Suite("Change ratios by single year of age")
struct AgeProjectionTests {
  static func censuses(_ rows: [[Int]], from year: Int = 2022) throws -> [AgeCensus] {
    try rows.enumerated().map { try AgeCensus(year: year + $0, counts: $1) }
  }

  static func ratios(concentration: Double? = nil) throws -> ChangeRatios {
    try ChangeRatios(
      local: censuses([[20, 24, 31, 40], [22, 27, 30, 44], [21, 30, 33, 41]]),
      parent: censuses([
        [2000, 2500, 3000, 4000], [2100, 2600, 3100, 4200], [2200, 2700, 3200, 4300],
      ]), concentration: concentration)
  }

  @Test("are the parent's for a strong prior and the authority's own for a weak one")
  func shrinkage() throws {
    let pooled = try Self.ratios(concentration: 1e9)
    for (mean, parent) in zip(pooled.means, pooled.parent) {
      #expect(abs(mean / parent - 1) < 1e-6)
    }
    let own = try Self.ratios(concentration: 1e-9)
    #expect(abs(own.means[0] - (27.0 + 30) / (20 + 22)) < 1e-6)
    let between = try Self.ratios(concentration: 50)
    for age in 0..<3 {
      let low = min(pooled.means[age], own.means[age]) - 1e-6
      let high = max(pooled.means[age], own.means[age]) + 1e-6
      #expect((low...high).contains(between.means[age]))
    }
  }

  @Test("weigh the parent by how much ages differ from it")
  func fitted() throws {
    let quiet = try Self.ratios()
    #expect(quiet.concentration > 50)
    let parent = try Self.censuses([
      [Int](repeating: 10_000, count: 9), [Int](repeating: 10_000, count: 9),
    ])
    let noisy = try Self.censuses([
      [Int](repeating: 100, count: 9), [100, 180, 50, 140, 60, 170, 90, 40, 150],
    ])
    let ratios = try ChangeRatios(local: noisy, parent: parent)
    #expect(ratios.concentration > 1 && ratios.concentration < 20)
    let two = try ChangeRatios(
      local: Self.censuses([[9, 8, 7], [9, 8, 7]]), parent: Self.censuses([[9, 8, 7], [9, 8, 7]]))
    #expect(two.concentration == 5)
  }

  @Test("keep an age that nobody reaches empty")
  func emptyAge() throws {
    let ratios = try ChangeRatios(
      local: Self.censuses([[5, 0, 0], [5, 5, 0]]), parent: Self.censuses([[9, 0, 0], [9, 8, 0]]))
    #expect(ratios.means[1] == 0)
  }

  func projection(years: Int = 5, yearEffect: Double = 0) throws -> AgeProjection {
    try AgeProjection(
      start: AgeCensus(year: 2024, counts: [21, 30, 33, 41]), ratios: Self.ratios(),
      entryRules: [.rate(perHead: 0.01, population: [2_300, 2_200, 2_100, 2_000, 1_900])],
      years: years, yearEffect: yearEffect)
  }

  @Test("project the expected stock along the diagonals")
  func expected() throws {
    let projection = try projection()
    let stock = projection.expected()
    let means = projection.ratios.means
    #expect(stock.count == 5)
    #expect(stock[0][0] == 23 && abs(stock[4][0] - 19) < 1e-12)
    #expect(abs(stock[2][3] - 21 * means[0] * means[1] * means[2]) < 1e-9)
    let held = try AgeProjection(
      start: projection.start, ratios: projection.ratios, entryRules: [.lastLevel, .lastLevel],
      years: 2)
    #expect(held.expected()[1][0] == 21 && held.expected()[1][1] == 30)
  }

  @Test("simulate around the expected stock, with more spread when parameters are drawn")
  func simulated() throws {
    let projection = try projection(yearEffect: 0.05)
    let streams = AgeProjection.Streams(seed: 77, name: "ehcp|test")
    let n = 3_000
    let expected = projection.expected()[4].reduce(0, +)
    var spread: [Double] = []
    for drawsParameters in [true, false] {
      let totals = try (0..<n).map { replicate in
        let path = try projection.path(
          replicate: replicate, streams: streams, drawsParameters: drawsParameters)
        return Double(path.stocks[4].reduce(0, +))
      }
      let sample = try SampleMoments(totals)
      #expect(abs(sample.mean - expected) < 4 * sample.standardError + 0.005 * expected)
      spread.append(sample.standardDeviation)
    }
    #expect(spread[0] > spread[1])
  }

  @Test("balance every year of every path in whole people")
  func conservation() throws {
    let projection = try AgeProjection(
      start: AgeCensus(year: 2024, counts: [21, 30, 33, 41]), ratios: Self.ratios(),
      entryRules: [.lastLevel, .lastLevel], years: 4)
    let streams = AgeProjection.Streams(seed: 1, name: "ehcp|test")
    for replicate in 0..<300 {
      let path = try projection.path(replicate: replicate, streams: streams)
      var opening = 125
      for (stock, ledger) in zip(path.stocks, path.ledgers) {
        #expect(ledger.opening == opening)
        #expect(ledger.closing == stock.reduce(0, +))
        #expect(ledger.opening + ledger.entries - ledger.exits == ledger.closing)
        opening = ledger.closing
      }
      #expect(path == (try projection.path(replicate: replicate, streams: streams)))
    }
  }

  @Test("refuse censuses that do not match")
  func refusals() throws {
    let two = try Self.censuses([[1, 2], [1, 2]])
    #expect(throws: CohortError.self) { try AgeCensus(year: 2024, counts: []) }
    #expect(throws: CohortError.self) { try AgeCensus(year: 2024, counts: [-1]) }
    #expect(throws: CohortError.self) { try ChangeRatios(local: [two[0]], parent: [two[0]]) }
    #expect(throws: CohortError.self) { try ChangeRatios(local: two, parent: [two[0]]) }
    #expect(throws: CohortError.self) {
      try ChangeRatios(
        local: Self.censuses([[1], [1]]), parent: Self.censuses([[1], [1]]))
    }
    #expect(throws: CohortError.self) {
      try ChangeRatios(local: two, parent: Self.censuses([[1, 2, 3], [1, 2, 3]]))
    }
    let gap = [
      try AgeCensus(year: 2020, counts: [1, 2]), try AgeCensus(year: 2022, counts: [1, 2]),
    ]
    #expect(throws: CohortError.self) { try ChangeRatios(local: gap, parent: gap) }
    #expect(throws: CohortError.self) {
      try ChangeRatios(local: two, parent: Self.censuses([[0, 2], [1, 2]]))
    }
    #expect(throws: CohortError.self) {
      try ChangeRatios(local: two, parent: Self.censuses([[3, 2], [1, 0]]))
    }
    #expect(throws: CohortError.self) {
      try ChangeRatios(local: two, parent: two, concentration: 0)
    }
  }

  @Test("refuse projections that lack what they need")
  func projections() throws {
    let start = try AgeCensus(year: 2024, counts: [21, 30, 33, 41])
    let ratios = try Self.ratios()
    let short = try AgeCensus(year: 2024, counts: [1, 2])
    #expect(throws: CohortError.self) {
      try AgeProjection(start: short, ratios: ratios, entryRules: [.lastLevel], years: 1)
    }
    #expect(throws: CohortError.self) {
      try AgeProjection(start: start, ratios: ratios, entryRules: [], years: 1)
    }
    #expect(throws: CohortError.self) {
      try AgeProjection(start: start, ratios: ratios, entryRules: [.lastLevel], years: 0)
    }
    #expect(throws: CohortError.self) {
      try AgeProjection(
        start: start, ratios: ratios, entryRules: [.lastLevel], years: 1, yearEffect: -1)
    }
    #expect(throws: CohortError.self) {
      try AgeProjection(
        start: start, ratios: ratios, entryRules: [.rate(perHead: -1, population: [1])], years: 1)
    }
    #expect(throws: CohortError.self) {
      try AgeProjection(
        start: start, ratios: ratios, entryRules: [.rate(perHead: 1, population: [1])], years: 2)
    }
  }
}

@Suite("Stock-flow ledger")
struct StockFlowLedgerTests {
  @Test("balances or is not made")
  func balance() throws {
    let ledger = try StockFlowLedger(opening: 10, entries: 4, exits: 3, closing: 11)
    #expect(ledger.residual == 0)
    let published = try StockFlowLedger(reconciling: 10, entries: 4, exits: 3, closing: 9)
    #expect(published.residual == -2)
    #expect(throws: CohortError.self) {
      try StockFlowLedger(opening: 10, entries: 4, exits: 3, closing: 12)
    }
    #expect(throws: CohortError("exits", "is -3; people are counted from 0")) {
      try StockFlowLedger(opening: 10, entries: 4, exits: -3, closing: 17)
    }
  }
}
