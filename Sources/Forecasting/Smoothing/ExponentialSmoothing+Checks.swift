extension ExponentialSmoothing.Specification {
  /// Throws unless the season fits the specification and the values are positive where needed.
  func check(_ series: [Double], season length: Int) throws(ForecastingError) {
    if season != nil && length < 2 || length < 1 || length > 1_000_000 {
      throw .invalidParameter(
        name: "season", value: Double(length), range: season == nil ? "1 or more" : "2 or more")
    }
    if needsPositiveValues, let index = series.firstIndex(where: { $0 <= 0 }) {
      throw .invalidValue(
        input: "series", index: index, value: series[index],
        reason: "\(name) needs positive values; choose a model with additive parts")
    }
  }

  func check(_ smoothing: ExponentialSmoothing.Smoothing) throws(ForecastingError) {
    try requireRange("alpha", smoothing.alpha, 0, 1)
    try requireRange("beta", smoothing.beta, 0, trend == .none ? 0 : 1)
    try requireRange("gamma", smoothing.gamma, 0, season == nil ? 0 : 1)
    try requireRange("phi", smoothing.phi, trend.isDamped ? 0 : 1, 1)
  }

  func check(
    _ state: ExponentialSmoothing.State, season length: Int
  ) throws(ForecastingError) {
    let limit = Double.greatestFiniteMagnitude
    try requireRange("level", state.level, -limit, limit)
    if (state.slope == nil) != (trend == .none) {
      throw .designMismatch(expected: trend == .none ? 0 : 1, found: state.slope == nil ? 0 : 1)
    }
    if let slope = state.slope {
      try requireRange("slope", slope, trend.isMultiplicative ? 1e-300 : -limit, limit)
    }
    let expected = season == nil ? 0 : length
    if state.season.count != expected {
      throw .designMismatch(expected: expected, found: state.season.count)
    }
    for value in state.season { try requireRange("seasonal state", value, -limit, limit) }
  }
}
