/// People who are in a cohort model at its start and are alike: one state, one place on every clock.
public struct CohortGroup: Hashable, Sendable {
  /// The state.
  public let state: Int

  /// The ticks, one for each clock; an age in months stands for a month of birth.
  public let ticks: [Int]

  /// How many they are.
  public let count: Int

  /// A group.
  public init(state: Int, ticks: [Int] = [], count: Int) {
    self.state = state
    self.ticks = ticks
    self.count = count
  }
}

/// A random effect of mean 1 on rates, drawn for each period of the horizon, such as a year.
public struct CohortEffect: Hashable, Sendable {
  /// The name, by which laws and entries refer to it and which names its random numbers.
  public let name: String

  /// The standard deviation of its logarithm.
  public let logStandardDeviation: Double

  /// An effect; throws ``CohortError`` where the standard deviation is negative or not finite.
  public init(name: String, logStandardDeviation: Double) throws(CohortError) {
    guard logStandardDeviation >= 0, logStandardDeviation.isFinite else {
      throw CohortError(name, "has \(logStandardDeviation); it must be finite and at least 0")
    }
    self.name = name
    self.logStandardDeviation = logStandardDeviation
  }
}
