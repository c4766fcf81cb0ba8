/// A least squares problem Σ wᵢ (bᵢ − aᵢ·x)² + Σ λⱼ xⱼ² read in place, with the powers of two that
/// bring its columns, its response and its weights near one.
///
/// Powers of two scale without rounding, so nothing is lost and products can be split exactly.
struct ScaledProblem: Sendable {
  let design: MatrixView
  let response: [Double]
  let weights: [Double]?

  /// The penalties in scaled units; `nil` where there are none.
  let penalties: [Double]?

  /// What each column is multiplied by.
  let columnScale: [Double]

  /// What the response is multiplied by.
  let responseScale: Double

  /// What the square roots of the weights are multiplied by.
  let weightScale: Double

  /// The triangular factor of the scaled problem.
  let factor: UpperTriangular

  /// A problem and the triangular factor R of its (weighted, penalised) design.
  init(
    _ design: MatrixView, _ response: [Double], weights: [Double]?, penalties: [Double]?,
    factor: Matrix
  ) throws(LinearAlgebraError) {
    self.design = design
    self.response = response
    self.weights = weights
    let largestWeight = weights?.max() ?? 1
    weightScale = reciprocalPower(largestWeight.squareRoot())
    let rootScale = weightScale
    columnScale = factor.columnNorms().map { reciprocalPower($0 * rootScale) }
    responseScale = reciprocalPower(response.reduce(0) { Swift.max($0, abs($1)) })
    let columnScale = columnScale
    self.penalties = penalties.map { values in
      values.indices.map { j in
        let root = rootScale * columnScale[j]
        return values[j] * root * root
      }
    }
    var scaled = factor
    for j in 0..<factor.columns {
      for i in 0...j { scaled[i, j] = factor[i, j] * columnScale[j] * rootScale }
    }
    self.factor = try UpperTriangular(scaled)
  }

  /// Scaled coefficients in the problem's own units.
  func unscaled(_ y: [Double]) -> [Double] {
    y.indices.map { y[$0] * columnScale[$0] / responseScale }
  }

  /// A scaled sum of squares in the problem's own units.
  func unscaled(sumOfSquares: Double) -> Double {
    let root = sumOfSquares.squareRoot() / responseScale / weightScale
    return root * root
  }
}

/// The power of two that brings a number near one; 1 for zero and what is not finite.
private func reciprocalPower(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return 1 }
  let exponent = Swift.min(1000, Swift.max(-1000, Int(x.exponent)))
  return Double(sign: .plus, exponent: -exponent, significand: 1)
}
