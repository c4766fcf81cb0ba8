import Probability

/// Mean and range of a figure over the replicates.
public struct PipelineRange: Hashable, Sendable {
  /// Mean.
  public let mean: Double
  /// 10th percentile (type 7, as are the others).
  public let p10: Double
  /// Median.
  public let p50: Double
  /// 90th percentile.
  public let p90: Double

  init(_ values: [Double]) {
    mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    let sorted = values.sorted()
    guard !sorted.isEmpty else {
      (p10, p50, p90) = (0, 0, 0)
      return
    }
    p10 = Quantile.ofSorted(sorted, at: 0.1)
    p50 = Quantile.ofSorted(sorted, at: 0.5)
    p90 = Quantile.ofSorted(sorted, at: 0.9)
  }
}
