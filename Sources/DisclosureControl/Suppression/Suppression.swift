/// Which figures of a release are not published, and what can be worked out about them.
public struct Suppression: Sendable, Equatable {
  /// Figures that are sensitive themselves, ascending.
  public var primary: [Int]
  /// All suppressed figures, ascending.
  public var suppressed: [Int]
  /// What a reader can work out about each suppressed figure.
  public var intervals: [Int: AttackerInterval]
  /// Sensitive figures that no suppression can hide: readers have them, or what gives them away.
  public var unprotected: [Int]

  /// Figures suppressed for the sake of others, ascending.
  public var secondary: [Int] {
    let sensitive = Set(primary)
    return suppressed.filter { !sensitive.contains($0) }
  }
}
