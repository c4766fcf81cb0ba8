/// Scores of central prediction intervals.
public enum IntervalScore {
  /// The interval score (u−l) + (2/α)(l−y)₊ + (2/α)(y−u)₊ of a central 1−α interval.
  @inlinable
  public static func score(
    lower: Double, upper: Double, alpha: Double, outcome y: Double
  ) -> Double {
    (upper - lower) + 2 / alpha * max(0, lower - y) + 2 / alpha * max(0, y - upper)
  }

  /// The pinball loss of the quantile `q` at probability `p`.
  @inlinable
  public static func pinball(quantile q: Double, probability p: Double, outcome y: Double)
    -> Double
  {
    y >= q ? (y - q) * p : (q - y) * (1 - p)
  }

  /// The weighted interval score [|y−m|/2 + Σ (αₖ/2) ISₖ]/(K + ½) of K intervals and a median.
  ///
  /// Throws ``ParameterError`` where the lists differ in length, a level is outside (0, 1) or a lower
  /// limit lies above its upper limit.
  public static func weighted(
    lower: [Double], upper: [Double], alpha: [Double], median: Double, outcome y: Double
  ) throws(ParameterError) -> Double {
    guard lower.count == upper.count else {
      throw ParameterError("upper", "\(upper.count) limits", "must have one limit per lower limit")
    }
    guard lower.count == alpha.count else {
      throw ParameterError("alpha", "\(alpha.count) levels", "must have one level per interval")
    }
    var sum = CompensatedSum()
    sum.add(abs(y - median) / 2)
    for index in lower.indices {
      guard alpha[index] > 0, alpha[index] < 1 else {
        throw ParameterError("alpha[\(index)]", alpha[index], "must lie between 0 and 1")
      }
      guard lower[index] <= upper[index] else {
        throw ParameterError(
          "lower[\(index)]", lower[index], "must not exceed the upper limit \(upper[index])")
      }
      sum.add(
        alpha[index] / 2
          * score(lower: lower[index], upper: upper[index], alpha: alpha[index], outcome: y))
    }
    return sum.value / (Double(lower.count) + 0.5)
  }
}
