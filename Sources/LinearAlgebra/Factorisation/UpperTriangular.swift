import CLAPACKE

/// An upper triangular matrix R; elements below the diagonal are ignored.
public struct UpperTriangular: Sendable {
  /// The matrix as given.
  public let matrix: Matrix

  /// Takes a square matrix.
  ///
  /// Throws `dimensionMismatch` where it is not square and `singular` where a diagonal element is
  /// zero.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try requireSize("triangular matrix", expected: matrix.rows, found: matrix.columns)
    if let place = matrix.diagonal.firstIndex(of: 0) { throw .singular(index: place) }
    self.matrix = matrix
  }

  /// The solution x of R x = vector.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(vector, transposed: false)
  }

  /// The solution x of Rᵀ x = vector.
  public func solveTransposed(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try solve(vector, transposed: true)
  }

  private func solve(
    _ vector: [Double], transposed: Bool
  ) throws(LinearAlgebraError) -> [Double] {
    try requireSize("triangular solve", expected: matrix.rows, found: vector.count)
    var result = vector
    guard matrix.rows > 0 else { return result }
    BLAS.singleThreaded
    cblas_dtrsv(
      CblasColMajor, CblasUpper, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
      Int32(matrix.rows), matrix.elements, Int32(matrix.rows), &result, 1)
    return result
  }

  /// The solution X of R X = B, one column for each of B.
  ///
  /// Throws `dimensionMismatch` where the rows of B do not fit.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try solve(right, transposed: false)
  }

  /// The solution X of Rᵀ X = B, one column for each of B.
  ///
  /// Throws `dimensionMismatch` where the rows of B do not fit.
  public func solveTransposed(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try solve(right, transposed: true)
  }

  private func solve(
    _ right: Matrix, transposed: Bool
  ) throws(LinearAlgebraError) -> Matrix {
    try requireSize("triangular solve", expected: matrix.rows, found: right.rows)
    var result = right
    guard right.rows > 0, right.columns > 0 else { return result }
    BLAS.singleThreaded
    cblas_dtrsm(
      CblasColMajor, CblasLeft, CblasUpper, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
      Int32(right.rows), Int32(right.columns), 1, matrix.elements, Int32(matrix.rows),
      &result.elements, Int32(right.rows))
    return result
  }

  /// The condition number of R in the 1-norm, with the norm of the inverse estimated (Higham 1988);
  /// infinite where R is singular to rounding.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    guard matrix.rows > 0 else { return 1 }
    var reciprocal = 0.0
    BLAS.singleThreaded
    try BLAS.check(
      "dtrcon",
      LAPACKE_dtrcon(
        BLAS.columnMajor, BLAS.flag("1"), BLAS.flag("U"), BLAS.flag("N"), Int32(matrix.rows),
        matrix.elements, Int32(matrix.rows), &reciprocal))
    return 1 / reciprocal
  }

  /// The inverse of R, upper triangular.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    let order = matrix.rows
    var result = Matrix(rows: order, columns: order)
    for j in 0..<order {
      for i in 0...j { result[i, j] = matrix[i, j] }
    }
    guard order > 0 else { return result }
    BLAS.singleThreaded
    try BLAS.check(
      "dtrtri",
      LAPACKE_dtrtri(
        BLAS.columnMajor, BLAS.flag("U"), BLAS.flag("N"), Int32(order), &result.elements,
        Int32(order)))
    return result
  }

  /// The inverse of RᵀR, which for A = QR is the inverse of AᵀA; symmetric to the last bit.
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    let order = matrix.rows
    var gram = matrix
    guard order > 0 else { return gram }
    BLAS.singleThreaded
    try BLAS.check(
      "dpotri",
      LAPACKE_dpotri(
        BLAS.columnMajor, BLAS.flag("U"), Int32(order), &gram.elements, Int32(order)))
    for j in 0..<order {
      for i in 0..<j { gram[j, i] = gram[i, j] }
    }
    return gram
  }
}
