import Forecasting
import Foundation
import Testing

@Suite("Forecasting any series")
struct ForecasterTests {
  private static let odd: [(String, [Double])] = [
    ("one value", [5]), ("two values", [5, 7]), ("three values", [5, 7, 6]),
    ("zeros", Array(repeating: 0, count: 9)), ("constant", Array(repeating: 41, count: 14)),
    ("growing", SampleSeries.growing), ("quarters", SampleSeries.quarters),
    ("sparse", [0, 0, 3, 0, 0, 0, 1, 0, 0, 2, 0, 0]), ("negative", [-3, 5, -8, 2, 0, -1, 4]),
    ("huge", [1e300, 2e300, 1.5e300, 1.2e300, 1.7e300]),
    ("tiny", [1e-300, 2e-300, 1.5e-300, 1.2e-300, 1.7e-300]),
    ("gaps", [.nan, .nan, 4, 5, .nan, 7, 9, 8, .nan, 12, 11, .nan]),
    ("one after gaps", [.nan, 3, .nan]), ("spike", [1, 1, 1, 1, 900, 1, 1, 1]),
  ]

  @Test("every method has an answer for every series", arguments: ForecastMethod.allCases)
  func answers(method: ForecastMethod) throws {
    for (name, series) in Self.odd {
      for (season, horizon) in [(1, 3), (4, 9), (12, 2)] {
        let forecaster = try SeriesForecaster(method: method, horizon: horizon, season: season)
        let forecast = try forecaster.forecast(series)
        let wide = try forecast.intervals(coverage: 0.95)
        let narrow = try forecast.intervals(coverage: 0.8)
        #expect(forecast.horizon == horizon && wide.count == horizon, "\(name)")
        for h in 0..<horizon {
          #expect(forecast.means[h].isFinite, "\(name)")
          #expect(wide[h].lowerBound.isFinite && wide[h].upperBound.isFinite, "\(name)")
          #expect(wide[h].lowerBound <= narrow[h].lowerBound, "\(name)")
          #expect(narrow[h].upperBound <= wide[h].upperBound, "\(name)")
          #expect(!forecast.isNonNegative || wide[h].lowerBound >= 0, "\(name)")
        }
        let again = try forecaster.forecast(series)
        #expect(again.means == forecast.means && again.notes == forecast.notes, "\(name)")
      }
    }
  }

  @Test("auto is the combination, and Croston's method where demands are rare")
  func automatic() throws {
    let forecaster = try SeriesForecaster(horizon: 2)
    #expect(try forecaster.forecast(SampleSeries.growing).model is Combination)
    #expect(try forecaster.forecast([0, 0, 3, 0, 0, 0, 1, 0, 0, 2]).model is IntermittentModel)
    #expect(try forecaster.forecast([0, 3, 0, 1, 0]).model is Combination)
    #expect(try forecaster.forecast(Array(repeating: 0, count: 8)).model is Combination)
  }

