import LinearAlgebra

/// The residual sums of squares of a regression over all stretches of consecutive rows.
///
/// Rows are added to a triangular factor one by one by Givens rotations, from every start; what is
/// left of the response after each rotation adds to the sum, so that nothing is subtracted
/// (Golub and Van Loan, Matrix Computations, 4th ed., 6.5). n²p²/2 operations.
struct SegmentCosts {
  let rows: Int
  let minimum: Int
  private let costs: [[Double]]

  init(_ design: DesignMatrix, response: [Double], minimum: Int) {
    rows = design.rows
    self.minimum = minimum
    let lines = (0..<design.rows).map { design.matrix.row($0) }
    costs = (0...(design.rows - minimum)).map { start in
      SegmentCosts.running(lines, response, from: start, minimum: minimum)
    }
  }

  /// The sum over rows `start` ..< `end`.
  func cost(_ start: Int, _ end: Int) -> Double { costs[start][end - start - minimum] }

  private static func running(
    _ lines: [[Double]], _ response: [Double], from start: Int, minimum: Int
  ) -> [Double] {
    let p = lines[start].count
    var factor = Array(repeating: 0.0, count: p * p)
    var rotated = Array(repeating: 0.0, count: p)
    var result: [Double] = []
    result.reserveCapacity(lines.count - start)
    var sum = 0.0
    for i in start..<lines.count {
      var x = lines[i]
      var y = response[i]
      for j in 0..<p where x[j] != 0 {
        let pivot = factor[j * p + j]
        let length = (pivot * pivot + x[j] * x[j]).squareRoot()
        let c = pivot / length
        let s = x[j] / length
        for k in j..<p {
          let above = factor[j * p + k]
          factor[j * p + k] = c * above + s * x[k]
          x[k] = c * x[k] - s * above
        }
        let above = rotated[j]
        rotated[j] = c * above + s * y
        y = c * y - s * above
      }
      // Rows that only filled an empty place of the factor leave an exact zero.
      sum += y * y
      if i - start + 1 >= minimum { result.append(sum) }
    }
    return result
  }
}
