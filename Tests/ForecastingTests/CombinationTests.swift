import Forecasting
import Foundation
import Testing

@Suite("The default combination")
struct CombinationTests {
  @Test("the forecast is the median of the members")
  func median() throws {
    for (series, season) in [(SampleSeries.growing, 1), (SampleSeries.quarters, 4)] {
      let model = try Combination.fit(series, season: season)
      #expect(model.members.count == 5)
      #expect(model.refusals.isEmpty)
      let laws = try model.forecasts(horizon: 6)
      let points = try model.members.map { try $0.forecasts(horizon: 6).map(\.median) }
      for h in 0..<6 {
        #expect(laws[h].mean == points.map { $0[h] }.sorted()[2])
      }
      for t in series.indices {
        #expect(model.fitted[t] == model.members.map { $0.fitted[t] }.sorted()[2])
      }
      #expect(zip(model.residuals, zip(series, model.fitted)).allSatisfy { $0 == $1.0 - $1.1 })
    }
  }

  @Test("the spread is movement · c · h^γ, Student's with ν degrees of freedom")
  func spread() throws {
    let model = try Combination.fit(SampleSeries.growing)
    let changes = zip(SampleSeries.growing.dropFirst(), SampleSeries.growing).map { $0 - $1 }
    let square = (changes.reduce(0) { $0 + $1 * $1 } / 11).squareRoot()
    let recent = changes.suffix(4).reduce(0, +) / 4
    let movement = pow(square, 0.7) * pow(recent, 0.3)
    #expect(abs(model.movement / movement - 1) < 1e-12)
    for (h, law) in try model.forecasts(horizon: 4).enumerated() {
      guard case .studentT(_, let scale, let nu) = law.law else {
        Issue.record("not Student's law")
        continue
      }
      #expect(nu == 5)
      #expect(abs(scale / (movement * 0.98 * pow(Double(h + 1), 0.72)) - 1) < 1e-12)
    }
    let own = try CombinationSpread(factor: 2, growth: 0.5, degreesOfFreedom: 8)
    let wide = try Combination.fit(SampleSeries.growing, spread: own)
    #expect(wide.spread == own)
    #expect(abs(own.scale(movement: 3, step: 4) - 12) < 1e-12)
    #expect(CombinationSpread.pooled(season: 4).degreesOfFreedom == 4)
    #expect(CombinationSpread.pooled(season: 12).degreesOfFreedom == 3)
    for (factor, growth, nu) in [(0, 1, 5), (1, 0, 5), (1, 1, 2), (.nan, 1, 5), (1, .infinity, 5)]
      as [(Double, Double, Double)]
    {
      #expect(throws: ForecastingError.self) {
        try CombinationSpread(factor: factor, growth: growth, degreesOfFreedom: nu)
      }
    }
  }

  @Test("a calm end counts at least a twentieth; no movement gives no width")
  func movement() throws {
    #expect(CombinationSpread.movement([4, 4, 4]) == 0)
    #expect(CombinationSpread.movement([4]) == 0)
    let calm: [Double] = [0, 20, 0, 20, 0, 0, 0, 0, 0]
    let mean = 80.0 / 8
    let square = (4.0 * 400 / 8).squareRoot()
    let expected = pow(square, 0.7) * pow(mean / 20, 0.3)
    #expect(abs(CombinationSpread.movement(calm) / expected - 1) < 1e-12)
    #expect(CombinationSpread.movement([1e300, -1e300, 1e300]).isFinite)
    #expect(CombinationSpread.movement([1e-300, 3e-300]) > 0)
    let flat = try Combination.fit([7, 7, 7, 7])
    #expect(try flat.forecasts(horizon: 2).allSatisfy { $0.mean == 7 && $0.standardDeviation == 0 })
  }

  @Test("counts stay at or above zero, other series may fall below")
  func sign() throws {
    let falling: [Double] = [90, 70, 52, 31, 12, 3, 1]
    let counts = try Combination.fit(falling)
    #expect(counts.isNonNegative)
    #expect(try counts.forecasts(horizon: 8).allSatisfy { $0.mean >= 0 })
    let shifted = try Combination.fit(falling.map { $0 - 60 })
    #expect(!shifted.isNonNegative)
    #expect(try shifted.forecasts(horizon: 8).contains { $0.mean < -59 })
  }

  @Test("refusals are typed")
  func refusals() {
    #expect(throws: ForecastingError.self) { try Combination.fit([]) }
    #expect(throws: ForecastingError.self) { try Combination.fit([1, .nan]) }
    #expect(throws: ForecastingError.self) { try Combination.fit([1, 2], season: 0) }
    #expect(throws: ForecastingError.self) { try Combination.fit([1, 2]).forecasts(horizon: 0) }
  }

  @Test("a panel whose errors are wilder than the pooled law widens it, and the other way round")
  func calibration() async throws {
    func panel(_ last: Double) -> [[Double]] {
      var result: [[Double]] = []
      for i in 0..<60 {
        var series = (0..<14).map { t in Double(100 + (i * 7 + t * 13) % 5) }
        let end = i % 2 == 0 ? last : -last
        series += [100 + end, 102 + end]
        result.append(series)
      }
      return result
    }
    let wild = try await CombinationSpread.calibrated(on: panel(90), horizon: 2)
    let calm = try await CombinationSpread.calibrated(on: panel(0), horizon: 2)
    let pooled = CombinationSpread.pooled(season: 1)
    #expect(wild.series == 60)
    #expect(abs(wild.weight - 60.0 / 110) < 1e-12)
    #expect(wild.ratio > 2 && wild.spread.factor > 1.4 * pooled.factor)
    #expect(calm.ratio < 1 && calm.spread.factor < pooled.factor)
    #expect(
      abs(wild.spread.factor / (pooled.factor * pow(wild.ratio, wild.weight)) - 1) < 1e-12)
    let threaded = try await CombinationSpread.calibrated(on: panel(90), horizon: 2, threads: 3)
    #expect(threaded == wild)
    let nothing = try await CombinationSpread.calibrated(on: [[1, 2], [3, .nan]], horizon: 2)
    #expect(nothing.spread == pooled && nothing.weight == 0 && nothing.series == 0)
    await #expect(throws: ForecastingError.self) {
      try await CombinationSpread.calibrated(on: [], horizon: 0)
    }
  }
}

