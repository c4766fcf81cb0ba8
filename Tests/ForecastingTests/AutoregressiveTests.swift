import Forecasting
import Foundation
import Regression
import Testing

@Suite("Regression with autoregressive errors")
struct AutoregressiveTests {
  private static let series: [Double] = [
    49.3, 51.1, 54.0, 50.0, 53.9, 50.2, 49.9, 54.8, 60.5, 58.7, 57.2, 61.2, 59.7, 61.3, 62.3, 65.3,
    65.3, 63.7, 65.6, 61.6, 65.3, 63.2, 61.4, 62.2,
  ]

  private static func design(_ quarters: Range<Int>) throws -> DesignMatrix {
    try DesignMatrix(
      terms: [.intercept, .trend(origin: 0), .step(name: "step", at: 3)],
      times: quarters.map { Double($0) / 4 })
  }

  @Test func matchesExactFigures() throws {
    let half = try AutoregressiveRegression(Self.design(0..<24), series: Self.series, phi: 0.5)
    #expect(
      agree(
        half.coefficients, [50.883355437665784, 2.6111285266457687, 0.08083855799372819],
        relative: 1e-11))
    #expect(
      agree(
        [half.innovationVariance, half.logLikelihood], [5.940222135981829, -55.579324184801095]))
    let fit = try AutoregressiveRegression.fit(Self.design(0..<24), series: Self.series)
    #expect(agree([fit.phi], [0.4399849430812799]))
    #expect(agree([fit.logLikelihood], [-55.541258049108286]))
    let forecasts = try fit.forecast(Self.design(24..<28))
    #expect(
      agree(
        forecasts.map(\.mean),
        [64.96484683283997, 66.53624210097318, 67.58253665033861, 68.39779478984508]))
    #expect(
      agree(
        forecasts.map(\.standardDeviation),
        [2.4370738407262555, 2.6625371895811583, 2.704012863366441, 2.711968722489597]))
  }

  @Test func zeroAutocorrelationIsLeastSquares() throws {
    let fit = try AutoregressiveRegression(Self.design(0..<24), series: Self.series, phi: 0)
    let plain = try LeastSquares.fit(Self.design(0..<24), response: Self.series)
    #expect(agree(fit.coefficients, plain.coefficients, relative: 1e-11))
    #expect(agree([fit.innovationVariance], [plain.residualSumOfSquares / 24]))
  }

  @Test func anExactLineHasNoErrors() throws {
    let line = (0..<8).map { 3 + 2 * Double($0) }
    let design = try DesignMatrix(rows: (0..<8).map { [1, Double($0)] })
    let fit = try AutoregressiveRegression.fit(design, series: line)
    #expect(fit.phi == 0 && fit.innovationVariance == 0)
    let next = try fit.forecast(DesignMatrix(rows: [[1, 8]]))[0]
    #expect(abs(next.mean - 19) < 1e-12 && next.standardDeviation == 0)
  }

  @Test func aStubbornDriftStopsAtTheBound() throws {
    var level = 0.0
    let drift = (0..<40).map { step -> Double in
      level += 1 + 0.01 * Double(step % 3)
      return level
    }
    let design = try DesignMatrix(rows: drift.map { _ in [1] })
    let fit = try AutoregressiveRegression.fit(design, series: drift)
    #expect(fit.phi > 0.95 && fit.phi <= AutoregressiveRegression.phiRange.upperBound)
  }

  @Test func refusals() throws {
    let design = try DesignMatrix(rows: [[1], [1], [1]])
    #expect(throws: ForecastingError.designMismatch(expected: 2, found: 3)) {
      try AutoregressiveRegression.fit(design, series: [1, 2])
    }
    #expect(throws: ForecastingError.self) {
      try AutoregressiveRegression.fit(design, series: [1, .nan, 2])
    }
    #expect(throws: ForecastingError.self) {
      try AutoregressiveRegression(design, series: [1, 2, 4], phi: 1)
    }
    #expect(throws: ForecastingError.regression(.tooFewRows(rows: 2, needed: 3))) {
      try AutoregressiveRegression(
        DesignMatrix(rows: [[1, 2], [1, 3]]), series: [1, 2], phi: 0.2)
    }
    let fit = try AutoregressiveRegression.fit(design, series: [1, 2, 4])
    #expect(throws: ForecastingError.self) { try fit.forecast(DesignMatrix(rows: [[1, 2]])) }
  }
}
