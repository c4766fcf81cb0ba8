import Forecasting
import Foundation
import ReferenceCases
import Testing

@Suite("Decomposition")
struct DecompositionTests {
  /// Twelve quarters of 10 + 2t plus a pattern that sums to zero.
  static let pattern = [3.0, -1, -4, 2]
  static let linear = (0..<12).map { 10 + 2 * Double($0) + pattern[$0 % 4] }

  /// Counts about a level, with a season.
  static func counts(_ step: Int, _ size: Int) -> [Double] {
    (0..<40).map { i -> Double in 30 + Double(i * step % size) + 5 * pattern[i % 4] }
  }

  @Test func aLineAndItsSeasonComeApart() throws {
    let parts = try ClassicalDecomposition(Self.linear, season: 4)
    #expect(agree(parts.figure, Self.pattern))
    #expect(parts.trend.prefix(2).allSatisfy { $0 == nil })
    #expect(parts.trend.suffix(2).allSatisfy { $0 == nil })
    #expect(agree(parts.trend.compactMap(\.self), (2..<10).map { 10 + 2 * Double($0) }))
    #expect(parts.remainder.compactMap(\.self).allSatisfy { abs($0) < 1e-12 })
    #expect(parts.remainder.compactMap(\.self).count == 8)
    #expect(abs(parts.seasonal(at: 14) - -4) < 1e-12)
    #expect(abs(parts.seasonal(at: -1) - 2) < 1e-12)
    let odd = try ClassicalDecomposition([1, 5, 3, 4, 8, 6, 7, 11, 9], season: 3)
    #expect(agree(odd.trend.compactMap(\.self), [3, 4, 5, 6, 7, 8, 9]))
    #expect(agree(odd.figure, [-1, 2, -1]))
  }

