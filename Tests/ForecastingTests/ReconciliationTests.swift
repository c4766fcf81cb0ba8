import Forecasting
import LinearAlgebra
import Probability
import ReferenceCases
import Testing

@Suite("Reconciliation")
struct ReconciliationTests {
  private func draws(_ count: Int, _ stream: String) -> [Double] {
    let stream = RandomStream(seed: 7, name: stream)
    let address = stream.at(replicate: 0, step: 0)
    return (0..<count).map { SpecialFunctions.normalQuantile(address.uniform($0)) }
  }

  private func residuals(_ hierarchy: Hierarchy, periods: Int) -> [[Double]] {
    let all = draws(hierarchy.count * periods, "residuals")
    return (0..<hierarchy.count).map { i in
      (0..<periods).map { all[i * periods + $0] * Double(1 + i % 5) }
    }
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test func leastSquaresOfATotalAndTwoParts() throws {
    // One unit too many in the total is shared equally by all three.
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    let result = try Reconciliation(hierarchy, covariance: .identity(hierarchy))
    #expect(agree(try result.reconcile([13, 4, 6]), [12, 5, 7]))
    #expect(
      agree(
        try result.errorCovariance().elements,
        [2, 1, 1, 1, 2, -1, 1, -1, 2].map { $0 / 3 }, relative: 1e-14))
    let laws = try result.forecasts([13, 4, 6], varianceScale: 4)
    #expect(agree(laws.map(\.mean), [12, 5, 7]))
    #expect(laws.allSatisfy { abs($0.standardDeviation - (8.0 / 3).squareRoot()) < 1e-14 })
  }

