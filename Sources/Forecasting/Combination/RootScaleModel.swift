/// A model of the square roots of a series of counts, brought back to the scale of the series.
///
/// The square root evens out the spread of counts (Bartlett 1936). Squares of the fitted values are
/// medians on the scale of the series, not means.
struct RootScaleModel: SeriesModel {
  let model: any SeriesModel
  let fitted: [Double]
  let residuals: [Double]

  /// Fits a model to the square roots; `nil` for a series with values below zero.
  init?(
    _ series: [Double],
    fit: ([Double]) throws(ForecastingError) -> any SeriesModel
  ) throws(ForecastingError) {
    guard series.allSatisfy({ $0 >= 0 }) else { return nil }
    let model = try fit(series.map { $0.squareRoot() })
    self.model = model
    fitted = model.fitted.map { PowerOfTwo.finite(max($0, 0) * max($0, 0)) }
    residuals = zip(series, fitted).map { PowerOfTwo.finite($0 - $1) }
  }

  var name: String { "\(model.name) of square roots" }
  var parameters: [FittedParameter] { model.parameters }
  var criteria: InformationCriteria? { nil }

  /// Normal laws about the squared means, with the slope of the square there.
  func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    var result: [ForecastDistribution] = []
    for law in try model.forecasts(horizon: horizon) {
      let root = max(law.mean, 0)
      result.append(
        try .normal(
          mean: PowerOfTwo.finite(root * root),
          standardDeviation: PowerOfTwo.finite(2 * root * law.standardDeviation)))
    }
    return result
  }
}
