/// A straight line from figures to places: `start + (value − lower) ÷ (upper − lower) × (end − start)`.
public struct LinearScale: Sendable, Equatable {
  /// The figure at `start`.
  public let lower: Double
  /// The figure at `end`.
  public let upper: Double
  /// The place of `lower`.
  public let start: Double
  /// The place of `upper`; before `start` for an axis that points up.
  public let end: Double

  /// A scale; one whose figures are all the same is widened by one on each side, so that they lie
  /// in the middle.
  public init(lower: Double, upper: Double, start: Double, end: Double) {
    let isFlat = !(upper > lower)
    self.lower = isFlat ? lower - 1 : lower
    self.upper = isFlat ? lower + 1 : upper
    self.start = start
    self.end = end
  }

  /// The place of a figure.
  public func callAsFunction(_ value: Double) -> Double {
    start + (value - lower) / (upper - lower) * (end - start)
  }
}

/// Round figures for an axis: multiples of 1, 2, 2.5 or 5 times a power of ten.
public struct Ticks: Sendable, Equatable {
  /// The figures, rising; the first is at or below every figure shown, the last at or above.
  public let values: [Double]

  /// Ticks that enclose `lower` to `upper` with about `count` steps.
  ///
  /// The step is the smallest of 1, 2, 2.5, 5 and 10 × 10ᵏ that needs no more than `count` steps.
  /// - Parameter fromZero: the axis begins at zero unless the lowest figure is more than 40% of
  ///   the highest, where a change would be too small to see.
  public init(lower: Double, upper: Double, count: Int, fromZero: Bool = false) {
    var (low, high) = (min(lower, upper), max(lower, upper))
    guard low.isFinite, high.isFinite, abs(low) < 1e15, abs(high) < 1e15 else {
      values = [0, 1]
      return
    }
    if fromZero, low >= 0, low <= 0.4 * high { low = 0 }
    if fromZero, high <= 0, high >= 0.4 * low { high = 0 }
    if high - low < max(abs(high), abs(low)) * 1e-9 || high == low {
      let margin = max(abs(high) * 0.05, 0.5)
      (low, high) = (low - margin, high + margin)
    }
    let steps = Double(max(count, 1))
    var power = 1.0
    while power * 10 <= (high - low) / steps { power *= 10 }
    while power > (high - low) / steps { power /= 10 }
    var chosen = power * 10
    for factor in [1, 2, 2.5, 5] {
      let step = power * factor
      let spanned = (high / step).rounded(.up) - (low / step).rounded(.down)
      if spanned <= steps {
        chosen = step
        break
      }
    }
    let first = (low / chosen).rounded(.down)
    let last = max((high / chosen).rounded(.up), first + 1)
    values = (0...Int(last - first)).map { (first + Double($0)) * chosen }
  }

  /// The first tick.
  public var lower: Double { values.first ?? 0 }
  /// The last tick.
  public var upper: Double { values.last ?? 1 }
}
