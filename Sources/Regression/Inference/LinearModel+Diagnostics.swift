import Foundation
import LinearAlgebra
import Probability

/// A statistic with its law under the null hypothesis.
public struct TestResult: Equatable, Sendable {
  /// The statistic.
  public let statistic: Double

  /// Degrees of freedom of the statistic, or of the numerator of an F.
  public let degreesOfFreedom: Int

  /// Degrees of freedom of the denominator of an F; `nil` for a χ².
  public let denominatorDegreesOfFreedom: Int?

  /// The probability of a statistic at least as large under the null hypothesis.
  public let pValue: Double

  /// A χ² test.
  init(chiSquared statistic: Double, degreesOfFreedom: Int) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    denominatorDegreesOfFreedom = nil
    pValue = SpecialFunctions.gammaQ(Double(degreesOfFreedom) / 2, Swift.max(0, statistic) / 2)
  }

  /// An F test.
  init(f statistic: Double, _ numerator: Int, _ denominator: Int) {
    self.statistic = statistic
    degreesOfFreedom = numerator
    denominatorDegreesOfFreedom = denominator
    let a = Double(numerator)
    let b = Double(denominator)
    let f = Swift.max(0, statistic)
    let total = a * f + b
    pValue =
      total.isFinite
      ? SpecialFunctions.betaI(b / 2, a / 2, b / total, complement: a * f / total) : 0
  }
}

extension LinearModel {
  /// The degrees of freedom of the t tests.
  public var testDegreesOfFreedom: Int? { residualDegreesOfFreedom }

  /// The rows as the robust covariances see them.
  public var estimatingTerms: EstimatingTerms {
    let scores = weights.map { zip($0, residuals).map { $0 * $1 } } ?? residuals
    return EstimatingTerms(design: design, factor: factor, weights: weights, scores: scores)
  }

  /// R² less what the terms explain by chance: 1 − (1 − R²)(n − c)/(n − p), with c one for a
  /// constant column and none without; `nil` where R² is.
  public var adjustedRSquared: Double? {
    let constant = design.hasIntercept ? 1 : 0
    return rSquared.map {
      1 - (1 - $0) * Double(design.rows - constant) / Double(residualDegreesOfFreedom)
    }
  }

  /// The test that all coefficients but the constant are zero; `nil` where there is none, or for
  /// an exact fit.
  public var fTest: TestResult? {
    let terms = design.columns - (design.hasIntercept ? 1 : 0)
    guard terms > 0, residualSumOfSquares > 0 else { return nil }
    let explained = (totalSumOfSquares - residualSumOfSquares) / Double(terms)
    return TestResult(
      f: explained / (sigma * sigma), terms, residualDegreesOfFreedom)
  }

  /// The Gaussian log-likelihood at its maximum, −n/2 (log(2π RSS/n) + 1) + ½ Σ log w; `nil` for
  /// an exact fit, where it is unbounded.
  public var logLikelihood: Double? {
    guard residualSumOfSquares > 0 else { return nil }
    let n = Double(design.rows)
    var logWeights = CompensatedSum()
    for weight in weights ?? [] { logWeights.add(log(weight)) }
    return -n / 2 * (log(2 * Double.pi) + log(residualSumOfSquares / n) + 1)
      + logWeights.value / 2
  }

  /// Akaike's criterion with the variance counted, −2 log L + 2(p + 1).
  public var aic: Double? {
    logLikelihood.map { -2 * $0 + 2 * Double(coefficients.count + 1) }
  }

  /// Schwarz's criterion with the variance counted, −2 log L + (p + 1) log n.
  public var bic: Double? {
    logLikelihood.map { -2 * $0 + log(Double(design.rows)) * Double(coefficients.count + 1) }
  }

  /// Internally studentised residuals e √w / (σ √(1 − h)); zero for a row of leverage one.
  public var standardisedResiduals: [Double] {
    zip(weightedResiduals, leverage).map { residual, share in
      let scale = sigma * Swift.max(0, 1 - share).squareRoot()
      return scale > 0 ? residual / scale : 0
    }
  }

