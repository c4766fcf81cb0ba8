/// Errors scaled by those of a naive forecast.
public enum ScaledError {
  /// The mean absolute scaled error: mean|e| / mean|yₜ − yₜ₋ₘ| over the training series (Hyndman
  /// and Koehler 2006).
  ///
  /// Throws ``ParameterError`` where the lists differ in length, a value is not finite, the training
  /// series is no longer than the season, or it never changes.
  public static func mase(
    training: [Double], season: Int, outcomes: [Double], forecasts: [Double]
  ) throws(ParameterError) -> Double {
    let scale = try naiveScale(training: training, season: season)
    try requireMatching(outcomes, forecasts)
    let error =
      CompensatedSum(outcomes.indices.lazy.map { abs(outcomes[$0] - forecasts[$0]) }).value
      / Double(outcomes.count)
    return error / scale
  }

  /// mean|yₜ − yₜ₋ₘ|: the error of the seasonal naive forecast inside the training series.
  ///
  /// Throws ``ParameterError`` where the series is no longer than the season, a value is not finite,
  /// or the series never changes.
  public static func naiveScale(training: [Double], season: Int) throws(ParameterError)
    -> Double
  {
    guard season >= 1, training.count > season else {
      throw ParameterError(
        "season", season, "must be at least 1 and below the \(training.count) training values")
    }
    for (index, value) in training.enumerated() {
      try ParameterError.finite("train[\(index)]", value)
    }
    let scale =
      CompensatedSum(
        (season..<training.count).lazy.map { abs(training[$0] - training[$0 - season]) }
      ).value / Double(training.count - season)
    guard scale > 0 else {
      throw ParameterError("train", "a series that never changes", "must vary to give a scale")
    }
    return scale
  }

  /// Refuses lists that are empty, differ in length or hold a value that is not finite.
  static func requireMatching(
    _ outcomes: [Double], _ forecasts: [Double]
  ) throws(ParameterError) {
    guard !outcomes.isEmpty, outcomes.count == forecasts.count else {
      throw ParameterError(
        "forecast", "\(forecasts.count) values", "must have one value per outcome, at least one")
    }
    for index in outcomes.indices {
      try ParameterError.finite("y[\(index)]", outcomes[index])
      try ParameterError.finite("forecast[\(index)]", forecasts[index])
    }
  }
}
