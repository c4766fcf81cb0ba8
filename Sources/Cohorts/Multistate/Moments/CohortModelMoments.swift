import Probability

/// The exact mean and covariance of grouped stocks at the end of every step, parameters known.
///
/// This is the process part of uncertainty: laws and means of entries are at their estimates and
/// year effects are 1.
public struct CohortModelMoments: Hashable, Sendable {
  /// The names of the groups, groupings one after another.
  public let groups: [String]

  /// The number of steps.
  public let steps: Int

  /// The mean stock, by step and group.
  public let mean: [[Double]]

  /// The variance of the stock, by step and group.
  public let variance: [[Double]]

  /// The covariance matrix of the groups' stocks, by step, row after row; `nil` where only variances
  /// were asked for.
  public let covariance: [[Double]]?

  /// The standard deviation of a group's stock at the end of a step.
  public func standardDeviation(step: Int, group: Int) -> Double {
    max(0, variance[step][group]).squareRoot()
  }

  /// The mean and standard deviation of Σ wN over groups at the end of a step; throws
  /// ``CohortError`` without covariances, and where there is not one weight per group.
  public func weighted(
    by weights: [Double], step: Int
  ) throws(CohortError) -> (mean: Double, standardDeviation: Double) {
    guard let covariance else {
      throw CohortError("covariances", "were not asked for; they are needed for a weighted sum")
    }
    guard weights.count == groups.count else {
      throw CohortError("weights", "number \(weights.count) for \(groups.count) groups")
    }
    var expected = CompensatedSum()
    var spread = CompensatedSum()
    for (i, weight) in weights.enumerated() {
      expected.add(weight * mean[step][i])
      for (j, other) in weights.enumerated() {
        spread.add(weight * other * covariance[step][i * weights.count + j])
      }
    }
    return (expected.value, max(0, spread.value).squareRoot())
  }
}
