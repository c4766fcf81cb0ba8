import Foundation
import LinearAlgebra
import Regression
import Testing

/// Expected values from R 4.2.2 `lm` and lmtest 0.9-40.
@Suite("Diagnostics and robust covariances of linear models")
struct DiagnosticsTests {
  private func weighted() throws -> LinearModel {
    try LeastSquares.fit(
      GeneralisedTests.design(), response: GeneralisedTests.y, weights: GeneralisedTests.w)
  }

  private func curved() throws -> LinearModel {
    try LeastSquares.fit(
      DesignMatrix(rows: GeneralisedTests.x.map { [1, $0, $0 * $0] }),
      response: GeneralisedTests.y)
  }

  @Test func weightedRowByRow() throws {
    let model = try weighted()
    let standardised = [
      -0.50781465094810552, -0.46771488152112206, 0.20943588686893855, -0.04623398377267964,
      0.49738494762644053, -0.38233668600896831, 2.28587139357997948, -1.88209671671695555,
    ]
    let studentised = [
      -0.47386423855020765, -0.43496627590326115, 0.19189063377700766, -0.04221317990439994,
      0.46370869743957532, -0.35335508165980400, 5.80689855129421151, -2.68448788766338531,
    ]
    let dffits = [
      -0.19277908676200753, -0.25769506779159519, 0.07053963394114553, -0.02784476602120660,
      0.13988637012193436, -0.15291742949720080, 2.30644771724902320, -5.34470187593247470,
    ]
    #expect(correctDigits(model.standardisedResiduals, standardised) > 11)
    #expect(correctDigits(model.studentisedResiduals.compactMap { $0 }, studentised) > 11)
    #expect(correctDigits(model.dffits.compactMap { $0 }, dffits) > 11)
    #expect(correctDigits(model.cooksDistances[7], 7.0206601734066191867) > 11)
  }

