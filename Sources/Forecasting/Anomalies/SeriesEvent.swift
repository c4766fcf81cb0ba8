/// A value, or a change of level, that a series' ordinary noise does not explain.
public struct SeriesEvent: Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Kind: String, Equatable, Sendable {
    /// One value off the path; the following values return to it.
    case outlier

    /// All following values lie on the new level.
    case levelShift

    /// The last value: an outlier or the first of a new level, which the next value will tell.
    case unresolved
  }

  /// What happened.
  public let kind: Kind

  /// The place of the value, or of the first value of the new level, counted from zero.
  public let index: Int

  /// The value or level minus what the path before and after it suggests, in units of the series.
  public let size: Double

  /// The size over the series' own robust scale.
  public let zScore: Double

  /// The z score that ordinary noise exceeds anywhere in such a series at the chosen rate.
  public let criticalValue: Double

  /// The number of values after it that support the kind.
  public let followingValues: Int

  /// The evidence in a sentence.
  public var description: String {
    let name =
      switch kind {
      case .outlier: "outlier"
      case .levelShift: "level shift"
      case .unresolved: "outlier or level shift"
      }
    let tenth = { (value: Double) in (value * 10).rounded() / 10 }
    return "\(name) at [\(index)]: \(size > 0 ? "+" : "")\(size), z \(tenth(zScore)) against "
      + "\(tenth(criticalValue)) for noise, \(followingValues) values after it"
  }
}

/// How often a series of ordinary noise is flagged anywhere.
public enum FalseAlarmRate: Double, Equatable, Sendable, CaseIterable {
  /// One series in a hundred.
  case onePercent = 0.01

  /// One series in twenty.
  case fivePercent = 0.05
}
