import Cohorts
import Probability
import Testing

@Suite("Census models with shares drawn afresh")
struct CensusModelTests {
  /// One state at two ages; `leave` at the first, nobody enters.
  private func line(
    leave: CensusModel.Law, people: Int, steps: Int = 1
  ) throws -> (CensusModel, CensusCourse, CensusMeasures) {
    let shape = try CensusShape(ages: 2, states: 1)
    let row = CensusModel.Row(leave: leave, move: .init(a: 1, b: 1), ways: [])
    return (
      try CensusModel(shape: shape, rows: [row, row], entrances: [nil, nil]),
      try CensusCourse(
        initial: [people, 0],
        exposures: [[Int]](repeating: [0, 0], count: steps), shape: shape),
      try CensusMeasures(
        count: 1, partsOfCells: [[.init(measure: 0)], [.init(measure: 0)]], shape: shape)
    )
  }

  @Test("Leavers of one cell are beta-binomial")
  func leavers() throws {
    // Beta-binomial with n = 10, a = 1, b = 3: mean n·1/4, variance n·(1/4)(3/4)(14/5).
    let (model, course, measures) = try line(leave: .init(a: 1, b: 3), people: 10)
    let moments = model.freshMoments(of: course, measures: measures)[0]
    #expect(abs(moments.mean[0] - 7.5) < 1e-12)
    #expect(abs(moments.standardDeviation[0] - 5.25.squareRoot()) < 1e-12)
    #expect(abs(moments.flows.left - 2.5) < 1e-12)
  }

  @Test("Those past the last age leave, and are counted as such")
  func agedOut() throws {
    let (model, course, measures) = try line(leave: .init(a: 1, b: 3), people: 8, steps: 2)
    let moments = model.freshMoments(of: course, measures: measures)
    #expect(moments[1].mean == [0])
    #expect(abs(moments[1].flows.agedOut - 6) < 1e-12)
  }

