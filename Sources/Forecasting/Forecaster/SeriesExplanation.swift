/// What stands behind the forecast of a series: parameters, residuals, events and a back-test.
public struct SeriesExplanation: Sendable {
  /// The model's name and its parameters; of a combination those of each member.
  public let models: [(name: String, parameters: [FittedParameter])]

  /// The likelihood and criteria, where the model has them.
  public let criteria: InformationCriteria?

  /// The residuals, where there are enough for it.
  public let residuals: ResidualDiagnostics?

  /// Outliers and level shifts of the series, its season taken out.
  public let events: [SeriesEvent]

  /// The scores of the method, refitted at earlier origins; `nil` for a series too short for it.
  public let backTest: BackTest.Scores?

  /// The same of the last value, or the last season's.
  public let baseline: BackTest.Scores?

  /// The origins that were tried.
  public let origins: [Int]

  /// Explains a forecast.
  ///
  /// The back-test forecasts again from up to five earlier ends of the series, at least half of it
  /// (and five values) in. Throws what the back-test throws for a horizon out of range.
  public init(
    _ forecast: SeriesForecast, season: Int, spread: CombinationSpread? = nil
  ) throws(ForecastingError) {
    if let combination = forecast.model as? Combination {
      models = combination.members.map { ($0.name, $0.parameters) }
    } else {
      models = [(forecast.model.name, forecast.model.parameters)]
    }
    criteria = forecast.model.criteria
    residuals = try? ResidualDiagnostics(forecast.model)
    let series = forecast.series
    let isComplete = series.allSatisfy(\.isFinite)
    let adjusted = (try? SeasonalAdjustment.tested(series, season: season))?.adjusted ?? series
    events = isComplete ? (try? SeriesEvents.find(adjusted)) ?? [] : []
    let first = max(5, (series.count + 1) / 2)
    let origins =
      isComplete && first < series.count
      ? Array((first..<series.count).suffix(5)) : []
    self.origins = origins
    guard !origins.isEmpty, season < series.count else {
      backTest = nil
      baseline = nil
      return
    }
    let method = forecast.method
    let horizon = min(forecast.horizon, series.count - origins[0])
    let tests = try? (
      BackTest.run(series, origins: origins, horizon: horizon, season: season) {
        (history) throws(ForecastingError) in
        try method.fit(history, season: season, spread: spread)
      },
      BackTest.run(series, origins: origins, horizon: horizon, season: season) {
        (history) throws(ForecastingError) in
        try NaiveModel(history, season: history.count >= season ? season : 1)
      }
    )
    backTest = tests?.0.scores
    baseline = tests?.1.scores
  }
}