  @Test("gaps are cut, filled, left open or forecast, and the notes say which")
  func gaps() throws {
    let series: [Double] = [.nan, 10, .nan, 30, 40, .nan, .nan]
    let drift = try SeriesForecaster(method: .drift, horizon: 2).forecast(series)
    #expect(drift.series == [10, 20, 30, 40])
    #expect(drift.means == [70, 80])
    #expect(
      Array(drift.notes.prefix(3)) == [
        "1 missing at the start, cut off",
        "1 missing inside, filled on the line between their neighbours",
        "2 missing at the end, forecast first",
      ])
    let arima = try SeriesForecaster(method: .arima, horizon: 1).forecast(
      [10, 12, .nan, 15, 13, 16, 18, 17])
    #expect(arima.series[2].isNaN)
    #expect(arima.notes == ["1 missing inside, left open"])
    // The season's pattern is taken out before the line is drawn.
    var seasonal = (0..<24).map { Double([10, 50, 90, 30][$0 % 4]) }
    seasonal[10] = .nan
    let filled = try SeriesForecaster(method: .naive, horizon: 1, season: 4).forecast(seasonal)
    #expect(abs(filled.series[10] - 90) < 1e-9)
  }

  @Test("a method that cannot be used gives way, and the notes say why")
  func fallbacks() throws {
    let croston = try SeriesForecaster(method: .croston, horizon: 2).forecast([-1, 2, -3, 4])
    #expect(croston.model.name == "Damped drift")
    #expect(croston.notes.count == 2)
    #expect(croston.notes[0].hasPrefix("croston could not be used: "))
    #expect(croston.notes[1] == "damped drift used instead")
    let two = try SeriesForecaster(method: .croston, horizon: 1).forecast([-1, 2])
    #expect(two.model.name == "Drift" && two.notes.contains("drift used instead"))
    #expect(two.means == [5])
    let one = try SeriesForecaster(method: .croston, horizon: 1).forecast([-1])
    #expect(one.model.name == "Naive" && one.means == [-1])
    #expect(one.notes.contains("last value used instead"))
    #expect(one.notes.contains { $0.contains("ranges have no width") })
  }

  @Test("what cannot be forecast is refused with its place")
  func refusals() throws {
    let forecaster = try SeriesForecaster(horizon: 1)
    #expect(throws: ForecastingError.tooShort(method: "a forecast", length: 0, needed: 1)) {
      try forecaster.forecast([])
    }
    #expect(throws: ForecastingError.self) { try forecaster.forecast([.nan, .nan]) }
    do {
      _ = try forecaster.forecast([1, 2, -.infinity])
      Issue.record("an infinity was forecast")
    } catch ForecastingError.invalidValue(_, let index, _, _) {
      #expect(index == 2)
    }
    for (horizon, season) in [(0, 1), (1_001, 1), (1, 0), (1, 1_001)] {
      #expect(throws: ForecastingError.self) {
        try SeriesForecaster(horizon: horizon, season: season)
      }
    }
    let forecast = try forecaster.forecast([1, 2, 3])
    #expect(throws: ForecastingError.self) { try forecast.intervals(coverage: 1) }
    #expect(throws: ForecastingError.self) { try PanelForecaster(forecaster, threads: 0) }
  }

  @Test("a panel keeps its order on any number of threads")
  func panel() async throws {
    var panel: [[Double]] = []
    for i in 0..<300 {
      panel.append((0..<10).map { t in Double((i * 31 + t * t * 7) % 97 + 1) })
    }
    panel.append([])
    let forecaster = try SeriesForecaster(horizon: 2)
    var means: [[[Double]]] = []
    for threads in [1, 2, 5] {
      let results = await (try PanelForecaster(forecaster, threads: threads)).forecast(panel)
      #expect(results.count == 301)
      #expect(throws: ForecastingError.self) { try results[300].get() }
      means.append(try results.dropLast().map { try $0.get().means })
    }
    #expect(means[0] == means[1] && means[1] == means[2])
    #expect(means[0][17] == (try forecaster.forecast(panel[17]).means))
  }

  @Test("an explanation has the members, the events and an honest back-test")
  func explanation() throws {
    let forecaster = try SeriesForecaster(horizon: 2)
    let series = SampleSeries.growing + [4900, 9000, 5600, 5900]
    let explained = try SeriesExplanation(try forecaster.forecast(series), season: 1)
    #expect(explained.models.count == 5)
    #expect(explained.criteria == nil)
    #expect(explained.events.contains { $0.index == 13 })
    #expect(explained.origins == [11, 12, 13, 14, 15])
    let scores = try #require(explained.backTest)
    #expect(scores.count == 9)
    #expect(explained.baseline?.count == 9)
    let ets = try SeriesExplanation(
      try SeriesForecaster(method: .ets, horizon: 2).forecast(series), season: 1)
    #expect(ets.models.count == 1 && ets.criteria != nil)
    #expect(ets.residuals != nil)
    let short = try SeriesExplanation(try forecaster.forecast([1, 2, 3]), season: 1)
    #expect(short.backTest == nil && short.origins.isEmpty && short.events.isEmpty)
    let open = try SeriesExplanation(
      try SeriesForecaster(method: .arima, horizon: 1).forecast(
        [1, 2, .nan, 4, 5, 3, 6, 8, 7, 9]), season: 1)
    #expect(open.backTest == nil)
  }
}