  @Test func everyMethodAddsUpAndLeavesCoherentForecastsAlone() throws {
    let hierarchy = try HierarchyTests.areas()
    let errors = residuals(hierarchy, periods: 14)
    let base = draws(18, "base").map { 100 + 20 * $0 }
    let coherent = try hierarchy.aggregate(draws(6, "cells"))
    for covariance in try [
      ErrorCovariance.identity(hierarchy), .structural(hierarchy),
      .variances(residuals: errors, of: hierarchy), .shrunk(residuals: errors, of: hierarchy),
      .sample(residuals: errors, of: hierarchy),
    ] {
      let reconciliation = try Reconciliation(hierarchy, covariance: covariance)
      let once = try reconciliation.reconcile(base)
      #expect(try hierarchy.isCoherent(once, tolerance: 1e-14))
      #expect(agree(try reconciliation.reconcile(once), once, relative: 1e-12))
      #expect(agree(try reconciliation.reconcile(coherent), coherent, relative: 1e-11))
      // A projection: M S = S.
      let product = try reconciliation.matrix().times(hierarchy.summing)
      #expect(
        zip(product.elements, hierarchy.summing.elements).allSatisfy { abs($0 - $1) < 1e-12 })
      // M W Mᵀ = the covariance of the reconciled errors.
      let matrix = try reconciliation.matrix()
      let direct = try matrix.times(covariance.matrix()).times(matrix.transposed)
      let stated = try reconciliation.errorCovariance()
      #expect(zip(direct.elements, stated.elements).allSatisfy { abs($0 - $1) < 1e-11 })
      let deviations = try reconciliation.standardDeviations()
      #expect(agree(deviations.map { $0 * $0 }, stated.diagonal, relative: 1e-13))
    }
  }

  @Test func pathsAreReconciledWithTheSameMatrix() throws {
    let hierarchy = try HierarchyTests.areas()
    let covariance = try ErrorCovariance.shrunk(
      residuals: residuals(hierarchy, periods: 10), of: hierarchy)
    let reconciliation = try Reconciliation(hierarchy, covariance: covariance)
    let paths = try Matrix(rows: 18, columns: 7, columnMajor: draws(18 * 7, "paths"))
    let result = try reconciliation.reconcile(paths: paths)
    for j in 0..<7 {
      let single = try reconciliation.reconcile(paths.column(j))
      #expect(zip(result.column(j), single).allSatisfy { abs($0 - $1) < 1e-13 })
      #expect(try hierarchy.isCoherent(result.column(j), tolerance: 1e-14))
    }
    #expect(
      message { _ = try reconciliation.reconcile(paths: Matrix(rows: 2, columns: 1)) }
        .contains("paths: 2 where 18"))
    #expect(
      message {
        _ = try reconciliation.reconcile(paths: Matrix(rows: 18, columns: 1, repeating: .nan))
      }.contains("paths"))
  }

  @Test func seriesWithoutErrorAreHeld() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    let held = try Reconciliation(
      hierarchy, covariance: .variances([1, 0, 3], of: hierarchy))
    #expect(agree(try held.reconcile([14, 4, 6]), [13, 4, 9]))
    #expect(try held.standardDeviations()[1] == 0)
    // A singular covariance: the parts move together.
    let joint = try ErrorCovariance.known(
      Matrix(rows: [[1, 0, 0], [0, 1, 1], [0, 1, 1]]), of: hierarchy)
    #expect(
      agree(try Reconciliation(hierarchy, covariance: joint).reconcile([15, 4, 6]), [14, 6, 8]))
    let zero = try ErrorCovariance.variances([0, 0, 0], of: hierarchy)
    #expect(
      message { _ = try Reconciliation(hierarchy, covariance: zero) }
        .contains("all cannot be reconciled"))
  }

  @Test func fewerResidualsThanSeries() throws {
    let hierarchy = try HierarchyTests.areas()
    let few = residuals(hierarchy, periods: 4)
    #expect(
      message {
        _ = try Reconciliation(hierarchy, covariance: .sample(residuals: few, of: hierarchy))
      }.contains("4 periods are too few, at least 12"))
    let shrunk = try ErrorCovariance.shrunk(residuals: few, of: hierarchy)
    #expect(
      try Reconciliation(hierarchy, covariance: shrunk).reconcile(few.map { $0[0] }).count == 18)
    // Equal errors of a group and its only area leave nothing to tell them apart.
    let chain = try Hierarchy(names: ["r", "a"], summing: Matrix(rows: [[1], [1]]))
    let same = try ErrorCovariance.sample(residuals: [[1, 2], [1, 2]], of: chain)
    #expect(
      message { _ = try Reconciliation(chain, covariance: same) }
        .contains("r cannot be reconciled"))
    let twice = try Hierarchy(names: ["r", "s", "a"], summing: Matrix(rows: [[1], [1], [1]]))
    let tied = try ErrorCovariance.sample(
      residuals: [[1, 2, 3], [1, 2, 3], [3, 1, 1]], of: twice)
    #expect(
      message { _ = try Reconciliation(twice, covariance: tied) }.contains("follow from those"))
  }

  @Test func enormousAndTinyScales() throws {
    let hierarchy = try HierarchyTests.areas()
    let errors = residuals(hierarchy, periods: 9)
    let base = draws(18, "base")
    let usual = try Reconciliation(
      hierarchy, covariance: .shrunk(residuals: errors, of: hierarchy)
    ).reconcile(base)
    for scale in [1e300, 1e-300] {
      let scaled = try ErrorCovariance.shrunk(
        residuals: errors.map { $0.map { $0 * scale } }, of: hierarchy)
      let result = try Reconciliation(hierarchy, covariance: scaled)
        .reconcile(base.map { $0 * scale })
      #expect(zip(result, usual).allSatisfy { abs($0 / scale - $1) < 1e-12 })
    }
    let huge = try ErrorCovariance.variances(
      residuals: errors.map { $0.map { $0 * 1e300 } }, of: hierarchy)
    #expect(message { _ = try huge.matrix() }.contains("overflow"))
  }

  @Test func shrinkageOfKnownSeries() throws {
    #expect(try ErrorCovariance.shrinkage(residuals: [[1, -1], [0, 0]]) == 1)
    // Perfectly correlated errors of constant size need no shrinkage.
    #expect(try ErrorCovariance.shrinkage(residuals: [[1, -1, 1, -1], [2, -2, 2, -2]]) == 0)
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a"])
    let half = try ErrorCovariance.shrunk(
      residuals: [[3, 1], [1, 3]], of: hierarchy, shrinkage: 0.5)
    #expect(half.shrinkage == 0.5)
    #expect(agree(try half.matrix().elements, [5, 1.5, 1.5, 5], relative: 1e-14))
  }

  @Test func refusals() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    let checks: [(String, () throws -> Void)] = [
      ("too few", { _ = try ErrorCovariance.shrinkage(residuals: [[1], [1]]) }),
      (
        "residuals: 1 where 3",
        { _ = try ErrorCovariance.sample(residuals: [[1]], of: hierarchy) }
      ),
      (
        "residuals: 0 periods",
        { _ = try ErrorCovariance.sample(residuals: [[], [], []], of: hierarchy) }
      ),
      (
        "shrinkage",
        {
          _ = try ErrorCovariance.shrunk(
            residuals: [[1], [1], [2]], of: hierarchy, shrinkage: 1.5)
        }
      ),
      (
        "variances of a[0]: -1.0",
        { _ = try ErrorCovariance.variances([1, -1, 1], of: hierarchy) }
      ),
      (
        "covariance: 2 where 3",
        { _ = try ErrorCovariance.known(.identity(2), of: hierarchy) }
      ),
      (
        "covariance: 2 where 3",
        { _ = try ErrorCovariance.known(Matrix(rows: 3, columns: 2), of: hierarchy) }
      ),
      (
        "not positive definite",
        { _ = try ErrorCovariance.known(.diagonal([1, 1, -1]), of: hierarchy) }
      ),
      (
        "not positive definite",
        {
          _ = try ErrorCovariance.known(
            Matrix(rows: [[1, 0.5, 0], [0, 1, 0], [0, 0, 1]]), of: hierarchy)
        }
      ),
      (
        "blocks: 2 where 3",
        { _ = try ErrorCovariance.blocks([.identity(2)], of: hierarchy) }
      ),
      (
        "covariance",
        { _ = try ErrorCovariance.blocks([Matrix(rows: 1, columns: 2)], of: hierarchy) }
      ),
      (
        "covariance: 2 where 3",
        {
          let small = try Hierarchy.flat(total: "t", parts: ["p"])
          _ = try Reconciliation(hierarchy, covariance: .identity(small))
        }
      ),
      (
        "weights sum to 0.0",
        {
          let odd = try Hierarchy(names: ["t", "a"], summing: Matrix(rows: [[0], [1]]))
          _ = try ErrorCovariance.structural(odd)
        }
      ),
      ("forecasts", { _ = try hierarchy.bottomUp([1, 2, .nan]) }),
      (
        "variance scale",
        {
          _ = try Reconciliation(hierarchy, covariance: .identity(hierarchy))
            .forecasts([1, 2, 3], varianceScale: -1)
        }
      ),
      (
        "standard deviation of all",
        {
          let wide = try ErrorCovariance.variances(
            residuals: [[1e300], [1e300], [1e300]], of: hierarchy)
          _ = try Reconciliation(hierarchy, covariance: wide)
            .forecasts([1, 2, 3], varianceScale: 1e300)
        }
      ),
      (
        "overflow",
        {
          let wide = try ErrorCovariance.sample(
            residuals: [[1e308, 1], [-1e308, 1], [-1e308, 1]], of: hierarchy)
          _ = try Reconciliation(hierarchy, covariance: wide)
        }
      ),
    ]
    for (part, body) in checks {
      let text = message(body)
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func cellsAlone() throws {
    let cells = try Hierarchy(names: ["a", "b"], summing: .identity(2))
    let result = try Reconciliation(cells, covariance: .identity(cells))
    #expect(try result.reconcile([3, -4]) == [3, -4])
    #expect(try result.nonNegative([3, -4]).values == [3, 0])
    #expect(try result.errorCovariance() == .identity(2))
  }
}

