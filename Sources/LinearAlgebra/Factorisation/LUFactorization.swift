import CLAPACKE

/// The factorisation P A = L U of a square matrix by partial pivoting.
///
/// L has ones on its diagonal and U is upper triangular
/// (Golub, Van Loan, Matrix Computations, 4th ed., 3.4).
public struct LUFactorization: Sendable {
  /// The order n of the matrix.
  public let order: Int

  private let factors: [Double]
  private let exchanges: [Int32]
  private let norm: Double

  /// Factorises a square matrix.
  ///
  /// Throws `dimensionMismatch` where it is not square, `nonFinite` for NaN or infinity, and
  /// `singular` with the first zero on the diagonal of U.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try self.init(matrix.view)
  }

  /// Factorises a square view; throws as for a matrix.
  public init(_ view: MatrixView) throws(LinearAlgebraError) {
    try requireSize("LU factorisation", expected: view.rows, found: view.columns)
    try view.requireFinite("matrix")
    order = view.rows
    norm = view.oneNorm
    var work = view.matrix.elements
    var swaps = Array(repeating: Int32(0), count: view.rows)
    if view.rows > 0 {
      BLAS.singleThreaded
      let info = LAPACKE_dgetrf(
        BLAS.columnMajor, Int32(view.rows), Int32(view.rows), &work, Int32(view.rows), &swaps)
      if info > 0 { throw .singular(index: Int(info) - 1) }
      try BLAS.check("dgetrf", info)
    }
    factors = work
    exchanges = swaps
  }

  /// The solution x of A x = vector.
  ///
  /// Throws `dimensionMismatch` for a vector of another length than n, and `overflow`.
  public func solve(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try requireSize("linear system", expected: order, found: vector.count)
    return try solve(Matrix(shape: (order, 1), vector), BLAS.flag("N")).elements
  }

  /// The solution x of Aᵀ x = vector.
  ///
  /// Throws `dimensionMismatch` for a vector of another length than n, and `overflow`.
  public func solveTransposed(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try requireSize("linear system", expected: order, found: vector.count)
    return try solve(Matrix(shape: (order, 1), vector), BLAS.flag("T")).elements
  }

  /// The solution X of A X = B, n by the columns of B.
  ///
  /// Throws `dimensionMismatch` where B does not have n rows, and `overflow`.
  public func solve(_ right: Matrix) throws(LinearAlgebraError) -> Matrix {
    try requireSize("linear system", expected: order, found: right.rows)
    return try solve(right, BLAS.flag("N"))
  }

  /// The inverse of A; a system is better solved than inverted.
  public func inverse() throws(LinearAlgebraError) -> Matrix {
    try solve(.identity(order), BLAS.flag("N"))
  }

  /// The determinant as its sign (−1 or 1) and the logarithm of its size.
  public var logDeterminant: (sign: Double, logMagnitude: Double) {
    var sign = 1.0
    var sum = 0.0
    for i in 0..<order {
      let element = factors[i + i * order]
      if (element < 0) != (Int(exchanges[i]) != i + 1) { sign = -sign }
      sum += log(abs(element))
    }
    return (sign, sum)
  }

  /// The condition number in the 1-norm, ‖A‖₁ ‖A⁻¹‖₁, with the second norm estimated from below by
  /// Higham's (1988) iteration, almost always exactly; infinite where A is singular to rounding.
  public func conditionNumber() throws(LinearAlgebraError) -> Double {
    guard order > 0 else { return 1 }
    var reciprocal = 0.0
    BLAS.singleThreaded
    try BLAS.check(
      "dgecon",
      LAPACKE_dgecon(
        BLAS.columnMajor, BLAS.flag("1"), Int32(order), factors, Int32(order), norm, &reciprocal))
    return 1 / reciprocal
  }

  private func solve(
    _ right: Matrix, _ transposition: CChar
  ) throws(LinearAlgebraError) -> Matrix {
    var result = right
    guard order > 0, right.columns > 0 else { return result }
    try right.requireFinite("right-hand side")
    BLAS.singleThreaded
    try BLAS.check(
      "dgetrs",
      LAPACKE_dgetrs(
        BLAS.columnMajor, transposition, Int32(order), Int32(right.columns), factors,
        Int32(order), exchanges, &result.elements, Int32(order)))
    guard result.elements.allSatisfy(\.isFinite) else {
      throw .overflow(operation: "linear system")
    }
    return result
  }
}
