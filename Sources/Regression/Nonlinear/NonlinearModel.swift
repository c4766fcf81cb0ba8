public import LinearAlgebra

/// A fitted nonlinear model.
public struct NonlinearModel: Sendable {
  /// The names of the parameters.
  public let names: [String]

  /// The estimates.
  public let coefficients: [Double]

  /// The covariance of the estimates by linearisation, σ² (JᵀWJ)⁻¹; zero for a parameter held at a
  /// bound.
  public let covariance: Matrix

  /// The parameters held at an end of their range, for which no standard error exists.
  public let atBound: [String]

  /// The residual standard deviation: the square root of RSS over the residual degrees of freedom.
  public let sigma: Double

  /// The weighted sum of squared residuals.
  public let residualSumOfSquares: Double

  /// Rows minus parameters that are not held at a bound.
  public let residualDegreesOfFreedom: Int

  /// f(b) for every row.
  public let fitted: [Double]

  /// y − f(b) for every row.
  public let residuals: [Double]

  /// What shows that the estimates are a minimum.
  public let convergence: NonlinearConvergence

  /// The standard errors of the estimates; `nil` for a parameter held at a bound.
  public var standardErrors: [Double?] {
    names.indices.map { j in
      atBound.contains(names[j]) ? nil : covariance[j, j].squareRoot()
    }
  }

  init(
    _ problem: inout NonlinearProblem, _ search: LevenbergMarquardt
  ) throws(RegressionError) {
    let b = search.parameters
    let jacobian = try problem.derivatives(b, fine: true)
    let free = search.freeParameters(problem, jacobian)
    names = problem.names
    coefficients = b
    atBound = b.indices.filter { !free.contains($0) }.map { problem.names[$0] }
    let values = try problem.values(b)
    fitted = values
    residuals = zip(problem.response, values).map { $0 - $1 }
    residualDegreesOfFreedom = problem.response.count - free.count
    let root = norm(search.residuals) / problem.scale
    residualSumOfSquares = root * root
    sigma = root / Double(problem.response.count - free.count).squareRoot()
    guard residualSumOfSquares.isFinite else {
      throw .computation(.overflow(operation: "nonlinear sum of squares"))
    }
    var covariance = Matrix(rows: b.count, columns: b.count)
    var evidence = (offset: 0.0, step: 0.0, condition: 1.0)
    if !free.isEmpty {
      do {
        let open = try LeastSquaresSolution(
          design: jacobian.columns(free), response: search.residuals)
        let inverse = try open.inverseGram()
        for (l, j) in free.enumerated() {
          for (k, i) in free.enumerated() {
            covariance[i, j] = inverse[k, l] * (sigma * problem.scale) * (sigma * problem.scale)
          }
        }
        evidence = NonlinearModel.evidence(search, free, open, problem.response.count)
      } catch {
        throw RegressionError.from(error, names: free.map { problem.names[$0] })
      }
    }
    self.covariance = covariance
    convergence = NonlinearConvergence(
      iterations: search.iterations, evaluations: problem.evaluations,
      relativeOffset: evidence.offset, relativeStep: evidence.step,
      conditionNumber: evidence.condition)
    guard convergence.isConvincing else {
      throw .noConvergence(method: "nonlinear least squares", iterations: search.iterations)
    }
  }

  /// The part of the residuals that the parameters could still take up, and the step they would take.
  private static func evidence(
    _ search: LevenbergMarquardt, _ free: [Int], _ open: LeastSquaresSolution, _ rows: Int
  ) -> (offset: Double, step: Double, condition: Double) {
    let explained = norm(
      (try? open.triangularFactor.matrix.times(open.coefficients)) ?? [Double.infinity])
    let left = open.residualSumOfSquares.squareRoot()
    let (p, n) = (Double(free.count), Double(rows - free.count))
    let offset = left > 0 ? (explained / p.squareRoot()) / (left / n.squareRoot()) : 0
    let size = norm(free.map { search.parameters[$0] })
    let step = size > 0 ? norm(open.coefficients) / size : norm(open.coefficients)
    return (offset, step, open.conditionNumber)
  }
}

/// The evidence that a nonlinear fit has arrived at a minimum.
public struct NonlinearConvergence: Equatable, Sendable {
  /// Accepted steps.
  public let iterations: Int

  /// Calls of the model, those for derivatives included.
  public let evaluations: Int

  /// The length of the residuals' part along the Jacobian over that across it, each per degree of
  /// freedom (Bates, Watts 1981): 0.001 means that the estimates are within a thousandth of their
  /// confidence region of the minimum. Zero where the fit is exact.
  public let relativeOffset: Double

  /// The length of the undamped step from the estimates, relative to theirs.
  public let relativeStep: Double

  /// The 2-norm condition number of the Jacobian with columns scaled to length one.
  public let conditionNumber: Double

  /// Whether the estimates count as a minimum: a relative offset of at most 10⁻⁴, or an open step of
  /// at most 10⁻⁸ where the residuals are too small to judge by.
  public var isConvincing: Bool { relativeOffset <= 1e-4 || relativeStep <= 1e-8 }
}
