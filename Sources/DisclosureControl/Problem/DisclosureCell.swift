/// One figure of a release.
public struct DisclosureCell: Sendable, Equatable {
  /// What makes a figure one that must be hidden.
  public enum Sensitivity: Sendable, Equatable {
    /// Its size, by the rules.
    case bySize
    /// Nothing: it may be suppressed to hide another.
    case never
    /// Something outside the table, such as the count behind a cost; a reader's interval must be
    /// at least this wide.
    case always(width: Double)
  }

  /// What errors and reports call it.
  public var name: String
  /// The figure, 0 or more.
  public var value: Double
  /// 0 for a figure inside the table, 1 for a total of it, 2 for a total of totals: totals are the
  /// last to be suppressed for the sake of others.
  public var level: Int
  /// What makes it sensitive.
  public var sensitivity: Sensitivity
  /// Whether readers have it already, from an earlier release: suppressing it would hide nothing.
  public var isKnown: Bool

  /// A figure.
  public init(
    name: String, value: Double, level: Int = 0, sensitivity: Sensitivity = .bySize,
    isKnown: Bool = false
  ) {
    self.name = name
    self.value = value
    self.level = level
    self.sensitivity = sensitivity
    self.isKnown = isKnown
  }
}
