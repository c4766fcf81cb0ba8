import CLAPACKE

extension MatrixView {
  /// The product `self · other`, without a copy of either.
  ///
  /// Throws `dimensionMismatch` where `columns` differs from `other.rows`.
  public func times(_ other: MatrixView) throws(LinearAlgebraError) -> Matrix {
    try requireSize("matrix product", expected: columns, found: other.rows)
    return product(CblasNoTrans, other, shape: (rows, other.columns), inner: columns)
  }

  /// The product of the transpose with another view, `columns` by `other.columns`.
  ///
  /// Throws `dimensionMismatch` where `rows` differs from `other.rows`.
  public func transposeTimes(_ other: MatrixView) throws(LinearAlgebraError) -> Matrix {
    try requireSize("transpose times matrix", expected: rows, found: other.rows)
    return product(CblasTrans, other, shape: (columns, other.columns), inner: rows)
  }

  /// The product `self · vector`, of `rows` elements.
  ///
  /// Throws `dimensionMismatch` where the vector does not have `columns` elements.
  public func times(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try requireSize("matrix times vector", expected: columns, found: vector.count)
    return product(CblasNoTrans, vector, count: rows)
  }

  /// The product of the transpose with a vector, of `columns` elements.
  ///
  /// Throws `dimensionMismatch` where the vector does not have `rows` elements.
  public func transposeTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try requireSize("transpose times vector", expected: rows, found: vector.count)
    return product(CblasTrans, vector, count: columns)
  }

  private func product(
    _ transposition: CBLAS_TRANSPOSE, _ other: MatrixView, shape: (rows: Int, columns: Int),
    inner: Int
  ) -> Matrix {
    var result = Matrix(rows: shape.rows, columns: shape.columns)
    guard shape.rows > 0, shape.columns > 0, inner > 0 else { return result }
    BLAS.singleThreaded
    withElements { left in
      other.withElements { right in
        cblas_dgemm(
          CblasColMajor, transposition, CblasNoTrans, Int32(shape.rows), Int32(shape.columns),
          Int32(inner), 1, left, Int32(leadingDimension), right, Int32(other.leadingDimension), 0,
          &result.elements, Int32(shape.rows))
      }
    }
    return result
  }

  private func product(
    _ transposition: CBLAS_TRANSPOSE, _ vector: [Double], count: Int
  ) -> [Double] {
    var result = Array(repeating: 0.0, count: count)
    guard rows > 0, columns > 0 else { return result }
    BLAS.singleThreaded
    withElements { elements in
      cblas_dgemv(
        CblasColMajor, transposition, Int32(rows), Int32(columns), 1, elements,
        Int32(leadingDimension), vector, 1, 0, &result, 1)
    }
    return result
  }
}
