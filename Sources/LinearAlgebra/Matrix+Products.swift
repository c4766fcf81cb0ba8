import CLAPACKE

extension Matrix {
  /// The product `self · other`.
  ///
  /// Throws `dimensionMismatch` where `columns` differs from `other.rows`.
  public func times(_ other: Matrix) throws(LinearAlgebraError) -> Matrix {
    try requireSize("matrix product", expected: columns, found: other.rows)
    var result = Matrix(rows: rows, columns: other.columns)
    guard rows > 0, columns > 0, other.columns > 0 else { return result }
    BLAS.singleThreaded
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(other.columns),
      Int32(columns), 1, elements, Int32(rows), other.elements, Int32(other.rows), 0,
      &result.elements, Int32(rows))
    return result
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
    _ transposition: CBLAS_TRANSPOSE, _ vector: [Double], count: Int
  ) -> [Double] {
    var result = Array(repeating: 0.0, count: count)
    guard rows > 0, columns > 0 else { return result }
    BLAS.singleThreaded
    cblas_dgemv(
      CblasColMajor, transposition, Int32(rows), Int32(columns), 1, elements, Int32(rows),
      vector, 1, 0, &result, 1)
    return result
  }
}
