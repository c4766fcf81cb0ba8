/// The inverse of the Gram matrix AᵀWA + Λ, corrected with the Gram matrix in doubled precision.
///
/// Newton's iteration C ← C + C (I − G C) squares the relative error (Schulz 1933), so two steps from
/// the inverse by the triangular factor reach the last place for all but the most ill-conditioned
/// designs.
struct RefinedInverseGram {
  /// Up to this many multiplications the Gram matrix is formed in doubled precision.
  static let limit = 1 << 20

  /// The inverse in the problem's own units.
  let matrix: Matrix

  init(_ problem: ScaledProblem) throws(LinearAlgebraError) {
    let order = problem.design.columns
    var inverse = try problem.factor.inverseGram()
    let gram = RefinedInverseGram.gram(problem)
    for _ in 0..<2 {
      let defect = RefinedInverseGram.defect(gram, inverse)
      guard defect.oneNorm < 0.5 else { break }
      let step = try inverse.times(defect)
      for j in 0..<order {
        for i in 0...j {
          let value = inverse[i, j] + (step[i, j] + step[j, i]) / 2
          inverse[i, j] = value
          inverse[j, i] = value
        }
      }
    }
    for j in 0..<order {
      for i in 0..<order {
        inverse[i, j] =
          inverse[i, j] * (problem.columnScale[i] * problem.weightScale)
          * (problem.columnScale[j] * problem.weightScale)
      }
    }
    matrix = inverse
  }

  /// G in doubled precision, column by column.
  private static func gram(_ problem: ScaledProblem) -> [DoubledSum] {
    let design = problem.design
    let order = design.columns
    var result = Array(repeating: DoubledSum(), count: order * order)
    for j in 0..<order {
      // A column times its weights, kept unrounded.
      let column = (0..<design.rows).map { i in
        var product = DoubledSum()
        let weight = (problem.weights?[i] ?? 1) * problem.weightScale * problem.weightScale
        product.add(design[i, j] * problem.columnScale[j], times: weight)
        return product
      }
      for k in 0...j {
        var sum = DoubledSum()
        for i in 0..<design.rows {
          sum.add(column[i], times: design[i, k] * problem.columnScale[k])
        }
        if k == j, let penalties = problem.penalties { sum.add(penalties[j]) }
        result[k + j * order] = sum
        result[j + k * order] = sum
      }
    }
    return result
  }

  /// I − G C, rounded once.
  private static func defect(_ gram: [DoubledSum], _ inverse: Matrix) -> Matrix {
    let order = inverse.rows
    var result = Matrix(rows: order, columns: order)
    for j in 0..<order {
      for i in 0..<order {
        var sum = DoubledSum(i == j ? 1 : 0)
        for k in 0..<order { sum.add(gram[i + k * order], times: -inverse[k, j]) }
        result[i, j] = sum.value
      }
    }
    return result
  }
}
