import Foundation
import LinearAlgebra
import Probability

/// A series with the orders and regressors of a model: everything but the coefficients.
struct ARIMAProblem {
  let series: [Double]
  let specification: ARIMA.Specification
  let regressors: ARIMA.Regressors

  /// The power of two that the series is multiplied by inside.
  let unit: Double

  /// The coefficients of the differencing polynomial.
  let delta: [Double]

  /// The columns of the constant and the regressors, in the units of the series.
  private let columns: [[Double]]

  private let scaled: [Double]
  private let isComplete: Bool

  /// The number of values that differencing leaves, gaps included.
  var usedCount: Int { series.count - delta.count }

  /// The number of lag coefficients.
  var lagCount: Int {
    specification.p + specification.q + specification.seasonalP + specification.seasonalQ
  }

  init(
    _ series: [Double], _ specification: ARIMA.Specification, _ regressors: ARIMA.Regressors
  ) throws(ForecastingError) {
    if let index = series.firstIndex(where: \.isInfinite) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "an infinite value has no likelihood; correct it or leave it empty")
    }
    let known = series.filter { !$0.isNaN }
    guard series.count > specification.lost, known.count > specification.lost else {
      throw .tooShort(
        method: specification.description, length: known.count, needed: specification.lost + 1)
    }
    guard regressors.names.count == regressors.columns.count else {
      throw .designMismatch(expected: regressors.columns.count, found: regressors.names.count)
    }
    for (name, column) in zip(regressors.names, regressors.columns) {
      guard column.count == series.count else {
        throw .designMismatch(expected: series.count, found: column.count)
      }
      try requireSeries(column, method: "a regressor", atLeast: 0, input: name)
    }
    self.series = series
    self.specification = specification
    self.regressors = regressors
    unit = PowerOfTwo.scale(of: known)
    delta = LagPolynomial.differencing(
      specification.d, seasonal: specification.seasonalD, season: specification.season)
    columns =
      ARIMAProblem.constants(specification, from: 0, count: series.count) + regressors.columns
    let unit = unit
    scaled = series.map { $0 * unit }
    isComplete = known.count == series.count
  }

  /// The columns of the constant for periods counted from `from`.
  static func constants(
    _ specification: ARIMA.Specification, from: Int, count: Int
  ) -> [[Double]] {
    specification.constantNames.map { name in
      (0..<count).map { name == "drift" ? Double(from + $0 + 1) : 1 }
    }
  }

  /// The coefficients of both lag polynomials, multiplied out.
  func lags(_ coefficients: [Double]) -> (phi: [Double], theta: [Double]) {
    let s = specification
    let parts = split(coefficients)
    return (
      LagPolynomial.autoregressive(parts.ar, seasonal: parts.sar, season: s.season),
      LagPolynomial.movingAverage(parts.ma, seasonal: parts.sma, season: s.season)
    )
  }

  /// The coefficients by polynomial.
  func split(
    _ coefficients: [Double]
  ) -> (ar: [Double], ma: [Double], sar: [Double], sma: [Double]) {
    let s = specification
    let ma = s.p + s.q
    let sar = ma + s.seasonalP
    return (
      Array(coefficients[..<s.p]), Array(coefficients[s.p..<ma]), Array(coefficients[ma..<sar]),
      Array(coefficients[sar..<lagCount])
    )
  }

  /// The series less its regression, in inner units.
  private func centred(_ coefficients: [Double]) -> [Double] {
    var result = scaled
    for (column, coefficient) in zip(columns, coefficients[lagCount...]) {
      for t in result.indices { result[t] -= coefficient * unit * column[t] }
    }
    return result
  }

  /// A change of a level coefficient that moves the series by a thousandth of its typical step.
  func levelWidth(_ place: Int) -> Double {
    let changes = LagPolynomial.differenced(scaled.filter { !$0.isNaN }, [1])
    let step = rootMeanSquare(changes[...], divisor: changes.count)
    let size = rootMeanSquare(columns[place][...], divisor: columns[place].count)
    return size > 0 ? 1e-3 * step / unit / size : 0
  }

  /// The filter at given coefficients; `nil` where they are not stationary.
  func filter(_ coefficients: [Double]) -> ARIMAFilter? {
    let lags = lags(coefficients)
    return ARIMAFilter(
      phi: lags.phi, theta: lags.theta, delta: delta, series: centred(coefficients))
  }

  /// The logarithm of the likelihood, with the variance at its best; `nil` for no error at all,
  /// where it has no bound.
  func logLikelihood(_ filter: ARIMAFilter) -> Double? {
    let n = Double(filter.count)
    guard filter.sumOfSquares > 0, n > 0 else { return nil }
    return -0.5
      * (n * (log(2 * .pi * filter.sumOfSquares / n) + 1) + filter.logDeterminant)
      + n * log(unit)
  }

  /// The logarithm of the conditional likelihood at a mean square error in inner units.
  func logLikelihood(meanSquare: Double) -> Double? {
    let n = Double(scaled.count { !$0.isNaN } - delta.count)
    guard meanSquare > 0 else { return nil }
    return -0.5 * n * (log(2 * .pi * meanSquare) + 1) + n * log(unit)
  }

  /// The errors given the first values: zero before the first ones that all lags reach.
  func conditionalErrors(
    _ coefficients: [Double]
  ) -> (residuals: [Double], meanSquare: Double) {
    let lags = lags(coefficients)
    let errors = ARIMAProblem.conditionalErrors(
      LagPolynomial.differenced(centred(coefficients), delta), lags.phi, lags.theta)
    let known = errors.dropFirst(lags.phi.count).filter { !$0.isNaN }
    let square = known.reduce(0) { $0 + $1 * $1 } / Double(max(known.count, 1))
    return (Array(repeating: 0, count: delta.count) + errors, square)
  }

  private static func conditionalErrors(
    _ differenced: [Double], _ phi: [Double], _ theta: [Double]
  ) -> [Double] {
    var errors = Array(repeating: 0.0, count: differenced.count)
    for t in phi.count..<max(differenced.count, phi.count) {
      var value = differenced[t]
      for (j, coefficient) in phi.enumerated() { value -= coefficient * differenced[t - 1 - j] }
      for (j, coefficient) in theta.enumerated() where t - 1 - j >= phi.count {
        value -= coefficient * (errors[t - 1 - j].isNaN ? 0 : errors[t - 1 - j])
      }
      errors[t] = value
    }
    return errors
  }
}

