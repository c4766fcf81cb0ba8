/// The penalised least squares solution minimising Σ wᵢ (bᵢ − aᵢ·x)² + Σ λⱼ xⱼ².
///
/// Found from the triangular factor of A with the rows √λⱼ eⱼ added below it, never from AᵀA + Λ
/// (Golub 1965; Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 3.4.1), and
/// corrected with gradients in doubled precision where the problem is of moderate size. There may be
/// fewer rows than columns as long as the penalties make up for them.
public struct RidgeSolution: Sendable {
  /// The solution x, one element per column.
  public let coefficients: [Double]

  /// The penalties λ, one per column.
  public let penalties: [Double]

  /// The sum of squared (weighted) residuals, without the penalty.
  public let residualSumOfSquares: Double

  /// The sum Σ λⱼ xⱼ².
  public let penaltySum: Double

  /// The upper triangular R with RᵀR = AᵀWA + Λ.
  public let triangularFactor: UpperTriangular

  /// The trace of the matrix that turns the response into fitted values: between zero and the number
  /// of columns.
  public let effectiveDegreesOfFreedom: Double

  /// Solves for a design of m rows and n columns and a response of m elements.
  ///
  /// - Parameters:
  ///   - design: the matrix A.
  ///   - response: the vector b.
  ///   - penalties: one λ ≥ 0 per column, in units of (weighted) squared response over squared
  ///     coefficient; 0 leaves a column (such as the intercept) unpenalised.
  ///   - weights: positive weights; all one where `nil`.
  ///   - rankTolerance: as for ``LeastSquaresSolution``, of the design with the penalty rows.
  ///
  /// Throws `dimensionMismatch`, `invalidSetting` for a penalty that is negative or not finite,
  /// `nonFinite`, `rankDeficient` where penalties do not make up for dependent columns,
  /// `tooFewRows` for a design without rows or columns, and `overflow`.
  public init(
    design: MatrixView, response: [Double], penalties: [Double], weights: [Double]? = nil,
    rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try requireSize("ridge response", expected: design.rows, found: response.count)
    try requireSize("ridge penalties", expected: design.columns, found: penalties.count)
    guard design.rows > 0, design.columns > 0 else {
      throw .tooFewRows(rows: design.rows, columns: design.columns)
    }
    for (j, penalty) in penalties.enumerated() where !(penalty >= 0) || !penalty.isFinite {
      throw .invalidSetting(
        name: "penalty of column \(j)", value: penalty,
        reason: "a penalty must be a finite number of at least zero")
    }
    let reduced = try BlockedQR(checked: design, response, weights: weights)
    let n = design.columns
    var stacked = Matrix(rows: 2 * n, columns: n)
    for j in 0..<n {
      for i in 0...j { stacked[i, j] = reduced.triangularFactor[i, j] }
      stacked[n + j, j] = penalties[j].squareRoot()
    }
    let augmented = try QRFactorization(stacked)
    let factor = augmented.triangularFactor
    _ = try scaledCondition(factor, tolerance: rankTolerance)
    triangularFactor = try UpperTriangular(factor)
    let target = reduced.rotatedResponse + Array(repeating: 0, count: n)
    let rotated = Array(try augmented.transposeQTimes(target).prefix(n))
    let start = try triangularFactor.solve(rotated)

    let scaled = try ScaledProblem(
      design, response, weights: weights, penalties: penalties, factor: factor)
    var refined: RefinedLeastSquares?
    if design.rows * n <= LeastSquaresSolution.refinementLimit {
      refined = RefinedLeastSquares(
        scaled,
        start: start.indices.map { start[$0] * scaled.responseScale / scaled.columnScale[$0] },
        conditionNumber: nil)
    }
    let x = refined.map { scaled.unscaled($0.coefficients) } ?? start
    coefficients = x
    self.penalties = penalties
    penaltySum = x.indices.reduce(0) { $0 + penalties[$1] * x[$1] * x[$1] }
    // The residuals are those of the reduced problem and the part no column can reach.
    let difference = zip(try reduced.triangularFactor.times(x), reduced.rotatedResponse)
      .map { $0 - $1 }
    let length = Matrix(shape: (n + 1, 1), difference + [reduced.residualNorm]).frobeniusNorm
    residualSumOfSquares = length * length
    // ‖R₀ R⁻¹‖² in the Frobenius norm, R₀ the factor without penalties.
    let share = try triangularFactor.solveTransposed(reduced.triangularFactor.transposed)
    effectiveDegreesOfFreedom = share.elements.reduce(0) { $0 + $1 * $1 }
    guard x.allSatisfy(\.isFinite), residualSumOfSquares.isFinite, penaltySum.isFinite else {
      throw .overflow(operation: "ridge least squares")
    }
  }

  /// Solves for a matrix; otherwise as for a view.
  public init(
    design: Matrix, response: [Double], penalties: [Double], weights: [Double]? = nil,
    rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try self.init(
      design: design.view, response: response, penalties: penalties, weights: weights,
      rankTolerance: rankTolerance)
  }
}
