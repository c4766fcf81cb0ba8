import DisclosureControl

extension MethodRegistry {
  /// Disclosure control (golden file 17).
  static let disclosureMethods: [String: Method] = [
    "sdc.table": { inputs, _ in
      let table = try TwoWayCounts(interior: inputs.matrix("interior"))
      let suppression = table.problem.suppress(try rules(inputs))
      return .object(
        found(suppression).merging([
          "published": .array(
            table.published(suppression).map { row in
              .array(row.map { $0.map(GoldenValue.number) ?? .string("c") })
            })
        ]) { first, _ in first })
    },
    "sdc.equations": { inputs, _ in
      let levels = try inputs.integers("margin")
      let values = try inputs.numbers("values")
      guard levels.count == values.count else {
        throw GoldenError(input: "margin", reason: "must have one level for each value")
      }
      let problem = try DisclosureProblem(
        cells: zip(values, levels).enumerated().map { index, cell in
          DisclosureCell(name: "cell \(index)", value: cell.0, level: cell.1)
        },
        equations: inputs.array("equations").enumerated().map { index, equation in
          try equation.asArray("equations[\(index)]").map {
            try $0.asInteger("equations[\(index)]")
          }
        })
      return .object(found(problem.suppress(try rules(inputs))))
    },
    "sdc.round5": { inputs, _ in
      let rounding = try CountRounding(base: 5)
      let values = try inputs.numbers("v")
      let whole = try inputs.number("base")
      return .object([
        "rounded": .numbers(values.map(rounding.rounded)),
        "percentOfBase": .array(
          values.map { .optional(rounding.percentage($0, of: whole)) }),
      ])
    },
    "sdc.cellKey": { inputs, _ in
      var table: [Int: [CellKeyNoise.Step]] = [:]
      for (count, steps) in try inputs.object("table") {
        guard let count = Int(count) else {
          throw GoldenError(input: "table", reason: "has a row \"\(count)\", which is no count")
        }
        table[count] = try steps.asArray("table").map { step in
          let pair = try step.asNumbers("table, count \(count)")
          guard pair.count == 2, let change = Int(exactly: pair[0]) else {
            throw GoldenError(
              input: "table, count \(count)", reason: "needs pairs of change and probability")
          }
          return CellKeyNoise.Step(change: change, probability: pair[1])
        }
      }
      let noise = try CellKeyNoise(salt: inputs.string("salt"), table: table)
      return .object([
        "cells": .array(
          try inputs.array("cells").map { cell in
            let result = noise.result(try cell.asArray("cells").map { try $0.asString("cells") })
            let key = String(result.key, radix: 16)
            return .object([
              "cellKey": .string(String(repeating: "0", count: 8 - key.count) + key),
              "count": .integer(result.count), "noise": .integer(result.noise),
              "published": .integer(result.published),
            ])
          })
      ])
    },
  ]

  private static func rules(_ inputs: GoldenValue) throws -> DisclosureRules {
    try DisclosureRules(
      threshold: inputs.number("threshold"), minimumWidth: inputs.number("minWidth"),
      protectsZeros: inputs.member("zeroSensitive") == .bool(true))
  }

  private static func found(_ suppression: Suppression) -> [String: GoldenValue] {
    [
      "primary": .integers(suppression.primary),
      "suppressed": .integers(suppression.suppressed),
      "intervals": .array(
        suppression.suppressed.compactMap { cell in
          suppression.intervals[cell].map {
            .array([.integer(cell), .number($0.lower), .optional($0.upper)])
          }
        }),
    ]
  }
}
