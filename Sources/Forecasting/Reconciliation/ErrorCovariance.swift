public import LinearAlgebra

/// The covariance W of the errors of base forecasts, one row and column per series.
///
/// Kept as a factor F with W = FᵀF, so that reconciliation is a least squares problem in F and
/// neither W nor its inverse is formed. W may be singular.
public struct ErrorCovariance: Equatable, Sendable {
  /// The factor F, k × m; k is m for a diagonal W, and at least the number of residuals otherwise.
  public let factor: Matrix

  /// The weight of the diagonal in a shrunken covariance; `nil` for the others.
  public let shrinkage: Double?

  /// The number of series, m.
  public var count: Int { factor.columns }

  init(factor: Matrix, shrinkage: Double? = nil) {
    self.factor = factor
    self.shrinkage = shrinkage
  }

  /// The covariance W = FᵀF, m × m.
  ///
  /// Throws where a product of the factor overflows.
  public func matrix() throws(ReconciliationError) -> Matrix {
    try gram(factor)
  }

  /// Equal variances, W = I: least squares reconciliation (Hyndman et al. 2011).
  public static func identity(_ hierarchy: Hierarchy) -> ErrorCovariance {
    ErrorCovariance(factor: .identity(hierarchy.count))
  }

  /// Variances in proportion to the number of cells summed, W = diag(S 1) (Athanasopoulos et al.
  /// 2017). Needs no residuals.
  ///
  /// Throws `undetermined` for a series whose weights do not sum to a positive number.
  public static func structural(
    _ hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    var scales: [Double] = []
    for (row, name) in hierarchy.names.enumerated() {
      let sum = hierarchy.summing.row(row).reduce(0, +)
      guard sum > 0, sum.isFinite else {
        throw .undetermined(
          series: name, reason: "its weights sum to \(sum); give the variances instead")
      }
      scales.append(sum.squareRoot())
    }
    return ErrorCovariance(factor: .diagonal(scales))
  }

  /// Known variances, W = diag(v). A series of variance zero is held at its forecast.
  ///
  /// Throws for another number of variances, a negative one, or one that is not finite.
  public static func variances(
    _ variances: [Double], of hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    try requireValues(variances, "variances", names: hierarchy.names)
    if let place = variances.firstIndex(where: { $0 < 0 }) {
      throw .invalidValue(
        input: "variances", series: hierarchy.names[place], index: 0, value: variances[place],
        reason: "a variance is 0 or more")
    }
    return ErrorCovariance(factor: .diagonal(variances.map { $0.squareRoot() }))
  }

  /// A known covariance matrix, m × m, symmetric and without negative variances of any sum.
  ///
  /// Throws `countMismatch` for another size and `linearAlgebra` for a matrix that is not
  /// symmetric positive semidefinite.
  public static func known(
    _ matrix: Matrix, of hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    guard matrix.rows == hierarchy.count, matrix.columns == hierarchy.count else {
      throw .countMismatch(
        input: "covariance", expected: hierarchy.count,
        found: matrix.rows == hierarchy.count ? matrix.columns : matrix.rows)
    }
    return ErrorCovariance(factor: try factor(of: matrix))
  }

  /// Independent blocks of known covariance, in the order of the series: those of the totals from
  /// one source, say, and those of the cells from another.
  ///
  /// Throws as ``known(_:of:)``, for the blocks together.
  public static func blocks(
    _ blocks: [Matrix], of hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    var factors: [Matrix] = []
    for block in blocks { factors.append(try factor(of: block)) }
    let joined = blockDiagonal(factors)
    guard joined.columns == hierarchy.count else {
      throw .countMismatch(
        input: "covariance blocks", expected: hierarchy.count, found: joined.columns)
    }
    return ErrorCovariance(factor: joined)
  }

  static func blockDiagonal(_ blocks: [Matrix]) -> Matrix {
    var joined = Matrix(
      rows: blocks.reduce(0) { $0 + $1.rows }, columns: blocks.reduce(0) { $0 + $1.columns })
    var row = 0
    var column = 0
    for block in blocks {
      for j in 0..<block.columns {
        for i in 0..<block.rows { joined[row + i, column + j] = block[i, j] }
      }
      row += block.rows
      column += block.columns
    }
    return joined
  }

  /// A factor F of a covariance: from Cholesky, or from eigenvalues where it is singular.
  private static func factor(of matrix: Matrix) throws(ReconciliationError) -> Matrix {
    try algebra { () throws(LinearAlgebraError) in
      try matrix.requireFinite("covariance")
      guard matrix.rows == matrix.columns else {
        throw .dimensionMismatch(
          operation: "covariance", expected: matrix.rows, found: matrix.columns)
      }
      let largest = matrix.elements.reduce(0) { max($0, abs($1)) }
      for j in 0..<matrix.columns {
        for i in 0..<j where abs(matrix[i, j] - matrix[j, i]) > 1e-9 * largest {
          throw .notPositiveDefinite(order: j + 1)
        }
      }
      if let cholesky = try? Cholesky(matrix) { return cholesky.lower.transposed }
      let eigen = try SymmetricEigen(matrix)
      let slack = 1e-12 * Double(matrix.rows) * largest
      if let place = eigen.values.firstIndex(where: { $0 < -slack }) {
        throw .notPositiveDefinite(order: matrix.rows - place)
      }
      var root = eigen.vectors.transposed
      for (i, value) in eigen.values.enumerated() {
        // An eigenvalue that is rounding alone is a combination without error.
        let scale = value > slack ? value.squareRoot() : 0
        for j in 0..<root.columns { root[i, j] *= scale }
      }
      return root
    }
  }
}

/// FᵀF, refused where it is not finite.
func gram(_ factor: Matrix) throws(ReconciliationError) -> Matrix {
  try algebra { () throws(LinearAlgebraError) in
    let product = try factor.transposed.times(factor)
    try product.requireFinite("covariance (overflow; rescale the series)")
    return product
  }
}
