import CLAPACKE

/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) Vᵀ.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]

  /// The eigenvectors as columns, in the order of the values, orthonormal.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  ///
  /// Throws `dimensionMismatch` where it is not square, `nonFinite` for NaN or infinity and
  /// `routineFailed` where the iteration does not converge.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try requireSize("symmetric eigenvalues", expected: matrix.rows, found: matrix.columns)
    try matrix.requireFinite("matrix")
    var work = matrix
    var found = Array(repeating: 0.0, count: matrix.rows)
    if matrix.rows > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dsyev",
        LAPACKE_dsyev(
          BLAS.columnMajor, BLAS.flag("V"), BLAS.flag("L"), Int32(matrix.rows), &work.elements,
          Int32(matrix.rows), &found))
    }
    values = found
    vectors = work
  }
}
