import Periods
import Results
import ScenarioLanguage

/// What the tables of one's own give, the same in every scenario.
struct OwnData: Sendable {
  var histories: [String: OwnHistoryPlan] = [:]
  var trends: [String: TrendForecast] = [:]
  var projections: [String: ProjectionTable] = [:]
  /// Fits by regression.
  var fits: [String: RegressionFit] = [:]
  /// Counted rates by pathway.
  var rates: [String: PathwayRates] = [:]
  /// Forecasts of the months held back from regressions, by regression.
  var tests: [(regression: String, measure: String, rows: [BacktestRow])] = []
}
