import Cohorts
import Foundation
import LinearAlgebra

extension MethodRegistry {
  /// Markov chains in continuous time and flows of several steps (golden file 03).
  static let markovChainMethods: [String: Method] = [
    "ctmc.expm": { inputs, _ in
      let chain = try Generator(rows: inputs.matrix("Q"))
      return .object(["P": rows(try chain.transitions(over: inputs.number("t")))])
    },
    "ctmc.uniformisationTerms": { inputs, _ in
      let chain = try Generator(rows: inputs.matrix("Q"))
      let result = try chain.uniformisation(
        over: inputs.number("t"), tail: inputs.number("eps"))
      return .object(["L": .number(result.rate), "K": .number(Double(result.lastTerm))])
    },
    "ctmc.stocks": { inputs, _ in
      let window = try Generator(rows: inputs.matrix("Q")).window(
        stocks: inputs.numbers("m0"), entries: inputs.numbers("entries"),
        length: inputs.number("T"))
      return .object([
        "A1": rows(window.time), "stock": .numbers(window.stocks),
        "childTime": .numbers(window.personTime),
      ])
    },
    "ctmc.longRun": { inputs, _ in
      let result = try Generator(rows: inputs.matrix("Q")).longRun(
        entries: inputs.numbers("entries"))
      return .object([
        "stock": .numbers(result.stocks), "expectedTime": rows(result.expectedTime),
      ])
    },
    "ctmc.generator": { inputs, _ in
      let result = try Generator.nearest(toTransitions: inputs.matrix("P"))
      return .object([
        "log": rows(result.logarithm), "embeddable": .bool(result.isEmbeddable),
        "Q": rows(result.generator.rates), "maxAbsErrorOfExpQ": .number(result.largestError),
      ])
    },
    "flow.kStep": { inputs, _ in
      let flows = try inputs.matrix("dailyFlows")
      let steps = try inputs.integer("k")
      let result = try StepFlows(rows: flows).steps(steps)
      let naive = compoundedAlone(flows, steps)
      var largest = 0.0
      for (i, row) in naive.enumerated() {
        for (j, value) in row.enumerated() { largest = max(largest, abs(value - result[i, j])) }
      }
      return .object([
        "P": rows(result), "naive": .rows(naive), "maxError": .number(largest),
      ])
    },
  ]

  /// Each flow and exit compounded alone, 1 − (1 − r)ᵏ: the wrong shortcut, for its error.
  private static func compoundedAlone(_ flows: [[Double]], _ steps: Int) -> [[Double]] {
    let compounded = { (rate: Double) in 1 - pow(1 - rate, Double(steps)) }
    return flows.enumerated().map { i, row in
      var result = row.map(compounded)
      let exits = compounded(max(0, -row.reduce(0, +)))
      result[i] = 1 - exits - row.indices.reduce(0) { $1 == i ? $0 : $0 + result[$1] }
      return result
    }
  }

  private static func rows(_ matrix: Matrix) -> GoldenValue {
    .rows((0..<matrix.rows).map { matrix.row($0) })
  }
}
