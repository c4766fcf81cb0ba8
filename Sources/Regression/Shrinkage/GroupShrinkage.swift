import Foundation
import Probability

/// Estimates of one quantity in many groups, each pulled towards their common mean by as much as
/// its own error is large beside the spread between groups.
///
/// yᵢ ~ N(θᵢ, vᵢ) and θᵢ ~ N(μ, τ²): the empirical Bayes estimate is the precision-weighted mean of
/// yᵢ and μ (Morris 1983; Raudenbush and Bryk 1985).
public struct GroupShrinkage: Equatable, Sendable {
  /// How the variance τ² between groups is estimated.
  public enum Method: Equatable, Sendable, CaseIterable {
    /// From the weighted sum of squares about the mean (DerSimonian and Laird 1986).
    case moments

    /// Restricted maximum likelihood, to the global maximum over τ² ≥ 0.
    case restrictedLikelihood
  }

  /// The common mean μ.
  public let mean: Double

  /// The standard error of μ, (Σ 1/(vᵢ + τ²))^(−½).
  public let meanStandardError: Double

  /// The variance τ² between groups.
  public let variance: Double

  /// Cochran's Σ (yᵢ − ȳ)²/vᵢ, χ² with one degree of freedom less than groups where all are alike.
  public let heterogeneity: TestResult

  /// The share vᵢ/(vᵢ + τ²) of the way that each estimate is moved to the mean.
  public let shrinkage: [Double]

  /// The estimates after shrinkage.
  public let estimates: [Double]

  /// Their standard errors, with the part that the error of μ adds: vᵢ(1 − Bᵢ) + Bᵢ² s²(μ).
  public let standardErrors: [Double]

  /// Shrinks estimates of known error.
  ///
  /// - Parameters:
  ///   - values: one estimate per group, at least two.
  ///   - variances: their squared standard errors, positive.
  ///   - method: how τ² is estimated.
  ///
  /// Throws `lengthMismatch`, `invalidValue` and `tooFewRows`.
  public init(
    _ values: [Double], variances: [Double], method: Method = .restrictedLikelihood
  ) throws(RegressionError) {
    try check(values, "estimates", count: values.count) {
      $0.isFinite
    } reason: {
      "an estimate must be a finite number"
    }
    try check(variances, "variances", count: values.count) {
      $0 > 0 && $0.isFinite && (1 / $0).isFinite
    } reason: {
      "a squared standard error must be positive"
    }
    guard values.count > 1 else { throw .tooFewRows(rows: values.count, needed: 2) }
    let pooled = GroupShrinkage.pool(values, variances, 0)
    heterogeneity = TestResult(
      chiSquared: pooled.squares, degreesOfFreedom: values.count - 1)
    let between =
      switch method {
      case .moments: GroupShrinkage.moments(values, variances, pooled.squares)
      case .restrictedLikelihood: GroupShrinkage.restricted(values, variances)
      }
    let result = GroupShrinkage.pool(values, variances, between)
    let meanVariance = 1 / result.precision
    guard result.mean.isFinite, between.isFinite else {
      throw .invalidValue(
        input: "estimates", row: 0, value: values[0],
        reason: "the estimates are too large to square; measure them in larger units")
    }
    mean = result.mean
    meanStandardError = meanVariance.squareRoot()
    variance = between
    let shares = variances.map { $0 / ($0 + between) }
    shrinkage = shares
    estimates = zip(values, shares).map { value, share in
      share * result.mean + (1 - share) * value
    }
    standardErrors = zip(variances, shares).map { variance, share in
      (variance * (1 - share) + share * share * meanVariance).squareRoot()
    }
  }

  /// The precision-weighted mean, the sum of precisions and the sum of squares about the mean.
  private static func pool(
    _ values: [Double], _ variances: [Double], _ between: Double
  ) -> (mean: Double, precision: Double, squares: Double) {
    var mass = CompensatedSum()
    var sum = CompensatedSum()
    for (value, variance) in zip(values, variances) {
      mass.add(1 / (variance + between))
      sum.add(value / (variance + between))
    }
    let mean = sum.value / mass.value
    var squares = CompensatedSum()
    for (value, variance) in zip(values, variances) {
      squares.add((value - mean) * (value - mean) / (variance + between))
    }
    return (mean, mass.value, squares.value)
  }

  private static func moments(
    _ values: [Double], _ variances: [Double], _ squares: Double
  ) -> Double {
    let weights = CompensatedSum(variances.map { 1 / $0 }).value
    let square = CompensatedSum(variances.map { 1 / ($0 * $0) }).value
    let excess = squares - Double(values.count - 1)
    return Swift.max(0, excess / (weights - square / weights))
  }

  /// The maximum of the restricted likelihood: the best of a grid on log τ², narrowed by golden
  /// sections, against τ² = 0.
  private static func restricted(_ values: [Double], _ variances: [Double]) -> Double {
    func likelihood(_ between: Double) -> Double {
      let pooled = pool(values, variances, between)
      let logs = CompensatedSum(variances.map { log($0 + between) }).value
      return -0.5 * (logs + log(pooled.precision) + pooled.squares)
    }
    let centre = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let least = (variances.min() ?? 1) * 1e-6
    let most = Swift.max(spread, (variances.max() ?? 1)) * 10
    guard spread > 0, most.isFinite, least > 0, most > least else { return 0 }
    let steps = 80
    let width = log(most / least) / Double(steps)
    var best = 0
    var top = -Double.infinity
    for k in 0...steps {
      let value = likelihood(least * exp(Double(k) * width))
      if value > top { (best, top) = (k, value) }
    }
    var low = log(least) + Double(best - 1) * width
    var high = log(least) + Double(best + 1) * width
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<60 {
      let left = high - ratio * (high - low)
      let right = low + ratio * (high - low)
      if likelihood(exp(left)) >= likelihood(exp(right)) { high = right } else { low = left }
    }
    let found = exp((low + high) / 2)
    return likelihood(found) > likelihood(0) ? found : 0
  }
}
