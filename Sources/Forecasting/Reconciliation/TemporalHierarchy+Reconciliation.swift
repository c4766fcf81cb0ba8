import LinearAlgebra
import Probability

extension TemporalHierarchy {
  /// How the errors of the frequencies relate.
  public enum Scaling: Equatable, Sendable {
    /// Variances in proportion to the number of shortest periods; needs no residuals.
    case structural

    /// One variance for each frequency.
    case seriesVariance

    /// One variance for each period of the cycle at each frequency.
    case hierarchyVariance

    /// Covariances within each frequency and none between them.
    case autocovariance

    /// Covariances of all periods of the cycle, shrunk to their diagonal.
    case shrunk
  }

  /// The reconciliation of forecasts at all frequencies.
  ///
  /// - Parameters:
  ///   - scaling: what is assumed of their errors.
  ///   - residuals: for every factor the one-step errors over whole cycles, the same cycles for all
  ///     factors; not needed for the structural scaling.
  ///
  /// Throws `countMismatch` for residuals that do not cover the same cycles, `tooFewResiduals`
  /// where there are too few cycles, and as ``Reconciliation/init(_:covariance:)``.
  public func reconciliation(
    _ scaling: Scaling, residuals: [Int: [Double]] = [:]
  ) throws(ReconciliationError) -> Reconciliation {
    let cycles = scaling == .structural ? [] : try cycles(residuals, "residuals")
    let bySeries = hierarchy.names.indices.map { place in cycles.map { $0[place] } }
    return try Reconciliation(
      hierarchy, covariance: try covariance(scaling, bySeries, cycles: cycles.count))
  }

  private func covariance(
    _ scaling: Scaling, _ residuals: [[Double]], cycles: Int
  ) throws(ReconciliationError) -> ErrorCovariance {
    switch scaling {
    case .structural:
      return try .structural(hierarchy)
    case .hierarchyVariance:
      return try .variances(residuals: residuals, of: hierarchy)
    case .shrunk:
      return try .shrunk(residuals: residuals, of: hierarchy)
    case .seriesVariance:
      var pooled = residuals
      for factor in factors {
        let places = places(of: factor)
        let all = places.flatMap { residuals[$0] }
        for place in places { pooled[place] = all }
      }
      // Every series has the errors of its whole frequency; lengths differ between frequencies.
      let longest = pooled.map(\.count).max() ?? 0
      return try .variances(
        residuals: pooled.map { list in
          (0..<(longest / list.count)).flatMap { _ in list }
        }, of: hierarchy)
    case .autocovariance:
      var blocks: [Matrix] = []
      for factor in factors {
        let lists = places(of: factor).map { residuals[$0] }
        blocks.append(
          try algebra { () throws(LinearAlgebraError) in
            try Matrix(
              rows: cycles, columns: lists.count,
              columnMajor: lists.flatMap { $0.map { $0 / Double(cycles).squareRoot() } })
          })
      }
      return ErrorCovariance(factor: ErrorCovariance.blockDiagonal(blocks))
    }
  }

  /// Forecasts of every frequency over the same future cycles, made to add up.
  ///
  /// - Parameters:
  ///   - forecasts: for every factor its forecasts of consecutive periods, over whole cycles.
  ///   - reconciliation: from ``reconciliation(_:residuals:)`` of this hierarchy.
  ///   - nonNegative: whether no period may be negative.
  ///
  /// Throws `countMismatch` for forecasts that do not cover the same cycles, and as
  /// ``Reconciliation``.
  public func reconcile(
    _ forecasts: [Int: [Double]], with reconciliation: Reconciliation, nonNegative: Bool = false
  ) throws(ReconciliationError) -> [Int: [Double]] {
    guard reconciliation.hierarchy == hierarchy else {
      throw .countMismatch(
        input: "reconciliation", expected: hierarchy.count, found: reconciliation.hierarchy.count)
    }
    var result: [Int: [Double]] = [:]
    for cycle in try cycles(forecasts, "forecasts") {
      let values =
        nonNegative
        ? try reconciliation.nonNegative(cycle).values : try reconciliation.reconcile(cycle)
      for factor in factors {
        result[factor, default: []] += values[places(of: factor)].map { $0 / scale(factor) }
      }
    }
    return result
  }
}
