public import LinearAlgebra

/// Why a regression was refused or could not be completed.
public enum RegressionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Inputs that must have one length do not.
  case lengthMismatch(input: String, expected: Int, found: Int)

  /// A value of that input at that row cannot be used; `reason` says what is needed.
  case invalidValue(input: String, row: Int, value: Double, reason: String)

  /// Two terms of a design carry the same name, or there is no term at all.
  case invalidTerms(String)

  /// The design is rank deficient; `columns` name the terms that add nothing to the others.
  case rankDeficient(rank: Int, columns: [String])

  /// The scaled design has a condition number above the limit asked for.
  case collinear(conditionNumber: Double, limit: Double)

  /// There are too few rows for the number of terms.
  case tooFewRows(rows: Int, needed: Int)

  /// The likelihood has no finite maximum: where those terms act, counts are all zero, or trials
  /// all fail or all succeed.
  case separation(columns: [String])

  /// The family has no such link.
  case invalidLink(family: String, link: String, allowed: [String])

  /// The iterations did not settle.
  case noConvergence(method: String, iterations: Int)

  /// The matrix computation behind the fit failed.
  case computation(LinearAlgebraError)

  /// The message shown to the user.
  public var description: String {
    switch self {
    case .lengthMismatch(let input, let expected, let found):
      "\(input): has \(found) values where the design needs \(expected); supply one per row"
    case .invalidValue(let input, let row, let value, let reason):
      "\(input)[\(row)]: \(value) cannot be used; \(reason)"
    case .invalidTerms(let reason):
      "design: \(reason)"
    case .rankDeficient(let rank, let columns):
      "design: only \(rank) terms are independent; drop \(columns.joined(separator: ", ")), "
        + "which the other terms already determine"
    case .collinear(let conditionNumber, let limit):
      "design: condition number \(conditionNumber) is above \(limit), so the terms cannot be told "
        + "apart; drop or merge terms"
    case .tooFewRows(let rows, let needed):
      "design: \(rows) rows are too few; at least \(needed) are needed for these terms"
    case .separation(let columns):
      "response: is zero (or all or nothing) wherever \(columns.joined(separator: ", ")) acts, so "
        + "the estimate has no finite value; drop the term or pool it with another"
    case .invalidLink(let family, let link, let allowed):
      "link: \(link) does not go with the \(family) family; use \(allowed.joined(separator: ", "))"
    case .noConvergence(let method, let iterations):
      "\(method): no convergence after \(iterations) iterations; check the design and the counts"
    case .computation(let error):
      error.description
    }
  }
}

extension RegressionError {
  /// The error of a matrix computation in terms of the design's names.
  static func from(_ error: LinearAlgebraError, names: [String]) -> RegressionError {
    switch error {
    case .rankDeficient(let rank, let columns):
      .rankDeficient(rank: rank, columns: columns.map { names[$0] })
    case .tooFewRows(let rows, let columns):
      .tooFewRows(rows: rows, needed: columns)
    default:
      .computation(error)
    }
  }
}
