import Forecasting
import Foundation
import Testing

@Suite("Complex exponential smoothing")
struct ComplexSmoothingTests {
  static let seasonal = (0..<32).map { t -> Double in
    100 + 3 * Double(t % 7) + [20.0, -5, -25, 10][t % 4]
  }

  /// The published recursion without a season, from the fit's own first mean.
  @Test func followsThePublishedRecursion() throws {
    let y = SampleSeries.quarters
    let model = try ComplexSmoothing.fit(y)
    let (a0, a1) = (model.gains[0], model.gains[1])
    // The starting state by backcasting, in complex arithmetic written out.
    var l = y[0]
    var c = y[0] / a0
    func turn(_ value: Double) {
      let e = value - l
      let next = l - (1 - a1) * c + (a0 - a1) * e
      c = l + (1 - a0) * c + (a0 + a1) * e
      l = next
    }
    for value in y { turn(value) }
    for value in y.reversed() { turn(value) }
    var means: [Double] = []
    for value in y {
      means.append(l)
      turn(value)
    }
    #expect(agree(model.fitted, means, relative: 1e-10))
    var future: [Double] = []
    for _ in 0..<5 {
      future.append(l)
      turn(l)
    }
    #expect(agree(try model.forecasts(horizon: 5).map(\.mean), future, relative: 1e-10))
    let sum = model.residuals.dropFirst().reduce(0) { $0 + $1 * $1 }
    #expect(abs(model.variance - sum / 27) < 1e-9 * model.variance)
    #expect(model.criteria?.parameters == 3 && model.criteria?.observations == 29)
    let likelihood = -29 / 2.0 * (log(2 * Double.pi) + 1 + log(sum / 29))
    #expect(abs((model.criteria?.logLikelihood ?? 0) - likelihood) < 1e-8)
    #expect(model.name == "CES(N)")
    #expect(model.parameters.map(\.name) == ["alpha0", "alpha1"])
  }

  /// With F = [1, α₁ − 1; 1, 1 − α₀] and g = [α₀ − α₁; α₀ + α₁] the effect of an error j steps ago
  /// is the first entry of Fʲ⁻¹g.
  @Test func itsVarianceIsThatOfItsErrors() throws {
    let model = try ComplexSmoothing.fit(SampleSeries.growing)
    let (a0, a1) = (model.gains[0], model.gains[1])
    var effect = (a0 - a1, a0 + a1)
    var variance = 1.0
    for step in try model.forecasts(horizon: 6) {
      #expect(abs(step.standardDeviation / (model.variance * variance).squareRoot() - 1) < 1e-10)
      variance += effect.0 * effect.0
      effect = (effect.0 + (a1 - 1) * effect.1, effect.0 + (1 - a0) * effect.1)
    }
  }

  @Test func theFitIsTheBestOfItsNeighbours() throws {
    let model = try ComplexSmoothing.fit(SampleSeries.growing)
    #expect(model.gains[0] >= 0.01 && model.gains[0] <= 1.8)
    #expect(model.gains[1] >= 0.01 && model.gains[1] <= 1.9)
    let scaled = try ComplexSmoothing.fit(SampleSeries.growing.map { $0 * 1024 })
    #expect(scaled.gains == model.gains)
    #expect(agree(scaled.fitted, model.fitted.map { $0 * 1024 }))
  }

  @Test(arguments: ComplexSmoothing.Form.allCases)
  func everyFormFollowsItsSeason(_ form: ComplexSmoothing.Form) throws {
    let y = Self.seasonal
    let model = try ComplexSmoothing.fit(y, season: 4, form: form)
    #expect(model.form == form)
    #expect(model.name == "CES(\(form.rawValue))")
    let names = [
      ComplexSmoothing.Form.none: 2, .simple: 2, .partial: 3, .full: 4,
    ]
    #expect(model.parameters.count == names[form])
    #expect(agree(zip(model.fitted, model.residuals).map { $0 + $1 }, y))
    let steps = try model.forecasts(horizon: 8)
    #expect(
      zip(steps, steps.dropFirst()).allSatisfy { $0.standardDeviation <= $1.standardDeviation })
    guard form != .none else { return }
    // The second and third quarters are the low ones.
    let means = steps.map(\.mean)
    #expect(means[0] > means[1] && means[1] > means[2] && means[2] < means[3])
    #expect(means[4] > means[5] && means[5] > means[6] && means[6] < means[7])
  }

  @Test func theAutomaticChoiceHasTheLeastCriterion() throws {
    let chosen = try ComplexSmoothing.automatic(Self.seasonal, season: 4)
    let all = try ComplexSmoothing.Form.allCases.map {
      try ComplexSmoothing.fit(Self.seasonal, season: 4, form: $0).criteria?.aicc ?? .infinity
    }
    #expect(chosen.criteria?.aicc == all.min())
    #expect(chosen.form != .none)
    #expect(try ComplexSmoothing.automatic(SampleSeries.growing).form == .none)
    #expect(try ComplexSmoothing.automatic([1, 2, 3, 5], season: 4).form == .none)
  }

  @Test func shortAndConstantSeriesHaveAnAnswer() throws {
    for y in [[7.0], [7, 7], [7, 7, 7, 7, 7, 7, 7, 7, 7], [0, 0, 0, 0, 0, 0]] {
      let model = try ComplexSmoothing.automatic(y, season: 2)
      let steps = try model.forecasts(horizon: 3)
      #expect(steps.allSatisfy { abs($0.mean - y[0]) <= 1e-10 * y[0] })
      #expect(steps.allSatisfy { $0.standardDeviation == 0 })
      #expect(model.criteria == nil)
    }
    #expect(try ComplexSmoothing.fit([3, 5, 4]).gains == [1.3, 1])
  }

  @Test func extremesStayFinite() throws {
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    for y in [
      [-huge, huge, -huge, huge, huge], [tiny, 0, tiny, 0, 0], [1e-200, 3e-200, 2e-200, 5e-200],
    ] {
      let model = try ComplexSmoothing.fit(y)
      for step in try model.forecasts(horizon: 5) {
        #expect(step.mean.isFinite && step.standardDeviation.isFinite)
      }
      #expect((model.fitted + model.residuals).allSatisfy { $0.isFinite })
    }
  }

  @Test func refusesWhatItCannotUse() throws {
    #expect(throws: ForecastingError.tooShort(method: "complex smoothing", length: 0, needed: 1)) {
      try ComplexSmoothing.fit([])
    }
    #expect(throws: ForecastingError.self) { try ComplexSmoothing.fit([1, .infinity]) }
    #expect(throws: ForecastingError.self) { try ComplexSmoothing.fit([1, 2], season: 0) }
    #expect(throws: ForecastingError.self) { try ComplexSmoothing.fit([1, 2], form: .simple) }
    #expect(throws: ForecastingError.self) {
      try ComplexSmoothing.fit([1, 2]).forecasts(horizon: 0)
    }
  }
}
