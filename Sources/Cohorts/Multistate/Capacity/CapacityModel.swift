/// The number of places shared by some states, and where people go who find none.
public struct CapacityLimit: Hashable, Sendable {
  /// The name, which also names its random numbers.
  public let name: String

  /// The states that share the places.
  public let states: [Int]

  /// The places at the end of each step.
  public let places: [Int]

  /// The changes of level (dimension: level) tried one after another; the last must always have
  /// room, so it leads to states without a limit.
  public let overflow: [[String: String]]

  /// A limit.
  public init(name: String, states: [Int], places: [Int], overflow: [[String: String]]) {
    self.name = name
    self.states = states
    self.places = places
    self.overflow = overflow
  }
}

/// A cohort model with limits on places. There are no exact moments here: whether one person finds
/// a place depends on the others, so only simulation can tell.
///
/// At the end of a step those who stayed keep their places, then those who moved in take free ones,
/// then entrants; where a class does not fit, chance decides who of it does. The others try the
/// options of the limit in order, after everyone who was meant to be there. Overflow is booked out
/// of the cell that was meant and into the one that was found. Where places are closed, those who
/// stayed beyond them overflow too, their clocks set back as by a move.
public struct CapacityModel: Hashable, Sendable {
  /// The model without limits.
  public let model: CohortModel

  /// The limits.
  public let limits: [CapacityLimit]

  /// The limit of each state; −1 where it has none.
  let limitOfState: [Int32]

  /// For each limit, by option and state, the state found; −1 where the state is not of the limit.
  let options: [[[Int32]]]

  /// A model with limits.
  ///
  /// Throws ``CohortError`` where a limit has no states or a state of another limit, negative places
  /// or not one number for each step, or where options are missing, lead to no valid state, or end
  /// in states with a limit.
  public init(_ model: CohortModel, limits: [CapacityLimit]) throws(CohortError) {
    let space = model.space
    var limitOfState = [Int32](repeating: -1, count: space.states.count)
    for (index, limit) in limits.enumerated() {
      guard !limit.states.isEmpty, !limit.overflow.isEmpty else {
        throw CohortError(limit.name, "needs a state and somewhere to overflow to")
      }
      guard limit.places.count == model.steps, limit.places.allSatisfy({ $0 >= 0 }) else {
        throw CohortError(limit.name, "needs a number of places of at least 0 for every step")
      }
      for state in limit.states {
        guard space.states.indices.contains(state), limitOfState[state] < 0 else {
          throw CohortError(
            limit.name, "limits state \(state), which is not there or limited twice")
        }
        limitOfState[state] = Int32(index)
      }
    }
    var options: [[[Int32]]] = []
    for limit in limits {
      var found: [[Int32]] = []
      for (order, change) in limit.overflow.enumerated() {
        var targets = [Int32](repeating: -1, count: space.states.count)
        for state in limit.states {
          guard let target = try space.state(state, changed: change, by: limit.name) else {
            throw CohortError(
              limit.name, "overflows from state \(state) by option \(order) to no valid state")
          }
          targets[state] = Int32(target)
          guard order < limit.overflow.count - 1 || limitOfState[target] < 0 else {
            throw CohortError(
              limit.name, "ends in a state that is limited too; the last option must have room")
          }
        }
        found.append(targets)
      }
      options.append(found)
    }
    self.model = model
    self.limits = limits
    self.limitOfState = limitOfState
    self.options = options
  }
}