  /// Externally studentised residuals, with σ estimated without the row; `nil` where that leaves
  /// no degrees of freedom or no residual variance.
  public var studentisedResiduals: [Double?] {
    zip(weightedResiduals, leverage).map { residual, share in
      let free = 1 - share
      guard residualDegreesOfFreedom > 1, free > 0 else { return nil }
      let without =
        (residualSumOfSquares - residual * residual / free) / Double(residualDegreesOfFreedom - 1)
      guard without > 0 else { return nil }
      return residual / (without * free).squareRoot()
    }
  }

  /// The change of each row's fitted value without the row, in its standard errors:
  /// t √(h/(1 − h)), with t of ``studentisedResiduals``.
  public var dffits: [Double?] {
    zip(studentisedResiduals, leverage).map { t, share in
      t.map { $0 * (share / (1 - share)).squareRoot() }
    }
  }

  /// Durbin and Watson's Σ (eₜ − eₜ₋₁)²/Σ eₜ² for rows in time order, 2 without autocorrelation;
  /// `nil` for an exact fit.
  public var durbinWatson: Double? {
    var changes = CompensatedSum()
    var total = CompensatedSum()
    for (i, residual) in residuals.enumerated() {
      total.add(residual * residual)
      if i > 0 {
        let change = residual - residuals[i - 1]
        changes.add(change * change)
      }
    }
    return total.value > 0 ? changes.value / total.value : nil
  }

  /// The factor by which correlation with the other terms inflates the variance of each estimate,
  /// 1/(1 − R²) of the term on the others; `nil` for a constant column.
  public var varianceInflation: [Double?] {
    guard design.hasIntercept else { return names.map { _ in nil } }
    return names.indices.map { j in
      guard !design.isConstant(j) else { return nil }
      let total = LinearModel.totalSumOfSquares(
        design.matrix.column(j), weights, aboutMean: true)
      return inverseGram[j, j] * total
    }
  }

  /// The studentised test of Breusch and Pagan (1979; Koenker 1981) that the variance depends on
  /// no term: n R² of the squared residuals on the design, χ² with p − 1 degrees of freedom;
  /// `nil` where there is nothing to test.
  ///
  /// Throws as ``LeastSquares/fit(_:response:weights:)``.
  public func breuschPagan() throws(RegressionError) -> TestResult? {
    guard design.hasIntercept, design.columns > 1 else { return nil }
    let scale = residuals.reduce(0) { Swift.max($0, abs($1)) }
    guard scale > 0 else { return nil }
    let squares = residuals.map { ($0 / scale) * ($0 / scale) }
    guard let share = try LeastSquares.fit(design, response: squares).rSquared else { return nil }
    return TestResult(
      chiSquared: Double(design.rows) * share, degreesOfFreedom: design.columns - 1)
  }

  /// Ramsey's (1969) test that squares and cubes of the fitted values add nothing; `nil` where
  /// they add no independent column or leave no degrees of freedom.
  ///
  /// Throws as ``LeastSquares/fit(_:response:weights:)``.
  public func reset() throws(RegressionError) -> TestResult? {
    let scale = fitted.reduce(0) { Swift.max($0, abs($1)) }
    guard residualDegreesOfFreedom > 2, scale > 0, residualSumOfSquares > 0 else { return nil }
    var elements = design.matrix.elements
    elements += fitted.map { ($0 / scale) * ($0 / scale) }
    elements += fitted.map { ($0 / scale) * ($0 / scale) * ($0 / scale) }
    let wide: LinearModel
    do {
      let matrix = try Matrix(
        rows: design.rows, columns: design.columns + 2, columnMajor: elements)
      wide = try LeastSquares.fit(
        DesignMatrix(matrix), response: response, weights: weights)
    } catch let error as RegressionError {
      if case .rankDeficient = error { return nil }
      throw error
    } catch {
      return nil
    }
    guard wide.residualSumOfSquares > 0 else { return nil }
    let gain = (residualSumOfSquares - wide.residualSumOfSquares) / 2
    return TestResult(
      f: gain / (wide.sigma * wide.sigma), 2, wide.residualDegreesOfFreedom)
  }

  /// √w e for every row.
  var weightedResiduals: [Double] {
    weights.map { zip($0, residuals).map { $0.squareRoot() * $1 } } ?? residuals
  }
}
