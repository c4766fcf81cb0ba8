import Probability

extension CohortMoments {
  /// The standard deviation of each cell's stock.
  public var standardDeviation: [Double] {
    mean.indices.map { max(0, covariance[$0 * mean.count + $0]).squareRoot() }
  }

  /// The covariance matrix as rows.
  public var covarianceRows: [[Double]] {
    let n = mean.count
    return (0..<n).map { Array(covariance[$0 * n..<($0 + 1) * n]) }
  }

  /// The mean of the total stock.
  public var totalMean: Double { CompensatedSum(mean).value }

  /// The standard deviation of the total stock, covariances included.
  public var totalStandardDeviation: Double {
    max(0, CompensatedSum(covariance).value).squareRoot()
  }

  /// The mean and standard deviation of Σ uᵢNᵢ for weights u (a unit cost, or 0 and 1 to pick
  /// cells); throws ``CohortError`` where there is not one weight per cell.
  public func weighted(
    by weights: [Double]
  ) throws(CohortError) -> (mean: Double, standardDeviation: Double) {
    let n = mean.count
    guard weights.count == n else {
      throw CohortError("unitCost", "has \(weights.count) values for \(n) cells")
    }
    var expected = CompensatedSum()
    var variance = CompensatedSum()
    for i in 0..<n {
      expected.add(weights[i] * mean[i])
      for j in 0..<n { variance.add(weights[i] * weights[j] * covariance[i * n + j]) }
    }
    return (expected.value, max(0, variance.value).squareRoot())
  }
}
