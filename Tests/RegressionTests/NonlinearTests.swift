import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite("Nonlinear least squares")
struct NonlinearTests {
  private static let times = (0..<12).map(Double.init)

  /// Growth towards a ceiling with small fixed disturbances.
  private static let response = times.map { t in
    40 * (1 - exp(-0.3 * t)) + 5 + 0.3 * cos(7 * t)
  }

  private static func curve(_ b: [Double]) -> [Double] {
    times.map { b[0] * (1 - exp(-b[1] * $0)) + b[2] }
  }

  private static func slopes(_ b: [Double]) -> Matrix {
    var result = Matrix(rows: times.count, columns: 3)
    for (i, t) in times.enumerated() {
      result[i, 0] = 1 - exp(-b[1] * t)
      result[i, 1] = b[0] * t * exp(-b[1] * t)
      result[i, 2] = 1
    }
    return result
  }

  @Test func aLinearModelIsThatOfLeastSquares() throws {
    let y: [Double] = [1, 3, 2, 5, 4, 8]
    let weights: [Double] = [1, 2, 1, 3, 1, 2]
    let linear = try LeastSquares.fit(
      DesignMatrix(rows: (0..<6).map { [1, Double($0)] }), response: y, weights: weights)
    let model = try NonlinearLeastSquares.fit(
      response: y, start: [10, -10], names: ["level", "slope"], weights: weights
    ) { b in (0..<6).map { b[0] + b[1] * Double($0) } }
    #expect(model.names == ["level", "slope"])
    #expect(correctDigits(model.coefficients, linear.coefficients) > 13)
    #expect(correctDigits(model.standardErrors.compactMap(\.self), linear.standardErrors) > 11)
    #expect(correctDigits(model.sigma, linear.sigma) > 13)
    #expect(correctDigits(model.residualSumOfSquares, linear.residualSumOfSquares) > 13)
    #expect(model.residualDegreesOfFreedom == 4)
    #expect(correctDigits(model.fitted, linear.fitted) > 13)
    #expect(zip(model.residuals, linear.residuals).allSatisfy { abs($0 - $1) < 1e-13 })
  }

  @Test func ownDerivativesAndDifferencesAgree() throws {
    let start = [10.0, 1, 0]
    let own = try NonlinearLeastSquares.fit(
      response: Self.response, start: start, jacobian: Self.slopes, model: Self.curve)
    let differences = try NonlinearLeastSquares.fit(
      response: Self.response, start: start, model: Self.curve)
    #expect(correctDigits(own.coefficients, differences.coefficients) > 11)
    #expect(correctDigits(own.covariance.elements, differences.covariance.elements) > 9)
    #expect(own.convergence.evaluations < differences.convergence.evaluations)
    #expect(own.convergence.relativeOffset < 1e-10)
    #expect(own.convergence.iterations > 2)
    #expect(own.convergence.conditionNumber > 1)
    // The residuals are orthogonal to the tangents.
    let gradient = try Self.slopes(own.coefficients).transposeTimes(own.residuals)
    #expect(gradient.allSatisfy { abs($0) < 1e-9 })
  }

