/// The benchmark of the M competitions: the last value of the series without its season, with the
/// season put back (Makridakis, Spiliotis, Assimakopoulos 2020).
///
/// The season is removed where there are at least three and
/// |r(m)| > 1.645 √((1 + 2 Σ r(i)²)/n), by the classical multiplicative decomposition, additive
/// where a value is not positive. The variance is that of ``NaiveModel`` on the adjusted series.
public struct Naive2Model: SeriesModel, Equatable {
  /// The season's removal.
  public let adjustment: SeasonalAdjustment

  /// The last value of the adjusted series carried forward.
  public let naive: NaiveModel

  /// The adjusted last values with the season put back.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  /// A naive model has no parameters.
  public let parameters: [FittedParameter] = []

  /// A naive model has no likelihood.
  public let criteria: InformationCriteria? = nil

  /// `Naive2`.
  public let name = "Naive2"

  /// Carries a series forward.
  ///
  /// Throws `invalidParameter` for a season below 1, `tooShort` for an empty series and
  /// `invalidValue` for missing values.
  public init(_ series: [Double], season: Int = 1) throws(ForecastingError) {
    let adjustment = try SeasonalAdjustment.tested(
      series, season: season, atLeast: 3 * max(season, 1), z: 1.645)
    let naive = try NaiveModel(adjustment.adjusted)
    self.adjustment = adjustment
    self.naive = naive
    fitted = series.indices.map { adjustment.restored(naive.fitted[$0], at: $0) }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
  }

  /// Normal laws around the carried value with its season.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try adjustment.restored(try naive.forecasts(horizon: horizon), after: fitted.count)
  }
}
