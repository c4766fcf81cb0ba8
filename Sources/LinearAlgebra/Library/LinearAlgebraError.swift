/// Why a matrix computation was refused or failed.
public enum LinearAlgebraError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The shapes of two operands do not fit together.
  case dimensionMismatch(operation: String, expected: Int, found: Int)

  /// An operand holds a NaN or an infinity at that row and column.
  case nonFinite(operand: String, row: Int, column: Int)

  /// The columns are linearly dependent: only `rank` of them are independent, and `columns`
  /// (zero-based, ascending) are the ones that add nothing to the others.
  case rankDeficient(rank: Int, columns: [Int])

  /// There are fewer rows than columns, so the system has no unique least squares solution.
  case tooFewRows(rows: Int, columns: Int)

  /// A matrix that must be positive definite is not: the leading minor of that order fails.
  case notPositiveDefinite(order: Int)

  /// A matrix has no inverse: its triangular factor has a zero on the diagonal at that
  /// (zero-based) place.
  case singular(index: Int)

  /// A place outside a matrix was asked for: `index` where there are only `count`.
  case outOfRange(operation: String, index: Int, count: Int)

  /// A setting cannot be used; `reason` says what is needed.
  case invalidSetting(name: String, value: Double, reason: String)

  /// A result is beyond the largest double.
  case overflow(operation: String)

  /// A library routine did not succeed; `info` is its code.
  case routineFailed(routine: String, info: Int)

  /// The message shown to the user.
  public var description: String {
    switch self {
    case .dimensionMismatch(let operation, let expected, let found):
      "\(operation): the sizes do not fit, \(found) where \(expected) is needed; check the shapes"
    case .nonFinite(let operand, let row, let column):
      "\(operand): row \(row), column \(column) is not a finite number; remove or fill it first"
    case .rankDeficient(let rank, let columns):
      "the matrix has rank \(rank): columns \(columns) are combinations of the others; drop them"
    case .tooFewRows(let rows, let columns):
      "\(rows) rows cannot determine \(columns) columns; supply more rows or fewer columns"
    case .notPositiveDefinite(let order):
      "the matrix is not positive definite (leading minor of order \(order)); it is no covariance"
    case .singular(let index):
      "the triangular factor has a zero at diagonal place \(index), so it cannot be inverted; "
        + "drop the columns that depend on others"
    case .outOfRange(let operation, let index, let count):
      "\(operation): place \(index) is outside, there are \(count); ask for 0 to \(count - 1)"
    case .invalidSetting(let name, let value, let reason):
      "\(name): \(value) cannot be used; \(reason)"
    case .overflow(let operation):
      "\(operation): beyond the range of numbers; express the input in other units"
    case .routineFailed(let routine, let info):
      "\(routine) failed with code \(info); the input is outside what the routine can solve"
    }
  }
}
