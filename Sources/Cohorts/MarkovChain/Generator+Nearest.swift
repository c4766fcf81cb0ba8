public import LinearAlgebra
import Probability

extension Generator {
  /// The generator nearest to a matrix of probabilities over one unit of time.
  public struct Nearest: Equatable, Sendable {
    /// The principal logarithm of the matrix.
    public let logarithm: Matrix

    /// Whether the logarithm is itself a generator, so that nothing had to be changed.
    public let isEmbeddable: Bool

    /// The generator.
    public let generator: Generator

    /// max |exp(Q) − P|, what the change costs.
    public let largestError: Double
  }

  /// The generator nearest to a matrix of probabilities, row by row.
  ///
  /// Q = log P where that has no negative rate of flow. Otherwise each row of log P is moved to the
  /// nearest row (Euclidean) of the same sum with flows of at least 0 (Kreinin and Sidelnikova
  /// 2001, quasi-optimisation of the generator). Rows that sum to less than 1 are completed by a
  /// state outside for the projection, which is not part of the result.
  ///
  /// Throws ``CohortError`` where the rows are not square, a probability is outside 0...1, a row
  /// sums to more than 1, or the matrix has no real logarithm (an eigenvalue at or near 0 or below).
  public static func nearest(
    toTransitions rows: [[Double]]
  ) throws(CohortError) -> Nearest {
    let n = rows.count
    guard n > 0 else { throw CohortError("P", "has no rows; a chain needs a state") }
    var complete = Matrix.identity(n + 1)
    var isOpen = false
    for (i, row) in rows.enumerated() {
      guard row.count == n else {
        throw CohortError("P[\(i)]", "has \(row.count) probabilities for \(n) states")
      }
      for (j, value) in row.enumerated() {
        guard value >= 0, value <= 1 else {
          throw CohortError("P[\(i)][\(j)]", "is \(value); a probability lies between 0 and 1")
        }
        complete[i, j] = value
      }
      let rest = 1 - CompensatedSum(row).value
      guard rest >= -1e-9 else {
        throw CohortError("P[\(i)]", "sums to \(1 - rest); a row may not exceed 1")
      }
      isOpen = isOpen || rest > 1e-9
      complete[i, n] = max(0, rest)
    }
    let order = isOpen ? n + 1 : n
    let matrix = complete.leading(order)
    let logarithm = try matrix.logarithm()
    var isEmbeddable = true
    var projected: [[Double]] = []
    for i in 0..<order {
      let row = logarithm.row(i)
      let size = row.reduce(0) { max($0, abs($1)) }
      if row.indices.contains(where: { $0 != i && row[$0] < -1e-12 * max(1, size) }) {
        isEmbeddable = false
      }
      projected.append(Array(nearestRow(row, diagonal: i).prefix(n)))
    }
    // The sum of a closed row is 0 only to rounding, which the check of a generator allows.
    let generator = try Generator(rows: Array(projected.prefix(n)))
    let reached = try generator.transitionsByPade(over: 1)
    var largest = 0.0
    for i in 0..<n {
      for j in 0..<n { largest = max(largest, abs(reached[i, j] - rows[i][j])) }
    }
    return Nearest(
      logarithm: logarithm.leading(n), isEmbeddable: isEmbeddable, generator: generator,
      largestError: largest)
  }

  /// The nearest row of sum 0 whose elements off the diagonal are at least 0: every element minus
  /// one λ, those off the diagonal cut at 0.
  private static func nearestRow(_ row: [Double], diagonal: Int) -> [Double] {
    let others = row.indices.filter { $0 != diagonal }.map { row[$0] }.sorted(by: >)
    var sum = CompensatedSum()
    sum.add(row[diagonal])
    var lambda = row[diagonal]
    for (kept, value) in others.enumerated() {
      guard value > lambda else { break }
      sum.add(value)
      lambda = sum.value / Double(kept + 2)
    }
    return row.indices.map { $0 == diagonal ? row[$0] - lambda : max(0, row[$0] - lambda) }
  }
}

extension Matrix {
  /// The square matrix of the first `order` rows and columns.
  fileprivate func leading(_ order: Int) -> Matrix {
    guard order < rows else { return self }
    var result = Matrix(rows: order, columns: order)
    for i in 0..<order {
      for j in 0..<order { result[i, j] = self[i, j] }
    }
    return result
  }
}
