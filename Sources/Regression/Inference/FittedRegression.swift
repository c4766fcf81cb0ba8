public import LinearAlgebra
import Probability

/// A regression with estimates, their covariance, and rows from which other covariances follow.
public protocol FittedRegression: Sendable {
  /// The names of the terms.
  var names: [String] { get }

  /// The estimates, in the order of the terms.
  var coefficients: [Double] { get }

  /// The covariance of the estimates by the model's own assumptions.
  var covariance: Matrix { get }

  /// Rows minus terms.
  var residualDegreesOfFreedom: Int { get }

  /// The degrees of freedom of Student's t in tests of the coefficients; `nil` for the normal law.
  var testDegreesOfFreedom: Int? { get }

  /// The rows as the robust covariances see them.
  var estimatingTerms: EstimatingTerms { get }
}

extension FittedRegression {
  /// The standard errors of the estimates.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// A test of each coefficient against zero.
  ///
  /// Throws as ``covariance(_:)``.
  public func tests(
    _ estimator: CovarianceEstimator = .classical
  ) throws(RegressionError) -> [CoefficientTest] {
    let errors = try covariance(estimator).diagonal.map { $0.squareRoot() }
    return names.indices.map { j in
      CoefficientTest(
        name: names[j], estimate: coefficients[j], standardError: errors[j],
        degreesOfFreedom: testDegreesOfFreedom)
    }
  }
}

/// A coefficient against zero.
public struct CoefficientTest: Equatable, Sendable {
  /// The name of the term.
  public let name: String

  /// The estimate.
  public let estimate: Double

  /// Its standard error.
  public let standardError: Double

  /// The degrees of freedom of Student's t; `nil` for the normal law.
  public let degreesOfFreedom: Int?

  /// The estimate over its standard error, t or z; `nil` for an exact fit without error.
  public var statistic: Double? { standardError > 0 ? estimate / standardError : nil }

  /// The two-sided p-value; `nil` where there is no statistic.
  public var pValue: Double? {
    guard let statistic else { return nil }
    guard let degreesOfFreedom else {
      return SpecialFunctions.erfc(abs(statistic) / 2.0.squareRoot())
    }
    return (try? StudentT(degreesOfFreedom: Double(degreesOfFreedom)))?.twoSidedP(statistic)
  }

  /// The interval that covers the coefficient with that probability.
  ///
  /// Throws `invalidValue` for a coverage outside 0 to 1.
  public func interval(
    coverage: Double
  ) throws(RegressionError) -> (lower: Double, upper: Double) {
    let half =
      try quantileOfTest(coverage: coverage, degreesOfFreedom: degreesOfFreedom) * standardError
    return (estimate - half, estimate + half)
  }
}

/// The two-sided quantile of Student's t, or of the normal law without degrees of freedom.
func quantileOfTest(
  coverage: Double, degreesOfFreedom: Int?
) throws(RegressionError) -> Double {
  guard coverage > 0, coverage < 1 else {
    throw .invalidValue(
      input: "coverage", row: 0, value: coverage,
      reason: "a coverage is between 0 and 1, such as 0.95")
  }
  let p = (1 + coverage) / 2
  guard let degreesOfFreedom else { return SpecialFunctions.normalQuantile(p) }
  return StudentT.quantile(p, degreesOfFreedom: Double(degreesOfFreedom))
}
