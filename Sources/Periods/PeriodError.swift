/// Why a date or a conversion between calendars is refused. The description names the input.
public struct PeriodError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The input at fault, for example `2025-02-30`.
  public let input: String
  /// What is wrong with it and what to do.
  public let reason: String

  /// A refusal of that input for that reason.
  public init(input: String, reason: String) {
    self.input = input
    self.reason = reason
  }

  /// The message for the user.
  public var description: String { "\(input): \(reason)" }
}
