import CLAPACKE

/// The eigenvalues and eigenvectors of a symmetric matrix.
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

extension Matrix {
  /// The singular values, descending.
  ///
  /// Throws `nonFinite` for NaN or infinity and `routineFailed` where the iteration fails.
  public func singularValues() throws(LinearAlgebraError) -> [Double] {
    try requireFinite("matrix")
    let count = Swift.min(rows, columns)
    guard count > 0 else { return [] }
    var work = elements
    var values = Array(repeating: 0.0, count: count)
    var unusedLeft = [0.0]
    var unusedRight = [0.0]
    var superdiagonal = Array(repeating: 0.0, count: count)
    BLAS.singleThreaded
    try BLAS.check(
      "dgesvd",
      LAPACKE_dgesvd(
        BLAS.columnMajor, BLAS.flag("N"), BLAS.flag("N"), Int32(rows), Int32(columns), &work,
        Int32(rows), &values, &unusedLeft, 1, &unusedRight, 1, &superdiagonal))
    return values
  }

  /// The ratio of the largest to the smallest singular value; infinite for a singular matrix.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    let values = try singularValues()
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }

  /// The Euclidean length of each column, without overflow or underflow.
  public func columnNorms() -> [Double] {
    guard rows > 0 else { return Array(repeating: 0, count: columns) }
    return elements.withUnsafeBufferPointer { buffer in
      (0..<columns).map { j in
        guard let base = buffer.baseAddress else { return 0 }
        return cblas_dnrm2(Int32(rows), base + j * rows, 1)
      }
    }
  }
}