  @Test(arguments: [1e-150, 1e-12, 1e12, 1e150])
  func unitsDoNotMatter(scale: Double) throws {
    let plain = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 0], model: Self.curve)
    let response = Self.response.map { $0 * scale }
    let scaled = try NonlinearLeastSquares.fit(
      response: response, start: [10 * scale, 1, 0]
    ) { b in Self.curve([b[0] / scale, b[1], b[2] / scale]).map { $0 * scale } }
    #expect(correctDigits(scaled.coefficients[0] / scale, plain.coefficients[0]) > 10)
    #expect(correctDigits(scaled.coefficients[1], plain.coefficients[1]) > 10)
    #expect(correctDigits(scaled.sigma / scale, plain.sigma) > 11)
    let error = try #require(scaled.standardErrors[1])
    #expect(correctDigits(error, try #require(plain.standardErrors[1])) > 8)
    // The same with another unit for one parameter alone.
    let other = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, scale, 0]
    ) { b in Self.curve([b[0], b[1] / scale, b[2]]) }
    #expect(correctDigits(other.coefficients[1] / scale, plain.coefficients[1]) > 10)
  }

  @Test func anExactFitHasNoResiduals() throws {
    let exact = Self.curve([40, 0.25, 3])
    let model = try NonlinearLeastSquares.fit(
      response: exact, start: [20, 1, 1], model: Self.curve)
    #expect(correctDigits(model.coefficients, [40, 0.25, 3]) > 13)
    #expect(model.sigma < 1e-13)
    let already = try NonlinearLeastSquares.fit(
      response: exact, start: [40, 0.25, 3], model: Self.curve)
    #expect(already.coefficients == [40, 0.25, 3])
    #expect(already.convergence.iterations == 0)
    #expect(already.convergence.relativeOffset == 0)
  }

  @Test func boundsHoldWhatTheDataPushAgainstThem() throws {
    let free = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 0], model: Self.curve)
    let none = -Double.infinity ... .infinity
    let inside = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 0], bounds: [0...100, 0...5, none],
      model: Self.curve)
    #expect(correctDigits(inside.coefficients, free.coefficients) > 10)
    #expect(inside.atBound.isEmpty)

    let held = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 0], names: ["gain", "rate", "base"],
      bounds: [0...100, 0...5, 0...2], model: Self.curve)
    #expect(held.atBound == ["base"])
    #expect(held.coefficients[2] == 2)
    #expect(held.standardErrors[2] == nil)
    #expect(held.covariance[2, 2] == 0)
    #expect(held.residualDegreesOfFreedom == 10)
    #expect(held.residualSumOfSquares > free.residualSumOfSquares)
    // Held at its end, the rest is the fit with that value put in.
    let fixed = try NonlinearLeastSquares.fit(response: Self.response, start: [10, 1]) { b in
      Self.curve([b[0], b[1], 2])
    }
    #expect(correctDigits(Array(held.coefficients.prefix(2)), fixed.coefficients) > 9)
    #expect(
      correctDigits(
        held.standardErrors.compactMap(\.self),
        fixed.standardErrors.compactMap(\.self)) > 8)
    let below = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 9], bounds: [none, none, 8 ... .infinity],
      model: Self.curve)
    #expect(below.coefficients[2] == 8 && below.atBound == ["b3"])
    let all = try NonlinearLeastSquares.fit(
      response: Self.response, start: [10, 1, 0], bounds: [10...10, 1...1, 0...0],
      model: Self.curve)
    #expect(all.coefficients == [10, 1, 0])
    #expect(all.atBound.count == 3)
  }

  @Test func theSearchTurnsBackWhereTheModelIsNotDefined() throws {
    let model = try NonlinearLeastSquares.fit(
      response: [0.1, 0.9, 1.3, 1.7, 1.95], start: [30, 1]
    ) { b in (1...5).map { b[1] * log(Double($0) + b[0] - 1) } }
    #expect(model.coefficients[0] > 0)
    #expect(model.convergence.isConvincing)
  }

  @Test func whatTheDataCannotTellApartIsNamed() {
    #expect(throws: RegressionError.rankDeficient(rank: 1, columns: ["second"])) {
      try NonlinearLeastSquares.fit(
        response: [1, 2, 3, 5], start: [1, 1], names: ["first", "second"]
      ) { b in (0..<4).map { (b[0] + b[1]) * Double($0) } }
    }
    #expect(throws: RegressionError.rankDeficient(rank: 1, columns: ["unused"])) {
      try NonlinearLeastSquares.fit(
        response: [1, 2, 3, 5], start: [1, 1], names: ["used", "unused"]
      ) { b in (0..<4).map { b[0] * Double($0) } }
    }
  }

  @Test func aFitThatRunsAwayIsRefused() {
    // The best rate is infinite: the response jumps at once.
    #expect(throws: RegressionError.self) {
      try NonlinearLeastSquares.fit(response: [0, 5, 5, 5, 5], start: [5, 1]) { b in
        (0..<5).map { b[0] * (1 - exp(-b[1] * Double($0))) }
      }
    }
    #expect(
      throws: RegressionError.noConvergence(method: "nonlinear least squares", iterations: 2)
    ) {
      try NonlinearLeastSquares.fit(
        response: Self.response, start: [1, 5, 0], iterationLimit: 2, model: Self.curve)
    }
  }

  @Test func badInputIsRefused() {
    func fit(
      _ response: [Double] = Self.response, start: [Double] = [10, 1, 0], names: [String]? = nil,
      weights: [Double]? = nil, bounds: [ClosedRange<Double>]? = nil,
      jacobian: (([Double]) -> Matrix)? = nil,
      model: ([Double]) -> [Double] = { Self.curve($0) }
    ) throws(RegressionError) -> NonlinearModel {
      try NonlinearLeastSquares.fit(
        response: response, start: start, names: names, weights: weights, bounds: bounds,
        jacobian: jacobian, model: model)
    }
    #expect(throws: RegressionError.self) { try fit(start: []) }
    #expect(throws: RegressionError.self) { try fit(start: [1, .nan, 1]) }
    #expect(throws: RegressionError.lengthMismatch(input: "names", expected: 3, found: 1)) {
      try fit(names: ["a"])
    }
    #expect(throws: RegressionError.lengthMismatch(input: "bounds", expected: 3, found: 1)) {
      try fit(bounds: [0...1])
    }
    #expect(throws: RegressionError.self) { try fit(bounds: [0...1, 0...1, 0...1]) }
    #expect(throws: RegressionError.tooFewRows(rows: 3, needed: 4)) { try fit([1, 2, 3]) }
    #expect(throws: RegressionError.tooFewRows(rows: 0, needed: 4)) { try fit([]) }
    var hole = Self.response
    hole[4] = .nan
    #expect(throws: RegressionError.self) { try fit(hole) }
    #expect(throws: RegressionError.self) { try fit(weights: [1]) }
    #expect(throws: RegressionError.self) { try fit(weights: Array(repeating: 0, count: 12)) }
    #expect(throws: RegressionError.lengthMismatch(input: "model", expected: 12, found: 1)) {
      try fit(model: { _ in [1] })
    }
    #expect(throws: RegressionError.self) {
      try fit(model: { _ in Array(repeating: .nan, count: 12) })
    }
    #expect(throws: RegressionError.self) {
      try fit(model: { _ in Array(repeating: 1e300, count: 12) })
    }
    #expect(throws: RegressionError.self) {
      try fit(jacobian: { _ in Matrix(rows: 1, columns: 1) })
    }
    #expect(throws: RegressionError.self) {
      try fit(jacobian: { _ in Matrix(rows: 12, columns: 3, repeating: .infinity) })
    }
    #expect(throws: RegressionError.self) {
      try fit(Self.response.map { $0 * 1e200 }, start: [1e201, 1, 0])
    }
  }
}
