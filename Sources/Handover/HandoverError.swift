/// Why an export could not be made. The message names the file, row and column, says why it matters
/// and what to do.
public struct HandoverError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, and what to do.
  public let description: String

  /// An error with its message.
  public init(_ description: String) { self.description = description }
}
