/// How many people did what in one step, by reason: counts of a simulation or their means.
public struct CensusFlows<Count: Hashable & Sendable & Numeric>: Hashable, Sendable {
  /// People who entered from outside.
  public var entered: Count = 0

  /// People who moved to another state.
  public var moved: Count = 0

  /// People who left by the leaving share.
  public var left: Count = 0

  /// People who left because their state had no place at their age.
  public var withoutPlace: Count = 0

  /// People who left because they passed the last age.
  public var agedOut: Count = 0

  /// No flows.
  public init() {}

  /// Everyone who left, for whatever reason.
  public var leavers: Count { left + withoutPlace + agedOut }

  /// Adds flows.
  public static func += (sum: inout CensusFlows, flows: CensusFlows) {
    sum.entered += flows.entered
    sum.moved += flows.moved
    sum.left += flows.left
    sum.withoutPlace += flows.withoutPlace
    sum.agedOut += flows.agedOut
  }
}

extension CensusFlows: CustomStringConvertible {
  /// The flows by name.
  public var description: String {
    "entered \(entered), moved \(moved), left \(left), without place \(withoutPlace), "
      + "aged out \(agedOut)"
  }
}
