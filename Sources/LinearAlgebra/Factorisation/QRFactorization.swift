import CLAPACKE

/// The Householder factorisation A = Q R of a matrix with at least as many rows as columns.
///
/// Q is kept as reflectors, so that products with it stay accurate; `thinQ` forms its first
/// columns where they are needed themselves (Golub, Van Loan, Matrix Computations, 4th ed., 5.2).
public struct QRFactorization: Sendable {
  /// The number of rows of A.
  public let rows: Int

  /// The number of columns of A.
  public let columns: Int

  private let reflectors: Reflectors

  /// Factorises a matrix of m rows and n columns, m ≥ n.
  ///
  /// Throws `tooFewRows` where m < n and `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try self.init(matrix.view)
  }

  /// Factorises a view of m rows and n columns, m ≥ n.
  ///
  /// Throws `tooFewRows` where m < n and `nonFinite` for NaN or infinity.
  public init(_ view: MatrixView) throws(LinearAlgebraError) {
    guard view.rows >= view.columns else {
      throw .tooFewRows(rows: view.rows, columns: view.columns)
    }
    try view.requireFinite("matrix")
    rows = view.rows
    columns = view.columns
    var work = view.matrix.elements
    var scales = Array(repeating: 0.0, count: view.columns)
    if view.columns > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dgeqrf",
        LAPACKE_dgeqrf(
          BLAS.columnMajor, Int32(rows), Int32(columns), &work, Int32(rows), &scales))
    }
    reflectors = Reflectors(rows: rows, elements: work, scales: scales)
  }

  /// The upper triangular factor, n by n.
  public var triangularFactor: Matrix { reflectors.upper(rows: columns, columns: columns) }

  /// The first n columns of Q, m by n, orthonormal.
  public func thinQ() throws(LinearAlgebraError) -> Matrix { try reflectors.formed() }

  /// The product Qᵀ · vector, of m elements; the first n are its part in the column space.
  public func transposeQTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try reflectors.apply(BLAS.flag("T"), vector)
  }

  /// The product Q · vector, of m elements, with Q the full orthogonal matrix.
  public func qTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try reflectors.apply(BLAS.flag("N"), vector)
  }

  /// The least squares solution x of A x ≈ vector.
  ///
  /// Throws `dimensionMismatch` for another length than m and `singular` where R has a zero on its
  /// diagonal. ``LeastSquaresSolution`` also judges the rank and refines.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    let upper = try UpperTriangular(triangularFactor)
    return try upper.solve(Array(try transposeQTimes(vector).prefix(columns)))
  }
}
