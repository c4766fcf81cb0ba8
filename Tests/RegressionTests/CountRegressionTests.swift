import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite("Count regression")
struct CountRegressionTests {
  private static let quarters = (0..<24).map { Double($0) / 4 }
  private static let counts: [Double] = [
    69, 54, 53, 40, 64, 51, 47, 71, 65, 44, 45, 56, 60, 55, 61, 67, 61, 59, 78, 63, 67, 73, 69, 80,
  ]

  @Test func interceptAloneIsTheCrudeRate() throws {
    let exposure: [Double] = [1, 2, 1.5, 1, 1.25]
    let model = try CountRegression.fit(
      DesignMatrix(rows: Array(repeating: [1], count: 5)), counts: [0, 3, 1, 0, 2],
      exposure: exposure, family: .poisson)
    #expect(correctDigits(model.coefficients[0], log(6 / 6.75)) > 14)
    #expect(correctDigits(model.standardErrors[0], 1 / 6.0.squareRoot()) > 14)
  }

  @Test(arguments: CountFamily.allCases)
  func scoreIsZeroAtTheMaximum(family: CountFamily) throws {
    let design = try DesignMatrix(
      terms: [.intercept, .trend(origin: 0), .season(pairs: 1)], times: Self.quarters)
    let wide = Self.counts.enumerated().map {
      $0.offset.isMultiple(of: 3) ? 2 * $0.element : $0.element
    }
    let model = try CountRegression.fit(design, counts: wide, family: family)
    let score = zip(wide, model.fitted).map { y, mu in
      (y - mu) / (1 + (model.theta.map { mu / $0 } ?? 0))
    }
    let gradient = try design.matrix.transposeTimes(score)
    #expect(gradient.allSatisfy { abs($0) < 1e-10 })
    #expect((model.theta != nil) == (family == .negativeBinomial))
    #expect(abs(model.devianceResiduals.reduce(0) { $0 + $1 * $1 } / model.deviance - 1) < 1e-12)
    let pearson = model.pearsonResiduals.reduce(0) { $0 + $1 * $1 }
    #expect(abs(pearson / Double(model.residualDegreesOfFreedom) / model.dispersion - 1) < 1e-12)
  }

  @Test func thetaMaximisesTheLikelihood() throws {
    // R's MASS::glm.nb agrees with golden file 07, from which this constant-rate check is derived:
    // at the maximum the mean of ψ differences equals the mean of the logarithms.
    let counts: [Double] = [3, 9, 1, 14, 6, 0, 22, 8]
    let design = try DesignMatrix(rows: counts.map { _ in [1] })
    let model = try CountRegression.fit(design, counts: counts, family: .negativeBinomial)
    let theta = try #require(model.theta)
    let mean = counts.reduce(0, +) / 8
    #expect(correctDigits(model.coefficients[0], log(mean)) > 13)
    let score = counts.reduce(0.0) { sum, y in
      sum + (0..<Int(y)).reduce(0.0) { $0 + 1 / (theta + Double($1)) } - log1p(mean / theta)
    }
    #expect(abs(score) < 1e-12)
  }

  @Test func underdispersedCountsArePoisson() throws {
    let counts: [Double] = [10, 11, 9, 10, 10, 11]
    let design = try DesignMatrix(rows: counts.map { _ in [1] })
    let negative = try CountRegression.fit(design, counts: counts, family: .negativeBinomial)
    let poisson = try CountRegression.fit(design, counts: counts, family: .poisson)
    #expect(negative.theta == nil)
    #expect(negative.coefficients == poisson.coefficients)
    #expect(negative.logLikelihood == poisson.logLikelihood)
    #expect(negative.aic == poisson.aic)
  }

  @Test func predictionSplitsItsVariance() throws {
    let design = try DesignMatrix(rows: Self.quarters.map { [1, $0] })
    for family in CountFamily.allCases {
      let model = try CountRegression.fit(design, counts: Self.counts, family: family)
      let prediction = try model.predict(DesignMatrix(rows: [[1, 7]]), offset: [0.5])[0]
      let s2 = prediction.etaStandardError * prediction.etaStandardError
      #expect(abs(prediction.mean / exp(prediction.eta + s2 / 2) - 1) < 1e-14)
      let second = exp(2 * prediction.eta + 2 * s2)
      let parameter = second - prediction.mean * prediction.mean
      #expect(abs(prediction.parameterVariance / parameter - 1) < 1e-10)
      let dispersion = family == .quasiPoisson ? model.dispersion : 1
      let count = dispersion * prediction.mean + (model.theta.map { second / $0 } ?? 0)
      #expect(abs(prediction.countVariance / count - 1) < 1e-13)
      #expect(abs(prediction.variance - parameter - count) < 1e-9 * prediction.variance)
    }
  }

  @Test func scalingTheExposureOnlyMovesTheIntercept() throws {
    let design = try DesignMatrix(rows: Self.quarters.map { [1, $0] })
    let exposure = Self.quarters.map { 100 + $0 }
    let one = try CountRegression.fit(
      design, counts: Self.counts, exposure: exposure, family: .poisson)
    let thousand = try CountRegression.fit(
      design, counts: Self.counts, exposure: exposure.map { 1000 * $0 }, family: .poisson)
    #expect(correctDigits(thousand.coefficients[1], one.coefficients[1]) > 11)
    #expect(abs(one.coefficients[0] - thousand.coefficients[0] - log(1000)) < 1e-12)
    #expect(correctDigits(thousand.deviance, one.deviance) > 11)
  }

  @Test func someZeroCountsAreNoObstacle() throws {
    let design = try DesignMatrix(rows: (0..<6).map { [1, Double($0)] })
    let model = try CountRegression.fit(design, counts: [0, 0, 1, 0, 2, 3], family: .poisson)
    #expect(abs(model.fitted.reduce(0, +) - 6) < 1e-12)
  }
}
