extension ThetaModel {
  /// The predictive distributions of steps 1 to `horizon`, normal.
  ///
  /// The means follow the recursion with each value replaced by its mean. The model is linear in
  /// its values, so the variance of step h is exactly σ²(1 + Σ c²), c being the effect on step h of
  /// a unit error in each earlier step; for the static variants that is σ²(1 + (h − 1)α²). The
  /// uncertainty of the parameters and of a seasonal pattern is not included.
  ///
  /// Throws `invalidParameter` for a horizon below 1.
  public func forecasts(horizon: Int) throws(ForecastingError) -> [ForecastDistribution] {
    try requireHorizons([horizon])
    let means = pointForecasts(horizon: horizon)
    let spreads = relativeDeviations(horizon: horizon)
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 0..<horizon {
      let factor = adjustment.factor(at: fitted.count + h)
      result.append(
        try .normal(
          mean: means[h],
          standardDeviation: PowerOfTwo.finite(scaledDeviation * spreads[h] / end.unit * factor)))
    }
    return result
  }

  /// The means of steps 1 to `horizon`.
  private func pointForecasts(horizon: Int) -> [Double] {
    var state = end
    return (0..<horizon).map { h in
      let mean = state.next
      state.observe(mean)
      return adjustment.restored(
        PowerOfTwo.finite((mean + state.origin) / state.unit), at: fitted.count + h)
    }
  }

  /// The standard deviations of steps 1 to `horizon` for errors of variance 1.
  private func relativeDeviations(horizon: Int) -> [Double] {
    var variances = [Double](repeating: 1, count: horizon)
    var start = end.still
    for source in 0..<max(horizon - 1, 0) {
      var state = start
      state.observe(1)
      for h in (source + 1)..<horizon {
        let effect = state.next
        variances[h] += effect * effect
        if !end.dynamic {
          // The effect of an error on a level stays as it is.
          for later in (h + 1)..<max(horizon, h + 1) { variances[later] += effect * effect }
          break
        }
        state.observe(effect)
      }
      start.observe(0)
    }
    return variances.map { $0.squareRoot() }
  }
}
