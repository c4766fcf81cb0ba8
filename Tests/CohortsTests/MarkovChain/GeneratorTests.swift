import Cohorts
import Foundation
import LinearAlgebra
import Probability
import ReferenceCases
import Testing

/// Placements as in the worked examples of the field: rates per month.
private let care = [
  [-0.055, 0.015, 0.004, 0.002], [0.006, -0.048, 0.01, 0.003], [0.001, 0.006, -0.07, 0.018],
  [0, 0, 0.004, -0.095],
]

@Suite("Generators")
struct GeneratorTests {
  @Test("a chain of equal stages has the Erlang law, without eigenvectors")
  func defective() throws {
    let chain = try Generator(rows: [[-0.2, 0.2, 0], [0, -0.2, 0.2], [0, 0, -0.2]])
    let row = try chain.transitions(over: 7.5).row(0)
    for (k, value) in row.enumerated() {
      let exact = exp(-1.5) * pow(1.5, Double(k)) / [1, 1, 2][k]
      #expect(abs(value - exact) < 1e-15)
    }
  }

  @Test("uniformisation and Padé agree, also where the time is halved")
  func witnesses() throws {
    let chain = try Generator(rows: care)
    for time in [0, 0.01, 1, 12, 60, 5000, 40_000] {
      let first = try chain.transitions(over: time)
      let second = try chain.transitionsByPade(over: time)
      #expect(distance(first, second) < 1e-13)
      #expect(first.elements.allSatisfy { $0 >= 0 })
    }
  }

