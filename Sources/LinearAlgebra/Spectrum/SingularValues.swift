import CLAPACKE

/// The thin singular value decomposition A = U diag(s) Vᵀ of an m by n matrix, k = min(m, n).
public struct SingularValueDecomposition: Sendable {
  /// The left singular vectors, m by k, orthonormal columns.
  public let u: Matrix

  /// The singular values, k of them, descending.
  public let values: [Double]

  /// The right singular vectors as rows, k by n, orthonormal rows.
  public let vT: Matrix

  /// Decomposes a matrix of any shape.
  ///
  /// Throws `nonFinite` for NaN or infinity and `routineFailed` with LAPACK's code where the
  /// iteration does not converge.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try self.init(matrix.view)
  }

  /// Decomposes a view of any shape; throws as for a matrix.
  public init(_ view: MatrixView) throws(LinearAlgebraError) {
    try view.requireFinite("matrix")
    let (rows, columns) = (view.rows, view.columns)
    let count = Swift.min(rows, columns)
    var left = Matrix(rows: rows, columns: count)
    var right = Matrix(rows: count, columns: columns)
    var found = Array(repeating: 0.0, count: count)
    if count > 0 {
      var work = view.matrix.elements
      BLAS.singleThreaded
      try BLAS.check(
        "dgesdd",
        LAPACKE_dgesdd(
          BLAS.columnMajor, BLAS.flag("S"), Int32(rows), Int32(columns), &work, Int32(rows),
          &found, &left.elements, Int32(rows), &right.elements, Int32(count)))
    }
    u = left
    values = found
    vT = right
  }

  /// The tolerance customary for rank decisions: max(m, n) times the rounding unit 2⁻⁵².
  public var defaultTolerance: Double {
    Double(Swift.max(u.rows, vT.columns)) * Double.ulpOfOne
  }

  /// The number of singular values above `tolerance` times the largest; `defaultTolerance` where
  /// `nil`.
  public func rank(tolerance: Double? = nil) -> Int {
    guard let largest = values.first, largest > 0 else { return 0 }
    let limit = (tolerance ?? defaultTolerance) * largest
    return values.prefix { $0 > limit }.count
  }

  /// The least squares solution of A x ≈ vector with the smallest Euclidean length, from the
  /// singular values above `tolerance` times the largest.
  ///
  /// Throws `dimensionMismatch` for a vector of another length than m, and `overflow`.
  public func solve(
    _ vector: [Double], tolerance: Double? = nil
  ) throws(LinearAlgebraError) -> [Double] {
    let rank = rank(tolerance: tolerance)
    var shares = Array(try u.transposeTimes(vector).prefix(rank))
    for k in 0..<rank { shares[k] /= values[k] }
    let result = try vT.view(rows: 0..<rank).transposeTimes(shares)
    guard result.allSatisfy(\.isFinite) else { throw .overflow(operation: "minimum norm solution") }
    return result
  }

  /// The Moore–Penrose inverse, n by m, from the singular values above `tolerance` times the
  /// largest.
  ///
  /// Throws `overflow` where an element is beyond the largest double.
  public func pseudoInverse(tolerance: Double? = nil) throws(LinearAlgebraError) -> Matrix {
    let rank = rank(tolerance: tolerance)
    var scaled = Matrix(rows: rank, columns: vT.columns)
    for j in 0..<vT.columns {
      for k in 0..<rank { scaled[k, j] = vT[k, j] / values[k] }
    }
    let left = try u.view(columns: 0..<rank).matrix.transposed
    let result = try scaled.transposeTimes(left)
    guard result.elements.allSatisfy(\.isFinite) else {
      throw .overflow(operation: "pseudo-inverse")
    }
    return result
  }

  /// The ratio of the largest to the smallest singular value; infinite for a singular matrix.
  public var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
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
    BLAS.singleThreaded
    try BLAS.check(
      "dgesdd",
      LAPACKE_dgesdd(
        BLAS.columnMajor, BLAS.flag("N"), Int32(rows), Int32(columns), &work, Int32(rows),
        &values, &unusedLeft, 1, &unusedRight, 1))
    return values
  }

  /// The condition number in the 2-norm: the ratio of the largest to the smallest singular value;
  /// infinite for a singular matrix and 1 for one without elements.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    let values = try singularValues()
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return smallest > 0 ? largest / smallest : .infinity
  }
}
