import Foundation

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
    let model = try GeneralisedRegression.fit(
      design, response: counts, family: family.response,
      offset: offset ?? Array(repeating: 0, count: design.rows),
      options: .init(
        iterationLimit: options.iterationLimit, conditionLimit: options.conditionLimit))
    return CountModel(family: family, model: model)
  }
}
