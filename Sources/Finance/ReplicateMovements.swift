/// Movements that lead from one quantile of the net budget to the next.
public enum ReplicateMovements {
  /// Splits the change between two quantiles over lines so that it ties.
  ///
  /// Quantiles of lines do not add to the quantile of their sum. Each line gets its mean plus its
  /// share of the distance between `target` and the mean change; the share is the line's covariance
  /// with the total over the total's variance (Euler allocation), so the shares add to 1 and the
  /// lines to `target`. Where the total does not vary, the distance is shared equally.
  ///
  /// - Parameters:
  ///   - lines: one row a line, one column a replicate, in pounds.
  ///   - target: the change to explain, in pounds.
  /// - Returns: one amount a line, adding to `target`.
  /// - Throws: ``FinanceError/invalid(input:reason:)`` where rows are empty or differ in length.
  public static func allocate(
    lines: [[Double]], target: Double
  ) throws(FinanceError) -> [Double] {
    guard let replicates = lines.first?.count, replicates > 0 else {
      throw .invalid(input: "lines", reason: "there is no replicate to allocate from")
    }
    for (index, line) in lines.enumerated() where line.count != replicates {
      throw .invalid(
        input: "lines[\(index)]",
        reason: "has \(line.count) replicates where the first line has \(replicates)")
    }
    let means = lines.map { compensatedSum($0) / Double(replicates) }
    let meanTotal = compensatedSum(means)
    let deviations = (0..<replicates).map { replicate in
      compensatedSum(lines.indices.map { lines[$0][replicate] }) - meanTotal
    }
    let variance = compensatedSum(deviations.map { $0 * $0 })
    return lines.indices.map { index in
      let covariance = compensatedSum(
        zip(lines[index], deviations).map { ($0 - means[index]) * $1 })
      let share = variance > 0 ? covariance / variance : 1 / Double(lines.count)
      return means[index] + share * (target - meanTotal)
    }
  }
}
