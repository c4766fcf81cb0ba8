/// Why a run or a back-test cannot be made: something in the scenario does not fit the statistics.
public struct EngineError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, why it matters and what to do.
  public let message: String
  /// File, line and column of the clause at fault, if it came from a scenario.
  public let location: String?

  /// An error with its message.
  public init(_ message: String, location: String? = nil) {
    self.message = message
    self.location = location
  }

  /// The location, if any, and the message.
  public var description: String {
    if let location { "\(location): \(message)" } else { message }
  }
}