  @Test("stocks move as the matrix says")
  func stocks() throws {
    let chain = try Generator(rows: care)
    let initial = [160.0, 95, 42, 30]
    for time in [0.0, 3, 12, 9000] {
      let moved = try chain.stocks(initial, after: time)
      let expected = try chain.transitions(over: time).transposeTimes(initial)
      for (a, b) in zip(moved, expected) { #expect(abs(a - b) < 1e-11 * max(1, b)) }
    }
  }

  @Test("entries and exits balance over a window")
  func window() throws {
    let chain = try Generator(rows: care)
    let entries = [5.2, 1.1, 0.9, 1.6]
    let window = try chain.window(stocks: [160, 95, 42, 30], entries: entries, length: 12)
    let exits = zip(window.personTime, chain.exitRates).reduce(0) { $0 + $1.0 * $1.1 }
    let closing = window.stocks.reduce(0, +)
    #expect(abs(327 + entries.reduce(0, +) * 12 - exits - closing) < 1e-10)
    #expect(abs(window.time[0, 0] - 8.801632776230564) < 1e-11)
  }

  @Test("the long run is where a long window ends")
  func longRun() throws {
    let chain = try Generator(rows: care)
    let entries = [5.2, 1.1, 0.9, 1.6]
    let far = try chain.window(stocks: [0, 0, 0, 0], entries: entries, length: 2000)
    let longRun = try chain.longRun(entries: entries)
    for (a, b) in zip(far.stocks, longRun.stocks) { #expect(abs(a - b) < 1e-9 * b) }
    #expect(abs(longRun.stocks[0] - 101.40804506290229) < 1e-9)
  }

  @Test("the step-size law P(s + t) = P(s) P(t) holds for random generators")
  func stepSize() throws {
    let stream = RandomStream(seed: 11, name: "step-size law")
    var worst = 0.0
    for number in 0..<Campaign.size(full: 10_000, slice: 2_000) {
      let u = stream.at(replicate: number, step: 0)
      let chain = try randomGenerator(u)
      let speed = max(chain.fastestRate, 1e-3)
      let s = u.uniform(90) * 20 / speed
      let t = u.uniform(91) * u.uniform(92) * 600 / speed
      let whole = try chain.transitions(over: s + t)
      let parts = try chain.transitions(over: s).times(chain.transitions(over: t))
      worst = max(worst, distance(whole, parts))
      for i in 0..<chain.states {
        #expect(whole.row(i).reduce(0, +) <= 1 + 1e-13)
      }
    }
    #expect(worst <= 1e-12)
  }

  @Test("terms of uniformisation are those of the Poisson tail")
  func terms() throws {
    let chain = try Generator(rows: care)
    let short = try chain.uniformisation(over: 12, tail: 1e-12)
    #expect(short.rate == 0.095 && short.lastTerm == 15)
    #expect(try chain.uniformisation(over: 240, tail: 1e-10).lastTerm == 59)
    #expect(try chain.uniformisation(over: 0, tail: 1e-12).lastTerm == 0)
  }

  @Test("a chain without flow stays where it is")
  func still() throws {
    let chain = try Generator(rows: [[0, 0], [0, 0]])
    #expect(try chain.transitions(over: 5) == .identity(2))
    #expect(try chain.stocks([3, 4], after: 5) == [3, 4])
  }

  @Test(
    "what is not a generator is refused",
    arguments: [
      ([], "Q: has no rows"), ([[-1, 1]], "Q[0]: has 2 rates for 1 states"),
      ([[-1, 2], [0, 0]], "Q[0]: adds up to 1.0"), ([[-1, -1], [0, 0]], "Q[0][1]: is -1.0"),
      ([[.nan]], "Q[0][0]: is nan"),
    ] as [([[Double]], String)])
  func refused(rows: [[Double]], message: String) {
    let error = #expect(throws: CohortError.self) { try Generator(rows: rows) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test("times, tails, stocks and closed chains out of range are refused")
  func refusedArguments() throws {
    let chain = try Generator(rows: care)
    #expect(throws: CohortError.self) { try chain.transitions(over: -1) }
    #expect(throws: CohortError.self) { try chain.transitionsByPade(over: .infinity) }
    #expect(throws: CohortError.self) { try chain.transitions(over: 1, tail: 0) }
    #expect(throws: CohortError.self) { try chain.stocks([1], after: 1) }
    #expect(throws: CohortError.self) { try chain.stocks([1, 2, 3, .nan], after: 1) }
    #expect(throws: CohortError.self) { try chain.stocks([1, 2, 3, 4], after: 1e12) }
    let closed = try Generator(rows: [[-1, 1, 0], [1, -1, 0], [0, 0, -1]])
    let error = #expect(throws: CohortError.self) { try closed.longRun(entries: [1, 0, 0]) }
    #expect(error?.reason.contains("for ever") == true)
  }
}

@Suite("Nearest generators and flows of several steps")
struct NearestGeneratorTests {
  @Test("the logarithm of the exponential is the generator")
  func roundTrip() throws {
    let stream = RandomStream(seed: 12, name: "nearest generator")
    for number in 0..<200 {
      let chain = try randomGenerator(stream.at(replicate: number, step: 0))
      let time = 1 / max(chain.fastestRate, 1e-3)
      let rows = (0..<chain.states).map { i in (0..<chain.states).map { chain.rates[i, $0] * time }
      }
      let yearly = try Generator(rows: rows).transitions(over: 1)
      let nearest = try Generator.nearest(
        toTransitions: (0..<chain.states).map { yearly.row($0).map { min(1, $0) } })
      #expect(nearest.isEmbeddable)
      #expect(nearest.largestError < 1e-11)
      for i in rows.indices {
        for j in rows.indices { #expect(abs(nearest.generator.rates[i, j] - rows[i][j]) < 1e-10) }
      }
    }
  }

  @Test("a matrix without a generator is moved to the nearest, with its error")
  func notEmbeddable() throws {
    let nearest = try Generator.nearest(toTransitions: [
      [0.8, 0.15, 0, 0.05], [0.05, 0.7, 0.2, 0.05], [0, 0.1, 0.75, 0.15], [0, 0, 0, 1],
    ])
    #expect(!nearest.isEmbeddable)
    #expect(nearest.generator.rates[0, 2] == 0)
    #expect(abs(nearest.generator.rates[0, 0] + 0.23885332838374984) < 1e-11)
    #expect(abs(nearest.largestError - 0.02013912085187747) < 1e-11)
    let monthly = try nearest.generator.transitions(over: 1.0 / 12)
    #expect(monthly.elements.allSatisfy { $0 >= 0 })
  }

  @Test("matrices without a logarithm or of no probabilities are refused")
  func refused() {
    for rows in [
      [], [[0.5, 0.5]], [[1.5]], [[0.6, 0.6], [0, 1]], [[0, 1], [1, 0]], [[0, 0], [0, 0.5]],
    ] {
      #expect(throws: CohortError.self) { try Generator.nearest(toTransitions: rows) }
    }
  }

  @Test("steps compose")
  func steps() throws {
    let flows = try StepFlows(rows: [
      [-0.002, 0.0006, 0.0004], [0.0003, -0.0016, 0.0005], [0.0002, 0.003, -0.0102],
    ])
    #expect(try flows.steps(0) == .identity(3))
    #expect(try flows.steps(1) == flows.oneStep)
    let month = try flows.steps(30)
    #expect(abs(month[2, 2] - 0.7357920413655495) < 1e-13)
    #expect(distance(try flows.steps(37), try month.times(flows.steps(7))) < 1e-14)
    #expect(throws: CohortError.self) { try flows.steps(-1) }
    #expect(throws: CohortError.self) { try StepFlows(rows: [[-1.5]]) }
  }
}

private func distance(_ a: Matrix, _ b: Matrix) -> Double {
  zip(a.elements, b.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Two to six states, some flows absent, some rows without exits, rates over six powers of ten.
private func randomGenerator(_ u: RandomAddress) throws -> Generator {
  let n = 2 + Int(u.uniform(0) * 5)
  var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
  for i in 0..<n {
    let speed = pow(10, -4 + 6 * u.uniform(1 + i))
    for j in 0..<n where j != i && u.uniform(10 + i * n + j) > 0.4 {
      rows[i][j] = speed * u.uniform(50 + (i * n + j) % 40)
    }
    let exit = u.uniform(100 + i) < 0.3 ? 0 : speed * u.uniform(110 + i)
    rows[i][i] = -rows[i].reduce(exit, +)
  }
  return try Generator(rows: rows)
}
