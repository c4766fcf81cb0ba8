extension Matrix {
  /// The product `self · other`.
  ///
  /// Throws `dimensionMismatch` where `columns` differs from `other.rows`.
  public func times(_ other: Matrix) throws(LinearAlgebraError) -> Matrix {
    try view.times(other.view)
  }

  /// The product `self · vector`, of `rows` elements.
  ///
  /// Throws `dimensionMismatch` where the vector does not have `columns` elements.
  public func times(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try view.times(vector)
  }

  /// The product of the transpose with another matrix, `columns` by `other.columns`.
  ///
  /// Throws `dimensionMismatch` where `rows` differs from `other.rows`.
  public func transposeTimes(_ other: Matrix) throws(LinearAlgebraError) -> Matrix {
    try view.transposeTimes(other.view)
  }

  /// The product of the transpose with a vector, of `columns` elements.
  ///
  /// Throws `dimensionMismatch` where the vector does not have `rows` elements.
  public func transposeTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try view.transposeTimes(vector)
  }
}
