import CLAPACKE

/// The column-pivoted factorisation A P = Q R, which reveals the rank.
public struct PivotedQR: Sendable {
  /// The order of the columns: place k of the factorisation holds column `pivots[k]` of A.
  public let pivots: [Int]

  /// The absolute diagonal of R, descending.
  public let diagonal: [Double]

  /// Factorises a matrix of any shape.
  ///
  /// Throws `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite("matrix")
    let count = Swift.min(matrix.rows, matrix.columns)
    var work = matrix.elements
    var order = Array(repeating: Int32(0), count: matrix.columns)
    var scales = Array(repeating: 0.0, count: count)
    if count > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dgeqp3",
        LAPACKE_dgeqp3(
          BLAS.columnMajor, Int32(matrix.rows), Int32(matrix.columns), &work,
          Int32(matrix.rows), &order, &scales))
      pivots = order.map { Int($0) - 1 }
    } else {
      pivots = Array(0..<matrix.columns)
    }
    diagonal = (0..<count).map { abs(work[$0 + $0 * matrix.rows]) }
  }

  /// The number of diagonal elements of R above `tolerance` times the largest.
  public func rank(tolerance: Double) -> Int {
    guard let largest = diagonal.first, largest > 0 else { return 0 }
    return diagonal.prefix { $0 > tolerance * largest }.count
  }

  /// The columns (ascending) left out of a basis of that rank.
  public func dependentColumns(rank: Int) -> [Int] {
    pivots[rank...].sorted()
  }
}
