import Foundation
import LinearAlgebra
import Probability

/// Regression of counts with a log link and an offset of log exposure.
public enum CountRegression {
  /// Settings of a fit.
  public struct Options: Equatable, Sendable {
    /// Iterations of reweighted least squares before giving up.
    public var iterationLimit: Int

    /// The largest condition number of the scaled design that is fitted; no limit where `nil`.
    public var conditionLimit: Double?

    /// Settings with a limit of 100 iterations and a condition number of 30 (Belsley, Kuh, Welsch
    /// 1980: beyond 30 the terms can hardly be told apart).
    public init(iterationLimit: Int = 100, conditionLimit: Double? = 30) {
      self.iterationLimit = iterationLimit
      self.conditionLimit = conditionLimit
    }
  }

  /// Fits log μ = X b + log(exposure).
  ///
  /// Throws as ``fit(_:counts:offset:family:options:)``, and `invalidValue` for an exposure that is
  /// not positive.
  public static func fit(
    _ design: DesignMatrix, counts: [Double], exposure: [Double], family: CountFamily,
    options: Options = Options()
  ) throws(RegressionError) -> CountModel {
    try check(exposure, "exposure", count: design.rows) {
      $0 > 0 && $0.isFinite
    } reason: {
      "an exposure must be positive; leave the row out where nobody was exposed"
    }
    return try fit(
      design, counts: counts, offset: exposure.map { log($0) }, family: family, options: options)
  }

  /// Fits log μ = X b + offset by maximum likelihood.
  ///
  /// Iteratively reweighted least squares by Householder factorisation, with step halving; for the
  /// negative binomial in alternation with Newton steps for θ, to the joint maximum. Where the
  /// Pearson dispersion of the Poisson fit is at most 1, or the likelihood grows all the way to
  /// θ = ∞, the negative binomial model is the Poisson model and its θ is `nil`.
  ///
  /// - Parameters:
  ///   - design: n rows and p terms, n > p.
  ///   - counts: n whole numbers, none negative.
  ///   - offset: n known parts of log μ; zero where `nil`.
  ///   - family: the law of the counts.
  ///   - options: iteration and conditioning limits.
  ///
  /// Throws `lengthMismatch`, `invalidValue`, `tooFewRows`, `rankDeficient` naming the terms,
  /// `collinear`, `separation` where counts are zero wherever a term acts, and `noConvergence`.
  public static func fit(
    _ design: DesignMatrix, counts: [Double], offset: [Double]? = nil, family: CountFamily,
    options: Options = Options()
  ) throws(RegressionError) -> CountModel {
    try check(counts, "counts", count: design.rows) {
      $0 >= 0 && $0.isFinite && $0 == $0.rounded()
    } reason: {
      "a count must be a whole number and not negative"
    }
    let offset = offset ?? Array(repeating: 0, count: design.rows)
    try check(offset, "offset", count: design.rows) {
      $0.isFinite
    } reason: {
      "an offset must be a finite number, the logarithm of a positive exposure"
    }
    guard design.rows > design.columns else {
      throw .tooFewRows(rows: design.rows, needed: design.columns + 1)
    }
    let condition = try scaledCondition(design)
    if let limit = options.conditionLimit, condition > limit {
      throw .collinear(conditionNumber: condition, limit: limit)
    }
    try requireEstimable(design, counts)
    let problem = CountProblem(design: design, counts: counts, offset: offset, options: options)
    var state = try problem.reweighted(from: problem.start(), theta: nil)
    try problem.requireFiniteOptimum(state)
    var theta: Double?
    if family == .negativeBinomial {
      (state, theta) = try problem.negativeBinomial(from: state)
    }
    return try CountModel(
      problem: problem, state: state, theta: theta, family: family, conditionNumber: condition)
  }

  private static func scaledCondition(_ design: DesignMatrix) throws(RegressionError) -> Double {
    do {
      return try LeastSquaresSolution(
        design: design.matrix, response: Array(repeating: 0, count: design.rows)
      ).conditionNumber
    } catch {
      throw RegressionError.from(error, names: design.names)
    }
  }

  /// A term of one sign that acts only where counts are zero has an infinite estimate.
  private static func requireEstimable(
    _ design: DesignMatrix, _ counts: [Double]
  ) throws(RegressionError) {
    if counts.allSatisfy({ $0 == 0 }) { throw .separation(columns: design.names) }
    var columns: [String] = []
    for (j, name) in design.names.enumerated() {
      let column = design.matrix.column(j)
      let oneSign = column.allSatisfy { $0 >= 0 } || column.allSatisfy { $0 <= 0 }
      let onlyZeros = zip(column, counts).allSatisfy { $0.0 == 0 || $0.1 == 0 }
      if oneSign && onlyZeros { columns.append(name) }
    }
    if !columns.isEmpty { throw .separation(columns: columns) }
  }
}
