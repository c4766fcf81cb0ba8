import Foundation
import Probability

extension MethodRegistry {
  /// Monte-Carlo error, variance shares and sensitivity (golden file 16).
  static let uncertaintyMethods: [String: Method] = [
    "mc.quantileInterval": { inputs, _ in
      let ranks = try QuantileInterval(count: inputs.integer("n"), probability: inputs.number("p"))
      return .object(["l": .integer(ranks.lower), "u": .integer(ranks.upper)])
    },
    "mc.stopRule": { inputs, _ in
      let stop = try StopRule().replicates(
        means: inputs.numbers("mean"), standardDeviations: inputs.numbers("sd"),
        tolerance: inputs.number("tolerance"))
      return .object(["n": .integer(stop.count), "met": .bool(stop.met)])
    },
    "mc.paired": { inputs, _ in
      let paired = try PairedDifference(inputs.numbers("a"), to: inputs.numbers("b"))
      return .object([
        "difference": .number(paired.difference), "se": .number(paired.standardError),
        "seIndependent": .number(paired.independentStandardError),
        "reduction": .number(paired.varianceReduction),
      ])
    },
    "sensitivity.jansen": { inputs, _ in
      shares(
        try JansenIndices(
          a: inputs.numbers("fA"), b: inputs.numbers("fB"), ab: inputs.raggedMatrix("fAB")))
    },
    "sensitivity.ishigami": { inputs, _ in
      let a = try inputs.number("a")
      let b = try inputs.number("b")
      let n = try inputs.integer("n")
      guard n <= 1 << 22 else { throw GoldenError(input: "n", reason: "\(n) is above 2^22") }
      return shares(
        try JansenIndices(inputs: 3, baseRows: n) { u in
          let x = u.map { Double.pi * (2 * $0 - 1) }
          return sin(x[0]) + a * sin(x[1]) * sin(x[1])
            + b * x[2] * x[2] * x[2] * x[2] * sin(x[0])
        })
    },
    "sensitivity.product": { inputs, _ in
      let product = try ProductVariance(
        means: inputs.numbers("mean"), standardDeviations: inputs.numbers("sd"))
      return .object([
        "mean": .number(product.mean), "sd": .number(product.standardDeviation),
        "first": .numbers(product.first), "total": .numbers(product.total),
      ])
    },
    "sensitivity.tornado": { inputs, _ in
      let bars = try inputs.array("rows").map { row in
        Tornado.Bar(
          name: try row.string("name"), low: try row.number("low"), high: try row.number("high"))
      }
      let tornado = try Tornado(base: inputs.number("base"), bars: bars)
      return .object([
        "order": .strings(tornado.bars.map(\.name)),
        "swing": .numbers(tornado.bars.map(\.swing)),
        "lowDelta": .numbers(tornado.bars.map { $0.low - tornado.base }),
        "highDelta": .numbers(tornado.bars.map { $0.high - tornado.base }),
      ])
    },
    "uncertainty.twoStage": { inputs, _ in
      let split = try TwoStageVariance(groups: inputs.raggedMatrix("groups"))
      return .object([
        "processVariance": .number(split.process), "parameterVariance": .number(split.parameter),
        "totalVariance": .number(split.total), "parameterShare": .number(split.parameterShare),
      ])
    },
  ]

  private static func shares(_ indices: JansenIndices) -> GoldenValue {
    .object(["first": .numbers(indices.first), "total": .numbers(indices.total)])
  }
}
