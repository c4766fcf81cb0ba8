/// Counts rounded to a base, and percentages of rounded counts.
public struct CountRounding: Sendable, Equatable {
  /// What counts are rounded to a multiple of.
  public let base: Int

  /// Rounding to multiples of `base`.
  ///
  /// Throws ``DisclosureError`` for a base below 1.
  public init(base: Int) throws(DisclosureError) {
    guard (1...1_000_000).contains(base) else {
      throw .rule(name: "rounding", reason: "to \(base) is not possible; give a base from 1")
    }
    self.base = base
  }

  /// base·⌊(v + ⌊base/2⌋)/base⌋ for v ≥ 0: with base 5, 0 to 2 give 0 and 3 to 7 give 5. The
  /// magnitude of a negative figure, a difference, is rounded.
  public func rounded(_ value: Double) -> Double {
    let magnitude = abs(value).rounded()
    let step = Double(base)
    let result = step * ((magnitude + Double(base / 2)) / step).rounded(.down)
    return value < 0 ? 0 - result : result
  }

  /// 100 × rounded count ÷ rounded whole, so that a percentage gives away no more than the counts;
  /// `nil` where the rounded whole is 0.
  public func percentage(_ value: Double, of whole: Double) -> Double? {
    let denominator = rounded(whole)
    return denominator == 0 ? nil : 100 * rounded(value) / denominator
  }
}
