import Forecasting
import Foundation
import Probability
import Testing

/// A model whose forecast is its history's last value with a spread that grows with the step.
private struct LastValueModel: SeriesModel {
  let history: [Double]
  let name = "last value"
  var parameters: [FittedParameter] { [] }
  var fitted: [Double] { history }
  var residuals: [Double] { history.map { _ in 0 } }
  var criteria: InformationCriteria? { nil }
  func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    var laws: [ForecastDistribution] = []
    for step in 1...horizon {
      laws.append(
        try .normal(mean: history[history.count - 1], standardDeviation: Double(step)))
    }
    return laws
  }
}

@Suite("Evaluation")
struct EvaluationTests {
  private let series: [Double] = [10, 12, 15, 11, 14, 18, 17, 21]

  private func test(_ season: Int = 1) throws -> BackTest {
    try BackTest.run(series, origins: [3, 4, 5, 6, 7], horizon: 2, season: season) {
      (history) throws(ForecastingError) in LastValueModel(history: history)
    }
  }

  @Test func oneFitGivesAllHorizons() throws {
    let test = try test()
    #expect(test.rows.map(\.origin) == [3, 3, 4, 4, 5, 5, 6, 6, 7])
    #expect(test.rows.map(\.horizon) == [1, 2, 1, 2, 1, 2, 1, 2, 1])
    #expect(test.rows.map(\.error) == [4, 1, -3, -7, -4, -3, 1, -3, -4])
    #expect(test.rows[0].scale == 2.5 && test.coverage == 0.8)
    #expect(abs(test.rows[2].probability - SpecialFunctions.normalCDF(3)) < 1e-15)
    let steps = try BackTest.run(series, origins: [3, 4, 5, 6, 7], horizons: [1, 2]) {
      (history, horizon) throws(ForecastingError) in
      try LastValueModel(history: history).forecasts(horizon: horizon)[horizon - 1]
    }
    #expect(steps == test)
    #expect(try self.test(4).rows[0].scale == nil)
  }

  @Test func scores() throws {
    let test = try test()
    let scores = try #require(test.scores)
    #expect(scores.count == 9 && scores.horizon == nil)
    #expect(abs(scores.meanAbsoluteError - 30.0 / 9) < 1e-14)
    #expect(abs(scores.bias + 2) < 1e-14 && scores.nominalCoverage == 0.8)
    let one = try #require(test.scoresByHorizon.first)
    #expect(one.horizon == 1 && one.count == 5 && test.scoresByHorizon.count == 2)
    // Errors 4, 3, 4, 1, 4 over scales 5/2, 3, 3, 16/5, 17/6… of the growing histories.
    let scales = [2.5, 3, 3, 3.2, 17.0 / 6]
    let mase = zip([4.0, 3, 4, 1, 4], scales).map { $0 / $1 }.reduce(0, +) / 5
    #expect(abs(try #require(one.mase) - mase) < 1e-14)
    let pairs: [(Double, Double)] = [(15, 11), (11, 14), (14, 18), (18, 17), (17, 21)]
    let smape = pairs.map { 200 * abs($0.0 - $0.1) / ($0.0 + $0.1) }.reduce(0, +) / 5
    #expect(abs(one.smape - smape) < 1e-12)
    let z = SpecialFunctions.normalQuantile(0.9)
    let interval = [4.0, 3, 4, 1, 4].map { 2 * z + 10 * max(0, $0 - z) }
    #expect(abs(one.intervalScore - interval.reduce(0, +) / 5) < 1e-12)
    let msis = zip(interval, scales).map { $0 / $1 }.reduce(0, +) / 5
    #expect(abs(try #require(one.msis) - msis) < 1e-12)
    #expect(one.coverage.share == 0.2 && one.coverage.wilson.contains(0.2))
    #expect(abs(one.crps - (try #require(test.summary(horizon: 1))).crps) < 1e-15)
  }

