import LinearAlgebra

/// The state of a Levenberg–Marquardt search.
struct LevenbergMarquardt {
  /// Relative changes at which the search ends: of the sum of squares, and of the parameters.
  static let tolerance = (squares: 1e-15, step: 1e-14)

  private(set) var parameters: [Double]
  private(set) var residuals: [Double]
  private(set) var squares: Double

  /// The accepted steps.
  private(set) var iterations = 0

  private var diagonal: [Double]
  private var radius = 0.0
  private var damping = 0.0

  init(_ problem: inout NonlinearProblem, start: [Double]) throws(RegressionError) {
    parameters = start
    let values = try problem.values(start)
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .invalidValue(
        input: "model at the start", row: row, value: values[row],
        reason: "the model must be finite at the start; start elsewhere")
    }
    (residuals, squares) = try problem.residuals(start)
    guard squares.isFinite else {
      throw .invalidValue(
        input: "model at the start", row: 0, value: values[0],
        reason: "its squared distance from the response overflows; start elsewhere")
    }
    diagonal = Array(repeating: 0, count: start.count)
  }

  /// Steps until nothing changes any more.
  mutating func run(
    _ problem: inout NonlinearProblem, iterationLimit: Int
  ) throws(RegressionError) {
    while squares > 0 {
      let jacobian = try problem.derivatives(parameters, fine: false)
      for (j, length) in jacobian.columnNorms().enumerated() {
        diagonal[j] = max(diagonal[j], length)
      }
      let free = freeParameters(problem, jacobian)
      if free.isEmpty { return }
      let part = jacobian.columns(free)
      if radius == 0 {
        let size = norm(zip(diagonal, parameters).map(*))
        radius = size > 0 ? size : norm(residuals)
      }
      var accepted = false
      while !accepted {
        let outcome = try attempt(&problem, part, free)
        if case .settled = outcome { return }
        accepted = outcome == .accepted
      }
      iterations += 1
      guard iterations < iterationLimit else {
        throw .noConvergence(method: "nonlinear least squares", iterations: iterations)
      }
    }
  }

  private enum Outcome { case accepted, rejected, settled }

  /// Tries one step from the current parameters.
  private mutating func attempt(
    _ problem: inout NonlinearProblem, _ jacobian: Matrix, _ free: [Int]
  ) throws(RegressionError) -> Outcome {
    guard let step = try trustRegionStep(jacobian, free) else { return .settled }
    var candidate = parameters
    for (place, j) in free.enumerated() {
      let range = problem.bounds[j]
      candidate[j] = min(max(parameters[j] + step.step[place], range.lowerBound), range.upperBound)
    }
    let taken = free.map { candidate[$0] - parameters[$0] }
    let length = norm(zip(free, taken).map { diagonalValue($0) * $1 })
    let size = norm(zip(diagonal, parameters).map(*))
    let predicted = predictedReduction(jacobian, taken)
    let trial = try problem.residuals(candidate)
    let achieved = 1 - trial.squares / squares
    let ratio = predicted > 0 ? achieved / predicted : 0
    let isSmall = length <= LevenbergMarquardt.tolerance.step * size
    let isLevel =
      abs(achieved) <= LevenbergMarquardt.tolerance.squares
      && predicted <= LevenbergMarquardt.tolerance.squares

    if !(ratio > 0.25) {
      // Shrink to where a parabola through what is known has its lowest point.
      let descent = max(predicted, Double.leastNormalMagnitude)
      let shrunk = achieved.isFinite ? descent / (2 * descent - 2 * achieved + descent) : 0.1
      let factor = achieved >= 0 ? 0.5 : min(0.5, max(0.1, shrunk))
      radius = factor * min(radius, length > 0 ? 10 * length : radius)
      damping = step.damping / factor
    } else if step.damping == 0 || ratio >= 0.75 {
      radius = 2 * length
      damping = step.damping / 2
    }
    if ratio >= 1e-4 {
      parameters = candidate
      residuals = trial.values
      squares = trial.squares
    }
    if isSmall || isLevel || radius <= LevenbergMarquardt.tolerance.step * size || radius == 0 {
      return .settled
    }
    return ratio >= 1e-4 ? .accepted : .rejected
  }

  /// The next step; `nil` where the model is flat in a parameter, so that no step can be told.
  private func trustRegionStep(
    _ jacobian: Matrix, _ free: [Int]
  ) throws(RegressionError) -> TrustRegionStep? {
    do {
      return try TrustRegionStep(
        jacobian, residuals, diagonal: free.map(diagonalValue), radius: radius, damping: damping)
    } catch {
      if case .singular = error { return nil }
      throw .computation(error)
    }
  }

  /// The scale of a parameter; one where the model has not moved with it yet.
  private func diagonalValue(_ j: Int) -> Double { diagonal[j] > 0 ? diagonal[j] : 1 }

  /// The share by which the linearised problem reduces the sum of squares.
  private func predictedReduction(_ jacobian: Matrix, _ step: [Double]) -> Double {
    // ‖r‖² − ‖r − J p‖² = J p · (2 r − J p), free of cancellation.
    guard let change = try? jacobian.times(step) else { return 0 }
    return zip(change, residuals).reduce(0) { $0 + $1.0 * (2 * $1.1 - $1.0) } / squares
  }

  /// The parameters not held at an end of their range by the direction of descent.
  func freeParameters(_ problem: NonlinearProblem, _ jacobian: Matrix) -> [Int] {
    guard let descent = try? jacobian.transposeTimes(residuals) else { return [] }
    return parameters.indices.filter { j in
      let range = problem.bounds[j]
      if range.lowerBound == range.upperBound { return false }
      if parameters[j] <= range.lowerBound { return descent[j] > 0 }
      if parameters[j] >= range.upperBound { return descent[j] < 0 }
      return true
    }
  }

  /// Undamped steps with finer derivatives, kept while they shrink and stay within the bounds.
  ///
  /// Close to the minimum the sum of squares is level to rounding and can no longer guide; the size
  /// of the open step can.
  mutating func polish(_ problem: inout NonlinearProblem) throws(RegressionError) {
    var previous = Double.infinity
    var last = (parameters, residuals, squares)
    for _ in 0..<10 where squares > 0 {
      let jacobian = try problem.derivatives(parameters, fine: true)
      let free = freeParameters(problem, jacobian)
      guard !free.isEmpty,
        let solution = try? LeastSquaresSolution(
          design: jacobian.columns(free), response: residuals)
      else { return }
      let size = zip(free, solution.coefficients).reduce(0) { largest, pair in
        max(largest, abs(pair.1) / max(abs(parameters[pair.0]), Double.leastNormalMagnitude))
      }
      guard size < previous else {
        (parameters, residuals, squares) = last
        return
      }
      guard size > 1e-15, size < 1e-2 else { return }
      last = (parameters, residuals, squares)
      previous = size
      var candidate = parameters
      for (place, j) in free.enumerated() { candidate[j] += solution.coefficients[place] }
      guard zip(candidate, problem.bounds).allSatisfy({ $1.contains($0) }) else { return }
      let trial = try problem.residuals(candidate)
      guard trial.squares <= squares * (1 + 1e-6) || trial.squares < 1e-28 else { return }
      parameters = candidate
      (residuals, squares) = trial
    }
  }
}

extension Matrix {
  /// Those columns as a matrix of their own.
  func columns(_ places: [Int]) -> Matrix {
    if places.count == columns { return self }
    var result = Matrix(rows: rows, columns: places.count)
    for (k, j) in places.enumerated() {
      for i in 0..<rows { result[i, k] = self[i, j] }
    }
    return result
  }
}
