import Forecasting
import GoldenCases
import LinearAlgebra

extension Check {
  private static let reconciliationArea = "Reconciliation"

  /// Twenty-four series of a grouped hierarchy, in closed form.
  static let reconciliations = Check(
    area: reconciliationArea, needs: "golden/reconciliation.json"
  ) { folder in
    let file = try folder.json("golden/reconciliation.json")
    var linear = Agreement()
    var positive = Agreement()
    var covariances = Agreement()
    var proportions = Agreement()
    try computing("hierarchy", failed: { linear.fail($0) }) {
      let hierarchy = try Hierarchy(
        names: try file.strings("series"), summing: Matrix(rows: try file.matrix("S")))
      let base = transposed(try file.matrix("base_forecast"))
      let expected = try file.require("reconciled")
      for (name, covariance) in try errorCovariances(file, hierarchy) {
        let reconciliation = try Reconciliation(hierarchy, covariance: covariance)
        let size = base.flatMap(\.self).map(abs).max() ?? 0
        for (step, target) in transposed(try expected.matrix(name)).enumerated() {
          linear.compare(
            try reconciliation.reconcile(base[step]), target, "\(name) step \(step + 1)")
        }
        if expected.member("\(name)_nonnegative") != nil {
          let targets = transposed(try expected.matrix("\(name)_nonnegative"))
          for (step, target) in targets.enumerated() {
            positive.compare(
              try reconciliation.nonNegative(base[step]).values, target, floor: size * 1e-3,
              "\(name) step \(step + 1)")
          }
        }
        try compareCovariances(file, name, covariance, reconciliation, &covariances)
      }
      try compareProportions(file, hierarchy, base, &proportions)
    }
    let closed = "closed form by numpy"
    return [
      linear.finding(
        reconciliationArea, "OLS, WLS, MinT-shrink", against: closed, target: .atMost(1e-10)),
      positive.finding(
        reconciliationArea, "the same without negative values", against: "exact NNLS",
        target: .atMost(1e-9)),
      covariances.finding(
        reconciliationArea, "shrinkage, error covariances", against: closed, target: .atMost(1e-9)),
      proportions.finding(
        reconciliationArea, "bottom-up and top-down", against: closed, target: .atMost(1e-12)),
    ]
  }

  private static func errorCovariances(
    _ file: GoldenValue, _ hierarchy: Hierarchy
  ) throws -> [(String, ErrorCovariance)] {
    let residuals = try file.matrix("residuals")
    return [
      ("ols", .identity(hierarchy)), ("wls_struct", try .structural(hierarchy)),
      ("wls_var", try .variances(residuals: residuals, of: hierarchy)),
      ("mint_shrink", try .shrunk(residuals: residuals, of: hierarchy)),
    ]
  }

  private static func compareCovariances(
    _ file: GoldenValue, _ name: String, _ covariance: ErrorCovariance,
    _ reconciliation: Reconciliation, _ agreement: inout Agreement
  ) throws {
    if name == "mint_shrink" {
      agreement.compare(covariance.shrinkage, try file.number("shrink_lambda"), "shrinkage")
      compare(try covariance.matrix(), try file.matrix("W_mint_shrink"), "W", &agreement)
    }
    let all = try file.require("reconciled_error_covariance")
    guard all.member(name) != nil else { return }
    compare(
      try reconciliation.errorCovariance(), try all.matrix(name), "\(name) covariance", &agreement)
  }

  /// Element by element; a covariance is as exact as the variances beside it.
  private static func compare(
    _ matrix: Matrix, _ expected: [[Double]], _ place: String, _ agreement: inout Agreement
  ) {
    guard matrix.rows == expected.count else { return agreement.fail("\(place): wrong size") }
    for (i, row) in expected.enumerated() {
      let size = (row.map(abs).max() ?? 0) * 1e-3
      agreement.compare(matrix.row(i), row, floor: size, "\(place) row \(i + 1)")
    }
  }

  private static func compareProportions(
    _ file: GoldenValue, _ hierarchy: Hierarchy, _ base: [[Double]], _ agreement: inout Agreement
  ) throws {
    let cells = Array(try file.matrix("history").dropFirst(hierarchy.totalCount))
    let expected = try file.require("reconciled")
    for (step, values) in base.enumerated() {
      for (name, found) in [
        ("bottom_up", try hierarchy.bottomUp(values)),
        ("top_down_average_proportions", try hierarchy.topDown(values, history: cells)),
        (
          "top_down_proportion_averages",
          try hierarchy.topDown(values, history: cells, proportions: .ofAverages)
        ),
      ] {
        let target = transposed(try expected.matrix(name))
        agreement.compare(found, target[step], "\(name) step \(step + 1)")
      }
    }
  }

  private static func transposed(_ rows: [[Double]]) -> [[Double]] {
    (rows.first ?? []).indices.map { j in rows.map { $0[j] } }
  }
}