  @Test("Those whose state has no place leave, and are counted as such")
  func withoutPlace() throws {
    let shape = try CensusShape(ages: 2, states: 1)
    let model = try CensusModel(shape: shape, rows: [nil, nil], entrances: [nil, nil])
    let course = try CensusCourse(initial: [5, 2], exposures: [[0, 0]], shape: shape)
    let measures = try CensusMeasures(count: 0, partsOfCells: [[], []], shape: shape)
    let moments = model.freshMoments(of: course, measures: measures)[0]
    #expect(moments.flows.withoutPlace == 5)
    #expect(moments.flows.agedOut == 2)
    #expect(moments.flows.leavers == 7)
    let ledger = try #require(
      model.freshLedgers(
        course, measures: measures, streams: CensusStreams(seed: 1, name: "x"), replicate: 0
      ).first)
    #expect(ledger.left == [5, 2])
    #expect(ledger.closing == [0, 0])
  }

  @Test("Movers and their destinations, by hand")
  func moves() throws {
    // Nobody to speak of leaves (b = 1e12); 4 people, move beta(1, 1), two ways of weight 1.
    let shape = try CensusShape(ages: 2, states: 3)
    let row = CensusModel.Row(
      leave: .init(a: 1e-9, b: 1e12), move: .init(a: 1, b: 1),
      ways: [.init(state: 1, weight: 1), .init(state: 2, weight: 1)])
    let model = try CensusModel(
      shape: shape, rows: [row, nil, nil, nil, nil, nil], entrances: [nil, nil])
    let course = try CensusCourse(
      initial: [4, 0, 0, 0, 0, 0], exposures: [[0, 0]], shape: shape)
    let measures = try CensusMeasures(
      count: 3,
      partsOfCells: [[], [], [], [.init(measure: 0)], [.init(measure: 1)], [.init(measure: 2)]],
      shape: shape)
    let moments = model.freshMoments(of: course, measures: measures)[0]
    #expect(zip(moments.mean, [2.0, 1, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
    // Stayers are uniform on 0...4: variance 2. For a destination, E Y(Y−1) = E M(M−1)/3 with
    // E M(M−1) = 4·3·E p² = 4, so that the variance is 4/3 + 1 − 1.
    #expect(abs(moments.standardDeviation[0] - 2.0.squareRoot()) < 1e-9)
    #expect(abs(moments.standardDeviation[1] - (4.0 / 3).squareRoot()) < 1e-9)
    #expect(abs(moments.flows.moved - 2) < 1e-9)
  }

  @Test("Entrants are a beta-binomial share of the exposed")
  func entrants() throws {
    let shape = try CensusShape(ages: 1, states: 1)
    let model = try CensusModel(
      shape: shape, rows: [nil],
      entrances: [.init(rate: .init(a: 2, b: 8), ways: [.init(state: 0, weight: 1)])])
    let course = try CensusCourse(initial: [0], exposures: [[30]], shape: shape)
    let measures = try CensusMeasures(
      count: 1, partsOfCells: [[.init(measure: 0)]], shape: shape)
    let moments = model.freshMoments(of: course, measures: measures)[0]
    let law = try BetaBinomial(trials: 30, a: 2, b: 8)
    #expect(abs(moments.mean[0] - law.mean) < 1e-12)
    #expect(abs(moments.standardDeviation[0] - law.variance.squareRoot()) < 1e-12)
  }

  @Test("Simulated counts follow the law itself, not only its moments")
  func lawOfCounts() async throws {
    let (model, course, measures) = try line(leave: .init(a: 0.4, b: 1.7), people: 90)
    let n = 4_000
    let draws = await model.simulateFresh(
      course, measures: measures, streams: CensusStreams(seed: 3, name: "law"), replicates: n,
      threads: 1)
    let law = try BetaBinomial(trials: 90, a: 0.4, b: 1.7)
    let left = draws.values(measure: 0, step: 0).map { 90 - Int($0) }
    for bound in [0, 1, 5, 20, 45, 80] {
      let share = Double(left.count { $0 <= bound }) / Double(n)
      let expected = law.cdf(bound)
      let error = (expected * (1 - expected) / Double(n)).squareRoot()
      #expect(abs(share - expected) < 4.5 * error, "P(left ≤ \(bound))")
    }
  }

  @Test("What does not fit is refused")
  func refusals() throws {
    #expect(throws: CohortError.self) { try CensusShape(ages: 0, states: 1) }
    #expect(throws: CohortError.self) { try CensusShape(ages: 1_000, states: 1_000) }
    let shape = try CensusShape(ages: 1, states: 2)
    let law = CensusModel.Law(a: 1, b: 1)
    func row(
      _ leave: CensusModel.Law, _ move: CensusModel.Law, _ ways: [CensusModel.Way]
    ) -> [CensusModel.Row?] { [.init(leave: leave, move: move, ways: ways), nil] }
    for rows in [
      [nil], row(.init(a: 0, b: 1), law, []), row(law, .init(a: 1, b: .infinity), []),
      row(law, law, [.init(state: 0, weight: 1)]), row(law, law, [.init(state: 2, weight: 1)]),
      row(law, law, [.init(state: 1, weight: 0)]),
      row(law, law, [.init(state: 1, weight: 1), .init(state: 1, weight: 1)]),
    ] {
      #expect(throws: CohortError.self) {
        try CensusModel(shape: shape, rows: rows, entrances: [nil])
      }
    }
    #expect(throws: CohortError.self) {
      try CensusModel(shape: shape, rows: [nil, nil], entrances: [])
    }
    #expect(throws: CohortError.self) {
      try CensusModel(
        shape: shape, rows: [nil, nil], entrances: [.init(rate: law, ways: [])])
    }
    for (initial, exposures) in [
      ([1], [[1]]), ([1, -1], [[1]]), ([1, 1], []), ([1, 1], [[1, 2]]), ([1, 1], [[-1]]),
    ] {
      #expect(throws: CohortError.self) {
        try CensusCourse(initial: initial, exposures: exposures, shape: shape)
      }
    }
    #expect(throws: CohortError.self) {
      try CensusMeasures(count: 1, partsOfCells: [[]], shape: shape)
    }
    #expect(throws: CohortError.self) {
      try CensusMeasures(count: 1, partsOfCells: [[.init(measure: 1)], []], shape: shape)
    }
  }
}
