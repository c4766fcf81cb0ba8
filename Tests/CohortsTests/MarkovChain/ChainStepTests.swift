import Cohorts
import Foundation
import LinearAlgebra
import Probability
import Testing

@Suite("One step of a chain in continuous time")
struct ChainStepTests {
  /// Rates of up to `fastest` a step between n states, in the last column out of the chain.
  private static func rates(_ n: Int, fastest: Double, trial: Int) -> [Double] {
    let stream = RandomStream(seed: 71, name: "steps")
    return (0..<n * (n + 1)).map { place in
      place / (n + 1) == place % (n + 1)
        ? 0 : fastest * stream.uniform(replicate: trial, step: 0, k: place)
    }
  }

  @Test(
    "chances agree with the matrix exponential, those of arrivals with its integral",
    arguments: [0, 0.001, 0.05, 0.3, 2, 40])
  func witness(fastest: Double) throws {
    for n in 1...7 {
      let rates = ChainStepTests.rates(n, fastest: fastest, trial: n)
      let rows = (0..<n).map { i in
        (0..<n).map { j in
          j == i ? -(0...n).reduce(0) { $0 + rates[i * (n + 1) + $1] } : rates[i * (n + 1) + j]
        }
      }
      let window = try Generator(rows: rows).window(
        stocks: [Double](repeating: 0, count: n), entries: [Double](repeating: 0, count: n),
        length: 1)
      var step = ChainStep(states: n)
      step.set(rates: ChainStepTests.rates(n, fastest: 3, trial: 99))
      step.set(rates: rates)
      for i in 0..<n {
        for j in 0..<n {
          #expect(abs(step.chances[i * n + j] - window.transitions[i, j]) < 1e-13)
          #expect(abs(step.arrivals[i * n + j] - window.time[i, j]) < 1e-13)
        }
      }
    }
  }

  @Test("with one state, a child stays by e^-r, and one who arrives by (1 - e^-r)/r")
  func closedForm() {
    var step = ChainStep(states: 1)
    #expect(step.chances == [1] && step.arrivals == [1])
    for rate in [1e-9, 0.02, 0.145, 1, 12] {
      step.set(rates: [0, rate])
      #expect(abs(step.chances[0] - exp(-rate)) < 1e-15)
      #expect(abs(step.arrivals[0] + expm1(-rate) / rate) < 1e-15)
    }
  }
}
