/// How often outcomes fall where forecasts said they would.
public enum Calibration {
  /// The non-randomised histogram of probability integral transforms of counts.
  ///
  /// Each outcome spreads its weight evenly over (low, high] = (P(y−1), P(y)]; the result has
  /// `bins` shares that sum to 1 (Czado, Gneiting and Held 2009). Throws ``ParameterError`` where the
  /// lists differ in length or are empty, or a pair is not an interval inside 0...1.
  public static func pitHistogram(
    low: [Double], high: [Double], bins: Int
  ) throws(ParameterError) -> [Double] {
    guard bins >= 1 else { throw ParameterError("bins", bins, "must be at least 1") }
    guard !low.isEmpty, low.count == high.count else {
      throw ParameterError(
        "high", "\(high.count) values", "must have one value per lower end, at least one")
    }
    for index in low.indices {
      guard low[index] >= 0, low[index] <= high[index], high[index] <= 1 else {
        throw ParameterError(
          "low[\(index)]", low[index], "must lie between 0 and high, itself at most 1")
      }
    }
    let cumulative = (0...bins).map { bin -> Double in
      let u = Double(bin) / Double(bins)
      let shares = low.indices.lazy.map { index -> Double in
        if u >= high[index] { return 1 }
        if u <= low[index] { return 0 }
        return (u - low[index]) / (high[index] - low[index])
      }
      return CompensatedSum(shares).value / Double(low.count)
    }
    return (0..<bins).map { cumulative[$0 + 1] - cumulative[$0] }
  }

  /// The share of outcomes inside their intervals, with its uncertainty.
  public struct Coverage: Hashable, Sendable {
    /// k/n.
    public let share: Double

    /// The Wilson 95% interval of the share.
    public let wilson: ClosedRange<Double>

    /// The exact (Clopper–Pearson) 95% interval of the share.
    public let exact: ClosedRange<Double>

    /// The coverage of `inside` outcomes of `count`; throws ``ParameterError`` unless
    /// 0 ≤ inside ≤ count and count ≥ 1.
    public init(inside: Int, of count: Int) throws(ParameterError) {
      guard count >= 1 else { throw ParameterError("n", count, "must be at least 1") }
      guard (0...count).contains(inside) else {
        throw ParameterError("inside", inside, "must lie between 0 and n = \(count)")
      }
      share = Double(inside) / Double(count)
      wilson = try ProportionInterval.wilson(successes: inside, trials: count)
      exact = try ProportionInterval.exact(successes: inside, trials: count)
    }

    /// Whether a nominal coverage is inside the Wilson interval.
    public func isCalibrated(nominal: Double) -> Bool { wilson.contains(nominal) }
  }
}
