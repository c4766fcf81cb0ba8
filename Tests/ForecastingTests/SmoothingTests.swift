import Forecasting
import Foundation
import Testing

@Suite("Exponential smoothing")
struct SmoothingTests {
  @Test func simpleFilterMatchesItsFormula() throws {
    let fit = try SimpleSmoothing(SampleSeries.quarters, alpha: 0.35, initialLevel: 182)
    #expect(agree([fit.sumOfSquares], [3834.7376461551403]))
    #expect(agree([fit.level], [222.99916994154898]))
    let deviations = try [1, 2, 12].map { try fit.standardDeviation(horizon: $0) }
    #expect(agree(deviations, [11.30595366190625, 11.978443148435645, 17.322477328939982]))
    #expect(try fit.forecast(horizon: 5).mean == fit.level)
  }

  @Test func simpleFitReachesTheGlobalMinimum() throws {
    let fit = try SimpleSmoothing.fit(SampleSeries.quarters)
    #expect(fit.sumOfSquares <= 1186.0260238339974 * (1 + 1e-6))
    #expect(abs(fit.alpha - 0.9999) < 2e-4)
  }

  @Test func noNeighbourOfTheFitIsBetter() throws {
    // Level with noise: the best α is inside its range.
    let series: [Double] = [10, 14, 9, 13, 12, 15, 11, 13, 16, 14, 18, 15, 17]
    let fit = try SimpleSmoothing.fit(series)
    #expect(fit.alpha > 0.01 && fit.alpha < 0.9)
    for alpha in [-1e-3, 0, 1e-3] {
      for level in [-1e-2, 0, 1e-2] {
        let near = try SimpleSmoothing(
          series, alpha: fit.alpha + alpha, initialLevel: fit.initialLevel + level)
        #expect(near.sumOfSquares >= fit.sumOfSquares * (1 - 1e-14))
      }
    }
    for step in 0...1000 {
      let any = try SimpleSmoothing(
        series, alpha: 1e-4 + 0.9998 * Double(step) / 1000, initialLevel: fit.initialLevel)
      #expect(any.sumOfSquares >= fit.sumOfSquares * (1 - 1e-14))
    }
  }

  @Test func dampedFilterMatchesItsFormula() throws {
    let fit = try DampedTrend(
      SampleSeries.quarters, alpha: 0.4, beta: 0.08, phi: 0.92, initialLevel: 180,
      initialSlope: 2)
    #expect(agree([fit.sumOfSquares], [2532.0967650065536]))
    #expect(agree([fit.level, fit.slope], [224.42929743387612, 0.6997111440989425]))
    let forecasts = try [1, 2, 6, 24].map { try fit.forecast(horizon: $0) }
    #expect(
      agree(
        forecasts.map(\.mean),
        [225.07303168644714, 225.6652671988125, 227.59683204622792, 231.38823712347042]))
    #expect(
      agree(
        forecasts.map(\.standardDeviation),
        [9.187122808595651, 10.165363367539397, 15.44901369627119, 42.90626835923746]))
  }

  @Test func dampedFitRecoversAnExactTrend() throws {
    // A level of 100 with slope 8 damped by 0.9 a step, without noise.
    var level = 100.0
    var slope = 8.0
    let series = (0..<15).map { _ in
      slope *= 0.9
      level += slope
      return level
    }
    let fit = try DampedTrend.fit(series)
    #expect(fit.sumOfSquares < 1e-6)
    #expect(abs(try fit.mean(horizon: 3) - (level + slope * (0.9 + 0.81 + 0.729))) < 1e-2)
  }

  @Test func dampedFitStaysInItsBoundsAndBeatsAnyGridPoint() throws {
    let fit = try DampedTrend.fit(SampleSeries.growing)
    #expect(fit.beta <= fit.alpha && fit.alpha <= 0.9999 && fit.alpha >= 1e-4)
    #expect(DampedTrend.phiRange.contains(fit.phi))
    for alpha in stride(from: 0.1, through: 0.9, by: 0.2) {
      for share in stride(from: 0.1, through: 1, by: 0.3) {
        for phi in stride(from: 0.8, through: 0.98, by: 0.06) {
          let other = try DampedTrend(
            SampleSeries.growing, alpha: alpha, beta: share * alpha, phi: phi,
            initialLevel: fit.initialLevel, initialSlope: fit.initialSlope)
          #expect(other.sumOfSquares >= fit.sumOfSquares)
        }
      }
    }
  }

  @Test func fitsMoveWithTheScaleOfTheSeries() throws {
    let fit = try DampedTrend.fit(SampleSeries.growing)
    let large = try DampedTrend.fit(SampleSeries.growing.map { 1024 * $0 })
    #expect(large.alpha == fit.alpha && large.phi == fit.phi)
    #expect(agree([try large.mean(horizon: 4)], [1024 * (try fit.mean(horizon: 4))]))
  }

  @Test func constantsAndZerosHaveNoError() throws {
    for value in [0.0, 7] {
      let flat = Array(repeating: value, count: 8)
      let simple = try SimpleSmoothing.fit(flat).forecast(horizon: 3)
      #expect(simple.mean == value && simple.standardDeviation == 0)
      let damped = try DampedTrend.fit(flat).forecast(horizon: 3)
      #expect(abs(damped.mean - value) < 1e-12 && damped.standardDeviation < 1e-12)
      #expect(try Theta.fit(flat).forecast(horizon: 3).mean == value)
    }
  }

  @Test func twoValues() throws {
    let simple = try SimpleSmoothing.fit([10, 20])
    #expect(simple.level.isFinite && simple.sumOfSquares.isFinite)
    #expect(try Theta.fit([10, 20]).forecast(horizon: 1).mean.isFinite)
    #expect(
      throws: ForecastingError.tooShort(method: "a fitted damped trend", length: 2, needed: 6)
    ) { try DampedTrend.fit([10, 20]) }
  }

  @Test func refusals() {
    let bad = [1, .nan, 3, 4, 5, 6, 7]
    #expect(throws: ForecastingError.self) { try SimpleSmoothing.fit(bad) }
    #expect(throws: ForecastingError.self) { try DampedTrend.fit(bad) }
    #expect(throws: ForecastingError.self) { try Theta.fit(bad) }
    #expect(throws: ForecastingError.self) { try SimpleSmoothing.fit([1]) }
    #expect(throws: ForecastingError.self) {
      try SimpleSmoothing([1, 2], alpha: 1.1, initialLevel: 0)
    }
    #expect(throws: ForecastingError.self) {
      try SimpleSmoothing([1, 2], alpha: 0.1, initialLevel: .nan)
    }
    #expect(throws: ForecastingError.self) {
      try DampedTrend([1, 2], alpha: 0.5, beta: 0.1, phi: -1, initialLevel: 1, initialSlope: 0)
    }
    #expect(throws: ForecastingError.self) { try Theta([1, 2], alpha: 0, initialLevel: 1) }
    #expect(throws: ForecastingError.self) {
      try SimpleSmoothing([1, 2], alpha: 0.5, initialLevel: 1).forecast(horizon: 0)
    }
  }
}
