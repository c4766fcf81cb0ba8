import Foundation
import LinearAlgebra

extension ARIMA {
  /// Fits the coefficients of a model.
  ///
  /// The constant and regressors are solved for at every trial of the lags (generalised least
  /// squares), and the lags are searched over partial autocorrelations inside (−1, 1), so that every
  /// trial is stationary and invertible, from zero and from the conditional sum of squares; the best
  /// end is taken.
  ///
  /// - Parameters:
  ///   - series: the values, oldest first, NaN for a gap.
  ///   - specification: the orders.
  ///   - regressors: of the length of the series.
  ///   - objective: what is optimised.
  /// - Throws: as ``init(_:_:coefficients:regressors:objective:)``, and `tooShort` where fewer values
  ///   are left than coefficients.
  public static func fit(
    _ series: [Double], _ specification: Specification, regressors: Regressors = .none,
    objective: Objective = .likelihood
  ) throws(ForecastingError) -> ARIMA {
    let problem = try ARIMAProblem(series, specification, regressors)
    let coefficients = try problem.best(objective)
    var model = try ARIMA(problem, coefficients: coefficients, objective: objective)
    model.standardErrors = problem.standardErrors(coefficients, objective)
    return model
  }
}

extension ARIMAProblem {
  /// The best coefficients.
  func best(_ objective: ARIMA.Objective) throws(ForecastingError) -> [Double] {
    let known = scaledCount
    let needed = lagCount + specification.constantNames.count + regressors.columns.count
    guard known - delta.count >= max(needed, 1) else {
      throw .tooShort(
        method: specification.description, length: known, needed: needed + delta.count)
    }
    let origin = Array(repeating: 0.0, count: lagCount)
    func deviance(_ place: [Double], _ objective: ARIMA.Objective) -> Double {
      profile(lags: coefficients(place), objective)?.deviance ?? .infinity
    }
    var place = origin
    if lagCount > 0 {
      // Given the first values, errors can be had for nothing at the edge of the stationary
      // models, where the level runs away; that is no estimate.
      let conditional = lowest([origin, typicalPlace]) { place in
        place.contains { abs($0) > ARIMAProblem.conditionalEdge }
          ? .infinity : deviance(place, .conditionalSumOfSquares)
      }
      place = conditional
      if objective == .likelihood {
        // The edge of the invertible models has no slope to leave it by.
        place = lowest([origin, conditional.map { min(max($0, -2.5), 2.5) }]) {
          deviance($0, .likelihood)
        }
      }
    }
    let lags = coefficients(place)
    guard let found = profile(lags: lags, objective) else {
      throw .invalidParameter(
        name: "regressors of \(specification)", value: Double(regressors.columns.count),
        range: "columns that differencing leaves independent")
    }
    return lags + found.level
  }

  /// Partial autocorrelations of the conditional fit stay below 0.999.
  private static let conditionalEdge = atanh(0.999)

  /// Autoregressions of a half and moving averages of minus a third: where many series lie.
  private var typicalPlace: [Double] {
    let parts = split(Array(repeating: 0.5, count: lagCount))
    return parts.ar + parts.ma.map { $0 * 0.7 } + parts.sar + parts.sma.map { $0 * 0.7 }
  }

  /// The lowest end of a search from several starts.
  private func lowest(
    _ starts: [[Double]], _ objective: ([Double]) -> Double
  ) -> [Double] {
    let ends = starts.map { QuasiNewton.minimise(from: $0, objective) }
    return ends.min { $0.value < $1.value }?.place ?? starts[0]
  }

  private var scaledCount: Int { series.count { !$0.isNaN } }

  /// The lag coefficients at a place of the whole space: hyperbolic tangents are partial
  /// autocorrelations, of each polynomial by itself.
  private func coefficients(_ place: [Double]) -> [Double] {
    let parts = split(place.map { tanh($0) })
    return LagPolynomial.coefficients(partials: parts.ar)
      + LagPolynomial.coefficients(partials: parts.ma).map { -$0 }
      + LagPolynomial.coefficients(partials: parts.sar)
      + LagPolynomial.coefficients(partials: parts.sma).map { -$0 }
  }

  /// The standard errors from the second differences of the likelihood; `nil` where it is not
  /// curved downwards.
  func standardErrors(_ coefficients: [Double], _ objective: ARIMA.Objective) -> [Double]? {
    let count = coefficients.count
    guard count > 0 else { return [] }
    func value(_ place: [Double]) -> Double? {
      switch objective {
      case .likelihood: filter(place).flatMap { logLikelihood($0) }
      case .conditionalSumOfSquares:
        logLikelihood(meanSquare: conditionalErrors(place).meanSquare)
      }
    }
    let widths = coefficients.indices.map { i in
      i < lagCount ? 1e-3 : max(abs(coefficients[i]) * 1e-3, levelWidth(i - lagCount))
    }
    guard widths.allSatisfy({ $0 > 0 }) else { return nil }
    func shifted(_ i: Int, _ a: Double, _ j: Int, _ b: Double) -> Double? {
      var place = coefficients
      place[i] += a * widths[i]
      place[j] += b * widths[j]
      return value(place)
    }
    guard let centre = value(coefficients) else { return nil }
    var information = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0...i {
        let curvature: Double
        if i == j {
          guard let above = shifted(i, 1, i, 0), let below = shifted(i, -1, i, 0) else {
            return nil
          }
          curvature = above - 2 * centre + below
        } else {
          guard let a = shifted(i, 1, j, 1), let b = shifted(i, 1, j, -1),
            let c = shifted(i, -1, j, 1), let d = shifted(i, -1, j, -1)
          else { return nil }
          curvature = (a - b - c + d) / 4
        }
        information[i, j] = -curvature
        information[j, i] = -curvature
      }
    }
    guard let variances = try? Cholesky(information).inverse().diagonal else { return nil }
    let errors = zip(variances, widths).map { $0.squareRoot() * $1 }
    return errors.allSatisfy(\.isFinite) ? errors : nil
  }
}
