import LinearAlgebra

/// Ordinary and weighted linear least squares.
public enum LeastSquares {
  /// Fits y = X b + e with independent errors of variance σ²/wᵢ.
  ///
  /// Householder factorisation, never the normal equations. R² is about the (weighted) mean where
  /// a column of the design is constant and about zero otherwise.
  ///
  /// - Parameters:
  ///   - design: n rows and p terms, n > p.
  ///   - response: n values.
  ///   - weights: n positive weights; all one where `nil`. Leave a row out to give it none.
  ///
  /// Throws `lengthMismatch`, `invalidValue`, `tooFewRows`, and `rankDeficient` naming the terms.
  public static func fit(
    _ design: DesignMatrix, response: [Double], weights: [Double]? = nil
  ) throws(RegressionError) -> LinearModel {
    try check(response, "response", count: design.rows) {
      $0.isFinite
    } reason: {
      "a response must be a finite number"
    }
    if let weights {
      try check(weights, "weights", count: design.rows) {
        $0 > 0 && $0.isFinite
      } reason: {
        "a weight must be positive; leave the row out to give it none"
      }
    }
    guard design.rows > design.columns else {
      throw .tooFewRows(rows: design.rows, needed: design.columns + 1)
    }
    do throws(LinearAlgebraError) {
      let solution = try LeastSquaresSolution(
        design: design.matrix, response: response, weights: weights)
      let inverseGram = try solution.inverseGram()
      let fitted = try design.matrix.times(solution.coefficients)
      let model = LinearModel(
        design: design, response: response, weights: weights, solution: solution,
        inverseGram: inverseGram, fitted: fitted)
      // Squares below the smallest number would pass for an exact fit.
      let strays = zip(response, fitted).contains { abs($0 - $1) > 1e-9 * abs($0) }
      if strays, model.residualSumOfSquares == 0 || inverseGram.diagonal.contains(0) {
        throw LinearAlgebraError.overflow(operation: "squares of the residuals or the design")
      }
      return model
    } catch {
      throw RegressionError.from(error, names: design.names)
    }
  }
}

/// Throws unless a vector has that many values and all pass the test.
func check(
  _ values: [Double], _ input: String, count: Int, _ isValid: (Double) -> Bool,
  reason: () -> String
) throws(RegressionError) {
  guard values.count == count else {
    throw .lengthMismatch(input: input, expected: count, found: values.count)
  }
  if let row = values.firstIndex(where: { !isValid($0) }) {
    throw .invalidValue(input: input, row: row, value: values[row], reason: reason())
  }
}
