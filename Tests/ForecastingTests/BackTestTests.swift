import Forecasting
import Foundation
import Regression
import Testing

@Suite("Rolling-origin back-test")
struct BackTestTests {
  @Test func baselines() throws {
    let history: [Double] = [1, 100, 110, 121, 133.1]
    #expect(try Baseline.lastValue.forecast(history, horizon: 3) == 133.1)
    #expect(abs(try Baseline.linear.forecast(history, horizon: 2) - (133.1 + 2 * 33.1 / 3)) < 1e-12)
    #expect(
      abs(try Baseline.constantGrowth.forecast(history, horizon: 2) - 133.1 * 1.21) < 1e-11)
    for baseline in Baseline.allCases {
      #expect(try baseline.forecast([5], horizon: 4) == 5)
    }
    #expect(try Baseline.linear.forecast([5, 7], horizon: 2) == 11)
  }

  @Test func growthNeedsPositiveValues() throws {
    let error = #expect(throws: ForecastingError.self) {
      try Baseline.constantGrowth.forecast([9, 3, 0, 4, 5], horizon: 1)
    }
    #expect(error?.description.contains("series[2]") == true)
    #expect(try Baseline.linear.forecast([3, 0, 0, 0, 0], horizon: 1) == 0)
  }

  @Test func rowsAndSummaryOfAKnownCase() throws {
    let test = try BackTest.run(
      [10, 12, 15, 11], origins: [2, 3], horizons: [1, 2], baseline: .lastValue)
    #expect(test.rows.map(\.origin) == [2, 2, 3])
    #expect(test.rows.map(\.horizon) == [1, 2, 1])
    #expect(test.rows.map(\.error) == [-3, 1, 4])
    let summary = try #require(test.summary)
    #expect(summary.count == 3)
    #expect(abs(summary.meanAbsoluteError - 8.0 / 3) < 1e-15)
    #expect(abs(summary.bias - 2.0 / 3) < 1e-15)
    #expect(summary.crps == summary.meanAbsoluteError)
    #expect(summary.coverage == 0)
    let relative = (3.0 / 15 + 1.0 / 11 + 4.0 / 11) / 3
    #expect(abs(try #require(summary.meanRelativeError) - relative) < 1e-15)
    #expect(try #require(test.summary(horizon: 2)).count == 1)
    #expect(test.summary(horizon: 9) == nil)
    #expect(BackTest.pooled([test, test]).summary?.bias == summary.bias)
  }

  @Test func theForecasterSeesOnlyItsHistory() throws {
    let test = try BackTest.run(
      SampleSeries.growing, origins: Array(6...11), horizons: [1, 2, 3], coverage: 0.8
    ) { (history, horizon) throws(ForecastingError) in
      try .normal(mean: Double(history.count), standardDeviation: Double(horizon))
    }
    for row in test.rows {
      #expect(row.mean == Double(row.origin) && row.standardDeviation == Double(row.horizon))
      #expect(row.origin + row.horizon <= 12)
    }
    #expect(test.rows.count == 15)
  }

  @Test func methodsRunInABackTest() throws {
    let test = try BackTest.run(
      SampleSeries.growing, origins: Array(6...11), horizons: [1, 2, 3]
    ) { (history, horizon) throws(ForecastingError) in
      try DampedTrend.fit(history).forecast(horizon: horizon)
    }
    let naive = try BackTest.run(
      SampleSeries.growing, origins: Array(6...11), horizons: [1, 2, 3], baseline: .lastValue)
    #expect(try #require(test.summary).crps < (try #require(naive.summary)).crps)
  }

  @Test func zerosAreLeftOutOfRelativeErrors() throws {
    let zero = try BackTest.run([1, 0, 0], origins: [1], horizons: [1, 2], baseline: .lastValue)
    #expect(try #require(zero.summary).meanRelativeError == nil)
    #expect(try #require(zero.summary).meanAbsoluteError == 1)
  }

  @Test func refusals() {
    for origin in [0, 3] {
      #expect(throws: ForecastingError.self) {
        try BackTest.run([1, 2, 3], origins: [origin], horizons: [1], baseline: .lastValue)
      }
    }
    #expect(throws: ForecastingError.self) {
      try BackTest.run([1, 2, 3], origins: [1], horizons: [0], baseline: .lastValue)
    }
    #expect(throws: ForecastingError.self) {
      try BackTest.run([1, .nan, 3], origins: [1], horizons: [1], baseline: .lastValue)
    }
    #expect(throws: ForecastingError.self) {
      try BackTest.run([1, 2, 3], origins: [1], horizons: [1], coverage: 1) {
        (history, _) throws(ForecastingError) in try .point(history[0])
      }
    }
    #expect(throws: ForecastingError.self) { try Baseline.linear.forecast([], horizon: 1) }
  }

  @Test func messagesNameTheInput() {
    let errors: [(ForecastingError, String)] = [
      (.invalidParameter(name: "alpha", value: 2, range: "0...1"), "alpha: 2.0"),
      (.tooShort(method: "Theta", length: 1, needed: 2), "1 values"),
      (.designMismatch(expected: 3, found: 2), "3 is needed"),
      (.regression(.tooFewRows(rows: 1, needed: 2)), "1 rows"),
    ]
    for (error, part) in errors { #expect(error.description.contains(part)) }
  }
}
