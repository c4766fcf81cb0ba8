public import LinearAlgebra

/// A design: one named column per term, one row per observation.
public struct DesignMatrix: Equatable, Sendable {
  /// The names of the terms, in column order.
  public let names: [String]

  /// The values, one row per observation.
  public let matrix: Matrix

  /// The number of observations.
  public var rows: Int { matrix.rows }

  /// The number of terms.
  public var columns: Int { matrix.columns }

  /// A design over a matrix; names default to x1, x2 and so on.
  ///
  /// Throws `lengthMismatch` for a wrong number of names, `invalidTerms` where there is no term or
  /// a name occurs twice, and `invalidValue` for NaN or infinity.
  public init(_ matrix: Matrix, names: [String]? = nil) throws(RegressionError) {
    let names = names ?? (0..<matrix.columns).map { "x\($0 + 1)" }
    guard names.count == matrix.columns else {
      throw .lengthMismatch(input: "names", expected: matrix.columns, found: names.count)
    }
    guard !names.isEmpty else { throw .invalidTerms("has no term; add at least an intercept") }
    guard Set(names).count == names.count else {
      throw .invalidTerms("a term occurs twice in \(names.joined(separator: ", "))")
    }
    do {
      try matrix.requireFinite("design")
    } catch {
      guard case .nonFinite(_, let row, let column) = error else { throw .computation(error) }
      throw .invalidValue(
        input: names[column], row: row, value: matrix[row, column],
        reason: "a design needs finite numbers; remove the row or fill the value")
    }
    self.names = names
    self.matrix = matrix
  }

  /// A design given as its rows.
  ///
  /// Throws as ``init(_:names:)``, and `computation` for rows of different lengths.
  public init(rows: [[Double]], names: [String]? = nil) throws(RegressionError) {
    let matrix: Matrix
    do {
      matrix = try Matrix(rows: rows)
    } catch {
      throw .computation(error)
    }
    try self.init(matrix, names: names)
  }

  /// A design evaluated from terms at times in years.
  ///
  /// Throws as ``init(_:names:)``, and `lengthMismatch` for a covariate of another length.
  public init(terms: [DesignTerm], times: [Double]) throws(RegressionError) {
    var names: [String] = []
    var elements: [Double] = []
    for term in terms {
      for column in term.columns {
        let values = try column.values(times)
        names.append(column.name)
        elements += values
      }
    }
    let matrix: Matrix
    do {
      matrix = try Matrix(rows: times.count, columns: names.count, columnMajor: elements)
    } catch {
      throw .computation(error)
    }
    try self.init(matrix, names: names)
  }

  /// Whether a column is the same non-zero number in every row.
  var hasIntercept: Bool { (0..<columns).contains { isConstant($0) } }

  /// Whether that column is the same non-zero number in every row.
  func isConstant(_ column: Int) -> Bool {
    guard rows > 0, matrix[0, column] != 0 else { return false }
    return (0..<rows).allSatisfy { matrix[$0, column] == matrix[0, column] }
  }
}
