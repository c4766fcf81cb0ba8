import Cohorts
import Probability
import Testing

@Suite("Exact cohort moments")
struct CohortMomentsTests {
  static func foster() throws -> TransitionTable {
    try TransitionTable(
      cells: ["foster", "ifa", "resi"],
      transitions: [
        ("foster", "foster", 0.945), ("foster", "ifa", 0.015), ("foster", "resi", 0.004),
        ("ifa", "foster", 0.006), ("ifa", "ifa", 0.952), ("ifa", "resi", 0.01),
        ("resi", "foster", 0.001), ("resi", "ifa", 0.006), ("resi", "resi", 0.93),
      ])
  }

  @Test("reproduce the worked example of three placement types over twelve months")
  func worked() throws {
    let table = try Self.foster()
    var state = try CohortMoments(initial: [160, 95, 42])
    for _ in 0..<12 { try state.advance(by: table, entries: [5.2, 1.1, 0.9]) }
    #expect(abs(state.mean[0] / 132.93346450577764 - 1) < 1e-13)
    #expect(abs(state.standardDeviation[2] / 5.418218912942867 - 1) < 1e-13)
    #expect(abs(state.totalStandardDeviation / 11.774288673191986 - 1) < 1e-13)
    #expect(abs(state.covarianceRows[0][1] / -10.502745260781255 - 1) < 1e-12)
    let cost = try state.weighted(by: [2_300, 4_300, 24_000])
    #expect(abs(cost.mean / 1567615.5093564102 - 1) < 1e-13)
    #expect(abs(cost.standardDeviation / 130186.75283701265 - 1) < 1e-13)
  }

  @Test("agree with simulation by inversion")
  func simulated() throws {
    let table = try Self.foster()
    var state = try CohortMoments(initial: [30, 12, 6])
    let steps = 4
    for _ in 0..<steps { try state.advance(by: table, entries: [2, 1, 0.5]) }
    let rows = try table.rows.map { row in
      let shares = row.map(\.probability)
      return try Multinomial(probabilities: shares + [1 - shares.reduce(0, +)])
    }
    let entries = try [2, 1, 0.5].map { try Poisson(mean: $0) }
    let n = 6_000
    var totals: [Double] = []
    var drawn = [0, 0, 0, 0]
    for replicate in 0..<n {
      var stock = [30, 12, 6]
      for step in 0..<steps {
        var next = [0, 0, 0]
        for cell in 0..<3 {
          let u = RandomStream(seed: 4, name: "cell \(cell)").at(replicate: replicate, step: step)
          rows[cell].draw(stock[cell], into: &drawn) { u.uniform($0) }
          for to in 0..<3 { next[to] += drawn[to] }
          next[cell] += entries[cell].quantile(u.uniform(9))
        }
        stock = next
      }
      totals.append(Double(stock.reduce(0, +)))
    }
    let sample = try SampleMoments(totals)
    #expect(abs(sample.mean - state.totalMean) < 4 * sample.standardError)
    #expect(abs(sample.standardDeviation / state.totalStandardDeviation - 1) < 0.04)
  }

  @Test("have a symmetric covariance whose weighted form with unit weights is the total")
  func symmetric() throws {
    var state = try CohortMoments(initial: [160, 95, 42])
    for _ in 0..<5 {
      try state.advance(
        by: Self.foster(), entries: [5, 1, 1], distribution: .negativeBinomial(size: 3),
        rowConcentration: [60, 40, 20])
    }
    let rows = state.covarianceRows
    for i in 0..<3 { for j in 0..<3 { #expect(abs(rows[i][j] - rows[j][i]) < 1e-10) } }
    let total = try state.weighted(by: [1, 1, 1])
    #expect(abs(total.mean - state.totalMean) < 1e-10)
    #expect(abs(total.standardDeviation - state.totalStandardDeviation) < 1e-10)
  }

  @Test("refuse tables that are not transitions, naming the entry")
  func tables() {
    #expect(
      throws: CohortError(
        "transitions", "from \"a\" sum to 1.1; a row may not exceed 1")
    ) {
      try TransitionTable(cells: ["a", "b"], transitions: [("a", "a", 0.9), ("a", "b", 0.2)])
    }
    #expect(throws: CohortError("transitions[0]", "leads to \"z\", which is not a cell")) {
      try TransitionTable(cells: ["a"], transitions: [("a", "z", 0.5)])
    }
    #expect(throws: CohortError.self) {
      try TransitionTable(cells: ["a"], transitions: [("z", "a", 0.5)])
    }
    #expect(throws: CohortError.self) { try TransitionTable(cells: ["a", "a"], transitions: []) }
    #expect(throws: CohortError.self) {
      try TransitionTable(cells: ["a"], transitions: [("a", "a", -0.1)])
    }
    #expect(throws: CohortError.self) {
      try TransitionTable(cells: ["a"], transitions: [("a", "a", .nan)])
    }
    #expect(throws: CohortError.self) {
      try TransitionTable(cells: ["a"], transitions: [("a", "a", 0.1), ("a", "a", 0.2)])
    }
  }

  @Test("refuse stocks, entries and weights that do not fit")
  func steps() throws {
    let table = try Self.foster()
    #expect(throws: CohortError.self) { try CohortMoments(initial: [-1]) }
    #expect(throws: CohortError.self) { try CohortMoments(initial: [.infinity]) }
    var small = try CohortMoments(initial: [1])
    #expect(throws: CohortError.self) { try small.advance(by: table, entries: [1, 1, 1]) }
    var state = try CohortMoments(initial: [1, 1, 1])
    #expect(throws: CohortError.self) { try state.advance(by: table, entries: [1]) }
    #expect(throws: CohortError.self) { try state.advance(by: table, entries: [1, -1, 1]) }
    #expect(throws: CohortError.self) {
      try state.advance(
        by: table, entries: [1, 1, 1], distribution: .negativeBinomial(size: 0))
    }
    #expect(throws: CohortError.self) {
      try state.advance(by: table, entries: [1, 1, 1], rowConcentration: [1])
    }
    #expect(throws: CohortError.self) {
      try state.advance(by: table, entries: [1, 1, 1], rowConcentration: [1, 0, 1])
    }
    #expect(throws: CohortError.self) { try state.weighted(by: [1]) }
    #expect(state.mean == [1, 1, 1])
  }

  @Test("show what drawing parameters once, every year or never does")
  func retention() throws {
    let result = try RetentionMoments(
      initial: 1_500, a: 184, b: 16, entriesPerStep: 240, steps: 5)
    #expect(abs(result.persistent.standardDeviation / 144.86238318937734 - 1) < 1e-12)
    #expect(abs(result.parameterStandardDeviation / 140.11695147957 - 1) < 1e-12)
    #expect(abs(result.fresh.standardDeviation / 74.49561660859582 - 1) < 1e-12)
    #expect(abs(result.fixed.standardDeviation / 36.87539876210902 - 1) < 1e-12)
    #expect(throws: CohortError.self) {
      try RetentionMoments(initial: -1, a: 1, b: 1, entriesPerStep: 1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try RetentionMoments(initial: 1, a: 0, b: 1, entriesPerStep: 1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try RetentionMoments(initial: 1, a: 1, b: 0, entriesPerStep: 1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try RetentionMoments(initial: 1, a: 1, b: 1, entriesPerStep: -1, steps: 1)
    }
    #expect(throws: CohortError.self) {
      try RetentionMoments(initial: 1, a: 1, b: 1, entriesPerStep: 1, steps: -1)
    }
  }
}
