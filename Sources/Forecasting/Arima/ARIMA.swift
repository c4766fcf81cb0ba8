import Foundation
import LinearAlgebra

/// A seasonal autoregressive integrated moving average model, with regressors where wanted
/// (Box, Jenkins 1976).
///
/// φ(B)Φ(Bᵐ)(1 − B)ᵈ(1 − Bᵐ)ᴰ(yₜ − xₜβ) = θ(B)Θ(Bᵐ)eₜ with moving averages written 1 + θ₁B + …, as R's
/// `arima` does. The likelihood is the exact Gaussian one by the Kalman filter, which passes over gaps.
public struct ARIMA: SeriesModel {
  /// How coefficients are judged.
  public enum Objective: String, Sendable, CaseIterable {
    /// The exact likelihood.
    case likelihood
    /// The sum of squares given the first values, with earlier innovations zero.
    case conditionalSumOfSquares
  }

  /// Measured values that shift the series.
  public struct Regressors: Equatable, Sendable {
    /// Their names.
    public let names: [String]
    /// One list per name, a value for each period.
    public let columns: [[Double]]

    /// Regressors by name.
    public init(names: [String], columns: [[Double]]) {
      self.names = names
      self.columns = columns
    }

    /// No regressors.
    public static let none = Regressors(names: [], columns: [])
  }

  /// The orders.
  public let specification: Specification

  /// The regressors the model was given.
  public let regressors: Regressors

  /// The objective.
  public let objective: Objective

  /// The coefficients, in the order of ``Specification/coefficientNames`` and then the regressors.
  public let coefficients: [Double]

  /// The standard errors of the coefficients from the curvature of the likelihood; `nil` where it
  /// has none, as at the edge of the invertible models.
  public internal(set) var standardErrors: [Double]?

  /// The variance of the innovations: the sum of squared residuals over the number of differenced
  /// values less the number of coefficients.
  public let variance: Double

  /// Standardised one-step errors in the units of the series; zero in gaps.
  public let residuals: [Double]

  /// Observed minus residual; NaN in gaps.
  public let fitted: [Double]

  /// The likelihood; its observations are those that differencing leaves.
  public let criteria: InformationCriteria?

  private let filter: ARIMAFilter
  private let deviation: Double
  private let unit: Double
  let series: [Double]

  /// The orders in the customary notation.
  public var name: String { specification.description }

  /// The coefficients with their standard errors, then the variance.
  public var parameters: [FittedParameter] {
    let names = specification.coefficientNames + regressors.names
    return names.indices.map { i in
      FittedParameter(names[i], coefficients[i], standardError: standardErrors?[i])
    } + [FittedParameter("sigma2", variance)]
  }

  /// Evaluates a model at given coefficients.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, NaN for a gap.
  ///   - specification: the orders.
  ///   - coefficients: in the order of ``Specification/coefficientNames``, then one per regressor.
  ///   - regressors: of the length of the series.
  /// - Throws: `tooShort` where differencing leaves no value, `invalidValue` for an infinity or no
  ///   value at all, `designMismatch` for regressors or coefficients of another number, and
  ///   `invalidParameter` for autoregressive coefficients that are not stationary.
  public init(
    _ series: [Double], _ specification: Specification, coefficients: [Double],
    regressors: Regressors = .none, objective: Objective = .likelihood
  ) throws(ForecastingError) {
    let problem = try ARIMAProblem(series, specification, regressors)
    let needed = specification.coefficientCount + regressors.columns.count
    guard coefficients.count == needed else {
      throw .designMismatch(expected: needed, found: coefficients.count)
    }
    try self.init(problem, coefficients: coefficients, objective: objective)
  }

  init(
    _ problem: ARIMAProblem, coefficients: [Double], objective: Objective
  ) throws(ForecastingError) {
    let lags = problem.lags(coefficients)
    guard let filter = problem.filter(coefficients) else {
      throw .invalidParameter(
        name: "autoregressive coefficients", value: lags.phi.first ?? 0,
        range: "the stationary region")
    }
    specification = problem.specification
    regressors = problem.regressors
    series = problem.series
    unit = problem.unit
    self.objective = objective
    self.coefficients = coefficients
    self.filter = filter
    let unit = problem.unit
    var sum = 0.0
    let scaled: [Double]
    let logLikelihood: Double?
    switch objective {
    case .likelihood:
      scaled = filter.residuals
      logLikelihood = problem.logLikelihood(filter)
    case .conditionalSumOfSquares:
      let errors = problem.conditionalErrors(coefficients)
      scaled = errors.residuals
      logLikelihood = problem.logLikelihood(meanSquare: errors.meanSquare)
    }
    for value in scaled where !value.isNaN { sum += value * value }
    residuals = scaled.map { $0.isNaN ? 0 : PowerOfTwo.finite($0 / unit) }
    fitted = zip(series, residuals).map { PowerOfTwo.finite($0 - $1) }
    let used = problem.usedCount
    let count = coefficients.count
    let squares = sum / Double(max(used - count, 1))
    variance = PowerOfTwo.finite(squares / unit / unit)
    // Kept beside the variance, which can leave the range of numbers where its root does not.
    deviation = PowerOfTwo.finite(squares.squareRoot() / unit)
    criteria = logLikelihood.map {
      InformationCriteria(logLikelihood: $0, parameters: count + 1, observations: used)
    }
  }

  /// Normal laws of the steps after the series; a drift goes on.
  ///
  /// Throws `designMismatch` for a model with regressors, whose future values
  /// ``forecasts(horizon:regressors:)`` needs.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try forecasts(horizon: horizon, regressors: .none)
  }

  /// Normal laws of the steps after the series with future values of the regressors.
  ///
  /// The variances take the coefficients as known. Throws `designMismatch` for another number of
  /// regressors or of their values than of steps.
  public func forecasts(
    horizon: Int, regressors future: Regressors
  ) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    guard future.columns.count == regressors.columns.count else {
      throw .designMismatch(expected: regressors.columns.count, found: future.columns.count)
    }
    for column in future.columns where column.count != horizon {
      throw .designMismatch(expected: horizon, found: column.count)
    }
    let constants = ARIMAProblem.constants(
      specification, from: series.count, count: horizon)
    let level = coefficients.suffix(constants.count + future.columns.count)
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for (h, step) in filter.forecasts(horizon: horizon).enumerated() {
      var mean = step.mean / unit
      for (column, coefficient) in zip(constants + future.columns, level) {
        mean += coefficient * column[h]
      }
      result.append(
        try .normal(
          mean: PowerOfTwo.finite(mean),
          standardDeviation: PowerOfTwo.finite(deviation * step.variance.squareRoot())))
    }
    return result
  }
}