  @Test func factorsAverageOne() throws {
    let factors = [1.2, 0.9, 0.7, 1.2]
    let y = (0..<16).map { 50 * factors[$0 % 4] }
    let parts = try ClassicalDecomposition(y, season: 4, form: .multiplicative)
    #expect(agree(parts.figure, factors))
    #expect(agree(parts.remainder.compactMap(\.self), [Double](repeating: 1, count: 12)))
    #expect(throws: ForecastingError.self) {
      try ClassicalDecomposition([1, 0, 1, 2], season: 2, form: .multiplicative)
    }
    #expect(throws: ForecastingError.self) { try ClassicalDecomposition(y, season: 1) }
    #expect(
      throws: ForecastingError.tooShort(
        method: "classical decomposition", length: 7, needed: 8)
    ) { try ClassicalDecomposition(Array(y.prefix(7)), season: 4) }
  }

  @Test func theSeasonIsRemovedWhereItShows() throws {
    let found = try SeasonalAdjustment.tested(
      (0..<40).map { (100 + 10 * Self.pattern[$0 % 4]) * 1e-200 }, season: 4)
    #expect(found.form == .multiplicative)
    let level = (0..<12).map { 4 * Self.pattern[$0 % 4] }
    let longer = (0..<40).map { 4 * Self.pattern[$0 % 4] }
    let additive = try SeasonalAdjustment.tested(longer, season: 4)
    #expect(additive.form == .additive)
    #expect(additive.adjusted.allSatisfy { abs($0) < 1e-12 })
    #expect(abs(additive.restored(1, at: 13) - -3) < 1e-12)
    for y in [Array(level.prefix(8)), [Double](repeating: 3, count: 20), SampleSeries.quarters] {
      let none = try SeasonalAdjustment.tested(y, season: 4)
      #expect(none.form == nil && none.adjusted == y && none.figure.isEmpty)
      #expect(none.restored(5, at: 3) == 5)
    }
    #expect(throws: ForecastingError.self) { try SeasonalAdjustment.tested([1], season: 0) }
    #expect(throws: ForecastingError.self) { try SeasonalAdjustment.tested([.nan], season: 1) }
    // A year of zeros but for one month gives figures of almost nothing.
    let sparse = (0..<36).map { $0 % 12 == 5 ? 1e12 : 1.0 }
    #expect(try SeasonalAdjustment.tested(sparse, season: 12).form == nil)
  }

  @Test func everyLawTakesItsSeason() throws {
    let laws = [
      try ForecastDistribution.normal(mean: 10, standardDeviation: 2),
      try .studentT(mean: 10, scale: 2, degreesOfFreedom: 5),
      try .logNormal(logMean: 2, logStandardDeviation: 0.3),
      try .sample([9, 10, 12]),
    ]
    let level = (0..<12).map { 20 + 4 * Self.pattern[$0 % 4] }
    let factors = try SeasonalAdjustment(level, season: 4, form: .multiplicative)
    for (h, (law, found)) in zip(laws, try factors.restored(laws, after: 12)).enumerated() {
      let figure = factors.figure[h]
      #expect(abs(found.mean / (law.mean * figure) - 1) < 1e-12)
      #expect(abs(found.standardDeviation / (law.standardDeviation * figure) - 1) < 1e-12)
    }
    let terms = try SeasonalAdjustment(level, season: 4, form: .additive)
    for (h, (law, found)) in zip(laws, try terms.restored(laws, after: 12)).enumerated() {
      #expect(abs(found.mean - (law.mean + terms.figure[h])) < 1e-12)
      #expect(abs(found.standardDeviation - law.standardDeviation) < 1e-12)
    }
    #expect(try SeasonalAdjustment(unadjusted: [1]).restored(laws, after: 1) == laws)
  }

  @Test func theThreePartsAddUp() throws {
    let y = Self.counts(7, 11)
    for window in [STL.Window.periodic, .years(7)] {
      for robust in [false, true] {
        let parts = try STL(y, season: 4, window: window, robust: robust)
        let sums = y.indices.map { parts.seasonal[$0] + parts.trend[$0] + parts.remainder[$0] }
        #expect(agree(sums, y))
        #expect(parts.weights.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(robust || parts.weights.allSatisfy { $0 == 1 })
        #expect(parts.seasonalStrength > 0.8 && parts.seasonalStrength <= 1)
        #expect(parts.trendStrength >= 0 && parts.trendStrength < 0.5)
      }
    }
    let periodic = try STL(y, season: 4)
    #expect(zip(periodic.seasonal, periodic.seasonal.dropFirst(4)).allSatisfy { $0 == $1 })
  }

  @Test func aPureSeasonLeavesNothing() throws {
    let y = (0..<20).map { 10 + Self.pattern[$0 % 4] }
    let parts = try STL(y, season: 4)
    #expect(parts.remainder.allSatisfy { abs($0) < 1e-12 })
    #expect(agree(parts.seasonal.prefix(4).map { $0 }, Self.pattern))
    #expect(agree(parts.adjusted, [Double](repeating: 10, count: 20)))
    #expect(parts.seasonalStrength > 0.999999)
    #expect(try STL(Self.linear, season: 4).trendStrength > 0.99)
    let flat = try STL([Double](repeating: 0, count: 9), season: 4, robust: true)
    #expect(flat.trendStrength == 0 && flat.seasonalStrength == 0)
    #expect((flat.trend + flat.seasonal + flat.remainder).allSatisfy { $0 == 0 })
    for unit in [1e-300, 1e300] {
      let scaled = try STL(y.map { $0 * unit }, season: 4)
      #expect(agree(scaled.trend.map { $0 / unit }, parts.trend, relative: 1e-9))
    }
  }

  @Test func anOutlierHasNoWeight() throws {
    var y = Self.counts(7, 5)
    y[17] += 500
    let parts = try STL(y, season: 4, robust: true)
    #expect(parts.weights[17] == 0)
    #expect(parts.remainder[17] > 450)
  }

  @Test func refusesWindowsItCannotUse() throws {
    let y = Self.linear
    #expect(throws: ForecastingError.tooShort(method: "STL", length: 8, needed: 9)) {
      try STL(Array(y.prefix(8)), season: 4)
    }
    #expect(throws: ForecastingError.self) { try STL(y, season: 1) }
    #expect(throws: ForecastingError.self) { try STL(y, season: 4, window: .years(5)) }
    #expect(throws: ForecastingError.self) { try STL(y, season: 4, window: .years(8)) }
    #expect(throws: ForecastingError.self) { try STL(y, season: 4, trendWindow: 4) }
  }

  @Test func aSeasonIsForecast() throws {
    let y = (0..<21).map { 10 + Self.pattern[$0 % 4] }
    let model = try STLModel(y, season: 4) { y throws(ForecastingError) in try DriftModel(y) }
    #expect(model.name == "STL + Drift")
    #expect(model.parameters.count == 1 && model.criteria == nil)
    let means = try model.forecasts(horizon: 5).map(\.mean)
    #expect(agree(means, (21..<26).map { 10 + Self.pattern[$0 % 4] }))
    #expect(model.residuals.allSatisfy { abs($0) < 1e-12 })
    #expect(agree(model.fitted, y))
    #expect(model.decomposition.season == 4)
  }
}

/// R 4.2.2 `stl` and `decompose`, components in full.
@Suite("Decomposition against R", .enabled(if: SharedReference.isPresent))
struct GoldenDecompositionTests {
  @Test func everyComponentAgrees() throws {
    let all = try SharedReference.object("benchmarks/golden/stl.json")
    let items = all["decompositions"] as? [[String: Any]] ?? []
    #expect(items.count == 5)
    for item in items {
      let name = try #require(item["dataset"] as? String)
      let y = try GoldenSeriesTests.series(name)
      let trend = ReferenceCase.vector(item["trend"])
      func close(_ values: [Double], _ target: [Double]) -> Bool {
        values.count == target.count
          && zip(values, target).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($1), 1) }
      }
      guard let window = item["s_window"] as? String else {
        let parts = try ClassicalDecomposition(y, season: 12, form: .multiplicative)
        #expect(close(parts.figure, ReferenceCase.vector(item["figure"])))
        #expect(close(parts.trend.compactMap(\.self), trend.filter { !$0.isNaN }))
        continue
      }
      let parts = try STL(
        y, season: 12, window: Int(window).map { .years($0) } ?? .periodic,
        robust: item["robust"] as? Bool ?? false)
      #expect(close(parts.trend, trend), "\(name) \(window)")
      #expect(close(parts.seasonal, ReferenceCase.vector(item["seasonal"])), "\(name) \(window)")
    }
  }
}
