/// A forecast of the seasonally adjusted series, with the last season put back (R's `stlf`).
public struct STLModel: SeriesModel {
  /// The decomposition.
  public let decomposition: STL

  /// The model of the adjusted series.
  public let model: any SeriesModel

  /// The one-step means of the adjusted series plus the seasonal part.
  public let fitted: [Double]

  /// Observed minus fitted.
  public let residuals: [Double]

  private let adjustment: SeasonalAdjustment

  /// The adjusted series' model after `STL + `.
  public var name: String { "STL + \(model.name)" }

  /// The parameters of the adjusted series' model.
  public var parameters: [FittedParameter] { model.parameters }

  /// The criteria of the adjusted series' model; they compare models of one decomposition only.
  public var criteria: InformationCriteria? { model.criteria }

  /// Decomposes a series and hands what has no season to `fit`.
  ///
  /// Throws as ``STL/init(_:season:window:trendWindow:robust:)`` and as `fit` does.
  public init(
    _ series: [Double], season: Int, window: STL.Window = .years(7), robust: Bool = false,
    fit: ([Double]) throws(ForecastingError) -> any SeriesModel
  ) throws(ForecastingError) {
    let parts = try STL(series, season: season, window: window, robust: robust)
    let adjusted = parts.adjusted
    let model = try fit(adjusted)
    decomposition = parts
    self.model = model
    fitted = zip(model.fitted, parts.seasonal).map { PowerOfTwo.finite($0 + $1) }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
    let n = series.count
    let figure = (0..<season).map { period in
      parts.seasonal[n - season + ((period - n) % season + season) % season]
    }
    adjustment = SeasonalAdjustment(adjusted: adjusted, figure: figure, form: .additive)
  }

  /// The laws of the adjusted series, moved by the last season's seasonal part.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try adjustment.restored(try model.forecasts(horizon: horizon), after: fitted.count)
  }
}
