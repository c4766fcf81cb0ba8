public import LinearAlgebra

/// A forecast of a total and separate forecasts of its parts, each revised by the other in
/// proportion to its precision.
///
/// The total of a trend and the cells of a cohort model, say: independent of each other, with
/// W = blockdiag(var(total), Cov(cells)). The result is that of ``Reconciliation``.
public struct CombinedForecast: Equatable, Sendable {
  /// The revised total, the sum of the revised cells.
  public let total: Double

  /// The revised cells.
  public let cells: [Double]

  /// The standard deviation of the revised total.
  public let totalStandardDeviation: Double

  /// The standard deviations of the revised cells.
  public let cellStandardDeviations: [Double]

  /// Combines a total with the cells it is made of.
  ///
  /// - Parameters:
  ///   - total: the forecast of the total.
  ///   - totalVariance: its error variance, 0 to hold it exactly.
  ///   - cells: the forecasts of n cells.
  ///   - cellCovariance: their error covariance, n × n.
  ///
  /// Throws for sizes that do not fit, values that are not finite, a covariance that is none, and
  /// `undetermined` where neither the total nor the sum of the cells has any variance.
  public init(
    total: Double, totalVariance: Double, cells: [Double], cellCovariance: Matrix
  ) throws(ReconciliationError) {
    guard totalVariance >= 0, totalVariance.isFinite else {
      throw .invalidValue(
        input: "variance", series: "total", index: 0, value: totalVariance,
        reason: "a variance is 0 or more")
    }
    let hierarchy = try Hierarchy.flat(
      total: "total", parts: cells.indices.map { "cell \($0)" })
    let covariance = try ErrorCovariance.blocks(
      [.diagonal([totalVariance]), cellCovariance], of: hierarchy)
    let combination = try Reconciliation(hierarchy, covariance: covariance)
    let values = try combination.reconcile([total] + cells)
    let deviations = try combination.standardDeviations()
    self.total = values[0]
    self.cells = Array(values[1...])
    totalStandardDeviation = deviations[0]
    cellStandardDeviations = Array(deviations[1...])
  }
}
