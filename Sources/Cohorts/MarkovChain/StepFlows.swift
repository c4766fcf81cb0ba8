public import LinearAlgebra
import Probability

/// Flows of one step, and of any number of steps together.
public struct StepFlows: Equatable, Sendable {
  /// The probabilities I + R of one step.
  public let oneStep: Matrix

  /// Flows R of one step: Rᵢⱼ the share of i that goes to j, Rᵢᵢ minus the share that goes anywhere.
  ///
  /// Throws ``CohortError`` as for a ``Generator``, and where more than everyone leaves a state.
  public init(rows: [[Double]]) throws(CohortError) {
    let flows = try Generator(rows: rows)
    var matrix = flows.rates
    for i in 0..<flows.states {
      matrix[i, i] += 1
      guard matrix[i, i] >= 0 else {
        throw CohortError("flows[\(i)]", "leave \(-rows[i][i]) of a state in one step; at most 1")
      }
    }
    oneStep = matrix
  }

  /// The probabilities (I + R)ᵏ of k steps by repeated squaring; throws ``CohortError`` for k < 0.
  ///
  /// Flows compounded one at a time, 1 − (1 − r)ᵏ, are not these: they break the law that k steps
  /// after j steps are j + k steps.
  public func steps(_ count: Int) throws(CohortError) -> Matrix {
    guard count >= 0 else { throw CohortError("k", "is \(count); it must be at least 0") }
    var result = Matrix.identity(oneStep.rows)
    var square = oneStep
    var left = count
    while left > 0 {
      let (factor, product) = (square, result)
      if left & 1 == 1 {
        result = try Generator.computed { () throws(LinearAlgebraError) in
          try product.times(factor)
        }
      }
      left >>= 1
      if left > 0 {
        square = try Generator.computed { () throws(LinearAlgebraError) in
          try factor.times(factor)
        }
      }
    }
    return result
  }
}
