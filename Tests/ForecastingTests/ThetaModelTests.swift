import Forecasting
import Foundation
import Testing

/// The published recursion written out plainly, for a level, α and ω of its own.
private struct PlainTheta {
  var means: [Double] = []
  var future: [Double] = []

  init(_ y: [Double], alpha: Double, weight: Double, level: Double, dynamic: Bool, horizon: Int) {
    let n = y.count
    let x = (1...n).map(Double.init)
    func line(_ count: Int) -> (Double, Double) {
      guard count > 1 else { return (count == 1 ? y[0] : 0, 0) }
      let values = series.prefix(count)
      let mean = values.reduce(0, +) / Double(count)
      let centre = Double(count + 1) / 2
      var cross = 0.0
      var square = 0.0
      for (i, value) in values.enumerated() {
        cross += (Double(i + 1) - centre) * (value - mean)
        square += (Double(i + 1) - centre) * (Double(i + 1) - centre)
      }
      return (mean - cross / square * centre, cross / square)
    }
    var series = y
    var state = level
    let whole = line(x.count)
    for t in 0..<(n + horizon) {
      let (a, b) = dynamic ? line(t) : whole
      let share = pow(1 - alpha, Double(t))
      let run = (1 - share * (1 - alpha)) / alpha
      var mean = state + weight * (share * a + run * b)
      if dynamic && t == 0 { mean = y[0] }
      if t < n {
        means.append(mean)
      } else {
        future.append(mean)
        series.append(mean)
      }
      state += alpha * (series[t] - state)
    }
  }
}

@Suite("Theta models")
struct ThetaModelTests {
  static let horizon = 6

  @Test(arguments: ThetaModel.Variant.allCases, [true, false])
  func followsThePublishedRecursion(_ variant: ThetaModel.Variant, anchored: Bool) throws {
    let settings = anchored ? ThetaModel.Settings.annual : .published
    for y in [SampleSeries.growing, SampleSeries.quarters, [5, 1, 4, 2, 8, 3, 9]] {
      let model = try ThetaModel.fit(y, variant: variant, settings: settings)
      let plain = PlainTheta(
        y, alpha: model.alpha, weight: model.weight, level: model.initialLevel,
        dynamic: variant == .dynamicStandard || variant == .dynamicOptimised,
        horizon: Self.horizon)
      let scale = y.map(abs).max() ?? 1
      // The first error of a dynamic model is zero by definition.
      let first = anchored ? 0 : 1
      let gaps = zip(model.fitted, plain.means).dropFirst(first).map { abs($0 - $1) / scale }
      // A fitted level can be very large, and is then known to fewer digits.
      let tolerance = 1e-12 * max(1, abs(model.initialLevel) / scale)
      #expect(gaps.allSatisfy { $0 <= tolerance })
      let means = try model.forecasts(horizon: Self.horizon).map(\.mean)
      #expect(zip(means, plain.future).allSatisfy { abs($0 - $1) <= tolerance * scale })
      #expect(zip(y, model.fitted).map { $0 - $1 } == model.residuals)
      let skipped = settings.skipped(of: y.count)
      let sum = model.residuals.dropFirst(skipped).reduce(0) { $0 + $1 * $1 }
      #expect(abs(sum - model.sumOfSquares) <= 1e-9 * sum)
    }
  }

  /// statsforecast 2.1.1 (`DynamicOptimizedTheta`, `OptimizedTheta`) ends at these sums of squares,
  /// mse × mean |y|.
  @Test func isNotWorseThanAPublishedFit() throws {
    let mean = 2957.5833333333335
    let dynamic = try ThetaModel.fit(SampleSeries.growing, settings: .published)
    #expect(dynamic.sumOfSquares <= 71.64782064891108 * mean)
    let one = try ThetaModel.fit(
      SampleSeries.growing, variant: .optimised, settings: .published)
    #expect(one.sumOfSquares <= 35.339281513841954 * mean)
  }