extension ARIMAProblem {
  /// What the lags leave to the regression and the variance.
  struct Profile {
    /// Minus twice the logarithm of the likelihood, but for constants.
    let deviance: Double
    /// The best coefficients of the constant and regressors, in the units of the series.
    let level: [Double]
  }

  /// The best regression and the likelihood at given lag coefficients; `nil` where they are not
  /// stationary or the regression is not determined.
  ///
  /// One filter serves the series and every column: errors are linear in the regression.
  func profile(lags coefficients: [Double], _ objective: ARIMA.Objective) -> Profile? {
    let lags = lags(coefficients)
    let all = [scaled] + columns
    var errors: [[Double]]
    var logDeterminant = 0.0
    switch objective {
    case .conditionalSumOfSquares:
      errors = all.map {
        Array(
          ARIMAProblem.conditionalErrors(
            LagPolynomial.differenced($0, delta), lags.phi, lags.theta
          ).dropFirst(lags.phi.count))
      }
    case .likelihood where isComplete:
      let differenced = all.map { LagPolynomial.differenced($0, delta) }
      guard
        let result = ARMALikelihood(phi: lags.phi, theta: lags.theta, series: differenced)
      else { return nil }
      errors = result.innovations
      logDeterminant = result.logDeterminant
    case .likelihood:
      errors = []
      for column in all {
        // A column has a gap wherever the series has one.
        let masked = zip(column, scaled).map { $1.isNaN ? Double.nan : $0 }
        guard
          let result = ARIMAFilter(
            phi: lags.phi, theta: lags.theta, delta: delta, series: masked)
        else { return nil }
        errors.append(result.residuals)
        logDeterminant = result.logDeterminant
      }
    }
    let rows = (errors.first ?? []).indices.filter { !errors[0][$0].isNaN }
    let used = objective == .likelihood ? scaled.count { !$0.isNaN } - delta.count : rows.count
    guard used > 0, let fit = regression(errors, rows) else { return nil }
    let n = Double(used)
    // A perfect fit has an unbounded likelihood; the smallest error that matters bounds it here.
    let square = max(fit.sumOfSquares / n, 1e-32)
    return Profile(
      deviance: n * log(square) + logDeterminant, level: fit.level.map { $0 / unit })
  }

  private func regression(
    _ errors: [[Double]], _ rows: [Int]
  ) -> (level: [Double], sumOfSquares: Double)? {
    let response = rows.map { errors[0][$0] }
    guard errors.count > 1 else { return ([], response.reduce(0) { $0 + $1 * $1 }) }
    if errors.count == 2 {
      var cross = 0.0
      var square = 0.0
      for t in rows {
        cross += errors[0][t] * errors[1][t]
        square += errors[1][t] * errors[1][t]
      }
      guard square > 0 else { return nil }
      let level = cross / square
      let rest = rows.reduce(0.0) { sum, t in
        let value = errors[0][t] - level * errors[1][t]
        return sum + value * value
      }
      return ([level], rest)
    }
    let elements = errors.dropFirst().flatMap { column in rows.map { column[$0] } }
    guard
      let design = try? Matrix(
        rows: rows.count, columns: errors.count - 1, columnMajor: elements),
      let solution = try? LeastSquaresSolution(design: design, response: response)
    else { return nil }
    return (solution.coefficients, solution.residualSumOfSquares)
  }
}
