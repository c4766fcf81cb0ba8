/// Which input moves an output most, one at a time.
public struct Tornado: Hashable, Sendable {
  /// One input taken to its low and its high value with the others at base.
  public struct Bar: Hashable, Sendable {
    /// The input.
    public let name: String

    /// The output at the input's low value.
    public let low: Double

    /// The output at the input's high value.
    public let high: Double

    /// One input and the output at its low and high value.
    public init(name: String, low: Double, high: Double) {
      self.name = name
      self.low = low
      self.high = high
    }

    /// |high − low|.
    public var swing: Double { abs(high - low) }
  }

  /// The output with every input at base.
  public let base: Double

  /// The bars, widest swing first, ties by name.
  public let bars: [Bar]

  /// The bars sorted; throws ``ParameterError`` where an output is not finite.
  public init(base: Double, bars: [Bar]) throws(ParameterError) {
    try ParameterError.finite("base", base)
    for bar in bars {
      try ParameterError.finite("low of \(bar.name)", bar.low)
      try ParameterError.finite("high of \(bar.name)", bar.high)
    }
    self.base = base
    self.bars = bars.sorted { ($1.swing, $0.name) < ($0.swing, $1.name) }
  }
}