@Suite("Fading growth")
struct FadingGrowthTests {
  @Test("a rate fades on the logarithm")
  func logarithm() throws {
    let model = try FadingGrowth([100, 110, 121], scale: .logarithm, average: .mean, damping: 0.5)
    #expect(abs(model.growth - log(1.1)) < 1e-12)
    let laws = try model.forecasts(horizon: 2)
    #expect(abs(laws[0].median - 121 * pow(1.1, 0.5)) < 1e-9)
    #expect(abs(laws[1].median - 121 * pow(1.1, 0.75)) < 1e-9)
    #expect(laws.allSatisfy { $0.standardDeviation < 1e-6 })
    #expect(agree(model.fitted, [100, 110, 121], relative: 1e-12))
    #expect(model.parameters.map(\.name) == ["growth", "phi"])
    #expect(model.name == "Fading growth (logarithm, mean)")
  }

  @Test("the median change of roots passes over one unusual year")
  func squareRoot() throws {
    let series: [Double] = [1, 4, 9, 16, 400, 441]
    let model = try FadingGrowth(series, scale: .squareRoot, average: .median, damping: 1)
    #expect(model.growth == 1)
    #expect(agree(try model.forecasts(horizon: 2).map(\.mean), [484, 529]))
    let spread = try model.forecasts(horizon: 4).map(\.standardDeviation)
    // On the root the deviation is that of the changes 1, 1, 1, 16, 1 about 1: 15/√4.
    #expect(agree([spread[0]], [2 * 22 * 7.5]))
    #expect(agree([spread[3]], [2 * 25 * 7.5 * 2]))
    let falling = try FadingGrowth([9, 4, 1], scale: .squareRoot, average: .mean, damping: 1)
    #expect(try falling.forecasts(horizon: 3).map(\.mean) == [0, 0, 0])
  }

  @Test("a scale that cannot hold the series gives way to the series itself")
  func scales() throws {
    let zero = try FadingGrowth([0, 2, 4], scale: .logarithm, average: .mean, damping: 1)
    #expect(zero.scale == .identity)
    #expect(try zero.forecasts(horizon: 1)[0].mean == 6)
    #expect(
      try FadingGrowth([0, 2], scale: .squareRoot, average: .mean, damping: 1).scale
        == .squareRoot)
    let negative = try FadingGrowth([-1, 2, 4], scale: .squareRoot, average: .mean, damping: 1)
    #expect(negative.scale == .identity)
    #expect(
      try FadingGrowth([3], scale: .logarithm, average: .median, damping: 0.9)
        .forecasts(horizon: 2).map(\.median).allSatisfy { abs($0 - 3) < 1e-12 })
    for series in [[1e300, 1e-300], [-1.7e308, 1.7e308], [1e-310, 1e308, 1e-310]] {
      for scale in FadingGrowth.Scale.allCases {
        for average in FadingGrowth.Average.allCases {
          let model = try FadingGrowth(series, scale: scale, average: average, damping: 0.9)
          let laws = try model.forecasts(horizon: 3)
          #expect(laws.allSatisfy { $0.median.isFinite && $0.standardDeviation.isFinite })
        }
      }
    }
    #expect(throws: ForecastingError.self) {
      try FadingGrowth([], scale: .identity, average: .mean, damping: 0.9)
    }
    #expect(throws: ForecastingError.self) {
      try FadingGrowth([1], scale: .identity, average: .mean, damping: 1.1)
    }
    #expect(throws: ForecastingError.self) { try negative.forecasts(horizon: 0) }
  }
}
