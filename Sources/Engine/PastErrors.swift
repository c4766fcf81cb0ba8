import Results
import Returns
import ScenarioLanguage
import Services

/// How the public-depth forecasts of a run's measures did in the past: the area's own rows, and the
/// summary over every authority in the statistics.
struct PastErrors: Sendable {
  /// Origins tested: this many, ending the year before the newest figure.
  static let origins = 8
  /// Years ahead tested, as far as figures reach.
  static let horizons = 5

  private(set) var rows: [BacktestRow] = []
  private(set) var summary: [BacktestSummaryRow] = []

  init(plan: RunPlan, statistics: PublishedStatistics) throws(EngineError) {
    for published in plan.published {
      guard case .published(let series, _) = published.measure.source,
        let service = PublicService.named(series), let area = plan.area
      else { continue }
      let last = published.forecast.origin - 1
      let outcome = try Backtest.run(
        statistics: statistics, measure: series,
        areas: statistics.panel(service, including: area.code).map { $0.area },
        origins: Array((last - PastErrors.origins + 1)...last), horizons: PastErrors.horizons)
      rows += outcome.rows.filter { $0.areaCode == area.code && $0.actual != nil }
      summary += outcome.summary
    }
    let tests = RegressionTables(plan: plan)
    rows += tests.rows
    summary += tests.summary
  }

  /// Mean |error| ÷ actual and coverage at a distance; `nil` beyond the longest tested.
  func error(of series: String, horizon: Int) -> (error: Double, coverage: Double?)? {
    let ahead = max(1, horizon)
    return
      summary
      .first { $0.measure == series && $0.forecaster == "forecast" && $0.horizon == ahead }
      .map { ($0.meanRelativeError, $0.coverage80) }
  }
}
