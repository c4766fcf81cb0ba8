/// What a reader can work out about a suppressed figure from everything that is published.
public struct AttackerInterval: Sendable, Equatable {
  /// The least it can be.
  public var lower: Double
  /// The most it can be; `nil` where nothing bounds it.
  public var upper: Double?

  /// An interval.
  public init(lower: Double, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }

  /// The distance of the ends; infinite where nothing bounds the figure.
  public var width: Double { upper.map { $0 - lower } ?? .infinity }

  /// Whether a reader who knows the interval is at least that far from the figure: widths are held
  /// against each other to a millionth, because the bounds are solutions of a linear programme.
  public func isAtLeast(_ required: Double) -> Bool { width >= required - 1e-6 }
}
