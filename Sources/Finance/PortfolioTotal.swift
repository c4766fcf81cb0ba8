import Foundation
import Probability

/// The total of correlated costs in closed form: a check on the simulated total.
public struct PortfolioTotal: Hashable, Sendable {
  /// Mean of the total, pounds.
  public let mean: Double
  /// Standard deviation of the total, √(s′Rs), pounds.
  public let standardDeviation: Double
  private let means: [Double]
  private let standardDeviations: [Double]

  /// The total of services with those means and standard deviations (pounds) and that correlation
  /// matrix.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where lengths differ, a standard deviation is
  /// negative, or the matrix is not symmetric with unit diagonal and positive semidefinite: no
  /// costs can correlate that way.
  public init(
    means: [Double], standardDeviations: [Double], correlation: [[Double]]
  ) throws(FinanceError) {
    guard !means.isEmpty, standardDeviations.count == means.count else {
      throw .invalid(
        input: "sd",
        reason: "has \(standardDeviations.count) services where mean has \(means.count)")
    }
    for (index, mean) in means.enumerated() where !mean.isFinite {
      throw .invalid(input: "mean[\(index)]", reason: "is not a finite amount")
    }
    for (index, deviation) in standardDeviations.enumerated()
    where !(deviation >= 0 && deviation.isFinite) {
      throw .invalid(input: "sd[\(index)]", reason: "\(deviation) is not a number of 0 or more")
    }
    try PortfolioTotal.check(correlation, count: means.count)
    self.means = means
    self.standardDeviations = standardDeviations
    mean = compensatedSum(means)
    let services = means.indices
    let variance = compensatedSum(
      services.flatMap { row in
        services.map {
          standardDeviations[row] * correlation[row][$0] * standardDeviations[$0]
        }
      })
    standardDeviation = max(0, variance).squareRoot()
  }

  /// The quantile of a normal total; `level` is between 0 and 1, both excluded.
  public func normalQuantile(_ level: Double) throws(FinanceError) -> Double {
    mean + (try PortfolioTotal.score(level)) * standardDeviation
  }

  /// The quantile of a log-normal total with the same mean and standard deviation. Throws where the
  /// mean is not positive.
  public func logNormalQuantile(_ level: Double) throws(FinanceError) -> Double {
    guard mean > 0 else {
      throw .invalid(input: "mean", reason: "the total \(mean) is not positive; use the normal one")
    }
    let ratio = standardDeviation / mean
    let logVariance = log1p(ratio * ratio)
    let location = log(mean) - logVariance / 2
    return exp(location + (try PortfolioTotal.score(level)) * logVariance.squareRoot())
  }

  /// The sum of the services' own normal quantiles: what adding P80s gives.
  public func sumOfNormalQuantiles(_ level: Double) throws(FinanceError) -> Double {
    let score = try PortfolioTotal.score(level)
    return compensatedSum(zip(means, standardDeviations).map { $0 + score * $1 })
  }

  /// How much adding the services' quantiles overstates that of the total, pounds.
  public func diversification(_ level: Double) throws(FinanceError) -> Double {
    try sumOfNormalQuantiles(level) - normalQuantile(level)
  }

  private static func score(_ level: Double) throws(FinanceError) -> Double {
    guard level > 0, level < 1 else {
      throw .invalid(input: "p", reason: "\(level) is not a probability between 0 and 1")
    }
    return SpecialFunctions.normalQuantile(level)
  }

  private static func check(_ matrix: [[Double]], count: Int) throws(FinanceError) {
    guard matrix.count == count, matrix.allSatisfy({ $0.count == count }) else {
      throw .invalid(
        input: "correlation", reason: "is not \(count) by \(count), one row for each service")
    }
    for row in 0..<count {
      guard abs(matrix[row][row] - 1) < 1e-12 else {
        throw .invalid(input: "correlation[\(row)][\(row)]", reason: "must be 1 on the diagonal")
      }
      for column in 0..<row {
        guard abs(matrix[row][column] - matrix[column][row]) < 1e-12,
          abs(matrix[row][column]) <= 1
        else {
          throw .invalid(
            input: "correlation[\(row)][\(column)]",
            reason: "must be between -1 and 1 and equal to the figure across the diagonal")
        }
      }
    }
    guard isPositiveSemidefinite(matrix) else {
      throw .invalid(
        input: "correlation",
        reason: "is not positive semidefinite: no costs can correlate like this; "
          + "estimate the whole matrix from the same data")
    }
  }

  /// Symmetric elimination with the largest remaining diagonal as pivot; a semidefinite matrix
  /// leaves no diagonal below rounding and nothing beside a diagonal of nought.
  private static func isPositiveSemidefinite(_ matrix: [[Double]]) -> Bool {
    let tolerance = 1e-10
    var rest = matrix
    var remaining = Array(matrix.indices)
    while let pivot = remaining.max(by: { rest[$0][$0] < rest[$1][$1] }) {
      if remaining.contains(where: { rest[$0][$0] < -tolerance }) { return false }
      if rest[pivot][pivot] <= tolerance {
        return remaining.allSatisfy { row in
          remaining.allSatisfy { abs(rest[row][$0]) <= 1e-5 }
        }
      }
      remaining.removeAll { $0 == pivot }
      for row in remaining {
        for column in remaining {
          rest[row][column] -= rest[row][pivot] * rest[pivot][column] / rest[pivot][pivot]
        }
      }
    }
    return true
  }
}
