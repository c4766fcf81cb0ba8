/// Why a golden case, or one of its inputs, is refused.
///
/// The message always names the offending input, so that a refusal can be acted upon.
public struct GoldenError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The input at fault, for example `transitions[2]`.
  public let input: String

  /// What is wrong with it and what is expected instead.
  public let reason: String

  /// A refusal of that input for that reason.
  public init(input: String, reason: String) {
    self.input = input
    self.reason = reason
  }

  /// The message shown to the user.
  public var description: String { "\(input): \(reason)" }
}
