import LinearAlgebra
import Probability

/// The rows of a fit in the coordinates in which the estimates are independent.
///
/// With R the triangular factor of √W X, z = R⁻ᵀ x, so that the leverage of a row is w‖z‖² and a
/// sandwich covariance is R⁻¹ M R⁻ᵀ with M = Σ ω z zᵀ: no inverse of XᵀWX is ever multiplied out.
public struct EstimatingTerms: Sendable {
  let design: DesignMatrix
  let factor: UpperTriangular
  /// The derivative of the criterion in each row's linear predictor, w (y − μ) dμ/dη / V.
  let scores: [Double]
  /// z, one row per observation.
  let rows: Matrix
  /// The diagonal of the hat matrix.
  let leverage: [Double]

  init(design: DesignMatrix, factor: UpperTriangular, weights: [Double]?, scores: [Double]) {
    self.design = design
    self.factor = factor
    self.scores = scores
    let count = design.rows
    let upper = factor.matrix
    var rows = design.matrix
    for j in 0..<design.columns {
      for k in 0..<j where upper[k, j] != 0 {
        let share = upper[k, j]
        for i in 0..<count { rows[i, j] -= share * rows[i, k] }
      }
      let pivot = upper[j, j]
      for i in 0..<count { rows[i, j] /= pivot }
    }
    self.rows = rows
    leverage = (0..<count).map { i in
      var sum = 0.0
      for j in 0..<design.columns { sum += rows[i, j] * rows[i, j] }
      return Swift.min(1, sum * (weights?[i] ?? 1))
    }
  }

  /// Row i of the score in the independent coordinates.
  func score(_ i: Int) -> [Double] { rows.row(i).map { $0 * scores[i] } }

  /// R⁻¹ M R⁻ᵀ.
  func sandwich(_ middle: Matrix) throws(LinearAlgebraError) -> Matrix {
    let inverse = try factor.inverse()
    let result = try inverse.times(middle).times(inverse.transposed)
    var symmetric = result
    for j in 0..<result.columns {
      for i in 0..<result.rows { symmetric[i, j] = (result[i, j] + result[j, i]) / 2 }
    }
    return symmetric
  }
}
