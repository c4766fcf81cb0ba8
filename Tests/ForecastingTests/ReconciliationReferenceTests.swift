import Forecasting
import Foundation
import LinearAlgebra
import ReferenceCases
import Testing

/// Twenty-four series, reconciled by numpy in closed form.
@Suite("Reconciliation reference", .enabled(if: SharedReference.isPresent))
struct ReconciliationReferenceTests {
  private let file: [String: Any]
  private let hierarchy: Hierarchy
  private let residuals: [[Double]]
  private let base: [[Double]]

  init() throws {
    file = try SharedReference.object("benchmarks/golden/reconciliation.json")
    let rows = { (value: Any?) in (value as? [Any] ?? []).map(ReferenceCase.vector) }
    hierarchy = try Hierarchy(
      names: try #require(file["series"] as? [String]), summing: Matrix(rows: rows(file["S"])))
    residuals = rows(file["residuals"])
    base = rows(file["base_forecast"])
  }

  private func table(_ group: String, _ name: String) throws -> [[Double]] {
    let values = try #require(file[group] as? [String: Any])
    return try #require(values[name] as? [Any]).map(ReferenceCase.vector)
  }

  private func covariance(_ name: String) throws -> ErrorCovariance {
    switch name {
    case "ols": .identity(hierarchy)
    case "wls_struct": try .structural(hierarchy)
    case "wls_var": try .variances(residuals: residuals, of: hierarchy)
    default: try .shrunk(residuals: residuals, of: hierarchy)
    }
  }

  @Test func summingMatrixFromLabels() throws {
    let areas = [("N", "A"), ("N", "B"), ("S", "C"), ("S", "D"), ("S", "E")]
    let labels = areas.flatMap { area in
      ["ASD", "SEMH"].map { ["Region \(area.0)", "LA \(area.1)", $0] }
    }
    let built = try Hierarchy.grouped(
      total: "England", dimensions: [.init("region", "area"), .init("need")], labels: labels)
    #expect(Set(built.names) == Set(hierarchy.names))
    for (row, name) in built.names.enumerated() {
      let other = try #require(hierarchy.index(of: name))
      #expect(built.summing.row(row) == hierarchy.summing.row(other))
    }
  }

  @Test func methods() throws {
    for name in ["ols", "wls_struct", "wls_var", "mint_shrink"] {
      let reconciliation = try Reconciliation(hierarchy, covariance: covariance(name))
      let expected = try table("reconciled", name)
      for step in 0..<3 {
        let values = try reconciliation.reconcile(base.map { $0[step] })
        #expect(agree(values, expected.map { $0[step] }, relative: 1e-11), "\(name) \(step)")
      }
      guard name != "wls_var" else { continue }
      let positive = try table("reconciled", "\(name)_nonnegative")
      for step in 0..<3 {
        let values = try reconciliation.nonNegative(base.map { $0[step] }).values
        for (value, other) in zip(values, positive.map { $0[step] }) {
          #expect(abs(value - other) <= 1e-9 * abs(other) + 1e-9, "\(name) \(step)")
        }
      }
    }
  }

  @Test func covariances() throws {
    let shrunk = try covariance("mint_shrink")
    #expect(agree([try #require(shrunk.shrinkage)], [0.9015132173138205]))
    let expected = try #require(file["W_mint_shrink"] as? [Any]).map(ReferenceCase.vector)
    let matrix = try shrunk.matrix()
    for i in 0..<24 { #expect(agree(matrix.row(i), expected[i], relative: 1e-11)) }
    for name in ["wls_struct", "mint_shrink"] {
      let stated = try table("reconciled_error_covariance", name)
      let found = try Reconciliation(hierarchy, covariance: covariance(name)).errorCovariance()
      for i in 0..<24 {
        for (value, other) in zip(found.row(i), stated[i]) {
          #expect(abs(value - other) <= 1e-9 * abs(other) + 1e-12)
        }
      }
    }
  }

  @Test func proportions() throws {
    let history = try #require(file["history"] as? [Any]).map(ReferenceCase.vector)
    let cells = Array(history[hierarchy.totalCount...])
    let ways: [(String, ([Double]) throws -> [Double])] = [
      ("bottom_up", { try hierarchy.bottomUp($0) }),
      ("top_down_average_proportions", { try hierarchy.topDown($0, history: cells) }),
      (
        "top_down_proportion_averages",
        { try hierarchy.topDown($0, history: cells, proportions: .ofAverages) }
      ),
    ]
    for (name, way) in ways {
      let expected = try table("reconciled", name)
      for step in 0..<3 {
        #expect(agree(try way(base.map { $0[step] }), expected.map { $0[step] }), "\(name)")
      }
    }
  }
}
