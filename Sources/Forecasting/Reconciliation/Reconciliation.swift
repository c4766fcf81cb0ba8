public import LinearAlgebra

/// Forecasts of a hierarchy made to add up, with as little change as their errors allow.
///
/// With base forecasts ŷ of error covariance W, the reconciled forecasts are
/// ỹ = S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ: the minimum trace estimate (Wickramasuriya, Athanasopoulos,
/// Hyndman 2019), which is least squares for W = I. It is computed in its equivalent form
/// b̃ = b̂ − W_b Cᵀ (C W Cᵀ)⁻¹ C ŷ with C = [I, −A], from a QR factorisation of F Cᵀ where W = FᵀF.
/// No inverse is taken, and W itself may be singular as long as C W Cᵀ is not.
public struct Reconciliation: Sendable {
  /// The series and how they add up.
  public let hierarchy: Hierarchy

  /// The covariance of the base forecasts.
  public let covariance: ErrorCovariance

  /// The correction of the cells for discrepancies d = C ŷ: b̃ = b̂ − gain · d, n × (m − n).
  let gain: Matrix

  /// A factor Z of the covariance of the reconciled cells, ZᵀZ.
  let cellFactor: Matrix

  /// The triangular factor R of F Cᵀ with columns scaled to length one.
  let constraintFactor: UpperTriangular

  /// The scales of those columns.
  let constraintScales: [Double]

  /// Prepares reconciliation of any number of forecasts with one covariance.
  ///
  /// O(k (m − n) m) for a factor of k rows.
  ///
  /// Throws `countMismatch` for a covariance of another hierarchy, `tooFewResiduals` where a sample
  /// covariance has fewer periods than there are totals, and `undetermined` where a total and its
  /// parts have no error to adjust, or the same one.
  public init(
    _ hierarchy: Hierarchy, covariance: ErrorCovariance
  ) throws(ReconciliationError) {
    guard covariance.count == hierarchy.count else {
      throw .countMismatch(
        input: "covariance", expected: hierarchy.count, found: covariance.count)
    }
    let factor = covariance.factor
    let totals = hierarchy.totalCount
    guard factor.rows >= totals else {
      throw .tooFewResiduals(
        found: factor.rows, needed: totals,
        reason: "shrink the covariance, or use variances alone")
    }
    var constraints = try Reconciliation.constraintErrors(hierarchy, factor)
    let norms = constraints.columnNorms()
    for (j, norm) in norms.enumerated() {
      guard norm > 0 else {
        throw .undetermined(
          series: hierarchy.names[j],
          reason: "neither it nor its parts have any error; give one of them a variance")
      }
      for i in 0..<factor.rows { constraints[i, j] /= norm }
    }
    let qr = try algebra { () throws(LinearAlgebraError) in try QRFactorization(constraints) }
    let triangle = qr.triangularFactor
    if let place = triangle.diagonal.firstIndex(where: { !(abs($0) > 1e-12) }) {
      throw .undetermined(
        series: hierarchy.names[place],
        reason: "its errors follow from those of the other totals; shrink the covariance, or use "
          + "variances alone")
    }
    var gain = Matrix(rows: hierarchy.cellCount, columns: totals)
    var rest = Matrix(rows: factor.rows - totals, columns: hierarchy.cellCount)
    constraintFactor = try algebra { () throws(LinearAlgebraError) in
      let upper = try UpperTriangular(triangle)
      for cell in 0..<hierarchy.cellCount {
        let rotated = try qr.transposeQTimes(factor.column(totals + cell))
        for (j, value) in try upper.solve(Array(rotated[..<totals])).enumerated() {
          gain[cell, j] = value / norms[j]
        }
        for (i, value) in rotated[totals...].enumerated() { rest[i, cell] = value }
      }
      return upper
    }
    self.hierarchy = hierarchy
    self.covariance = covariance
    self.gain = gain
    cellFactor = rest
    constraintScales = norms
  }

  /// F Cᵀ = F_totals − F_cells Aᵀ, k × (m − n).
  private static func constraintErrors(
    _ hierarchy: Hierarchy, _ factor: Matrix
  ) throws(ReconciliationError) -> Matrix {
    let totals = hierarchy.totalCount
    let cells = hierarchy.cellCount
    return try algebra { () throws(LinearAlgebraError) in
      var weights = Matrix(rows: cells, columns: totals)
      for i in 0..<totals {
        for j in 0..<cells { weights[j, i] = hierarchy.summing[i, j] }
      }
      let below = try Matrix(
        rows: factor.rows, columns: cells,
        columnMajor: Array(factor.elements[(totals * factor.rows)...]))
      var result = try below.times(weights)
      for j in 0..<totals {
        for i in 0..<factor.rows { result[i, j] = factor[i, j] - result[i, j] }
      }
      try result.requireFinite("covariance (overflow; rescale the series)")
      return result
    }
  }

  /// The reconciled forecasts of all series, m values that add up.
  ///
  /// Throws for another number of forecasts or values that are not finite.
  public func reconcile(_ base: [Double]) throws(ReconciliationError) -> [Double] {
    try hierarchy.aggregate(try cells(base))
  }

  /// The reconciled cells, n values.
  func cells(_ base: [Double]) throws(ReconciliationError) -> [Double] {
    let gaps = try hierarchy.discrepancies(base)
    let change = try algebra { () throws(LinearAlgebraError) in try gain.times(gaps) }
    return zip(base[hierarchy.totalCount...], change).map { $0 - $1 }
  }

  /// The matrix that turns base forecasts into reconciled ones, m × m; it projects on the forecasts
  /// that add up.
  public func matrix() throws(ReconciliationError) -> Matrix {
    var result = Matrix(rows: hierarchy.count, columns: hierarchy.count)
    for column in 0..<hierarchy.count {
      let unit = (0..<hierarchy.count).map { $0 == column ? 1.0 : 0 }
      for (row, value) in try reconcile(unit).enumerated() { result[row, column] = value }
    }
    return result
  }
}
