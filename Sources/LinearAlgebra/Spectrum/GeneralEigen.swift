import CLAPACKE

/// The eigenvalues and right eigenvectors of a square matrix, A v = λ v.
///
/// By the QR algorithm on the balanced Hessenberg form (Golub, Van Loan, Matrix Computations,
/// 4th ed., 7.5). Complex eigenvalues come in conjugate pairs, the one with positive imaginary part
/// first. A defective matrix has fewer independent vectors than its order, and they then repeat.
public struct GeneralEigen: Sendable {
  /// The eigenvalues, in the order LAPACK finds them.
  public let values: [Complex]

  private let packed: Matrix

  /// Decomposes a square matrix.
  ///
  /// Throws `dimensionMismatch` where it is not square, `nonFinite` for NaN or infinity and
  /// `routineFailed` with LAPACK's code where the iteration does not converge.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try requireSize("eigenvalues", expected: matrix.rows, found: matrix.columns)
    try matrix.requireFinite("matrix")
    let order = matrix.rows
    var work = matrix.elements
    var real = Array(repeating: 0.0, count: order)
    var imaginary = real
    var unusedLeft = [0.0]
    var right = Matrix(rows: order, columns: order)
    if order > 0 {
      BLAS.singleThreaded
      try BLAS.check(
        "dgeev",
        LAPACKE_dgeev(
          BLAS.columnMajor, BLAS.flag("N"), BLAS.flag("V"), Int32(order), &work, Int32(order),
          &real, &imaginary, &unusedLeft, 1, &right.elements, Int32(order)))
    }
    values = zip(real, imaginary).map { Complex($0, $1) }
    packed = right
  }

  /// The right eigenvector of eigenvalue `index`, of length one.
  ///
  /// Throws `outOfRange` where there is no such eigenvalue.
  public func vector(_ index: Int) throws(LinearAlgebraError) -> [Complex] {
    guard values.indices.contains(index) else {
      throw .outOfRange(operation: "eigenvector", index: index, count: values.count)
    }
    let sign = values[index].imaginary
    if sign == 0 { return packed.column(index).map { Complex($0) } }
    // LAPACK keeps a pair as two real columns: real part, then imaginary part of the first.
    let first = sign > 0 ? index : index - 1
    return zip(packed.column(first), packed.column(first + 1)).map {
      Complex($0, sign > 0 ? $1 : -$1)
    }
  }

  /// The largest magnitude of an eigenvalue; 0 for a matrix without elements.
  public var spectralRadius: Double { values.reduce(0) { Swift.max($0, $1.magnitude) } }
}