  @Test func weightedAverageAgainstABenchmark() throws {
    let mine = try #require(try test().scores)
    let naive = try #require(
      try BackTest.run(
        series, origins: [3, 4, 5, 6, 7], horizons: [1, 2], baseline: .linear
      ).scores)
    let owa = try #require(mine.owa(against: naive))
    let expected =
      (mine.smape / naive.smape + (try #require(mine.mase)) / (try #require(naive.mase))) / 2
    #expect(owa == expected && mine.owa(against: mine) == 1)
    let flat = try BackTest.run(
      [5, 5, 5, 5], origins: [2, 3], horizons: [1], baseline: .lastValue)
    let flatScores = try #require(flat.scores)
    #expect(flatScores.mase == nil && flatScores.msis == nil && flatScores.smape == 0)
    #expect(mine.owa(against: flatScores) == nil && flatScores.owa(against: mine) == nil)
    let zeros = try BackTest.run([0, 1, 0, 0], origins: [3], horizons: [1], baseline: .lastValue)
    #expect(try #require(zeros.scores).smape == 0)
    #expect(BackTest.pooled([]).scores == nil && BackTest.pooled([]).scoresByHorizon.isEmpty)
  }

  @Test func probabilities() throws {
    let normal = try ForecastDistribution.normal(mean: 2, standardDeviation: 3)
    #expect(abs(try normal.probability(notAbove: 5) - 0.8413447460685429) < 1e-15)
    let logNormal = try ForecastDistribution.logNormal(logMean: 1, logStandardDeviation: 2)
    #expect(abs(try logNormal.probability(notAbove: exp(3)) - 0.8413447460685429) < 1e-15)
    #expect(try logNormal.probability(notAbove: -1) == 0)
    let sample = try ForecastDistribution.sample([1, 2, 2, 5])
    #expect(try sample.probability(notAbove: 2) == 0.5)
    #expect(try sample.probability(notAbove: 9) == 1)
    let point = try ForecastDistribution.point(4)
    #expect(try [3, 4, 5].map { try point.probability(notAbove: $0) } == [0, 0.5, 1])
    let spike = try ForecastDistribution.logNormal(logMean: 0, logStandardDeviation: 0)
    #expect(try [0.5, 1, 2].map { try spike.probability(notAbove: $0) } == [0, 0.5, 1])
    #expect(throws: ForecastingError.self) { try normal.probability(notAbove: .nan) }
    let histogram = try test().probabilityHistogram(bins: 4)
    #expect(histogram.reduce(0, +) == 1 && histogram[3] == 6.0 / 9)
    #expect(try test().probabilityHistogram().count == 10)
    #expect(throws: ForecastingError.self) { try test().probabilityHistogram(bins: 0) }
    #expect(throws: ForecastingError.self) { try BackTest.pooled([]).probabilityHistogram() }
  }

  @Test func pairsOfMethods() throws {
    let last = try test()
    let linear = try BackTest.run(
      series, origins: [3, 4, 5, 6, 7], horizons: [1, 2], baseline: .linear)
    let comparison = try MethodComparison([("last", last), ("linear", linear), ("again", last)])
    let table = comparison.table()
    #expect(table.count == 6 && comparison.names == ["last", "linear", "again"])
    #expect(table.map(\.horizon) == [1, 2, 1, 2, 1, 2])
    let losses = { (test: BackTest, step: Int) in
      test.rows.filter { $0.horizon == step }.map { abs($0.error) }
    }
    for pair in table.prefix(2) {
      #expect(pair.first == "last" && pair.second == "linear")
      let test = try DieboldMariano(
        losses: losses(last, pair.horizon), against: losses(linear, pair.horizon),
        horizon: pair.horizon)
      #expect(pair.test == test)
    }
    #expect(table[2].second == "again" && table[2].test == nil && table[2].lossDifference == 0)
    let squared = comparison.table(loss: .squared)[0]
    #expect(squared.count == 5)
    let squares = zip(losses(last, 1), losses(linear, 1)).map { $0 * $0 - $1 * $1 }
    #expect(abs(squared.lossDifference - squares.reduce(0, +) / 5) < 1e-12)
    #expect(
      comparison.table(loss: .crps)[0].lossDifference
        < comparison.table(loss: .absolute)[0].lossDifference)
    #expect(try MethodComparison([]).table().isEmpty)
    let other = try BackTest.run(series, origins: [3], horizons: [1], baseline: .linear)
    #expect(throws: ForecastingError.designMismatch(expected: 9, found: 1)) {
      try MethodComparison([("last", last), ("other", other)])
    }
  }

  @Test func baselineInWords() throws {
    let growth = SampleSeries.growing
    let last = try BackTest.run(
      growth, origins: [8, 9, 10], horizons: [1, 2], baseline: .lastValue)
    let linear = try BackTest.run(
      growth, origins: [8, 9, 10], horizons: [1, 2], baseline: .linear)
    let better = try BaselineComparison("linear", linear, baseline: "last value", last)
    #expect(better.betterHorizons == [1, 2] && better.otherHorizons.isEmpty && better.count == 6)
    let gain = try #require(better.gain)
    #expect(gain > 0.5 && gain == 1 - better.methodError / better.baselineError)
    #expect(better.description.contains("of last value"))
    #expect(better.description.contains("% lower, over 6 forecasts; better at steps 1, 2"))
    let worse = try BaselineComparison("last", last, baseline: "linear", linear)
    #expect(worse.description.contains("% higher") && worse.otherHorizons == [1, 2])
    #expect(worse.description.contains("not better at steps 1, 2"))
    let same = try BaselineComparison("a", last, baseline: "b", last)
    #expect(same.gain == 0 && same.description.contains("the same"))
    let flat = try BackTest.run([5, 5, 5], origins: [2], horizons: [1], baseline: .lastValue)
    let exact = try BaselineComparison("a", flat, baseline: "b", flat)
    #expect(exact.gain == nil && exact.description.contains("of b, the same, over 1"))
    let off = try BackTest.run([5, 5, 5], origins: [2], horizons: [1]) {
      (_, _) throws(ForecastingError) in try .point(4)
    }
    let above = try BaselineComparison("a", off, baseline: "b", flat)
    #expect(above.gain == nil && above.description.contains("of b, higher, over 1"))
    #expect(throws: ForecastingError.self) {
      try BaselineComparison("a", .pooled([]), baseline: "b", .pooled([]))
    }
  }

  @Test func refusals() {
    for (origin, horizon, season) in [(0, 1, 1), (8, 1, 1), (3, 0, 1), (3, 1, 0)] {
      #expect(throws: ForecastingError.self) {
        try BackTest.run(series, origins: [origin], horizon: horizon, season: season) {
          (history) throws(ForecastingError) in LastValueModel(history: history)
        }
      }
    }
  }
}
