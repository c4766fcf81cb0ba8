/// A model fitted to one series, ready to be carried forward.
public protocol SeriesModel: Sendable {
  /// The model in the field's notation, such as `ETS(A,Ad,N)` or `ARIMA(0,1,1)`.
  var name: String { get }

  /// The parameters, in the order in which the field writes them.
  var parameters: [FittedParameter] { get }

  /// The one-step means of the observed periods, on the scale of the series.
  var fitted: [Double] { get }

  /// Observed minus fitted, one for each period.
  var residuals: [Double] { get }

  /// The likelihood and what follows from it; `nil` for methods that have none.
  var criteria: InformationCriteria? { get }

  /// The predictive distributions of steps 1 to `horizon`.
  ///
  /// Throws `invalidParameter` for a horizon below 1.
  func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution]
}

/// One parameter of a fitted model.
public struct FittedParameter: Equatable, Sendable {
  /// The name in the field's notation, such as `alpha` or `ar1`.
  public let name: String

  /// The estimate.
  public let value: Double

  /// The standard error; `nil` where the method gives none.
  public let standardError: Double?

  /// A parameter with its estimate.
  public init(_ name: String, _ value: Double, standardError: Double? = nil) {
    self.name = name
    self.value = value
    self.standardError = standardError
  }
}
