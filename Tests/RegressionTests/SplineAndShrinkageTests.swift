import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite("Natural splines")
struct SplineTests {
  @Test func agreesWithR() throws {
    // splines::ns(x, df = 3) of R 4.2.2, and its prediction beyond the data.
    let spline = try NaturalSpline(over: GeneralisedTests.x, degreesOfFreedom: 3)
    let expected: [(Double, [Double])] = [
      (2, [-0.07637255811520881, 0.1811483840110620, -0.1036761191509851]),
      (8, [-0.03544278831087416, 0.6426153383169365, -0.3611843164056499]),
      (34, [-0.16204891845178862, 0.3789085004975645, 0.7831404179542241]),
      (-2, [0.2359967159281681, -0.5518158504790989, 0.3158191345309508]),
      (50, [-1.1048028073115799, 0.4656418582726647, 1.6391609490389152]),
    ]
    for (x, values) in expected {
      let ours = spline.values(at: x)
      #expect(zip(ours, values).allSatisfy { abs($0 - $1) < 1e-9 }, "\(x)")
    }
    #expect(spline.values(at: 1).allSatisfy { abs($0) < 1e-15 })
    #expect(spline.knots.count == 2 && spline.degreesOfFreedom == 3)
  }

  @Test("on the knots, between and beyond them as R's ns")
  func irregularPlaces() throws {
    // splines::ns(c(0, 1, 2.5, 3, 4.5, 6, 7, 9, 11, 12), df = 4) of R 4.2.2.
    let spline = try NaturalSpline(
      over: [0, 1, 2.5, 3, 4.5, 6, 7, 9, 11, 12], degreesOfFreedom: 4)
    #expect(spline.knots == [2.625, 5.25, 8.5])
    let expected: [(Double, [Double])] = [
      (12, [0, -0.14504988488104376, 0.4247889485801995, 0.7202609363008441]),
      (
        2.5,
        [
          0.13338668800853676, -0.1756222681973994, 0.5143223568638124, -0.33870008866641316,
        ]
      ),
      (-2, [0, 0.19822698370379324, -0.580521880846823, 0.38229489714302983]),
      (14, [0, -0.7712970069071373, 0.5445126630851875, 1.2267843438219494]),
      (
        3,
        [
          0.22882480651835202, -0.1728999156179523, 0.5074179248307768, -0.3341532675714873,
        ]
      ),
    ]
    for (x, values) in expected {
      for (ours, theirs) in zip(spline.values(at: x), values) {
        #expect(abs(ours - theirs) < 1e-12)
      }
    }
    // On a knot the pieces from both sides meet, with their first two differences.
    for knot in spline.knots {
      let near = [-2e-4, -1e-4, 0, 1e-4, 2e-4].map { spline.values(at: knot + $0) }
      for j in 0..<4 {
        let y = near.map { $0[j] }
        #expect(abs(y[4] - 2 * y[3] + y[2] - (y[2] - 2 * y[1] + y[0])) < 1e-10)
      }
    }
  }

  @Test func reproducesLinesAndIsStraightOutside() throws {
    let x = (0..<30).map { Double($0 * $0) / 10 }
    let spline = try NaturalSpline(over: x, degreesOfFreedom: 5)
    let design = try DesignMatrix(rows: x.map { [1] + spline.values(at: $0) })
    let model = try LeastSquares.fit(design, response: x.map { 3 - 2 * $0 })
    for place in [-50.0, -1, 0, 17.3, 84.1, 200] {
      let row = try DesignMatrix(rows: [[1] + spline.values(at: place)])
      #expect(abs(try model.predict(row)[0].mean - (3 - 2 * place)) < 1e-9)
    }
  }

  @Test func refusals() throws {
    #expect(throws: RegressionError.self) {
      try NaturalSpline(over: [1, 2, .nan], degreesOfFreedom: 2)
    }
    #expect(throws: RegressionError.self) { try NaturalSpline(over: [2, 2], degreesOfFreedom: 1) }
    #expect(throws: RegressionError.self) { try NaturalSpline(over: [1, 2], degreesOfFreedom: 0) }
    #expect(throws: RegressionError.self) {
      try NaturalSpline(over: [1, 1, 1, 1, 1, 2], degreesOfFreedom: 3)
    }
    #expect(throws: RegressionError.self) {
      try NaturalSpline(knots: [3], lower: 0, upper: 3)
    }
  }
}

