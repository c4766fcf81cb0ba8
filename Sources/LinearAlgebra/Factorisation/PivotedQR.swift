import CLAPACKE

/// The column-pivoted factorisation A P = Q R, which reveals the rank.
///
/// The column that adds most comes first, so the absolute diagonal of R never grows
/// (Businger, Golub 1965).
public struct PivotedQR: Sendable {
  /// The number of rows of A.
  public let rows: Int

  /// The number of columns of A.
  public let columns: Int

  /// The order of the columns: place k of the factorisation holds column `pivots[k]` of A.
  public let pivots: [Int]

  private let reflectors: Reflectors

  /// Factorises a matrix of any shape.
  ///
  /// Throws `nonFinite` for NaN or infinity.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try self.init(matrix.view)
  }

  /// Factorises a view of any shape.
  ///
  /// Throws `nonFinite` for NaN or infinity.
  public init(_ view: MatrixView) throws(LinearAlgebraError) {
    try view.requireFinite("matrix")
    rows = view.rows
    columns = view.columns
    let count = Swift.min(rows, columns)
    var work = view.matrix.elements
    var order = Array(repeating: Int32(0), count: columns)
    var scales = Array(repeating: 0.0, count: count)
    if count > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dgeqp3",
        LAPACKE_dgeqp3(
          BLAS.columnMajor, Int32(rows), Int32(columns), &work, Int32(rows), &order, &scales))
      pivots = order.map { Int($0) - 1 }
    } else {
      pivots = Array(0..<columns)
    }
    reflectors = Reflectors(rows: rows, elements: work, scales: scales)
  }

  /// The factor R, min(m, n) by n: upper triangular or trapezoidal.
  public var triangularFactor: Matrix {
    reflectors.upper(rows: Swift.min(rows, columns), columns: columns)
  }

  /// The first min(m, n) columns of Q, orthonormal.
  public func thinQ() throws(LinearAlgebraError) -> Matrix { try reflectors.formed() }

  /// The product Qᵀ · vector, of m elements.
  public func transposeQTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try reflectors.apply(BLAS.flag("T"), vector)
  }

  /// The product Q · vector, of m elements, with Q the full orthogonal matrix.
  public func qTimes(_ vector: [Double]) throws(LinearAlgebraError) -> [Double] {
    try reflectors.apply(BLAS.flag("N"), vector)
  }

  /// The absolute diagonal of R, descending.
  public var diagonal: [Double] {
    (0..<Swift.min(rows, columns)).map { abs(reflectors.elements[$0 + $0 * rows]) }
  }

  /// The number of diagonal elements of R above `tolerance` times the largest.
  public func rank(tolerance: Double) -> Int {
    let diagonal = diagonal
    guard let largest = diagonal.first, largest > 0 else { return 0 }
    return diagonal.prefix { $0 > tolerance * largest }.count
  }

  /// The columns (ascending) left out of a basis of that rank.
  public func dependentColumns(rank: Int) -> [Int] {
    pivots[rank...].sorted()
  }

  /// The basic solution of A x ≈ vector: least squares over the first `rank` pivots, zero for the
  /// other columns.
  ///
  /// Throws `dimensionMismatch` for another length than m.
  public func solve(
    _ vector: [Double], tolerance: Double = 1e-12
  ) throws(LinearAlgebraError) -> [Double] {
    let rotated = try transposeQTimes(vector)
    let rank = rank(tolerance: tolerance)
    let upper = try UpperTriangular(reflectors.upper(rows: rank, columns: rank))
    let basic = try upper.solve(Array(rotated.prefix(rank)))
    var result = Array(repeating: 0.0, count: columns)
    for (place, value) in basic.enumerated() { result[pivots[place]] = value }
    return result
  }
}
