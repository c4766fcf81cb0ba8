/// Least squares coefficients corrected with gradients in doubled precision.
///
/// Each step solves RᵀR d = Aᵀ W (b − A x) − Λ x with the triangular factor of the design and adds d
/// to x. Because R is that of a matrix within rounding of A, a step shrinks the error of A x by about
/// the condition number times the rounding unit; the exact gradient, not the factorisation, decides
/// where it ends (Björck 1987, corrected semi-normal equations; Demmel et al. 2009 on extra-precise
/// refinement). The design is read in place.
struct RefinedLeastSquares {
  /// Corrections after which refinement ends in any case.
  static let stepLimit = 10

  /// The scaled coefficients.
  let coefficients: [Double]

  /// The scaled residual sum of squares.
  let residualSumOfSquares: Double

  /// The corrections made.
  let steps: Int

  /// Corrects the scaled coefficients `start`; `nil` where the first gradient is not finite.
  ///
  /// With a condition number κ given, refinement ends as soon as the next step, at most κ² times the
  /// rounding unit of the one before, could change no more than the accepted error; without one it ends when the steps stop shrinking, which costs one pass more and
  /// evaluates the residuals at the very coefficients returned.
  init?(_ problem: ScaledProblem, start: [Double], conditionNumber: Double?) {
    var x = start
    var previous = Double.infinity
    var squares: Double?
    var count = 0
    for _ in 0..<RefinedLeastSquares.stepLimit {
      let pass = NormalResidual(problem, at: x)
      guard pass.residualSumOfSquares.isFinite else { break }
      squares = pass.residualSumOfSquares
      guard let half = try? problem.factor.solveTransposed(pass.gradient),
        let step = try? problem.factor.solve(half)
      else { break }
      let size = step.reduce(0) { Swift.max($0, abs($1)) }
      guard size.isFinite, size < previous / 2, size > 0 else { break }
      for j in x.indices { x[j] += step[j] }
      squares = Swift.max(
        0, pass.residualSumOfSquares - half.reduce(0) { $0 + $1 * $1 })
      count += 1
      previous = size
      let largest = x.reduce(0) { Swift.max($0, abs($1)) }
      if let conditionNumber,
        size * conditionNumber * conditionNumber * Double.ulpOfOne
          < largest * LeastSquaresSolution.acceptedError
      {
        break
      }
    }
    guard let squares else { return nil }
    coefficients = x
    residualSumOfSquares = squares
    steps = count
  }
}
