public import LinearAlgebra

extension Reconciliation {
  /// Simulated paths made to add up, each with the same matrix, so that samples are coherent too.
  ///
  /// - Parameter paths: m rows, one column per simulated value (a replicate and step).
  ///
  /// Throws `countMismatch` for another number of rows and `linearAlgebra` for values that are not
  /// finite.
  public func reconcile(paths: Matrix) throws(ReconciliationError) -> Matrix {
    guard paths.rows == hierarchy.count else {
      throw .countMismatch(input: "paths", expected: hierarchy.count, found: paths.rows)
    }
    let totals = hierarchy.totalCount
    let cells = hierarchy.cellCount
    return try algebra { () throws(LinearAlgebraError) in
      try paths.requireFinite("paths")
      var bottom = Matrix(rows: cells, columns: paths.columns)
      for j in 0..<paths.columns {
        for i in 0..<cells { bottom[i, j] = paths[totals + i, j] }
      }
      var gaps = try hierarchy.summing.times(bottom)
      var difference = Matrix(rows: totals, columns: paths.columns)
      for j in 0..<paths.columns {
        for i in 0..<totals { difference[i, j] = paths[i, j] - gaps[i, j] }
      }
      let change = try gain.times(difference)
      for j in 0..<paths.columns {
        for i in 0..<cells { bottom[i, j] -= change[i, j] }
      }
      gaps = try hierarchy.summing.times(bottom)
      try gaps.requireFinite("reconciled paths (overflow; rescale the series)")
      return gaps
    }
  }
}

extension Reconciliation {
  /// The covariance of the reconciled errors, S (Sᵀ W⁻¹ S)⁻¹ Sᵀ, m × m, right where W is.
  ///
  /// Throws where it overflows.
  public func errorCovariance() throws(ReconciliationError) -> Matrix {
    try gram(try spreadFactor())
  }

  /// The standard deviations of the reconciled errors, m values.
  ///
  /// Throws where one overflows.
  public func standardDeviations() throws(ReconciliationError) -> [Double] {
    try spreadFactor().columnNorms()
  }

  /// Normal reconciled forecasts.
  ///
  /// - Parameters:
  ///   - base: the base forecasts of one period.
  ///   - varianceScale: what the covariance is multiplied by: the number of steps for errors of
  ///     one step that accumulate, one where W belongs to this step.
  ///
  /// Throws as ``reconcile(_:)``, and for a scale that is negative or not finite.
  public func forecasts(
    _ base: [Double], varianceScale: Double = 1
  ) throws(ReconciliationError) -> [ForecastDistribution] {
    let scale = varianceScale.squareRoot()
    guard scale >= 0, scale.isFinite else {
      throw .invalidValue(
        input: "variance scale", series: "all series", index: 0, value: varianceScale,
        reason: "it must be 0 or more")
    }
    let means = try reconcile(base)
    let deviations = try standardDeviations()
    var result: [ForecastDistribution] = []
    for (place, name) in hierarchy.names.enumerated() {
      do {
        result.append(
          try .normal(mean: means[place], standardDeviation: scale * deviations[place]))
      } catch {
        throw .invalidValue(
          input: "standard deviation", series: name, index: 0, value: scale * deviations[place],
          reason: "it overflows; rescale the series")
      }
    }
    return result
  }

  /// The matrix Z Sᵀ, whose Gram matrix is the covariance of all reconciled errors.
  private func spreadFactor() throws(ReconciliationError) -> Matrix {
    try algebra { () throws(LinearAlgebraError) in
      let factor = try cellFactor.times(hierarchy.summing.transposed)
      try factor.requireFinite("covariance (overflow; rescale the series)")
      return factor
    }
  }
}
