/// A published figure beside the one that the synthetic returns have.
public struct MarginComparison: Hashable, Sendable, CustomStringConvertible {
  /// The measure, as the statistics name it.
  public let measure: String
  /// The period, as its calendar writes it.
  public let period: String
  /// What the figure is split by; `total` for totals.
  public let split: String
  /// The item of the split.
  public let category: String
  /// The published figure, times the scale.
  public let published: Double
  /// What the returns have, counted from the children in them.
  public let made: Int
  /// How far the publisher rounds: to 10 for children looked after of regions and England.
  public let rounding: Double

  /// The difference in percent of the published figure; of 1 where that is smaller.
  public var percent: Double { (Double(made) - published) / max(published, 1) * 100 }

  /// Whether the difference is at most 2%, less than one child, or within the publisher's rounding.
  public var isWithinTolerance: Bool {
    let difference = abs(Double(made) - published)
    return difference <= published * 0.02 || difference < 1 || difference <= rounding
  }

  /// `cla, 2025-03-31, placement-detail foster: published 232, made 232`.
  public var description: String {
    let what = split == "total" ? "" : ", \(split) \(category)"
    return "\(measure), \(period)\(what): published \(published), made \(made)"
  }
}
