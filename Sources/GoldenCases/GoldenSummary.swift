/// What a golden run came to.
public struct GoldenSummary: Equatable, Sendable {
  /// Cases that met every expected leaf.
  public internal(set) var passed = 0

  /// Cases with a leaf outside tolerance, and methods that failed where a result was expected.
  public internal(set) var failed = 0

  /// Cases whose method is not offered. They never count as passes.
  public internal(set) var unsupported = 0

  /// Files and cases that do not have the `golden-1` shape.
  public internal(set) var malformed = 0

  /// The ids of all cases that did not pass, in order.
  public internal(set) var notPassed: [String] = []

  /// The fewest correct digits of any number compared, −log₁₀ of its relative error between 0 and
  /// 15; `nil` where none was compared.
  public internal(set) var worstLRE: Double?

  /// All cases seen.
  public var total: Int { passed + failed + unsupported + malformed }

  /// 0 only when there was at least one case and every case passed; otherwise 1, so a case whose
  /// method is unsupported also gives 1.
  public var exitStatus: Int32 { total > 0 && passed == total ? 0 : 1 }
}
