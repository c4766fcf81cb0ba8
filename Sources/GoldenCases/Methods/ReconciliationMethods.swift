import Forecasting
import LinearAlgebra

extension MethodRegistry {
  /// Forecasts made to add up (golden file 09).
  static let reconciliationMethods: [String: Method] = [
    "reconcile.mint": { inputs, _ in
      let hierarchy = try hierarchy(inputs)
      let base = try inputs.numbers("base")
      let rows = try inputs.matrix("residuals")
      let residuals = hierarchy.names.indices.map { series in
        rows.map { $0.indices.contains(series) ? $0[series] : .nan }
      }
      let shrunk = try ErrorCovariance.shrunk(residuals: residuals, of: hierarchy)
      let methods: [(String, ErrorCovariance, withVariance: Bool)] = [
        ("ols", .identity(hierarchy), false),
        ("wls_struct", try .structural(hierarchy), false),
        ("wls_var", try .variances(residuals: residuals, of: hierarchy), true),
        ("mint_shrink", shrunk, true),
      ]
      var result: [String: GoldenValue] = ["lambda": .optional(shrunk.shrinkage)]
      for (name, covariance, withVariance) in methods {
        let reconciliation = try Reconciliation(hierarchy, covariance: covariance)
        var values: [String: GoldenValue] = [
          "reconciled": .numbers(try reconciliation.reconcile(base))
        ]
        if withVariance {
          values["variance"] = .numbers(try reconciliation.errorCovariance().diagonal)
        }
        result[name] = .object(values)
      }
      return .object(result)
    },
    "reconcile.combine": { inputs, _ in
      let combined = try CombinedForecast(
        total: inputs.number("total"), totalVariance: inputs.number("totalVariance"),
        cells: inputs.numbers("cells"),
        cellCovariance: Matrix(rows: inputs.matrix("cellCovariance")))
      return .object([
        "total": .number(combined.total), "cells": .numbers(combined.cells),
        "totalSd": .number(combined.totalStandardDeviation),
        "cellSd": .numbers(combined.cellStandardDeviations),
      ])
    },
    "reconcile.nonNegative": { inputs, _ in
      let hierarchy = try hierarchy(inputs)
      let covariance = try ErrorCovariance.known(
        Matrix(rows: inputs.matrix("W")), of: hierarchy)
      let result = try Reconciliation(hierarchy, covariance: covariance)
        .nonNegative(inputs.numbers("base"))
      return .object([
        "bottom": .numbers(Array(result.values[hierarchy.totalCount...])),
        "reconciled": .numbers(result.values), "objective": .number(result.objective),
      ])
    },
  ]

  private static func hierarchy(_ inputs: GoldenValue) throws -> Hierarchy {
    let summing = try Matrix(rows: inputs.matrix("S"))
    return try Hierarchy(names: (0..<summing.rows).map { "series \($0)" }, summing: summing)
  }
}