  /// No place of a fine grid over α, ω and the level is better than the fit.
  @Test(arguments: ThetaModel.Variant.allCases)
  func isTheBestOfAGrid(_ variant: ThetaModel.Variant) throws {
    let y: [Double] = [12, 15, 11, 18, 21, 17, 25, 24, 30, 26]
    let settings = try ThetaModel.Settings(alphas: 0.1...0.99, anchored: false)
    let model = try ThetaModel.fit(y, variant: variant, settings: settings)
    let dynamic = variant == .dynamicStandard || variant == .dynamicOptimised
    let fixed = variant == .standard || variant == .dynamicStandard
    var least = Double.infinity
    for alpha in stride(from: 0.1, through: 0.99, by: 0.0089) {
      for weight in fixed ? [0.5] : Array(stride(from: 0.0, through: 1, by: 0.05)) {
        for level in stride(from: -20.0, through: 40, by: 1) {
          let plain = PlainTheta(
            y, alpha: alpha, weight: weight, level: level, dynamic: dynamic, horizon: 0)
          let sum = zip(y, plain.means).dropFirst(3).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
          }
          least = min(least, sum)
        }
      }
    }
    #expect(model.sumOfSquares <= least)
  }

  /// The variance of a step is the sum of the squared effects of unit errors on it.
  @Test(arguments: ThetaModel.Variant.allCases)
  func itsVarianceIsThatOfItsErrors(_ variant: ThetaModel.Variant) throws {
    let y = SampleSeries.growing
    let model = try ThetaModel.fit(y, variant: variant)
    let dynamic = variant == .dynamicStandard || variant == .dynamicOptimised
    func path(_ values: [Double], _ horizon: Int) -> [Double] {
      PlainTheta(
        values, alpha: model.alpha, weight: model.weight, level: model.initialLevel,
        dynamic: dynamic, horizon: horizon
      ).future
    }
    let steps = try model.forecasts(horizon: 5)
    let whole = path(y, 5)
    for (h, step) in steps.enumerated() {
      var expected = 1.0
      for source in 0..<h {
        var longer = y + whole.prefix(source + 1)
        longer[longer.count - 1] += 1
        if dynamic {
          let effect = path(longer, h - source)[h - source - 1] - whole[h]
          expected += effect * effect
        } else {
          expected += model.alpha * model.alpha
        }
      }
      #expect(
        abs(step.standardDeviation / model.variance.squareRoot() / expected.squareRoot() - 1) < 1e-9
      )
    }
  }

  @Test func followsUnitsAndOrigin() throws {
    let y = SampleSeries.growing
    for variant in ThetaModel.Variant.allCases {
      let model = try ThetaModel.fit(y, variant: variant)
      let means = try model.forecasts(horizon: 4).map(\.mean)
      let moved = try ThetaModel.fit(y.map { 8 * $0 - 4096 }, variant: variant)
      #expect(abs(moved.alpha - model.alpha) < 1e-6)
      #expect(
        agree(
          try moved.forecasts(horizon: 4).map { ($0.mean + 4096) / 8 }, means, relative: 1e-8))
    }
  }

  @Test(arguments: [1e-300, 1e-200, 1e200, 1e300])
  func anyMagnitudeIsForecast(_ unit: Double) throws {
    let plain = try ThetaModel.fit(SampleSeries.growing.map { $0 / 5000 })
    let model = try ThetaModel.fit(SampleSeries.growing.map { $0 / 5000 * unit })
    let expected = try plain.forecasts(horizon: 5)
    for (step, other) in zip(try model.forecasts(horizon: 5), expected) {
      #expect(abs(step.mean / unit - other.mean) < 1e-6)
      #expect(abs(step.standardDeviation / unit - other.standardDeviation) < 1e-6)
    }
  }

  @Test func extremesStayFinite() throws {
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    for y in [[-huge, huge, -huge, huge], [0, huge / 2, huge], [tiny, 0, tiny, 0]] {
      for variant in ThetaModel.Variant.allCases {
        for settings in [ThetaModel.Settings.annual, .published] {
          let model = try ThetaModel.fit(y, variant: variant, settings: settings)
          for step in try model.forecasts(horizon: 4) {
            #expect(step.mean.isFinite && step.standardDeviation.isFinite)
          }
          #expect(model.parameters.allSatisfy { $0.value.isFinite })
          #expect((model.fitted + model.residuals).allSatisfy { $0.isFinite })
        }
      }
    }
  }

  @Test func shortAndConstantSeriesHaveAnAnswer() throws {
    for variant in ThetaModel.Variant.allCases {
      for settings in [ThetaModel.Settings.annual, .published] {
        for y in [[7.0], [7, 7], [7, 7, 7, 7, 7, 7, 7, 7, 7, 7], [0, 0, 0, 0]] {
          let model = try ThetaModel.fit(y, season: 4, variant: variant, settings: settings)
          let steps = try model.forecasts(horizon: 3)
          #expect(steps.map(\.mean) == [y[0], y[0], y[0]])
          #expect(steps.map(\.standardDeviation) == [0, 0, 0])
          #expect(model.criteria == nil)
        }
      }
    }
    let two = try ThetaModel.fit([10, 14])
    #expect(try two.forecasts(horizon: 2).map(\.mean).allSatisfy { $0 > 10 && $0 < 30 })
  }

  @Test func refusesWhatItCannotUse() throws {
    #expect(throws: ForecastingError.tooShort(method: "seasonal adjustment", length: 0, needed: 1))
    {
      try ThetaModel.fit([])
    }
    #expect(throws: ForecastingError.self) { try ThetaModel.fit([1, .nan, 2]) }
    #expect(
      throws: ForecastingError.invalidParameter(name: "season", value: 0, range: "1 or more")
    ) { try ThetaModel.automatic([1, 2], season: 0) }
    #expect(throws: ForecastingError.self) {
      try ThetaModel.fit([1, 2, 4]).forecasts(horizon: 0)
    }
    #expect(throws: ForecastingError.self) { try ThetaModel.Settings(alphas: 0...0.5) }
    #expect(throws: ForecastingError.self) { try ThetaModel.Settings(alphas: 0.5...1) }
    #expect(throws: ForecastingError.self) {
      try ThetaModel.Settings(alphas: 0.1...0.5, largestTheta: 0.5)
    }
    #expect(throws: ForecastingError.self) {
      try ThetaModel.Settings(alphas: 0.1...0.5, skipped: -1)
    }
  }

  @Test func theSettingsBindTheFit() throws {
    let settings = try ThetaModel.Settings(alphas: 0.2...0.4, largestTheta: 1.25)
    let model = try ThetaModel.fit(SampleSeries.growing, settings: settings)
    #expect(model.alpha == 0.4)
    #expect(abs(model.theta - 1.25) < 1e-12)
    #expect(ThetaModel.Settings.standard(season: 1) == .annual)
    #expect(ThetaModel.Settings.standard(season: 4) == .seasonal)
    #expect(settings.skipped(of: 5) == 1 && settings.skipped(of: 40) == 3)
    #expect(model.settings == settings)
    #expect(model.parameters.map(\.name) == ["alpha", "theta", "level0"])
    #expect(ThetaModel.Settings.annual.alphas == 0.5...0.99)
    #expect(ThetaModel.Settings.seasonal.alphas == 0.1...0.99)
  }

  @Test func itsCriteriaAreThoseOfNormalErrors() throws {
    let model = try ThetaModel.fit(SampleSeries.growing)
    let criteria = try #require(model.criteria)
    let n = 9.0
    let log2pi = log(2 * Double.pi)
    #expect(criteria.observations == 9)
    #expect(criteria.parameters == 3)
    #expect(
      abs(criteria.logLikelihood + n / 2 * (log2pi + 1 + log(model.sumOfSquares / n))) < 1e-9)
    #expect(abs(model.variance - model.sumOfSquares / 7) < 1e-9 * model.variance)
    let line = try ThetaModel.fit(
      SampleSeries.growing, variant: .standard, settings: .published)
    #expect(line.criteria?.parameters == 5)
  }

  @Test func theAutomaticChoiceHasTheLeastCriterion() throws {
    for y in [SampleSeries.growing, SampleSeries.quarters] {
      let chosen = try ThetaModel.automatic(y)
      let all = try ThetaModel.Variant.allCases.map {
        try ThetaModel.fit(y, variant: $0).criteria?.aicc ?? .infinity
      }
      #expect(chosen.criteria?.aicc == all.min())
    }
    #expect(try ThetaModel.automatic([3, 3, 3]).variant == .dynamicOptimised)
    #expect(Set(ThetaModel.Variant.allCases.map(\.rawValue)).count == 4)
  }

  @Test func aSeasonComesBack() throws {
    let pattern = [0.8, 1.3, 1.1, 0.8]
    let y = (0..<24).map { (100 + 2 * Double($0)) * pattern[$0 % 4] }
    let model = try ThetaModel.fit(y, season: 4)
    #expect(model.adjustment.form == .multiplicative)
    for (h, step) in try model.forecasts(horizon: 8).enumerated() {
      let truth = (100 + 2 * Double(24 + h)) * pattern[h % 4]
      #expect(abs(step.mean / truth - 1) < 0.02)
    }
    let additive = try ThetaModel.fit(y.map { $0 - 100 }, season: 4)
    #expect(additive.adjustment.form == .additive)
  }
}
