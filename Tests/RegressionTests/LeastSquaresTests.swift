import LinearAlgebra
import Regression
import Testing

@Suite("Linear least squares")
struct LeastSquaresTests {
  /// Cubic in 0…8 of golden file 07, computed there in 50-digit arithmetic.
  private static func cubic() throws -> LinearModel {
    let rows = (0...8).map(Double.init).map { [1, $0, $0 * $0, $0 * $0 * $0] }
    return try LeastSquares.fit(
      DesignMatrix(rows: rows, names: ["one", "x", "x2", "x3"]),
      response: [3.0, 2.5, 4.0, 7.5, 9.0, 15.5, 22.0, 30.0, 41.5])
  }

  @Test func matchesExactFigures() throws {
    let model = try Self.cubic()
    #expect(
      correctDigits(
        model.coefficients,
        [2.742424242424242, -0.1038961038961039, 0.3425324675324675, 0.03409090909090909]) > 12)
    #expect(
      correctDigits(
        model.standardErrors,
        [0.7183229079451032, 0.8290484208507456, 0.2503111292734084, 0.020531893731339637]) > 12)
    #expect(correctDigits(model.sigma, 0.775225145344258) > 13)
    #expect(correctDigits(try #require(model.rSquared), 0.997983308637671) > 13)
  }

  @Test func leverageSumsToTheNumberOfTerms() throws {
    let model = try Self.cubic()
    #expect(abs(model.leverage.reduce(0, +) - 4) < 1e-12)
    #expect(model.leverage.allSatisfy { $0 > 0 && $0 <= 1 + 1e-14 })
  }

  @Test func residualsAddUpAndFittedPlusResidualIsTheResponse() throws {
    let model = try Self.cubic()
    #expect(abs(model.residuals.reduce(0, +)) < 1e-12)
    #expect(abs(model.fitted[3] + model.residuals[3] - 7.5) < 1e-15)
  }

  @Test func cooksDistanceIsTheShiftFromLeavingARowOut() throws {
    let x: [Double] = [0, 1, 2, 3, 4, 9]
    let y: [Double] = [1, 2, 2, 4, 5, 3]
    let full = try LeastSquares.fit(DesignMatrix(rows: x.map { [1, $0] }), response: y)
    let short = try LeastSquares.fit(
      DesignMatrix(rows: x.dropLast().map { [1, $0] }), response: Array(y.dropLast()))
    let shift = x.reduce(0.0) { sum, x in
      let a = full.coefficients[0] + full.coefficients[1] * x
      let b = short.coefficients[0] + short.coefficients[1] * x
      return sum + (a - b) * (a - b)
    }
    let expected = shift / (2 * full.sigma * full.sigma)
    #expect(abs(full.cooksDistances[5] / expected - 1) < 1e-12)
  }

  @Test func predictionAtTheMeanHasTheSmallestError() throws {
    let x: [Double] = [1, 2, 3, 4, 5]
    let model = try LeastSquares.fit(
      DesignMatrix(rows: x.map { [1, $0] }), response: [2, 1, 4, 3, 6])
    let predictions = try model.predict(DesignMatrix(rows: [[1, 3], [1, 5], [1, 10]]))
    #expect(abs(predictions[0].mean - 3.2) < 1e-14)
    #expect(abs(predictions[0].standardError - model.sigma / 5.0.squareRoot()) < 1e-14)
    #expect(predictions[1].standardError < predictions[2].standardError)
    let total = predictions[2].predictiveStandardDeviation
    let parts = predictions[2].standardError
    #expect(abs(total * total - parts * parts - model.sigma * model.sigma) < 1e-12)
  }

  @Test func weightsScaleOutOfTheEstimates() throws {
    let design = try DesignMatrix(rows: (0..<6).map { [1, Double($0)] })
    let y: [Double] = [1, 3, 2, 5, 4, 8]
    let weights: [Double] = [1, 2, 1, 3, 1, 2]
    let one = try LeastSquares.fit(design, response: y, weights: weights)
    let ten = try LeastSquares.fit(design, response: y, weights: weights.map { 10 * $0 })
    #expect(correctDigits(ten.coefficients, one.coefficients) > 13)
    #expect(correctDigits(ten.standardErrors, one.standardErrors) > 13)
    #expect(abs(one.leverage.reduce(0, +) - 2) < 1e-13)
    #expect(abs(try #require(one.rSquared) - (try #require(ten.rSquared))) < 1e-14)
  }

  @Test func rSquaredWithoutInterceptIsAboutZeroAndUndefinedForNoVariation() throws {
    let through = try LeastSquares.fit(DesignMatrix(rows: [[1], [2], [3]]), response: [1, 2, 3.5])
    let expected = 1 - through.residualSumOfSquares / (1 + 4 + 12.25)
    #expect(abs(try #require(through.rSquared) - expected) < 1e-15)
    let flat = try LeastSquares.fit(DesignMatrix(rows: [[1], [1], [1]]), response: [2, 2, 2])
    #expect(flat.rSquared == nil)
    #expect(flat.coefficients == [2])
    #expect(flat.cooksDistances == [0, 0, 0])
  }

  @Test func refusals() throws {
    let design = try DesignMatrix(rows: [[1, 2, 4], [1, 3, 6], [1, 4, 8], [1, 5, 10]])
    #expect(throws: RegressionError.rankDeficient(rank: 2, columns: ["x3"])) {
      try LeastSquares.fit(design, response: [1, 2, 3, 4])
    }
    #expect(throws: RegressionError.lengthMismatch(input: "response", expected: 4, found: 1)) {
      try LeastSquares.fit(design, response: [1])
    }
    #expect(throws: RegressionError.self) {
      try LeastSquares.fit(design, response: [1, .nan, 3, 4])
    }
    #expect(throws: RegressionError.self) {
      try LeastSquares.fit(design, response: [1, 2, 3, 4], weights: [1, 1, 0, 1])
    }
    #expect(throws: RegressionError.tooFewRows(rows: 2, needed: 3)) {
      try LeastSquares.fit(DesignMatrix(rows: [[1, 2], [1, 3]]), response: [1, 2])
    }
    let model = try LeastSquares.fit(DesignMatrix(rows: [[1], [1]]), response: [1, 2])
    #expect(throws: RegressionError.self) { try model.predict(DesignMatrix(rows: [[1, 2]])) }
  }
}
