import Foundation
import LinearAlgebra
import Probability
public import Regression

/// Regression with stationary first-order autoregressive errors, y = X b + u,
/// uₜ = φ uₜ₋₁ + εₜ, by exact Gaussian likelihood.
public struct AutoregressiveRegression: Sendable {
  /// The bounds within which φ is fitted.
  public static let phiRange = -0.99...0.99

  /// The autocorrelation φ.
  public let phi: Double

  /// The regression coefficients.
  public let coefficients: [Double]

  /// The variance of ε: the weighted residual sum of squares over n.
  public let innovationVariance: Double

  /// The log-likelihood; infinite where the terms explain the series exactly.
  public let logLikelihood: Double

  /// The last error uₙ.
  public let lastError: Double

  private let slope: Double

  /// Fits coefficients and variance at a given φ, −1 < φ < 1.
  ///
  /// The first row is multiplied by √(1 − φ²) and each later one less φ times the one before, after
  /// which the errors are independent (Prais, Winsten 1954).
  ///
  /// Throws `designMismatch`, `invalidValue`, `invalidParameter` and `regression`.
  public init(
    _ design: DesignMatrix, series: [Double], phi: Double
  ) throws(ForecastingError) {
    try requireSeries(series, method: "regression with AR(1) errors", atLeast: 2)
    guard design.rows == series.count else {
      throw .designMismatch(expected: series.count, found: design.rows)
    }
    guard phi > -1 && phi < 1 else {
      throw .invalidParameter(name: "phi", value: phi, range: "-1 < phi < 1")
    }
    let scale = (1 - phi * phi).squareRoot()
    var rows: [[Double]] = []
    var response: [Double] = []
    for t in series.indices {
      let row = design.matrix.row(t)
      if t == 0 {
        rows.append(row.map { scale * $0 })
        response.append(scale * series[0])
      } else {
        rows.append(zip(row, design.matrix.row(t - 1)).map { $0 - phi * $1 })
        response.append(series[t] - phi * series[t - 1])
      }
    }
    let model: LinearModel
    do {
      model = try LeastSquares.fit(
        DesignMatrix(rows: rows, names: design.names), response: response)
    } catch {
      throw .regression(error)
    }
    self.phi = phi
    coefficients = model.coefficients
    let errors = series.indices.map { t in
      zip(design.matrix.row(t), model.coefficients).reduce(series[t]) { $0 - $1.0 * $1.1 }
    }
    lastError = errors[errors.count - 1]
    let size = series.reduce(0) { max($0, abs($1)) }
    // Errors at rounding level are none.
    let isExact = errors.allSatisfy { abs($0) <= 1e-12 * size }
    let n = Double(series.count)
    innovationVariance = isExact ? 0 : model.residualSumOfSquares / n
    logLikelihood =
      isExact
      ? .infinity
      : -n / 2 * (log(2 * Double.pi * innovationVariance) + 1) + log1p(-phi * phi) / 2
    slope =
      isExact ? 0 : AutoregressiveRegression.slope(errors, phi, variance: innovationVariance)
  }

  /// The derivative of the profile likelihood in φ, by the envelope theorem.
  private static func slope(_ u: [Double], _ phi: Double, variance: Double) -> Double {
    var cross = CompensatedSum([phi * u[0] * u[0]])
    for t in 1..<u.count { cross.add((u[t] - phi * u[t - 1]) * u[t - 1]) }
    return cross.value / variance - phi / (1 - phi * phi)
  }

  /// Fits φ too, by the root of the likelihood's derivative next to the best of a grid of 100.
  ///
  /// Where the terms explain the series exactly there are no errors to correlate, and φ is 0.
  ///
  /// Throws as ``init(_:series:phi:)``.
  public static func fit(
    _ design: DesignMatrix, series: [Double]
  ) throws(ForecastingError) -> AutoregressiveRegression {
    let independent = try AutoregressiveRegression(design, series: series, phi: 0)
    if independent.innovationVariance == 0 { return independent }
    let grid = (-50...50).map { phiRange.upperBound * Double($0) / 50 }
    var fits: [AutoregressiveRegression] = []
    for phi in grid { fits.append(try AutoregressiveRegression(design, series: series, phi: phi)) }
    var best = 0
    for i in fits.indices where fits[i].logLikelihood > fits[best].logLikelihood { best = i }
    var low = grid[max(best - 1, 0)]
    var high = grid[min(best + 1, grid.count - 1)]
    if fits[best].slope > 0 { low = grid[best] } else { high = grid[best] }
    var found = fits[best]
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      let fit = try AutoregressiveRegression(design, series: series, phi: middle)
      if fit.logLikelihood >= found.logLikelihood - 1e-9 { found = fit }
      if fit.slope > 0 { low = middle } else { high = middle }
    }
    return found
  }

  /// Normal forecasts for the rows that follow the series, h = 1, 2, …: mean x b + φʰ uₙ and
  /// variance σ²(1 + φ² + … + φ^{2(h−1)}), the parameters being treated as known.
  ///
  /// Throws `designMismatch` for other terms than the fit.
  public func forecast(_ rows: DesignMatrix) throws(ForecastingError) -> [ForecastDistribution] {
    guard rows.columns == coefficients.count else {
      throw .designMismatch(expected: coefficients.count, found: rows.columns)
    }
    var result: [ForecastDistribution] = []
    var power = 1.0
    var factor = 0.0
    for h in 0..<rows.rows {
      factor += power * power
      power *= phi
      let trend = zip(rows.matrix.row(h), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      result.append(
        try .normal(
          mean: trend + power * lastError,
          standardDeviation: (innovationVariance * factor).squareRoot()))
    }
    return result
  }
}
