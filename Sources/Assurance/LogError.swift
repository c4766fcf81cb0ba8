/// Why a log could not be read, added to, signed or written.
public struct LogError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where, what is wrong, why it matters, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
