extension StructuralModel {
  /// The normal laws of steps 1 to `horizon`, observation noise included, the variances taken as
  /// known.
  ///
  /// Throws `invalidParameter` for a horizon below 1 and where a mean or variance overflows.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    var filter = StructuralFilter(
      kind, season: season, variances: variances, start: start, startVariance: startVariance)
    filter.state = state
    filter.covariance = covariance
    var laws: [ForecastDistribution] = []
    for _ in 0..<horizon {
      filter.predict()
      let variance = max(filter.predictedVariance(), 0)
      laws.append(
        try .normal(mean: origin + filter.mean, standardDeviation: variance.squareRoot()))
    }
    return laws
  }
}
