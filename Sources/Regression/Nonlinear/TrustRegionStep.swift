import LinearAlgebra

/// The step p that minimises ‖r − J p‖ within ‖D p‖ ≤ Δ (Moré 1978, section 5).
struct TrustRegionStep {
  /// The step, one element per column of J.
  let step: [Double]

  /// The damping λ of (JᵀJ + λ D²) p = Jᵀr; zero where the undamped step lies within Δ.
  let damping: Double

  /// ‖D p‖.
  let length: Double

  /// Finds the step for a Jacobian J, residuals r, the diagonal D (positive) and a radius Δ.
  init(
    _ jacobian: Matrix, _ residuals: [Double], diagonal: [Double], radius: Double, damping: Double
  ) throws(LinearAlgebraError) {
    let count = jacobian.columns
    let factor = try QRFactorization(jacobian)
    let upper = factor.triangularFactor
    let rotated = Array(try factor.transposeQTimes(residuals).prefix(count))
    var lower = 0.0
    let pivots = upper.diagonal.enumerated().map { abs($0.element) / diagonal[$0.offset] }
    if let least = pivots.min(), least > 1e-14 * (pivots.max() ?? 0) {
      let triangular = try UpperTriangular(upper)
      let step = try triangular.solve(rotated)
      let length = norm(zip(diagonal, step).map(*))
      if length <= 1.1 * radius {
        (self.step, self.damping, self.length) = (step, 0, length)
        return
      }
      if length.isFinite {
        lower = try (length - radius) / (length * TrustRegionStep.slope(triangular, diagonal, step))
      }
    }
    // The gradient in the scaled parameters bounds the damping from above.
    let gradient = try upper.transposeTimes(rotated)
    var higher = norm(zip(gradient, diagonal).map { $0 / $1 }) / radius
    if higher == 0 { higher = Double.leastNormalMagnitude / min(radius, 0.1) }
    var lambda = min(max(damping, lower), higher)
    var best: (step: [Double], damping: Double, length: Double)
    var rounds = 0
    repeat {
      if !(lambda > lower && lambda < higher) || lambda == 0 {
        lambda = max(1e-3 * higher, (lower * higher).squareRoot())
      }
      var stacked = Matrix(rows: 2 * count, columns: count)
      for j in 0..<count {
        for i in 0...j { stacked[i, j] = upper[i, j] }
        stacked[count + j, j] = lambda.squareRoot() * diagonal[j]
      }
      let damped = try QRFactorization(stacked)
      let triangular = try UpperTriangular(damped.triangularFactor)
      let target = rotated + Array(repeating: 0, count: count)
      let step = try triangular.solve(Array(try damped.transposeQTimes(target).prefix(count)))
      let length = norm(zip(diagonal, step).map(*))
      best = (step, lambda, length)
      let excess = length - radius
      rounds += 1
      if abs(excess) <= 0.1 * radius || rounds == 12 { break }
      let slope = try length * TrustRegionStep.slope(triangular, diagonal, step)
      if excess > 0 { lower = max(lower, lambda) } else { higher = min(higher, lambda) }
      lambda += (length / radius) * (excess / slope)
      lower = max(lower, min(lambda, higher))
    } while true
    (step, self.damping, length) = best
  }

  /// ‖R⁻ᵀ D² p‖² / ‖D p‖², which times ‖D p‖ is how fast ‖D p‖ falls with the damping.
  private static func slope(
    _ factor: UpperTriangular, _ diagonal: [Double], _ step: [Double]
  ) throws(LinearAlgebraError) -> Double {
    let length = norm(zip(diagonal, step).map(*))
    let target = zip(diagonal, step).map { $0 * $0 * $1 / length }
    let solved = norm(try factor.solveTransposed(target))
    return solved * solved
  }
}

/// The Euclidean length of a vector.
func norm(_ x: [Double]) -> Double {
  let largest = x.reduce(0) { max($0, abs($1)) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * x.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
}
