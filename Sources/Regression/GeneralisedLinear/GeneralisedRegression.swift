import Foundation
import LinearAlgebra
import Probability

/// Generalised linear models: g(μ) = X b + offset, with the response distributed about μ by a
/// family (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 1989).
public enum GeneralisedRegression {
  /// Settings of a fit.
  public struct Options: Equatable, Sendable {
    /// Iterations of reweighted least squares before giving up.
    public var iterationLimit: Int

    /// The largest condition number of the scaled design that is fitted; no limit where `nil`.
    public var conditionLimit: Double?

    /// Settings; by default a limit of 100 iterations and none on the condition number.
    public init(iterationLimit: Int = 100, conditionLimit: Double? = nil) {
      self.iterationLimit = iterationLimit
      self.conditionLimit = conditionLimit
    }
  }

  /// Fits by maximum (quasi-)likelihood.
  ///
  /// Iteratively reweighted least squares by Householder factorisation with step halving, until
  /// the linear predictor moves by rounding error alone; for the negative binomial in alternation
  /// with Newton steps for θ, to the joint maximum. Where the Pearson dispersion of the Poisson
  /// fit is at most 1, or the likelihood grows all the way to θ = ∞, the negative binomial model
  /// is the Poisson model and its θ is `nil`.
  ///
  /// - Parameters:
  ///   - design: n rows and p terms, n > p.
  ///   - response: n values: real numbers, counts, positive numbers, or for the binomial families
  ///     shares between 0 and 1, or numbers of successes where `trials` are given.
  ///   - family: the law of the response.
  ///   - link: one of the family's links; its default where `nil`.
  ///   - trials: n positive numbers of trials, for the binomial families.
  ///   - weights: n positive prior weights; all one where `nil`.
  ///   - offset: n known parts of η; zero where `nil`.
  ///   - exposure: n positive exposures whose logarithms are added to η; needs the log link.
  ///   - options: iteration and conditioning limits.
  ///
  /// Throws `lengthMismatch`, `invalidValue`, `invalidLink`, `tooFewRows`, `rankDeficient` naming
  /// the terms, `collinear`, `separation` naming the terms without a finite estimate, and
  /// `noConvergence`.
  public static func fit(
    _ design: DesignMatrix, response: [Double], family: ResponseFamily, link: Link? = nil,
    trials: [Double]? = nil, weights: [Double]? = nil, offset: [Double]? = nil,
    exposure: [Double]? = nil, options: Options = Options()
  ) throws(RegressionError) -> GeneralisedLinearModel {
    let link = link ?? family.defaultLink
    guard family.links.contains(link) else {
      throw .invalidLink(
        family: family.rawValue, link: link.rawValue, allowed: family.links.map(\.rawValue))
    }
    let (shares, prior) = try prepared(
      design, response: response, family: family, trials: trials, weights: weights)
    try checkResponse(shares, family: family, rows: design.rows)
    let known = try knownPart(design, offset: offset, exposure: exposure, link: link)
    guard design.rows > design.columns else {
      throw .tooFewRows(rows: design.rows, needed: design.columns + 1)
    }
    let condition = try scaledCondition(design)
    if let limit = options.conditionLimit, condition > limit {
      throw .collinear(conditionNumber: condition, limit: limit)
    }
    let problem = ReweightedProblem(
      design: design, response: shares, weights: prior, offset: known, family: family,
      link: link, iterationLimit: options.iterationLimit)
    try problem.requireEstimable()
    let law = MeanLaw(family, theta: nil)
    var state = try problem.reweighted(from: problem.start(law: law), law: law)
    try problem.requireFiniteOptimum(state)
    var theta: Double?
    if family == .negativeBinomial {
      (state, theta) = try problem.negativeBinomial(from: state)
    }
    return try GeneralisedLinearModel(
      problem: problem, state: state, theta: theta, conditionNumber: condition)
  }

  /// Shares of trials and the weights they carry.
  private static func prepared(
    _ design: DesignMatrix, response: [Double], family: ResponseFamily, trials: [Double]?,
    weights: [Double]?
  ) throws(RegressionError) -> ([Double], [Double]?) {
    if let weights {
      try check(weights, "weights", count: design.rows) {
        $0 > 0 && $0.isFinite
      } reason: {
        "a weight must be positive; leave the row out to give it none"
      }
    }
    guard let trials else { return (response, weights) }
    guard family.isShare else {
      throw .invalidTerms("numbers of trials are for the binomial families alone")
    }
    try check(trials, "trials", count: design.rows) {
      $0 > 0 && $0.isFinite
    } reason: {
      "a number of trials must be positive; leave the row out where nothing was tried"
    }
    guard response.count == design.rows else {
      throw .lengthMismatch(input: "response", expected: design.rows, found: response.count)
    }
    for (row, value) in response.enumerated() where !(value >= 0 && value <= trials[row]) {
      throw .invalidValue(
        input: "response", row: row, value: value,
        reason: "successes must be between 0 and the number of trials, \(trials[row])")
    }
    return (
      zip(response, trials).map { $0 / $1 },
      weights.map { zip($0, trials).map { $0 * $1 } } ?? trials
    )
  }

  private static func checkResponse(
    _ response: [Double], family: ResponseFamily, rows: Int
  ) throws(RegressionError) {
    let name = family.isCount ? "counts" : "response"
    guard response.count == rows else {
      throw .lengthMismatch(input: name, expected: rows, found: response.count)
    }
    for (row, value) in response.enumerated() {
      if let reason = family.objection(to: value) {
        throw .invalidValue(input: name, row: row, value: value, reason: reason)
      }
    }
  }

  private static func knownPart(
    _ design: DesignMatrix, offset: [Double]?, exposure: [Double]?, link: Link
  ) throws(RegressionError) -> [Double]? {
    if let offset {
      try check(offset, "offset", count: design.rows) {
        $0.isFinite
      } reason: {
        "an offset must be a finite number, the logarithm of a positive exposure"
      }
    }
    guard let exposure else { return offset }
    guard link == .log else {
      throw .invalidTerms("an exposure needs the log link; give an offset instead")
    }
    try check(exposure, "exposure", count: design.rows) {
      $0 > 0 && $0.isFinite
    } reason: {
      "an exposure must be positive; leave the row out where nobody was exposed"
    }
    return exposure.indices.map { log(exposure[$0]) + (offset?[$0] ?? 0) }
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
}
