/// Stays seen through a window: delayed entry at `start`, exit or censoring at `stop`.
///
/// Times are elapsed time since the stay began, in one unit throughout. A stay is at risk at t where
/// start < t ≤ stop, so that a stay first seen late counts only from then on (left truncation) and
/// one that has not ended counts until last seen (right censoring).
public struct ObservedStays: Hashable, Sendable {
  /// Elapsed time at which each stay is first observed.
  public let start: [Double]

  /// Elapsed time at which each stay ends or is last seen.
  public let stop: [Double]

  /// 0 where the stay is censored, else the type of exit, from 1.
  public let event: [Int]

  /// Stays of those times and events; throws ``CohortError`` where lists are empty or differ in
  /// length, a start is negative or not before its stop, or an event is negative.
  public init(start: [Double], stop: [Double], event: [Int]) throws(CohortError) {
    guard !start.isEmpty else {
      throw CohortError("start", "is empty; at least one stay is needed")
    }
    guard stop.count == start.count else {
      throw CohortError("stop", "has \(stop.count) values for \(start.count) stays")
    }
    guard event.count == start.count else {
      throw CohortError("event", "has \(event.count) values for \(start.count) stays")
    }
    for index in start.indices {
      guard start[index] >= 0, start[index].isFinite else {
        throw CohortError("start[\(index)]", "is \(start[index]); it must be finite and at least 0")
      }
      guard stop[index] > start[index], stop[index].isFinite else {
        throw CohortError(
          "stop[\(index)]",
          "is \(stop[index]) where the stay is seen from \(start[index]); it must be later")
      }
      guard event[index] >= 0 else {
        throw CohortError(
          "event[\(index)]", "is \(event[index]); it must be 0 for censored or an exit type from 1")
      }
    }
    self.start = start
    self.stop = stop
    self.event = event
  }

  /// The number of stays.
  public var count: Int { start.count }
}
