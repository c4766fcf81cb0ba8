import CLAPACKE

/// The least squares solution of smallest Euclidean length of A x ≈ b, for A of any shape and rank.
///
/// By a complete orthogonal factorisation A P = Q [T 0; 0 0] Z with the rank from pivoted QR and an
/// incremental condition estimate (Golub, Van Loan, Matrix Computations, 4th ed., 5.5.2; LAPACK
/// dgelsy). Unlike ``LeastSquaresSolution`` the rank is judged, and the length measured, in the units
/// the columns come in. A design with more rows than columns is reduced block by block first, without
/// a copy.
public struct MinimumNormSolution: Sendable {
  /// The solution x, one element per column.
  public let coefficients: [Double]

  /// The number of independent columns found.
  public let rank: Int

  /// The sum of squared (weighted) residuals.
  public let residualSumOfSquares: Double

  /// Solves for a design of m rows and n columns and a response of m elements.
  ///
  /// - Parameters:
  ///   - design: the matrix A.
  ///   - response: the vector b.
  ///   - weights: positive weights; all one where `nil`.
  ///   - rankTolerance: the leading block counted as independent has a condition number below one
  ///     over this.
  ///
  /// Throws `dimensionMismatch`, `nonFinite` (also for a weight that is not positive), `tooFewRows`
  /// for a design without rows or columns, and `overflow`.
  public init(
    design: MatrixView, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try requireSize("least squares response", expected: design.rows, found: response.count)
    guard design.rows > 0, design.columns > 0 else {
      throw .tooFewRows(rows: design.rows, columns: design.columns)
    }
    var work: Matrix
    var right: [Double]
    var unreachable = 0.0
    if design.rows > design.columns {
      let reduced = try BlockedQR(checked: design, response, weights: weights)
      work = reduced.triangularFactor
      right = reduced.rotatedResponse
      unreachable = reduced.residualNorm
    } else {
      (work, right) = try weighted(design, response, weights)
    }
    let original = work
    let target = right
    let (m, n) = (work.rows, work.columns)
    right += Array(repeating: 0, count: Swift.max(0, n - m))
    var pivots = Array(repeating: Int32(0), count: n)
    var found = Int32(0)
    BLAS.singleThreaded
    try BLAS.check(
      "dgelsy",
      LAPACKE_dgelsy(
        BLAS.columnMajor, Int32(m), Int32(n), 1, &work.elements, Int32(m), &right,
        Int32(right.count), &pivots, rankTolerance, &found))
    rank = Int(found)
    coefficients = Array(right.prefix(n))
    let rest = zip(try original.times(coefficients), target).map { $0 - $1 } + [unreachable]
    let length = Matrix(shape: (rest.count, 1), rest).frobeniusNorm
    residualSumOfSquares = length * length
    guard coefficients.allSatisfy(\.isFinite), residualSumOfSquares.isFinite else {
      throw .overflow(operation: "minimum norm least squares")
    }
  }

  /// Solves for a matrix; otherwise as for a view.
  public init(
    design: Matrix, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try self.init(
      design: design.view, response: response, weights: weights, rankTolerance: rankTolerance)
  }
}

/// A copy of a small problem with its rows multiplied by the roots of their weights.
private func weighted(
  _ design: MatrixView, _ response: [Double], _ weights: [Double]?
) throws(LinearAlgebraError) -> (Matrix, [Double]) {
  try design.requireFinite("design")
  try requireFinite(response, "response")
  var matrix = design.matrix
  var right = response
  guard let weights else { return (matrix, right) }
  try requireSize("least squares weights", expected: design.rows, found: weights.count)
  for (i, weight) in weights.enumerated() {
    guard weight > 0, weight.isFinite else {
      throw .nonFinite(operand: "weights (must be positive)", row: i, column: 0)
    }
    right[i] *= weight.squareRoot()
    for j in 0..<matrix.columns { matrix[i, j] *= weight.squareRoot() }
  }
  return (matrix, right)
}