@Suite("Penalties and shrinkage")
struct ShrinkageTests {
  @Test func ridgeSolvesItsEquations() throws {
    let rows = GeneralisedTests.x.map { [1, $0, sin($0)] }
    let design = try DesignMatrix(rows: rows)
    let penalties = [0, 2, 5.0]
    let fit = try RidgeRegression.fit(
      design, response: GeneralisedTests.y, penalties: penalties, weights: GeneralisedTests.w)
    let rest = zip(GeneralisedTests.y, fit.fitted).map { $0 - $1 }
    let gradient = try design.matrix.transposeTimes(
      zip(rest, GeneralisedTests.w).map { $0 * $1 })
    for j in 0..<3 { #expect(abs(gradient[j] - penalties[j] * fit.coefficients[j]) < 1e-10) }
    #expect(fit.effectiveDegreesOfFreedom > 1 && fit.effectiveDegreesOfFreedom < 3)
    let free = try RidgeRegression.fit(
      design, response: GeneralisedTests.y, penalties: [0, 0, 0])
    let plain = try LeastSquares.fit(design, response: GeneralisedTests.y)
    #expect(free.coefficients == plain.coefficients)
    #expect(free.effectiveDegreesOfFreedom == 3)
    #expect(correctDigits(free.residualSumOfSquares, plain.residualSumOfSquares) > 12)
  }

  @Test func ridgeTakesMoreTermsThanRows() throws {
    let rows = (0..<5).map { i in [1] + (0..<40).map { j in cos(Double(i * j + j)) } }
    let fit = try RidgeRegression.fit(
      DesignMatrix(rows: rows), response: [1, 3, 2, 5, 4],
      penalties: [0] + Array(repeating: 1, count: 40))
    #expect(fit.coefficients.allSatisfy { $0.isFinite })
    #expect(fit.effectiveDegreesOfFreedom < 5)
    #expect(throws: RegressionError.self) {
      try RidgeRegression.fit(
        DesignMatrix(rows: rows), response: [1, 3, 2, 5, 4],
        penalties: Array(repeating: 0, count: 41))
    }
    let small = try DesignMatrix(rows: [[1], [1]])
    for penalties in [[-1.0], [.nan], [1, 2]] {
      #expect(throws: RegressionError.self) {
        try RidgeRegression.fit(small, response: [1, 2], penalties: penalties)
      }
    }
    #expect(throws: RegressionError.self) {
      try RidgeRegression.fit(small, response: [1, 2], penalties: [0], weights: [1, 0])
    }
    #expect(throws: RegressionError.self) {
      try RidgeRegression.fit(small, response: [1, .nan], penalties: [0])
    }
  }

  @Test(arguments: GroupShrinkage.Method.allCases)
  func equalErrorsHaveAClosedForm(method: GroupShrinkage.Method) throws {
    // With one error variance v both estimates are s² − v, and B = v/s².
    let values: [Double] = [3, 9, 5, 11, 2]
    let result = try GroupShrinkage(
      values, variances: Array(repeating: 4, count: 5), method: method)
    let spread = values.reduce(0) { $0 + ($1 - 6) * ($1 - 6) } / 4
    #expect(correctDigits(result.variance, spread - 4) > 6)
    #expect(correctDigits(result.mean, 6) > 12)
    #expect(correctDigits(result.estimates[0], 6 - 3 * (1 - 4 / spread)) > 6)
    #expect(correctDigits(result.meanStandardError, (spread / 5).squareRoot()) > 6)
    let share = 4 / spread
    let error = (4 * (1 - share) + share * share * spread / 5).squareRoot()
    #expect(correctDigits(result.standardErrors[0], error) > 6)
    #expect(correctDigits(result.heterogeneity.statistic, spread) > 12)
    #expect(result.heterogeneity.degreesOfFreedom == 4)
  }

  @Test(arguments: GroupShrinkage.Method.allCases)
  func alikeGroupsArePooledAndPreciseOnesStay(method: GroupShrinkage.Method) throws {
    let alike = try GroupShrinkage([5, 5.1, 4.9], variances: [1, 2, 3], method: method)
    #expect(alike.variance == 0)
    #expect(alike.estimates.allSatisfy { abs($0 - alike.mean) < 1e-14 })
    #expect(alike.shrinkage == [1, 1, 1])
    let apart = try GroupShrinkage(
      [0, 10, 20, 30], variances: [0.01, 0.01, 0.01, 400], method: method)
    #expect(abs(apart.estimates[0]) < 0.05)
    #expect(apart.shrinkage[3] > 0.5)
    #expect(abs(apart.estimates[3] - apart.mean) < abs(30 - apart.mean))
  }

  @Test func refusals() throws {
    #expect(throws: RegressionError.tooFewRows(rows: 1, needed: 2)) {
      try GroupShrinkage([1], variances: [1])
    }
    for variances in [[1.0], [1, 0], [1, .infinity], [1, 1e-310]] {
      #expect(throws: RegressionError.self) { try GroupShrinkage([1, 2], variances: variances) }
    }
    #expect(throws: RegressionError.self) { try GroupShrinkage([1, .nan], variances: [1, 1]) }
    #expect(throws: RegressionError.self) {
      try GroupShrinkage([1e300, -1e300], variances: [1, 1], method: .moments)
    }
  }
}
