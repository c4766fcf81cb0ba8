import Forecasting
import Testing

/// The running example of the documentation, which must stay true.
@Test func forecastingDocumentationExample() throws {
  let plans = [2108.0, 2155, 2203, 2291, 2410, 2598, 2869, 3113, 3391, 3702, 4118, 4533]
  let next = try DampedTrend.fit(plans).forecast(horizon: 1)
  let range = try next.interval(coverage: 0.8)

  let test = try BackTest.run(plans, origins: [8, 9, 10], horizons: [1, 2]) {
    (history, horizon) throws(ForecastingError) in
    try DampedTrend.fit(history).forecast(horizon: horizon)
  }
  let naive = try BackTest.run(plans, origins: [8, 9, 10], horizons: [1, 2], baseline: .lastValue)
  let verdict = try BaselineComparison("damped trend", test, baseline: "last value", naive)

  let hierarchy = try Hierarchy.flat(total: "all plans", parts: ["primary", "secondary"])
  let reconciliation = try Reconciliation(hierarchy, covariance: .structural(hierarchy))
  let adding = try reconciliation.reconcile([4900, 2000, 2800])  // [4850, 2025, 2825]

  let events = try SeriesEvents.find(plans)  // none: growth is not an event

  #expect(range.contains(next.mean) && next.mean > 4533)
  #expect(try #require(verdict.gain) > 0.5)
  #expect(agree(adding, [4850, 2025, 2825]) && events.isEmpty)
}
