import CLAPACKE

/// The Householder factorisation A = Q R of a matrix with at least as many rows as columns.
///
/// Q is kept as reflectors and never formed, so that products with it stay accurate.
public struct QRFactorization: Sendable {
  /// The number of rows of A.
  public let rows: Int

  /// The number of columns of A.
  public let columns: Int

  private var reflectors: [Double]
  private var scales: [Double]

  /// Factorises a matrix of m rows and n columns, m ≥ n.
  ///
  /// Throws `tooFewRows` where m < n and `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.rows >= matrix.columns else {
      throw .tooFewRows(rows: matrix.rows, columns: matrix.columns)
    }
    try matrix.requireFinite("matrix")
    rows = matrix.rows
    columns = matrix.columns
    reflectors = matrix.elements
    scales = Array(repeating: 0, count: matrix.columns)
    if columns > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dgeqrf",
        LAPACKE_dgeqrf(
          BLAS.columnMajor, Int32(rows), Int32(columns), &reflectors, Int32(rows), &scales))
    }
  }

  /// The upper triangular factor, n by n.
  public var triangularFactor: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for j in 0..<columns {
      for i in 0...j { result[i, j] = reflectors[i + j * rows] }
    }
    return result
  }

  /// The product Qᵀ · vector, of m elements; the first n are its part in the column space.
  public func transposeQTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try apply(BLAS.flag("T"), vector)
  }

  /// The product Q · vector, of m elements, with Q the full orthogonal matrix.
  public func qTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try apply(BLAS.flag("N"), vector)
  }

  private func apply(
    _ transposition: CChar, _ vector: [Double]
  ) throws(LinearAlgebraError) -> [Double] {
    try requireSize("product with Q", expected: rows, found: vector.count)
    var result = vector
    guard columns > 0 else { return result }
    try BLAS.check(
      "dormqr",
      LAPACKE_dormqr(
        BLAS.columnMajor, BLAS.flag("L"), transposition, Int32(rows), 1, Int32(columns),
        reflectors, Int32(rows), scales, &result, Int32(rows)))
    return result
  }
}
