/// Least squares by Householder factorisation of the column-scaled design, refined on the
/// augmented system r + A x = b, Aᵀr = 0 with residuals in doubled precision (Björck 1967;
/// Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 20.5).
struct RefinedLeastSquares {
  /// Corrections after which refinement ends in any case.
  static let stepLimit = 10

  let coefficients: [Double]
  let residualSumOfSquares: Double

  /// Solves a problem whose sizes and rank have been checked.
  init(
    _ design: Matrix, _ response: [Double], rowScale: [Double]?
  ) throws(LinearAlgebraError) {
    var a = design
    var b = response
    if let rowScale {
      for i in 0..<design.rows {
        b[i] *= rowScale[i]
        for j in 0..<design.columns { a[i, j] *= rowScale[i] }
      }
    }
    // Powers of two scale without rounding.
    let scale = a.columnNorms().map { $0 > 0 ? 1 / $0.binade : 1 }
    for j in 0..<a.columns {
      for i in 0..<a.rows { a[i, j] *= scale[j] }
    }
    let factor = try QRFactorization(a)
    let upper = try UpperTriangular(factor.triangularFactor)
    var x = Array(repeating: 0.0, count: a.columns)
    var residual = Array(repeating: 0.0, count: a.rows)
    var previous = Double.infinity
    for _ in 0..<RefinedLeastSquares.stepLimit {
      let step = try RefinedLeastSquares.correction(a, b, x, residual, factor, upper)
      let size = zip(step.x, x).reduce(0) { Swift.max($0, abs($1.0)) }
      guard size.isFinite, size < previous / 2 else { break }
      for j in x.indices { x[j] += step.x[j] }
      for i in residual.indices { residual[i] += step.residual[i] }
      if size == 0 { break }
      previous = size
    }
    coefficients = zip(x, scale).map { $0 * $1 }
    var sum = DoubledSum()
    for value in residual { sum.add(value, times: value) }
    residualSumOfSquares = sum.value
  }

  private static func correction(
    _ a: Matrix, _ b: [Double], _ x: [Double], _ residual: [Double],
    _ factor: QRFactorization, _ upper: UpperTriangular
  ) throws(LinearAlgebraError) -> (x: [Double], residual: [Double]) {
    var sums = zip(b, residual).map { pair in
      var sum = DoubledSum(pair.0)
      sum.add(-pair.1)
      return sum
    }
    var gradient = Array(repeating: 0.0, count: a.columns)
    for j in 0..<a.columns {
      var orthogonality = DoubledSum()
      let start = j * a.rows
      for i in 0..<a.rows {
        let element = a.elements[start + i]
        sums[i].add(-element, times: x[j])
        orthogonality.add(-element, times: residual[i])
      }
      gradient[j] = orthogonality.value
    }
    var rotated = try factor.transposeQTimes(sums.map(\.value))
    let h = try upper.solveTransposed(gradient)
    let dx = try upper.solve(zip(rotated, h).map { $0 - $1 })
    for j in h.indices { rotated[j] = h[j] }
    return (dx, try factor.qTimes(rotated))
  }
}
