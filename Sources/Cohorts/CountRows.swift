import Probability

/// Rows of counts over the same categories, as the input of shrinkage.
///
/// Counts may be effective counts of weighted data, so they need not be whole.
public struct CountRows: Hashable, Sendable {
  /// The counts, one row per cell.
  public let rows: [[Double]]

  /// The total of each row.
  public let totals: [Double]

  /// The share of each category over all rows.
  public let pooled: [Double]

  /// Rows of equal length with counts of at least 0; throws ``CohortError`` otherwise, and where all
  /// counts are 0, because nothing can then be pooled.
  public init(_ rows: [[Double]]) throws(CohortError) {
    guard let width = rows.first?.count, width > 0 else {
      throw CohortError("counts", "is empty; it must have rows and categories")
    }
    for (index, row) in rows.enumerated() {
      guard row.count == width else {
        throw CohortError(
          "counts[\(index)]", "has \(row.count) categories where the first row has \(width)")
      }
      for (category, count) in row.enumerated() where !(count >= 0 && count.isFinite) {
        throw CohortError(
          "counts[\(index)][\(category)]", "is \(count); it must be finite and at least 0")
      }
    }
    let totals = rows.map { CompensatedSum($0).value }
    let total = CompensatedSum(totals).value
    guard total > 0 else {
      throw CohortError("counts", "are all 0; pooling needs at least one event")
    }
    self.rows = rows
    self.totals = totals
    pooled = (0..<width).map { category in
      CompensatedSum(rows.lazy.map { $0[category] }).value / total
    }
  }

  /// Rows with at least one event; only they say how much rows differ.
  var informativeRows: Int { totals.count { $0 > 0 } }

  /// Each row's posterior mean (counts + α)/(n + Σα).
  public func posteriorMeans(alpha: [Double]) -> [[Double]] {
    let sum = CompensatedSum(alpha).value
    return zip(rows, totals).map { row, n in
      zip(row, alpha).map { ($0 + $1) / (n + sum) }
    }
  }
}
