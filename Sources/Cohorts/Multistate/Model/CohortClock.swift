/// Something that grows by one tick each step and is read in bands: age, or time in a placement.
public struct CohortClock: Hashable, Sendable {
  /// What happens after the last tick.
  public enum End: Hashable, Sendable {
    /// The clock stays at its last tick: "five years and more".
    case holds
    /// The person leaves the model for that reason, whatever else: the 18th birthday.
    case leaves(reason: String)
  }

  /// The name of the clock.
  public let name: String

  /// The names of the bands, in order.
  public let bands: [String]

  /// The first tick of every band; the first band starts at 0.
  public let starts: [Int]

  /// The number of ticks, 0..<ticks.
  public let ticks: Int

  /// What happens after the last tick.
  public let end: End

  /// Whether a transfer sets the clock back to 0, as for time in a placement.
  public let restartsOnMove: Bool

  /// A clock of those bands.
  ///
  /// Throws ``CohortError`` unless there is one start per band, the first is 0, they grow, and the
  /// last band has a tick.
  public init(
    name: String, bands: [String], starts: [Int], ticks: Int, end: End = .holds,
    restartsOnMove: Bool = false
  ) throws(CohortError) {
    guard !bands.isEmpty, bands.count == starts.count, Set(bands).count == bands.count else {
      throw CohortError(name, "needs bands of different names and one start for each")
    }
    guard starts[0] == 0, zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw CohortError(name, "has starts \(starts); they begin at 0 and grow")
    }
    guard ticks > starts[starts.count - 1] else {
      throw CohortError(name, "has \(ticks) ticks, none of them in its last band")
    }
    self.name = name
    self.bands = bands
    self.starts = starts
    self.ticks = ticks
    self.end = end
    self.restartsOnMove = restartsOnMove
  }

  /// A clock with one tick per band, such as years of school; throws ``CohortError`` as above.
  public init(
    name: String, steps: [String], end: End, restartsOnMove: Bool = false
  ) throws(CohortError) {
    try self.init(
      name: name, bands: steps, starts: Array(steps.indices), ticks: steps.count, end: end,
      restartsOnMove: restartsOnMove)
  }

  /// The band of a tick.
  public func band(ofTick tick: Int) -> Int {
    (starts.firstIndex { $0 > tick } ?? starts.count) - 1
  }

  /// The tick one step later; `nil` where the person leaves.
  func next(_ tick: Int) -> Int? {
    if tick + 1 < ticks { return tick + 1 }
    return end == .holds ? tick : nil
  }
}
