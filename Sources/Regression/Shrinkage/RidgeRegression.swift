import LinearAlgebra
import Probability

/// Least squares with a penalty on the size of chosen coefficients.
public enum RidgeRegression {
  /// A penalised fit.
  public struct Fit: Equatable, Sendable {
    /// The names of the terms.
    public let names: [String]

    /// The estimates, in the order of the terms.
    public let coefficients: [Double]

    /// X b for every row.
    public let fitted: [Double]

    /// The (weighted) sum of squared residuals, without the penalty.
    public let residualSumOfSquares: Double

    /// The trace of the hat matrix: between the number of free terms and the number of terms.
    public let effectiveDegreesOfFreedom: Double
  }

  /// Minimises Σ w (y − X b)² + Σ λⱼ bⱼ² (Hoerl and Kennard 1970) as least squares with one more
  /// row √λⱼ for each penalised term, by Householder factorisation.
  ///
  /// Terms are taken in their own units; scale columns alike before penalising them alike.
  ///
  /// - Parameters:
  ///   - design: n rows and p terms; p may exceed n where enough terms are penalised.
  ///   - response: n values.
  ///   - penalties: p penalties λ ≥ 0; zero leaves a term free, as a constant should be.
  ///   - weights: n positive weights; all one where `nil`.
  ///
  /// Throws `lengthMismatch`, `invalidValue`, `tooFewRows`, and `rankDeficient` for free terms that
  /// the data do not determine.
  public static func fit(
    _ design: DesignMatrix, response: [Double], penalties: [Double], weights: [Double]? = nil
  ) throws(RegressionError) -> Fit {
    try check(response, "response", count: design.rows) {
      $0.isFinite
    } reason: {
      "a response must be a finite number"
    }
    try check(penalties, "penalties", count: design.columns) {
      $0 >= 0 && $0.isFinite
    } reason: {
      "a penalty must not be negative"
    }
    if let weights {
      try check(weights, "weights", count: design.rows) {
        $0 > 0 && $0.isFinite
      } reason: {
        "a weight must be positive; leave the row out to give it none"
      }
    }
    let penalised = penalties.indices.filter { penalties[$0] > 0 }
    let total = design.rows + penalised.count
    var wide = Matrix(rows: total, columns: design.columns)
    for j in 0..<design.columns {
      for i in 0..<design.rows { wide[i, j] = design.matrix[i, j] }
    }
    for (k, j) in penalised.enumerated() {
      wide[design.rows + k, j] = penalties[j].squareRoot()
    }
    let zeros = penalised.map { _ in 0.0 }
    do {
      let solution = try LeastSquaresSolution(
        design: wide, response: response + zeros,
        weights: weights.map { $0 + zeros.map { _ in 1.0 } })
      let fitted = try design.matrix.times(solution.coefficients)
      let inverse = try solution.inverseGram()
      var sum = CompensatedSum()
      for i in response.indices {
        let rest = response[i] - fitted[i]
        sum.add((weights?[i] ?? 1) * rest * rest)
      }
      let spent = penalised.reduce(0) { $0 + penalties[$1] * inverse[$1, $1] }
      return Fit(
        names: design.names, coefficients: solution.coefficients, fitted: fitted,
        residualSumOfSquares: sum.value,
        effectiveDegreesOfFreedom: Double(design.columns) - spent)
    } catch {
      throw RegressionError.from(error, names: design.names)
    }
  }
}
