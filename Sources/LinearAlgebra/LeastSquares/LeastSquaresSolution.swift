/// The least squares solution of A x ≈ b for a matrix of full column rank.
///
/// The design is reduced by Householder reflections in one pass over row blocks, read in place; AᵀA
/// plays no part in the factorisation. Where the rounding of that could show (always for problems of
/// moderate size, otherwise as the condition number and the size of the residuals ask) the
/// coefficients are then corrected with gradients in doubled precision, which makes them accurate to
/// nearly the last digit even for ill-conditioned designs.
public struct LeastSquaresSolution: Sendable {
  /// Up to this many elements of A the solution is refined in any case.
  static let refinementLimit = 1 << 16

  /// The relative error, by the bound κ + κ² tan θ of first-order theory, above which larger
  /// problems are refined (Golub, Van Loan, Matrix Computations, 4th ed., 5.3.8).
  static let acceptedError = 1e-12

  /// The solution x, one element per column.
  public let coefficients: [Double]

  /// The sum of squared (weighted) residuals.
  public let residualSumOfSquares: Double

  /// The upper triangular R with RᵀR = AᵀWA.
  public let triangularFactor: UpperTriangular

  /// The 2-norm condition number of the (weighted) A with its columns scaled to length one.
  public let conditionNumber: Double

  /// The corrections made in doubled precision; none for a large, well-conditioned problem.
  public let refinementSteps: Int

  /// The problem, kept where its inverse Gram matrix is to be refined too.
  private let problem: ScaledProblem?

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
  /// positive), `rankDeficient` with the rank and the dependent columns, and `overflow` where a
  /// coefficient or the sum of squares is beyond the largest double.
  public init(
    design: Matrix, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try self.init(
      design: design.view, response: response, weights: weights, rankTolerance: rankTolerance)
  }

  /// Solves for a design read in place through a view; otherwise as for a matrix.
  public init(
    design: MatrixView, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try requireSize("least squares response", expected: design.rows, found: response.count)
    guard design.rows >= design.columns, design.columns > 0 else {
      throw .tooFewRows(rows: design.rows, columns: design.columns)
    }
    let reduced = try BlockedQR(checked: design, response, weights: weights)
    conditionNumber = try scaledCondition(reduced.triangularFactor, tolerance: rankTolerance)
    triangularFactor = try UpperTriangular(reduced.triangularFactor)
    let isSmall = design.rows * design.columns <= LeastSquaresSolution.refinementLimit
    var refined: RefinedLeastSquares?
    let scaled = try ScaledProblem(
      design, response, weights: weights, penalties: nil, factor: reduced.triangularFactor)
    if isSmall || LeastSquaresSolution.needsRefinement(conditionNumber, reduced) {
      let start = try scaled.factor.solve(
        reduced.rotatedResponse.map { $0 * scaled.responseScale * scaled.weightScale })
      refined = RefinedLeastSquares(
        scaled, start: start, conditionNumber: isSmall ? nil : conditionNumber)
    }
    if let refined {
      coefficients = scaled.unscaled(refined.coefficients)
      residualSumOfSquares = scaled.unscaled(sumOfSquares: refined.residualSumOfSquares)
    } else {
      coefficients = try triangularFactor.solve(reduced.rotatedResponse)
      residualSumOfSquares = reduced.residualNorm * reduced.residualNorm
    }
    refinementSteps = refined?.steps ?? 0
    let work = design.rows * design.columns * design.columns
    problem = work <= RefinedInverseGram.limit ? scaled : nil
    guard coefficients.allSatisfy(\.isFinite), residualSumOfSquares.isFinite else {
      throw .overflow(operation: "least squares")
    }
  }

  /// The inverse of AᵀWA, n by n: correct to nearly the last digit for problems of moderate size,
  /// and to about the condition number times the rounding unit for large ones.
  ///
  /// Throws `overflow` where an element is beyond the largest double.
  public func inverseGram() throws(LinearAlgebraError) -> Matrix {
    let result: Matrix
    if let problem {
      result = try RefinedInverseGram(problem).matrix
    } else {
      result = try triangularFactor.inverseGram()
    }
    guard result.elements.allSatisfy(\.isFinite) else {
      throw .overflow(operation: "inverse of the Gram matrix")
    }
    return result
  }

  private static func needsRefinement(_ condition: Double, _ reduced: BlockedQR) -> Bool {
    let explained = Matrix(shape: (reduced.rotatedResponse.count, 1), reduced.rotatedResponse)
      .frobeniusNorm
    let slope = reduced.residualNorm / explained
    let bound = Double.ulpOfOne * condition * (1 + condition * slope)
    return !(bound <= acceptedError)
  }
}
