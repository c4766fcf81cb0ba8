import LinearAlgebra
import Probability

extension Reconciliation {
  /// Forecasts that add up and of which none is negative.
  public struct NonNegative: Equatable, Sendable {
    /// All series, totals first.
    public let values: [Double]

    /// The cells that would have been negative otherwise and are zero.
    public let zeroCells: [String]

    /// The weighted squared change (ŷ − ỹ)ᵀ W⁻¹ (ŷ − ỹ).
    public let objective: Double
  }

  /// The forecasts that minimise (ŷ − S b)ᵀ W⁻¹ (ŷ − S b) over cells b ≥ 0.
  ///
  /// An exact active-set solution (Lawson, Hanson 1974) of the dual problem: with V the covariance
  /// of the unconstrained cells b̃, b = b̃ + V μ where μ ≥ 0 and μᵢ bᵢ = 0. Where b̃ has no negative
  /// value it is the answer.
  ///
  /// Throws as ``reconcile(_:)``, and `noNonNegativeSolution` where a cell is
  /// negative but has no error, so that nothing may change it.
  public func nonNegative(_ base: [Double]) throws(ReconciliationError) -> NonNegative {
    let free = try cells(base)
    let bound = try multipliers(free)
    var cells = free
    var push = Array(repeating: 0.0, count: cellFactor.rows)
    for (cell, weight) in bound {
      for i in push.indices { push[i] += weight * cellFactor[i, cell] }
    }
    if !bound.isEmpty {
      let change = try algebra { () throws(LinearAlgebraError) in
        try cellFactor.transposeTimes(push)
      }
      for cell in cells.indices { cells[cell] = max(0, free[cell] + change[cell]) }
      for (cell, _) in bound { cells[cell] = 0 }
    }
    cells = cells.map { max(0, $0) }
    let gaps = try hierarchy.discrepancies(base)
    let scaled = try algebra { () throws(LinearAlgebraError) in
      try constraintFactor.solveTransposed(zip(gaps, constraintScales).map { $0 / $1 })
    }
    let objective = CompensatedSum((scaled + push).map { $0 * $0 }).value
    return NonNegative(
      values: try hierarchy.aggregate(cells),
      zeroCells: bound.map { hierarchy.cellNames[$0.cell] }, objective: objective)
  }

  /// The cells held at zero with their multipliers μ > 0, ascending.
  private func multipliers(
    _ free: [Double]
  ) throws(ReconciliationError) -> [(cell: Int, weight: Double)] {
    // What rounding may leave below zero is no reason to hold a cell.
    let slack = 1e-13 * free.reduce(0) { max($0, abs($1)) }
    var held: [Int] = []
    var weights: [Double] = []
    for _ in 0...(20 * hierarchy.cellCount) {
      let values = try pushed(free, held, weights)
      let lowest = values.indices.filter { !held.contains($0) }.min { values[$0] < values[$1] }
      guard let entering = lowest, values[entering] < -slack else {
        return zip(held, weights).map { ($0, $1) }.sorted { $0.cell < $1.cell }
      }
      held.append(entering)
      weights.append(0)
      while true {
        let target = try exactWeights(free, held)
        guard target.contains(where: { $0 <= 0 }) else {
          weights = target
          break
        }
        // The first multiplier to reach zero on the way there leaves, whatever its rounding.
        var step = Double.infinity
        var leaving = 0
        for (place, old) in weights.enumerated() where target[place] <= 0 {
          let reach = old > 0 ? old / (old - target[place]) : 0
          if reach < step { (step, leaving) = (reach, place) }
        }
        var kept: [(Int, Double)] = []
        for place in held.indices where place != leaving {
          let weight = weights[place] + step * (target[place] - weights[place])
          if weight > 0 || target[place] > 0 { kept.append((held[place], max(0, weight))) }
        }
        held = kept.map(\.0)
        weights = kept.map(\.1)
      }
    }
    throw .noNonNegativeSolution(
      series: hierarchy.names[0], reason: "the active set did not settle; rescale the series")
  }

  /// The cells b̃ + V μ.
  private func pushed(
    _ free: [Double], _ held: [Int], _ weights: [Double]
  ) throws(ReconciliationError) -> [Double] {
    guard !held.isEmpty else { return free }
    var push = Array(repeating: 0.0, count: cellFactor.rows)
    for (cell, weight) in zip(held, weights) {
      for i in push.indices { push[i] += weight * cellFactor[i, cell] }
    }
    let change = try algebra { () throws(LinearAlgebraError) in
      try cellFactor.transposeTimes(push)
    }
    return zip(free, change).map { $0 + $1 }
  }

  /// The multipliers that bring the held cells to exactly zero: V_hh μ = −b̃_h.
  private func exactWeights(
    _ free: [Double], _ held: [Int]
  ) throws(ReconciliationError) -> [Double] {
    var columns = Matrix(rows: cellFactor.rows, columns: held.count)
    var norms: [Double] = []
    let sizes = cellFactor.columnNorms()
    let largest = sizes.max() ?? 0
    for (place, cell) in held.enumerated() {
      guard sizes[cell] > 1e-14 * largest else {
        throw .noNonNegativeSolution(
          series: hierarchy.cellNames[cell],
          reason: "it has no error of its own; give it a variance or a forecast of 0 or more")
      }
      norms.append(sizes[cell])
      for i in 0..<cellFactor.rows { columns[i, place] = cellFactor[i, cell] / sizes[cell] }
    }
    guard columns.rows >= columns.columns else {
      throw .noNonNegativeSolution(
        series: hierarchy.cellNames[held[held.count - 1]],
        reason: "there are too few residuals for so many negative cells; shrink the covariance")
    }
    let triangle = try algebra { () throws(LinearAlgebraError) in
      try QRFactorization(columns).triangularFactor
    }
    if let place = triangle.diagonal.firstIndex(where: { !(abs($0) > 1e-10) }) {
      throw .noNonNegativeSolution(
        series: hierarchy.cellNames[held[place]],
        reason: "its errors follow from those of other cells held at zero; shrink the covariance")
    }
    return try algebra { () throws(LinearAlgebraError) in
      let upper = try UpperTriangular(triangle)
      let right = zip(held, norms).map { -free[$0] / $1 }
      return zip(try upper.solve(try upper.solveTransposed(right)), norms).map { $0 / $1 }
    }
  }
}
