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
    let spreads = relativeDeviations(horizon: horizon)
    var state = end
    var result: [ForecastDistribution] = []
    result.reserveCapacity(horizon)
    for h in 0..<horizon {
      let mean = state.next
      state.observe(mean)
      result.append(
        try .normal(
          mean: PowerOfTwo.finite((mean + state.origin) / state.unit),
          standardDeviation: PowerOfTwo.finite(scaledDeviation * spreads[h] / state.unit)))
    }
    return try adjustment.restored(result, after: fitted.count)
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
