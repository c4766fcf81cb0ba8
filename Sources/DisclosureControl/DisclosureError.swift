/// Why disclosure control can't be applied. The description names the input, says why it matters
/// and what to do.
public enum DisclosureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A rule is outside what it can be.
  case rule(name: String, reason: String)
  /// A figure is negative or not a number.
  case value(cell: String, value: Double)
  /// An equation names a cell that is not there, or one cell twice.
  case equation(index: Int, reason: String)
  /// A total is not the sum of its parts.
  case doesNotAdd(total: String, printed: Double, sum: Double)
  /// Two tables give the same cell two figures.
  case disagreement(cell: String, first: Double, second: Double)
  /// A table has rows of unequal length, or none.
  case shape(String)

  /// The message for the user.
  public var description: String {
    switch self {
    case .rule(let name, let reason): "\(name): \(reason)"
    case .value(let cell, let value):
      "\(cell) is \(value); counts to be protected must be 0 or more, so mend the figure or leave "
        + "it out of the table"
    case .equation(let index, let reason): "equation \(index + 1): \(reason)"
    case .doesNotAdd(let total, let printed, let sum):
      "\(total) is printed as \(printed) and its parts add to \(sum); what a reader can work out "
        + "is then not known, so mend the total or leave it out"
    case .disagreement(let cell, let first, let second):
      "\(cell) is \(first) in one table and \(second) in another; tables of one release must agree "
        + "for what can be worked out from both to be known"
    case .shape(let reason): reason
    }
  }
}
