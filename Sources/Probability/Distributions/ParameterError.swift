/// A parameter or datum outside the domain of a distribution, statistic or score.
public struct ParameterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the parameter at fault, for example `shape`.
  public let parameter: String

  /// What was given.
  public let value: String

  /// What is accepted instead.
  public let requirement: String

  /// A refusal of that value of that parameter.
  public init(_ parameter: String, _ value: some Sendable, _ requirement: String) {
    self.parameter = parameter
    self.value = "\(value)"
    self.requirement = requirement
  }

  /// The message shown to the user.
  public var description: String { "\(parameter): is \(value); it \(requirement)" }

  /// Refuses a value that is not finite and above 0.
  @usableFromInline
  static func positive(_ parameter: String, _ value: Double) throws(ParameterError) {
    guard value > 0, value.isFinite else {
      throw ParameterError(parameter, value, "must be a finite number above 0")
    }
  }

  /// Refuses a value that is not finite and at least 0.
  @usableFromInline
  static func nonNegative(_ parameter: String, _ value: Double) throws(ParameterError) {
    guard value >= 0, value.isFinite else {
      throw ParameterError(parameter, value, "must be a finite number of at least 0")
    }
  }

  /// Refuses a value that is not finite.
  @usableFromInline
  static func finite(_ parameter: String, _ value: Double) throws(ParameterError) {
    guard value.isFinite else {
      throw ParameterError(parameter, value, "must be a finite number")
    }
  }

  /// Refuses a value that is not strictly between 0 and 1.
  @usableFromInline
  static func inside(_ parameter: String, _ value: Double) throws(ParameterError) {
    guard value > 0, value < 1 else {
      throw ParameterError(parameter, value, "must lie strictly between 0 and 1")
    }
  }

  /// Refuses a value outside 0...1.
  @usableFromInline
  static func probability(_ parameter: String, _ value: Double) throws(ParameterError) {
    guard value >= 0, value <= 1 else {
      throw ParameterError(parameter, value, "must be a probability between 0 and 1")
    }
  }
}
