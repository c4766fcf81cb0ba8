import CLAPACKE

/// The factorisation A = L Lᵀ of a symmetric positive definite matrix, such as a covariance.
public struct Cholesky: Sendable {
  /// The lower triangular factor L.
  public let lower: Matrix

  private let norm: Double

  /// Factorises a symmetric matrix, of which only the lower triangle is read.
  ///
  /// Throws `notPositiveDefinite` with the order of the first failing minor, `dimensionMismatch`
  /// where the matrix is not square, and `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try self.init(matrix.view)
  }

  /// Factorises a symmetric view, of which only the lower triangle is read; throws as for a matrix.
  public init(_ view: MatrixView) throws(LinearAlgebraError) {
    try requireSize("Cholesky factorisation", expected: view.rows, found: view.columns)
    try view.requireFinite("matrix")
    let order = view.rows
    var work = Matrix(rows: order, columns: order)
    for j in 0..<order {
      for i in j..<order { work[i, j] = view[i, j] }
    }
    var sums = Array(repeating: 0.0, count: order)
    for j in 0..<order {
      sums[j] += abs(work[j, j])
      for i in (j + 1)..<Swift.max(order, j + 1) {
        sums[i] += abs(work[i, j])
        sums[j] += abs(work[i, j])
      }
    }
    norm = sums.max() ?? 0
    if order > 0 {
      BLAS.singleThreaded
      let info = LAPACKE_dpotrf(
        BLAS.columnMajor, BLAS.flag("L"), Int32(order), &work.elements, Int32(order))
      if info > 0 { throw .notPositiveDefinite(order: Int(info)) }
      try BLAS.check("dpotrf", info)
    }
    lower = work
  }

  /// The solution x of A x = vector.
  ///
  /// Throws `dimensionMismatch` for another length, and `overflow`.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try requireSize("positive definite system", expected: lower.rows, found: vector.count)
    return try solve(Matrix(shape: (vector.count, 1), vector)).elements
  }

  /// The solution X of A X = B, one column for each of B.
  ///
  /// Throws `dimensionMismatch` where the rows of B do not fit, `nonFinite`, and `overflow`.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try requireSize("positive definite system", expected: lower.rows, found: right.rows)
    try right.requireFinite("right-hand side")
    var result = right
    guard right.rows > 0, right.columns > 0 else { return result }
    BLAS.singleThreaded
    try BLAS.check(
      "dpotrs",
      LAPACKE_dpotrs(
        BLAS.columnMajor, BLAS.flag("L"), Int32(right.rows), Int32(right.columns), lower.elements,
        Int32(right.rows), &result.elements, Int32(right.rows)))
    guard result.elements.allSatisfy(\.isFinite) else {
      throw .overflow(operation: "positive definite system")
    }
    return result
  }

  /// The inverse of A, symmetric to the last bit.
  ///
  /// Throws `overflow` where an element is beyond the largest double.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    let order = lower.rows
    var result = lower
    guard order > 0 else { return result }
    BLAS.singleThreaded
    try BLAS.check(
      "dpotri",
      LAPACKE_dpotri(
        BLAS.columnMajor, BLAS.flag("L"), Int32(order), &result.elements, Int32(order)))
    for j in 0..<order {
      for i in j..<order {
        guard result[i, j].isFinite else { throw .overflow(operation: "Cholesky inverse") }
        result[j, i] = result[i, j]
      }
    }
    return result
  }

  /// The vector L · z, which turns independent standard normals z into draws with covariance A.
  public func correlate(_ z: [Double]) throws(LinearAlgebraError) -> [Double] {
    try lower.times(z)
  }

  /// The logarithm of the determinant of A.
  public var logDeterminant: Double {
    2 * lower.diagonal.reduce(0) { $0 + log($1) }
  }

  /// The condition number of A in the 1-norm, with the norm of the inverse estimated (Higham 1988);
  /// infinite where A is singular to rounding.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    guard lower.rows > 0 else { return 1 }
    var reciprocal = 0.0
    BLAS.singleThreaded
    try BLAS.check(
      "dpocon",
      LAPACKE_dpocon(
        BLAS.columnMajor, BLAS.flag("L"), Int32(lower.rows), lower.elements, Int32(lower.rows),
        norm, &reciprocal))
    return 1 / reciprocal
  }
}
