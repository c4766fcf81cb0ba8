/// An input a cohort model refuses.
public struct CohortError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The input at fault, for example `transitions[1]`.
  public let input: String

  /// What is wrong with it and what is expected instead.
  public let reason: String

  /// A refusal of that input for that reason.
  public init(_ input: String, _ reason: String) {
    self.input = input
    self.reason = reason
  }

  /// The message shown to the user.
  public var description: String { "\(input): \(reason)" }
}
