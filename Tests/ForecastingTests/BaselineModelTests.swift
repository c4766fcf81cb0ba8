import Forecasting
import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("Baseline models")
struct BaselineModelTests {
  /// R forecast 8.20: `naive`, `rwf(drift = TRUE)`, `meanf` at 80%.
  @Test func agreesWithR() throws {
    let y = SampleSeries.growing
    let naive = try NaiveModel(y).forecasts(horizon: 2)
    #expect(
      agree(
        try naive.map { try $0.interval(coverage: 0.8).lowerBound },
        [4206.490026356239, 4071.2451670229107], relative: 1e-9))
    let drift = try DriftModel(y).forecasts(horizon: 2)
    #expect(agree(drift.map(\.mean), [4753.454545454546, 4973.909090909091]))
    #expect(
      agree(
        try drift.map { try $0.interval(coverage: 0.8).lowerBound },
        [4574.159168004891, 4709.993441230201], relative: 1e-9))
    let mean = try MeanModel(y).forecasts(horizon: 2)
    #expect(agree(mean.map(\.mean), [2957.5833333333335, 2957.5833333333335]))
    #expect(
      agree(
        try mean.map { try $0.interval(coverage: 0.8).lowerBound },
        [1792.7455021861572, 1792.7455021861572], relative: 1e-9))
  }

  @Test func aSeasonRepeatsItself() throws {
    let y: [Double] = [1, 5, 2, 4, 3, 7, 2, 8]
    let model = try NaiveModel(y, season: 4)
    let steps = try model.forecasts(horizon: 6)
    #expect(steps.map(\.mean) == [3, 7, 2, 8, 3, 7])
    #expect(model.fitted == [1, 5, 2, 4, 1, 5, 2, 4])
    #expect(model.residuals == [0, 0, 0, 0, 2, 2, 0, 4])
    let s = 6.0.squareRoot()
    #expect(
      agree(steps.map(\.standardDeviation), [s, s, s, s, 12.0.squareRoot(), 12.0.squareRoot()]))
    #expect(model.name == "Seasonal naive")
    #expect(try NaiveModel(y).name == "Naive")
    #expect(throws: ForecastingError.tooShort(method: "the naive forecast", length: 3, needed: 4)) {
      try NaiveModel([1, 2, 3], season: 4)
    }
    #expect(throws: ForecastingError.self) { try NaiveModel(y, season: 0) }
  }

  @Test func aDriftFades() throws {
    let model = try DriftModel([10, 14, 12, 19], damping: 0.5)
    #expect(agree(try model.forecasts(horizon: 3).map(\.mean), [20.5, 21.25, 21.625]))
    // Changes 4, −2, 7 about 3: 1 + 25 + 16 over 2.
    #expect(abs(model.deviation - 21.0.squareRoot()) < 1e-12)
    let second = try model.forecasts(horizon: 2)[1]
    #expect(abs(second.standardDeviation - (21 * (2 + 0.75 * 0.75 / 3)).squareRoot()) < 1e-12)
    #expect(model.parameters.map(\.value) == [3, 0.5])
    #expect(model.name == "Damped drift")
    #expect(try DriftModel([1, 2]).name == "Drift")
    #expect(try DriftModel([1, 2]).parameters == [FittedParameter("drift", 1)])
    #expect(throws: ForecastingError.self) { try DriftModel([1, 2], damping: 1.5) }
    #expect(throws: ForecastingError.self) { try DriftModel([]) }
  }

  @Test func aMeanHasStudentsLaw() throws {
    let model = try MeanModel([2, 4, 6, 8, 10])
    let step = try model.forecasts(horizon: 3)[2]
    #expect(
      step.law == .studentT(mean: 6, scale: model.deviation * 1.2.squareRoot(), degreesOfFreedom: 4)
    )
    #expect(abs(model.deviation - 10.0.squareRoot()) < 1e-12)
    #expect(abs(step.standardDeviation - (10 * 1.2 * 2).squareRoot()) < 1e-12)
    #expect(model.parameters[0].value == 6)
    #expect(abs((model.parameters[0].standardError ?? 0) - 2.0.squareRoot()) < 1e-12)
    #expect(model.residuals == [-4, -2, 0, 2, 4])
    #expect(model.criteria?.parameters == 2)
    let expected = -2.5 * (log(2 * Double.pi) + 1 + log(8))
    #expect(abs((model.criteria?.logLikelihood ?? 0) - expected) < 1e-12)
    #expect(
      try MeanModel([3, 5]).forecasts(horizon: 1)[0].law
        == .studentT(mean: 4, scale: 3.0.squareRoot(), degreesOfFreedom: 3))
    #expect(try MeanModel([3]).forecasts(horizon: 1)[0].standardDeviation == 0)
    #expect(throws: ForecastingError.self) { try MeanModel([]) }
  }

  @Test func naive2TakesTheSeasonOut() throws {
    let pattern = [0.8, 1.3, 1.1, 0.8]
    let y = (0..<16).map { 100 * pattern[$0 % 4] }
    let model = try Naive2Model(y, season: 4)
    #expect(
      agree(try model.forecasts(horizon: 5).map(\.mean), [80, 130, 110, 80, 80], relative: 1e-9))
    #expect(agree(model.fitted, y, relative: 1e-9))
    #expect(model.residuals.allSatisfy { abs($0) < 1e-9 })
    #expect(model.name == "Naive2" && model.parameters.isEmpty && model.criteria == nil)
    let short = try Naive2Model(Array(y.prefix(11)), season: 4)
    #expect(short.adjustment.form == nil)
    #expect(try short.forecasts(horizon: 2).map(\.mean) == [y[10], y[10]])
    #expect(throws: ForecastingError.self) { try Naive2Model(y, season: 0) }
  }

  @Test func everyScaleHasAnAnswer() throws {
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    for y in [
      [huge, -huge, huge], [-huge, huge], [tiny, 0, tiny], [0, 0], [4], [1e-200, 3e-200, 2e-200],
    ] {
      let models: [any SeriesModel] = [
        try NaiveModel(y), try DriftModel(y), try DriftModel(y, damping: 0.9), try MeanModel(y),
        try Naive2Model(y),
      ]
      for model in models {
        for step in try model.forecasts(horizon: 4) {
          #expect(step.mean.isFinite && step.standardDeviation.isFinite)
        }
        #expect((model.fitted + model.residuals).allSatisfy { $0.isFinite })
        #expect(model.fitted.count == y.count && model.residuals.count == y.count)
        #expect(throws: ForecastingError.self) { try model.forecasts(horizon: 0) }
      }
    }
    let small = try NaiveModel([1e-200, 3e-200, 2e-200])
    #expect(abs(small.deviation / (2.5.squareRoot() * 1e-200) - 1) < 1e-12)
  }

  @Test func aStudentLawScoresAsItsSample() throws {
    let law = try ForecastDistribution.studentT(mean: 3, scale: 2, degreesOfFreedom: 5)
    let count = 20_000
    let sample = try (0..<count).map { try law.quantile((Double($0) + 0.5) / Double(count)) }
    for observed in [-4.0, 1, 3, 3.5, 12] {
      let direct = sample.reduce(0) { $0 + abs($1 - observed) } / Double(count)
      var spread = 0.0
      for (i, value) in sample.enumerated() {
        spread += value * Double(2 * i + 1 - count)
      }
      spread /= Double(count) * Double(count)
      #expect(abs(try law.crps(observed) - (direct - spread)) < 2e-3)
    }
    let interval = try law.interval(coverage: 0.9)
    #expect(abs(interval.upperBound - (3 + 2 * 2.0150483733330233)) < 1e-10)
    let point = try ForecastDistribution.studentT(mean: 3, scale: 0, degreesOfFreedom: 5)
    #expect(try point.crps(5) == 2)
    #expect(try point.quantile(0.9) == 3)
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.studentT(mean: 3, scale: 1, degreesOfFreedom: 2)
    }
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.studentT(mean: .nan, scale: 1, degreesOfFreedom: 4)
    }
    #expect(throws: ForecastingError.self) {
      try ForecastDistribution.studentT(mean: 0, scale: -1, degreesOfFreedom: 4)
    }
  }
}
