/// Errors scaled by those of a naive forecast.
public enum ScaledError {
  /// The mean absolute scaled error: mean|e| / mean|yₜ − yₜ₋ₘ| over the training series.
  ///
  /// Throws ``ParameterError`` where the lists differ in length, the training series is no longer
  /// than the season, or it never changes.
  public static func mase(
    training: [Double], season: Int, outcomes: [Double], forecasts: [Double]
  ) throws(ParameterError) -> Double {
    guard season >= 1, training.count > season else {
      throw ParameterError(
        "season", season, "must be at least 1 and below the \(training.count) training values")
    }
    guard !outcomes.isEmpty, outcomes.count == forecasts.count else {
      throw ParameterError(
        "forecast", "\(forecasts.count) values", "must have one value per outcome, at least one")
    }
    let scale =
      CompensatedSum(
        (season..<training.count).lazy.map { abs(training[$0] - training[$0 - season]) }
      ).value / Double(training.count - season)
    guard scale > 0 else {
      throw ParameterError("train", "a series that never changes", "must vary to give a scale")
    }
    let error =
      CompensatedSum(outcomes.indices.lazy.map { abs(outcomes[$0] - forecasts[$0]) }).value
      / Double(outcomes.count)
    return error / scale
  }
}
