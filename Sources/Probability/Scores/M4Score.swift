/// The scores of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020).
///
/// sMAPE in percent, MASE and MSIS on the scale of the in-sample seasonal naive error, and OWA, the
/// mean of sMAPE and MASE relative to the benchmark Naive2 after averaging each over all series.
public enum M4Score {
  /// 200·mean |y − f| / (|y| + |f|), a term being 0 where both are 0.
  ///
  /// Throws ``ParameterError`` where the lists are empty or differ in length, or a value is not
  /// finite.
  public static func smape(outcomes: [Double], forecasts: [Double]) throws(ParameterError)
    -> Double
  {
    try ScaledError.requireMatching(outcomes, forecasts)
    var sum = CompensatedSum()
    for (y, f) in zip(outcomes, forecasts) where y != 0 || f != 0 {
      // Halved before they are added, so that values near the largest double stay finite.
      sum.add(100 * (abs(y / 2 - f / 2) / (abs(y) / 4 + abs(f) / 4)))
    }
    return sum.value / Double(outcomes.count)
  }

  /// The mean scaled interval score of central 1 − α intervals:
  /// mean[(u − l) + (2/α)(l − y)₊ + (2/α)(y − u)₊] over the in-sample mean |yₜ − yₜ₋ₘ|.
  ///
  /// M4 uses α = 0.05. Throws ``ParameterError`` where lists differ in length, a limit is not finite
  /// or out of order, α is not inside (0, 1), or the training series gives no scale.
  public static func msis(
    training: [Double], season: Int, outcomes: [Double], lower: [Double], upper: [Double],
    alpha: Double = 0.05
  ) throws(ParameterError) -> Double {
    try ParameterError.inside("alpha", alpha)
    try ScaledError.requireMatching(outcomes, lower)
    try ScaledError.requireMatching(outcomes, upper)
    let scale = try ScaledError.naiveScale(training: training, season: season)
    var sum = CompensatedSum()
    for index in outcomes.indices {
      guard lower[index] <= upper[index] else {
        throw ParameterError(
          "lower[\(index)]", lower[index], "must not exceed the upper limit \(upper[index])")
      }
      sum.add(
        IntervalScore.score(
          lower: lower[index], upper: upper[index], alpha: alpha, outcome: outcomes[index]))
    }
    return sum.value / Double(outcomes.count) / scale
  }

  /// The overall weighted average ½(sMAPE/sMAPE₂ + MASE/MASE₂) of one method and the benchmark.
  ///
  /// Each list has one value per series; they are averaged before dividing. Throws
  /// ``ParameterError`` where lists are empty or differ in length, a value is not finite, or the
  /// benchmark's average is not above 0.
  public static func owa(
    smape: [Double], mase: [Double], benchmarkSmape: [Double], benchmarkMase: [Double]
  ) throws(ParameterError) -> Double {
    try ScaledError.requireMatching(smape, mase)
    try ScaledError.requireMatching(smape, benchmarkSmape)
    try ScaledError.requireMatching(smape, benchmarkMase)
    let percentage = CompensatedSum(benchmarkSmape).value
    let scaled = CompensatedSum(benchmarkMase).value
    guard percentage > 0, scaled > 0 else {
      throw ParameterError(
        "benchmark", "without error on average", "must have errors above 0 to compare with")
    }
    return 0.5
      * (CompensatedSum(smape).value / percentage + CompensatedSum(mase).value / scaled)
  }
}
