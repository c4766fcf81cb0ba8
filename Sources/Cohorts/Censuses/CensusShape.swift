import Probability

/// The cells of a census model: ages by states. A **cell** is an age and a state, with the index
/// age·``states`` + state, ages counted from 0.
public struct CensusShape: Hashable, Sendable {
  /// The number of ages.
  public let ages: Int

  /// The number of states.
  public let states: Int

  /// The number of cells.
  public var cells: Int { ages * states }

  /// A shape; throws ``CohortError`` where it has no cells, or more than there are random numbers at
  /// one address.
  public init(ages: Int, states: Int) throws(CohortError) {
    guard ages > 0, states > 0 else {
      throw CohortError("ages", "and states must both be at least 1")
    }
    guard ages * states <= RandomAddress.countLimit / 2 else {
      throw CohortError("states", "times ages make \(ages * states) cells; that is too many")
    }
    self.ages = ages
    self.states = states
  }
}
