public import LinearAlgebra

/// Why a hierarchy or a reconciliation was refused.
public enum ReconciliationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A hierarchy cannot be built from what was given.
  case invalidHierarchy(place: String, reason: String)

  /// An input does not have one value, list or row per series.
  case countMismatch(input: String, expected: Int, found: Int)

  /// A value of that input for that series cannot be used.
  case invalidValue(input: String, series: String, index: Int, value: Double, reason: String)

  /// There are too few residuals for the method.
  case tooFewResiduals(found: Int, needed: Int, reason: String)

  /// The errors leave a total and its parts no room to be adjusted to each other.
  case undetermined(series: String, reason: String)

  /// No solution without negative values exists, or it was not found.
  case noNonNegativeSolution(series: String, reason: String)

  /// A matrix computation was refused.
  case linearAlgebra(LinearAlgebraError)

  /// The message shown to the user.
  public var description: String {
    switch self {
    case .invalidHierarchy(let place, let reason):
      "hierarchy, \(place): \(reason)"
    case .countMismatch(let input, let expected, let found):
      "\(input): \(found) where \(expected) are needed; supply one for each"
    case .invalidValue(let input, let series, let index, let value, let reason):
      "\(input) of \(series)[\(index)]: \(value) cannot be used; \(reason)"
    case .tooFewResiduals(let found, let needed, let reason):
      "residuals: \(found) periods are too few, at least \(needed) are needed; \(reason)"
    case .undetermined(let series, let reason):
      "\(series) cannot be reconciled with its parts: \(reason)"
    case .noNonNegativeSolution(let series, let reason):
      "\(series) cannot be kept from falling below zero: \(reason)"
    case .linearAlgebra(let error):
      error.description
    }
  }
}

/// Throws unless there is one value per series and every value is finite.
func requireValues(
  _ values: [Double], _ input: String, names: [String]
) throws(ReconciliationError) {
  guard values.count == names.count else {
    throw .countMismatch(input: input, expected: names.count, found: values.count)
  }
  if let place = values.firstIndex(where: { !$0.isFinite }) {
    throw .invalidValue(
      input: input, series: names[place], index: 0, value: values[place],
      reason: "supply a finite number for every series")
  }
}

/// Throws unless there is one list per series, all of one length and finite.
func requireTable(
  _ table: [[Double]], _ input: String, names: [String]
) throws(ReconciliationError) {
  guard table.count == names.count else {
    throw .countMismatch(input: input, expected: names.count, found: table.count)
  }
  for (name, list) in zip(names, table) {
    guard list.count == table[0].count else {
      throw .countMismatch(
        input: "\(input) of \(name)", expected: table[0].count, found: list.count)
    }
    if let place = list.firstIndex(where: { !$0.isFinite }) {
      throw .invalidValue(
        input: input, series: name, index: place, value: list[place],
        reason: "supply a finite number for every period")
    }
  }
}

/// Runs a matrix computation, passing its refusal on.
func algebra<Result>(
  _ body: () throws(LinearAlgebraError) -> Result
) throws(ReconciliationError) -> Result {
  do { return try body() } catch { throw .linearAlgebra(error) }
}
