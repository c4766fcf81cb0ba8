import CLAPACKE

/// The factorisation A = L Lᵀ of a symmetric positive definite matrix, such as a covariance.
public struct Cholesky: Sendable {
  /// The lower triangular factor L.
  public let lower: Matrix

  /// Factorises a symmetric matrix, of which only the lower triangle is read.
  ///
  /// Throws `notPositiveDefinite` with the order of the first failing minor, `dimensionMismatch`
  /// where the matrix is not square, and `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try requireSize("Cholesky factorisation", expected: matrix.rows, found: matrix.columns)
    try matrix.requireFinite("matrix")
    var work = Matrix(rows: matrix.rows, columns: matrix.rows)
    for j in 0..<matrix.rows {
      for i in j..<matrix.rows { work[i, j] = matrix[i, j] }
    }
    if matrix.rows > 0 {
      BLAS.singleThreaded
      let info = LAPACKE_dpotrf(
        BLAS.columnMajor, BLAS.flag("L"), Int32(matrix.rows), &work.elements, Int32(matrix.rows))
      if info > 0 { throw .notPositiveDefinite(order: Int(info)) }
      try BLAS.check("dpotrf", info)
    }
    lower = work
  }

  /// The solution x of A x = vector.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    let upper = try UpperTriangular(lower.transposed)
    return try upper.solve(try upper.solveTransposed(vector))
  }

  /// The vector L · z, which turns independent standard normals z into draws with covariance A.
  public func correlate(_ z: [Double]) throws(LinearAlgebraError) -> [Double] {
    try lower.times(z)
  }

  /// The logarithm of the determinant of A.
  public var logDeterminant: Double {
    2 * lower.diagonal.reduce(0) { $0 + log($1) }
  }
}
