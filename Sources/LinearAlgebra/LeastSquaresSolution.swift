/// The least squares solution of A x ≈ b for a matrix of full column rank.
///
/// Householder factorisation throughout; AᵀA is never formed. Problems of moderate size are then
/// refined with residuals in doubled precision on the augmented system
/// (Björck 1967), which gives coefficients accurate to nearly the last digit even for
/// ill-conditioned designs; large ones are reduced in one pass over row blocks.
public struct LeastSquaresSolution: Sendable {
  /// Up to this many elements of A the solution is refined.
  static let refinementLimit = 1 << 16

  /// The solution x, one element per column.
  public let coefficients: [Double]

  /// The sum of squared (weighted) residuals.
  public let residualSumOfSquares: Double

  /// The upper triangular R with RᵀR = AᵀWA.
  public let triangularFactor: UpperTriangular

  /// The 2-norm condition number of the (weighted) A with its columns scaled to length one.
  public let conditionNumber: Double

  /// Solves for a design of m rows and n columns, m ≥ n, and a response of m elements.
  ///
  /// - Parameters:
  ///   - design: the matrix A.
  ///   - response: the vector b.
  ///   - weights: positive weights w minimising Σ w (b − A x)²; all one where `nil`.
  ///   - rankTolerance: a column counts as dependent when what it adds to the others, after
  ///     scaling all columns to length one, is at most this share of the largest.
  ///
  /// Throws `tooFewRows`, `dimensionMismatch`, `nonFinite` (also for a weight that is not
  /// positive) and `rankDeficient` with the rank and the dependent columns.
  public init(
    design: Matrix, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try requireSize("least squares response", expected: design.rows, found: response.count)
    guard design.rows >= design.columns, design.columns > 0 else {
      throw .tooFewRows(rows: design.rows, columns: design.columns)
    }
    var rowScale: [Double]?
    if let weights {
      try requireSize("least squares weights", expected: design.rows, found: weights.count)
      if let place = weights.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
        throw .nonFinite(operand: "weights (must be positive)", row: place, column: 0)
      }
      rowScale = weights.map { $0.squareRoot() }
    }
    let reduced = try BlockedQR(design, response, rowScale: rowScale)
    try LeastSquaresSolution.requireFinite(design, response, reduced)
    conditionNumber = try LeastSquaresSolution.scaledCondition(
      reduced.triangularFactor, tolerance: rankTolerance)
    triangularFactor = try UpperTriangular(reduced.triangularFactor)
    if design.elements.count <= LeastSquaresSolution.refinementLimit {
      let refined = try RefinedLeastSquares(design, response, rowScale: rowScale)
      coefficients = refined.coefficients
      residualSumOfSquares = refined.residualSumOfSquares
    } else {
      coefficients = try triangularFactor.solve(reduced.rotatedResponse)
      residualSumOfSquares = reduced.residualNorm * reduced.residualNorm
    }
  }

  /// The inverse of AᵀWA, n by n.
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    try triangularFactor.inverseGram()
  }

  /// Any NaN or infinity of the input reaches the factor, so the input is searched only then.
  private static func requireFinite(
    _ design: Matrix, _ response: [Double], _ reduced: BlockedQR
  ) throws(LinearAlgebraError) {
    let sound =
      reduced.triangularFactor.elements.allSatisfy(\.isFinite)
      && reduced.rotatedResponse.allSatisfy(\.isFinite) && reduced.residualNorm.isFinite
    if sound { return }
    try design.requireFinite("design")
    try LinearAlgebra.requireFinite(response, "response")
    throw .routineFailed(routine: "dgeqrf (overflow)", info: 0)
  }

  private static func scaledCondition(
    _ factor: Matrix, tolerance: Double
  ) throws(LinearAlgebraError) -> Double {
    var scaled = factor
    let norms = factor.columnNorms()
    for (j, norm) in norms.enumerated() where norm > 0 {
      for i in 0...j { scaled[i, j] /= norm }
    }
    let pivoted = try PivotedQR(scaled)
    let rank = pivoted.rank(tolerance: tolerance)
    if rank < factor.columns {
      let columns = dependentColumns(scaled, tolerance: tolerance)
      throw .rankDeficient(
        rank: rank, columns: columns.isEmpty ? pivoted.dependentColumns(rank: rank) : columns)
    }
    return try scaled.conditionNumber()
  }

  /// The columns that add nothing to the ones before them, so that the first of two equal columns
  /// is kept.
  private static func dependentColumns(_ scaled: Matrix, tolerance: Double) -> [Int] {
    var basis: [[Double]] = []
    var dependent: [Int] = []
    for j in 0..<scaled.columns {
      var rest = scaled.column(j)
      for _ in 0..<2 {
        for vector in basis {
          let share = zip(vector, rest).reduce(0) { $0 + $1.0 * $1.1 }
          for i in rest.indices { rest[i] -= share * vector[i] }
        }
      }
      let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > tolerance * Double(scaled.columns) {
        basis.append(rest.map { $0 / length })
      } else {
        dependent.append(j)
      }
    }
    return dependent
  }
}
