/// Sample quantiles after Hyndman and Fan (1996).
public enum Quantile {
  /// A rule for turning order statistics into a quantile.
  public enum Rule: Sendable, CaseIterable {
    /// The smallest order statistic x₍ⱼ₎ with j ≥ np; no interpolation.
    case type1
    /// Linear interpolation at (n − 1)p + 1; used for costs and reporting.
    case type7
    /// Linear interpolation at (n + ⅓)p + ⅓; nearly unbiased for the median.
    case type8
  }

  /// Quantiles of a sample in any order; throws ``ParameterError`` where the sample is empty, a value
  /// is not finite or a probability is outside 0...1.
  public static func of(
    _ values: [Double], at probabilities: [Double], rule: Rule = .type7
  ) throws(ParameterError) -> [Double] {
    guard !values.isEmpty else {
      throw ParameterError("x", "an empty sample", "must have at least one value")
    }
    for (index, value) in values.enumerated() {
      try ParameterError.finite("x[\(index)]", value)
    }
    for (index, p) in probabilities.enumerated() {
      try ParameterError.probability("p[\(index)]", p)
    }
    let sorted = values.sorted()
    return probabilities.map { ofSorted(sorted, at: $0, rule: rule) }
  }

  /// The type 7 quantile of a sample in any order; throws as ``of(_:at:rule:)``.
  public static func type7(_ values: [Double], _ p: Double) throws(ParameterError) -> Double {
    try of(values, at: [p])[0]
  }

  /// The median of values in any order; `nil` of none.
  public static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : ofSorted(values.sorted(), at: 0.5)
  }

  /// The quantile of a sample already sorted and not empty, for p in 0...1.
  @inlinable
  public static func ofSorted(
    _ sorted: some RandomAccessCollection<Double>, at p: Double, rule: Rule = .type7
  ) -> Double {
    let n = Double(sorted.count)
    let position: Double
    switch rule {
    case .type1:
      // Products such as 0.1·30 land just above a whole number; that much is rounding.
      let exact = n * p
      let whole = exact.rounded()
      position = abs(exact - whole) <= 4 * exact.ulp ? whole : exact.rounded(.up)
    case .type7: position = (n - 1) * p + 1
    case .type8: position = (n + 1.0 / 3) * p + 1.0 / 3
    }
    let clamped = max(1, min(n, position))
    let lower = clamped.rounded(.down)
    let fraction = clamped - lower
    let low = sorted[sorted.index(sorted.startIndex, offsetBy: Int(lower) - 1)]
    if fraction == 0 { return low }
    let high = sorted[sorted.index(sorted.startIndex, offsetBy: Int(lower))]
    return low + fraction * (high - low)
  }
}