@Suite("Combined and non-negative forecasts")
struct ConstrainedReconciliationTests {
  @Test func aTotalRevisesItsCells() throws {
    // Golden file 09, case s002.
    let combined = try CombinedForecast(
      total: 352, totalVariance: 196, cells: [180, 96, 58],
      cellCovariance: Matrix(rows: [[110, 15, 3], [15, 60, 6], [3, 6, 34]]))
    #expect(agree([combined.total, combined.totalStandardDeviation], [344.125, 10.5]))
    #expect(
      agree(combined.cells, [185.14285714285714, 99.25446428571429, 59.72767857142857]))
    #expect(
      agree(
        combined.cellStandardDeviations, [8.569047288267898, 6.734605460922393, 5.465598581778839]))
    let exact = try CombinedForecast(
      total: 10, totalVariance: 0, cells: [4, 4], cellCovariance: .identity(2))
    #expect(exact.total == 10 && agree(exact.cells, [5, 5]))
    #expect(abs(exact.totalStandardDeviation) < 1e-15)
    #expect(throws: ReconciliationError.self) {
      try CombinedForecast(
        total: 1, totalVariance: -1, cells: [1], cellCovariance: .identity(1))
    }
    #expect(throws: ReconciliationError.self) {
      try CombinedForecast(total: 1, totalVariance: 1, cells: [1], cellCovariance: .identity(2))
    }
  }

  @Test func aNegativeCellIsHeldAtZero() throws {
    // Golden file 09, case s003.
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b", "c"])
    let covariance = try ErrorCovariance.known(.diagonal([1, 9, 4, 4]), of: hierarchy)
    let result = try Reconciliation(hierarchy, covariance: covariance)
      .nonNegative([20, 18, 9, 1])
    #expect(agree(result.values, [20.5, 13.5, 7, 0], relative: 1e-13))
    #expect(result.zeroCells == ["c"] && abs(result.objective - 3.75) < 1e-12)
  }

  /// Optimality on generated problems: no gradient that a non-negative cell could follow.
  @Test func optimalityConditions() throws {
    let hierarchy = try HierarchyTests.areas()
    let stream = RandomStream(seed: 11, name: "non-negative")
    var heldOnce = 0
    for trial in 0..<60 {
      let address = stream.at(replicate: trial, step: 0)
      let z = (0..<300).map { SpecialFunctions.normalQuantile(address.uniform($0)) }
      let residuals = (0..<18).map { i in (0..<12).map { z[i * 12 + $0] * Double(1 + i % 3) } }
      let base = (0..<18).map { 1 + 3 * z[216 + $0] }
      let covariance = try ErrorCovariance.shrunk(
        residuals: residuals, of: hierarchy, shrinkage: 0.3)
      let result = try Reconciliation(hierarchy, covariance: covariance).nonNegative(base)
      #expect(result.values.allSatisfy { $0 >= 0 })
      #expect(try hierarchy.isCoherent(result.values, tolerance: 1e-14))
      let cholesky = try Cholesky(try covariance.matrix())
      let rest = zip(base, result.values).map { $0 - $1 }
      let weighted = try cholesky.solve(rest)
      let gradient = try hierarchy.summing.transposeTimes(weighted)
      let objective = zip(rest, weighted).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(objective - result.objective) < 1e-9 * (1 + objective))
      for (cell, name) in hierarchy.cellNames.enumerated() {
        let value = result.values[hierarchy.totalCount + cell]
        if result.zeroCells.contains(name) {
          #expect(value == 0 && gradient[cell] <= 1e-9)
          heldOnce += 1
        } else {
          #expect(abs(gradient[cell]) < 1e-8)
        }
      }
    }
    #expect(heldOnce > 60)
  }

  /// Strongly related errors, where a cell held at first must be let go again.
  @Test func cellsThatAreLetGo() throws {
    let cells = try Hierarchy(names: ["a", "b", "c", "d", "e"], summing: .identity(5))
    let stream = RandomStream(seed: 5, name: "related")
    for trial in 0..<300 {
      let address = stream.at(replicate: trial, step: 0)
      let z = (0..<41).map { SpecialFunctions.normalQuantile(address.uniform($0)) }
      var residuals: [[Double]] = []
      for cell in 0..<5 {
        residuals.append((0..<6).map { (t: Int) -> Double in z[30 + t] + 0.4 * z[6 * cell + t] })
      }
      let base = (0..<5).map { (cell: Int) -> Double in z[35 + cell] - 0.6 }
      let covariance = try ErrorCovariance.sample(residuals: residuals, of: cells)
      let result = try Reconciliation(cells, covariance: covariance).nonNegative(base)
      let multipliers = try Cholesky(try covariance.matrix())
        .solve(zip(result.values, base).map { $0 - $1 })
      for (cell, name) in cells.names.enumerated() {
        #expect(result.values[cell] >= 0)
        if result.zeroCells.contains(name) {
          #expect(result.values[cell] == 0 && multipliers[cell] > -1e-7)
        } else {
          #expect(abs(multipliers[cell]) < 1e-6)
        }
      }
    }
  }

  @Test func opposedCellsCannotBothRise() throws {
    let cells = try Hierarchy(names: ["a", "b"], summing: .identity(2))
    let rank1: [[[Double]]] = [[[1], [-1]], [[1, 2], [-1, -2]]]
    for residuals in rank1 {
      let covariance = try ErrorCovariance.sample(residuals: residuals, of: cells)
      let reconciliation = try Reconciliation(cells, covariance: covariance)
      let error = #expect(throws: ReconciliationError.self) {
        try reconciliation.nonNegative([-1, -1])
      }
      #expect(error?.description.contains("b cannot be kept") == true)
      #expect(try reconciliation.nonNegative([-1, 3]).values == [0, 2])
    }
  }

  @Test func positiveForecastsAreLeftAlone() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    let reconciliation = try Reconciliation(hierarchy, covariance: .identity(hierarchy))
    let result = try reconciliation.nonNegative([13, 4, 6])
    #expect(result.values == (try reconciliation.reconcile([13, 4, 6])))
    #expect(result.zeroCells.isEmpty)
  }

  @Test func aNegativeCellWithoutErrorIsRefused() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    let held = try Reconciliation(hierarchy, covariance: .variances([1, 0, 3], of: hierarchy))
    let error = #expect(throws: ReconciliationError.self) { try held.nonNegative([3, -4, 6]) }
    #expect(error?.description.contains("a cannot be kept from falling below zero") == true)
  }
}
