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

  /// The inverse of RᵀR, which for A = QR is the inverse of AᵀA.
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    let inverse = try inverse()
    var gram = Matrix(rows: matrix.rows, columns: matrix.rows)
    for i in 0..<matrix.rows {
      for j in i..<matrix.rows {
        var sum = 0.0
        for k in j..<matrix.rows { sum += inverse[i, k] * inverse[j, k] }
        gram[i, j] = sum
        gram[j, i] = sum
      }
    }
    return gram
  }
}
