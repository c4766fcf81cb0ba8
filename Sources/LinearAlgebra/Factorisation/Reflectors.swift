import CLAPACKE

/// An orthogonal matrix Q as LAPACK leaves it: Householder vectors below the diagonal of the
/// factorised matrix, and their scales.
struct Reflectors: Sendable {
  let rows: Int
  let elements: [Double]
  let scales: [Double]

  /// The triangle or trapezium on and above the diagonal.
  func upper(rows height: Int, columns: Int) -> Matrix {
    var result = Matrix(rows: height, columns: columns)
    for j in 0..<columns {
      for i in 0..<Swift.min(j + 1, height) { result[i, j] = elements[i + j * rows] }
    }
    return result
  }

  /// Q or Qᵀ times a vector.
  func apply(
    _ transposition: CChar, _ vector: [Double]
  ) throws(LinearAlgebraError) -> [Double] {
    try requireSize("product with Q", expected: rows, found: vector.count)
    var result = vector
    guard !scales.isEmpty else { return result }
    BLAS.singleThreaded
    try BLAS.check(
      "dormqr",
      LAPACKE_dormqr(
        BLAS.columnMajor, BLAS.flag("L"), transposition, Int32(rows), 1, Int32(scales.count),
        elements, Int32(rows), scales, &result, Int32(rows)))
    return result
  }

  /// As many columns of Q as there are reflectors.
  func formed() throws(LinearAlgebraError) -> Matrix {
    guard !scales.isEmpty else { return Matrix(rows: rows, columns: 0) }
    var work = Array(elements.prefix(rows * scales.count))
    BLAS.singleThreaded
    try BLAS.check(
      "dorgqr",
      LAPACKE_dorgqr(
        BLAS.columnMajor, Int32(rows), Int32(scales.count), Int32(scales.count), &work,
        Int32(rows), scales))
    return Matrix(shape: (rows, scales.count), work)
  }
}
