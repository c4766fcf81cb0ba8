extension Matrix {
  /// The matrix exponential e^A, by scaling and squaring with a diagonal Padé approximant.
  ///
  /// The order of the approximant (3, 5, 7, 9 or 13) and the number of squarings follow the 1-norm
  /// of A so that the backward error stays at rounding level; no eigenvectors are used, so
  /// defective matrices are as good as others (Higham 2005, SIAM J. Matrix Anal. 26(4)). The mean
  /// of the diagonal is taken out first, which shortens the scaling of generators.
  ///
  /// Throws `dimensionMismatch` where the matrix is not square, `nonFinite` for NaN or infinity,
  /// and `overflow` where an element of the result is beyond the largest double.
  public func exponential() throws(LinearAlgebraError) -> Matrix {
    try requireSize("matrix exponential", expected: rows, found: columns)
    try requireFinite("matrix")
    guard rows > 0 else { return self }
    let shift = diagonal.reduce(0) { $0 + $1 / Double(rows) }
    var shifted = self
    for i in 0..<rows { shifted[i, i] -= shift }
    let (norm, shiftedNorm) = (oneNorm, shifted.oneNorm)
    guard norm.isFinite else { throw .overflow(operation: "matrix exponential") }
    // Within these limits neither e^shift nor the exponential of the rest can over- or underflow.
    guard abs(shift) <= 300, shiftedNorm <= 300, shiftedNorm < norm else {
      return try exponentialUnshifted(norm)
    }
    var result = try shifted.exponentialUnshifted(shiftedNorm)
    let factor = exp(shift)
    for place in result.elements.indices { result.elements[place] *= factor }
    return result
  }

  private func exponentialUnshifted(_ norm: Double) throws(LinearAlgebraError) -> Matrix {
    for (order, limit) in Pade.limits where norm <= limit {
      return try Pade.low(self, order: order)
    }
    var squarings = 0
    var scaled = self
    if norm > Pade.limit13 {
      squarings = Swift.max(0, Int((norm / Pade.limit13).exponent) + 1)
      let scale = Double(sign: .plus, exponent: -squarings, significand: 1)
      for place in scaled.elements.indices { scaled.elements[place] *= scale }
    }
    var result = try Pade.thirteen(scaled)
    for _ in 0..<squarings {
      result = try result.times(result).requireNoOverflow()
    }
    return result
  }

  fileprivate func requireNoOverflow() throws(LinearAlgebraError) -> Matrix {
    guard elements.allSatisfy(\.isFinite) else { throw .overflow(operation: "matrix exponential") }
    return self
  }

  /// Σ weightₖ · matrixₖ for matrices of one shape.
  fileprivate static func combination(_ terms: [(Double, Matrix)]) -> Matrix {
    var result = Matrix(rows: terms[0].1.rows, columns: terms[0].1.columns)
    for (weight, matrix) in terms {
      for place in result.elements.indices {
        result.elements[place] += weight * matrix.elements[place]
      }
    }
    return result
  }
}

/// Diagonal Padé approximants of the exponential: numerator U + V and denominator V − U, with U the
/// odd and V the even part.
private enum Pade {
  /// The largest 1-norm for which each low order is exact to rounding (Higham 2005, table 2.3).
  static let limits: [(order: Int, limit: Double)] = [
    (3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1),
    (9, 2.097847961257068),
  ]

  /// The same for order 13.
  static let limit13 = 5.371920351148152

  /// The coefficients b₀…bₘ, all whole numbers: (2m − k)! m! / ((m − k)! k!) with bₘ = 1.
  static func coefficients(_ order: Int) -> [Double] {
    var result = [1.0]
    // From bₖ to bₖ₋₁: multiply by (2m − k + 1) k / (m − k + 1), exact in whole numbers.
    for k in stride(from: order, through: 1, by: -1) {
      let next = result[0] * Double((2 * order - k + 1) * k) / Double(order - k + 1)
      result.insert(next, at: 0)
    }
    return result
  }

  static func low(_ a: Matrix, order: Int) throws(LinearAlgebraError) -> Matrix {
    let b = coefficients(order)
    let square = try a.times(a)
    var powers = [Matrix.identity(a.rows)]
    for _ in 0..<(order / 2) { powers.append(try powers[powers.count - 1].times(square)) }
    let odd = Matrix.combination(powers.enumerated().map { (b[2 * $0.offset + 1], $0.element) })
    let even = Matrix.combination(powers.enumerated().map { (b[2 * $0.offset], $0.element) })
    return try quotient(odd: try a.times(odd), even: even)
  }

  static func thirteen(_ a: Matrix) throws(LinearAlgebraError) -> Matrix {
    let b = coefficients(13)
    let one = Matrix.identity(a.rows)
    let a2 = try a.times(a)
    let a4 = try a2.times(a2)
    let a6 = try a2.times(a4)
    let oddTop = try a6.times(.combination([(b[13], a6), (b[11], a4), (b[9], a2)]))
    let evenTop = try a6.times(.combination([(b[12], a6), (b[10], a4), (b[8], a2)]))
    let odd = Matrix.combination([(1, oddTop), (b[7], a6), (b[5], a4), (b[3], a2), (b[1], one)])
    let even = Matrix.combination([(1, evenTop), (b[6], a6), (b[4], a4), (b[2], a2), (b[0], one)])
    return try quotient(odd: try a.times(odd), even: even)
  }

  private static func quotient(
    odd: Matrix, even: Matrix
  ) throws(LinearAlgebraError) -> Matrix {
    try LUFactorization(.combination([(1, even), (-1, odd)]))
      .solve(.combination([(1, even), (1, odd)]))
  }
}
