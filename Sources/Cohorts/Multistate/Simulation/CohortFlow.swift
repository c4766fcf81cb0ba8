/// What changes the stock of a cell in one step; every change is booked.
///
/// Opening + entries + transfers in + bands in + overflow in − exits − transfers out − bands out −
/// overflow out = closing, in whole people, for every cell, step and replicate.
public enum CohortFlow: Hashable, Sendable {
  /// Entrants meant for the cell.
  case entries
  /// People who moved here from another state, or began a new spell in this one.
  case transfersIn
  /// People who moved away, or began a new spell in the same state.
  case transfersOut
  /// People who came from another band of the same state because a clock ticked.
  case bandsIn
  /// People who went to another band of the same state because a clock ticked.
  case bandsOut
  /// People who were meant for another cell that had no place.
  case overflowIn
  /// People who were meant for this cell, which had no place.
  case overflowOut
  /// People who left the model, for the reason of that index among the model's exit reasons.
  case exits(reason: Int)

  /// The number of kinds in a model of so many exit reasons.
  static func kinds(reasons: Int) -> Int { 7 + reasons }

  /// The place of the kind in a ledger.
  var index: Int {
    switch self {
    case .entries: 0
    case .transfersIn: 1
    case .transfersOut: 2
    case .bandsIn: 3
    case .bandsOut: 4
    case .overflowIn: 5
    case .overflowOut: 6
    case .exits(let reason): 7 + reason
    }
  }
}
