import Cohorts

/// Why plans cannot be projected from the tables given.
public struct PlanProjectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was seen, why it matters and what to do.
  public let reason: String

  /// A refusal.
  public init(_ reason: String) {
    self.reason = reason
  }

  /// The reason.
  public var description: String { reason }
}

extension PlanProjectionError {
  /// What a body gives; what a cohort model refuses becomes a refusal of the projection.
  static func converting<Value>(
    _ body: () throws(CohortError) -> Value
  ) throws(PlanProjectionError) -> Value {
    do {
      return try body()
    } catch {
      throw PlanProjectionError("\(error)")
    }
  }
}
