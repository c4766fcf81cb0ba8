/// Why a reference file was refused.
public struct VerificationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as a path.
  public let file: String

  /// What is wrong with it, and where.
  public let reason: String

  /// A refusal of that file for that reason.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The message shown to the user.
  public var description: String { "\(file): \(reason)" }
}
