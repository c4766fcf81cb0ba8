/// Something a check of a plan found.
public struct PlanFinding: Hashable, Sendable {
  /// How bad it is.
  public enum Weight: String, Hashable, Sendable, Comparable {
    /// The plan is wrong.
    case fail
    /// It may be wrong; somebody has to look.
    case warn
    /// It is as it should be, and worth knowing.
    case note

    /// Worse ones come first.
    public static func < (left: Weight, right: Weight) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .fail ? 0 : self == .warn ? 1 : 2 }
  }

  /// How bad it is.
  public let weight: Weight
  /// What kind of check found it: `total`, `rounding`, `one-off`, `line`, `fund`, `price-base`,
  /// `overlap`, `delivery`, `evidence`, `blank`.
  public let kind: String
  /// The line or total.
  public let subject: String
  /// What was found, why it matters and what to do.
  public let message: String

  /// A finding.
  public init(_ weight: Weight, kind: String, subject: String, _ message: String) {
    self.weight = weight
    self.kind = kind
    self.subject = subject
    self.message = message
  }
}
