/// Why synthetic returns cannot be made, and what to do about it.
public struct SyntheticReturnsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  init(_ description: String) { self.description = description }

  static func noFigures(
    _ what: String, area: String, period: String
  ) -> SyntheticReturnsError {
    SyntheticReturnsError(
      "the statistics have no number of \(what) for \(area) at \(period); choose years that they "
        + "have with --years (the count before the first year is needed too), or another area")
  }
}