  @Test func weightedSummary() throws {
    let model = try weighted()
    #expect(correctDigits(try #require(model.logLikelihood), -12.8254865406315819) > 12)
    #expect(correctDigits(try #require(model.aic), 31.6509730812631638) > 12)
    #expect(correctDigits(try #require(model.bic), 31.8892977063026706) > 12)
    #expect(correctDigits(try #require(model.fTest?.statistic), 1237.3670100541878583) > 11)
    #expect(correctDigits(try #require(model.fTest?.pValue), 3.517978828299906e-08) > 10)
    #expect(correctDigits(try #require(model.adjustedRSquared), 0.9943701256801925) > 12)
    let tests = try model.tests()
    #expect(correctDigits(try #require(tests[0].statistic), 2.114428424725966) > 11)
    #expect(correctDigits(try #require(tests[0].pValue), 7.888848917491546e-02) > 11)
    #expect(correctDigits(try #require(tests[1].pValue), 3.517978828299906e-08) > 10)
    let interval = try tests[0].interval(coverage: 0.95)
    #expect(
      correctDigits([interval.lower, interval.upper], [-0.2219074669008472, 3.044348637744550]) > 10
    )
    #expect(tests[0].degreesOfFreedom == 6)
    #expect(throws: RegressionError.self) { try tests[0].interval(coverage: 0) }
  }

  @Test func specificationTests() throws {
    let model = try curved()
    let breuschPagan = try #require(try model.breuschPagan())
    #expect(correctDigits(breuschPagan.statistic, 5.6663244163092) > 10)
    #expect(correctDigits(breuschPagan.pValue, 0.05882653748288802) > 10)
    #expect(breuschPagan.degreesOfFreedom == 2)
    let reset = try #require(try model.reset())
    #expect(correctDigits(reset.statistic, 12.005422818694) > 8)
    #expect(correctDigits(reset.pValue, 0.03701473211069014) > 8)
    #expect(reset.degreesOfFreedom == 2 && reset.denominatorDegreesOfFreedom == 3)
    // On a straight line squares and cubes of the fit are those of x.
    #expect(try weighted().reset()?.denominatorDegreesOfFreedom == 4)
    let two = try LeastSquares.fit(
      DesignMatrix(rows: [0, 0, 0, 1, 1, 1].map { [1, $0] }), response: [1, 2, 4, 3, 5, 9])
    #expect(try two.reset() == nil)
  }

  @Test func inflationIsOneOverTheUnexplainedShare() throws {
    let model = try curved()
    let other = try LeastSquares.fit(
      GeneralisedTests.design(), response: GeneralisedTests.x.map { $0 * $0 })
    let expected = 1 / (1 - (try #require(other.rSquared)))
    let factors = model.varianceInflation
    #expect(factors[0] == nil)
    #expect(correctDigits(try #require(factors[1]), expected) > 9)
    #expect(correctDigits(try #require(factors[2]), expected) > 9)
    let through = try LeastSquares.fit(DesignMatrix(rows: [[1], [2], [4]]), response: [1, 2, 5])
    #expect(through.varianceInflation == [nil])
    #expect(try through.breuschPagan() == nil)
  }

  @Test func anExactFitHasNoLikelihood() throws {
    let model = try LeastSquares.fit(
      DesignMatrix(rows: [[1], [1], [1]]), response: [2, 2, 2])
    #expect(model.logLikelihood == nil && model.aic == nil && model.bic == nil)
    #expect(model.durbinWatson == nil && model.fTest == nil)
    #expect(model.standardisedResiduals == [0, 0, 0])
    #expect(model.studentisedResiduals == [nil, nil, nil])
    #expect(try model.reset() == nil)
    let test = try model.tests()[0]
    #expect(test.statistic == nil && test.pValue == nil)
  }

  @Test func clustersOfOneAreHC0AndAnOrderDoesNotMatter() throws {
    let model = try curved()
    let alone = (0..<8).map(String.init)
    let plain = try model.covariance(.clustered(alone, corrected: false))
    let robust = try model.covariance(.hc0)
    #expect(correctDigits(plain.elements, robust.elements) > 10)
    let pairs = ["a", "b", "a", "b", "c", "c", "d", "d"]
    let raw = try model.covariance(.clustered(pairs, corrected: false))
    let corrected = try model.covariance(.clustered(pairs, corrected: true))
    let factor = 4.0 / 3 * 7 / 5
    #expect(correctDigits(corrected[1, 1], raw[1, 1] * factor) > 12)
    // One coefficient by hand: the intercept of group totals.
    let mean = try LeastSquares.fit(
      DesignMatrix(rows: Array(repeating: [1], count: 4)), response: [1, 2, 4, 9])
    let byHand = 50.0 / 16
    let groups = try mean.covariance(.clustered(["a", "a", "b", "b"], corrected: false))
    #expect(correctDigits(groups[0, 0], byHand) > 13)
  }

  @Test func robustRefusals() throws {
    let model = try curved()
    #expect(throws: RegressionError.lengthMismatch(input: "clusters", expected: 8, found: 1)) {
      try model.covariance(.clustered(["a"], corrected: true))
    }
    #expect(throws: RegressionError.self) {
      try model.covariance(.clustered(Array(repeating: "a", count: 8), corrected: true))
    }
    for lag in [-1, 8] {
      #expect(throws: RegressionError.self) {
        try model.covariance(.neweyWest(.init(lag: lag)))
      }
    }
    let full = try LeastSquares.fit(
      DesignMatrix(rows: [[1, 0], [1, 0], [1, 1]]), response: [1, 2, 3])
    #expect(throws: RegressionError.self) { try full.covariance(.hc3) }
    #expect(throws: RegressionError.self) { try full.covariance(.hc2) }
    #expect(try full.covariance(.hc1)[0, 0] > 0)
    #expect(correctDigits(try full.covariance(.classical).elements, full.covariance.elements) == 15)
  }

  @Test func neweyWestWithoutLagsIsHC0() throws {
    let model = try curved()
    let zero = try model.covariance(.neweyWest(.init(lag: 0, isAdjusted: false)))
    #expect(correctDigits(zero.elements, try model.covariance(.hc0).elements) > 11)
  }

  @Test func robustErrorsOfACountModel() throws {
    // A Poisson intercept: the sandwich is Σ(y − ȳ)²/(Σy)².
    let counts: [Double] = [3, 9, 1, 14, 6, 0, 22, 8]
    let model = try GeneralisedRegression.fit(
      DesignMatrix(rows: counts.map { _ in [1] }), response: counts, family: .poisson)
    let mean = 63.0 / 8
    let squares = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let test = try model.tests(.hc0)[0]
    #expect(correctDigits(test.standardError, squares.squareRoot() / 63) > 12)
    #expect(test.degreesOfFreedom == nil)
    #expect(try #require(test.pValue) < 1e-10)
  }
}
