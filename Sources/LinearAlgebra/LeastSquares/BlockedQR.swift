import CLAPACKE

/// The triangular factor of [A | b] found by passing over the rows once, block by block.
///
/// Each block of rows is reduced by Householder reflections together with the factor of the rows
/// before it, in a workspace that fits the cache. The input is not copied, the order is fixed, and
/// the normal equations are never formed (Golub, Van Loan, Matrix Computations, 4th ed., 5.2;
/// Demmel et al. 2012).
struct BlockedQR {
  /// Rows taken in one step by LAPACK's routine.
  static let blockRows = 2048

  /// The factor R of A, n by n upper triangular.
  let triangularFactor: Matrix

  /// The first n elements of Qᵀb.
  let rotatedResponse: [Double]

  /// The Euclidean length of b − A x at the least squares solution.
  let residualNorm: Double

  /// Reduces a design of m rows and n columns and its response; row i is multiplied by
  /// `rowScale[i]` where given. Sizes are the caller's to check.
  init(
    _ design: MatrixView, _ response: [Double], rowScale: [Double]?
  ) throws(LinearAlgebraError) {
    let n = design.columns
    let width = n + 1
    let whole: (elements: [Double], stride: Int)
    if let narrow = NarrowQR(design, response, rowScale: rowScale) {
      whole = (narrow.factor, width)
    } else {
      whole = try BlockedQR.stacked(design, response, rowScale)
    }
    var factor = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for i in 0...j { factor[i, j] = whole.elements[i + j * whole.stride] }
    }
    triangularFactor = factor
    rotatedResponse = Array(whole.elements[(n * whole.stride)..<(n * whole.stride + n)])
    residualNorm = abs(whole.elements[n + n * whole.stride])
  }

  /// The factor at the top of a workspace in which each block was stacked under the factor before
  /// and the stack factorised again.
  private static func stacked(
    _ design: MatrixView, _ response: [Double], _ rowScale: [Double]?
  ) throws(LinearAlgebraError) -> (elements: [Double], stride: Int) {
    let width = design.columns + 1
    let block = Swift.min(blockRows, Swift.max(design.rows, 1))
    let stride = width + block
    var stack = Array(repeating: 0.0, count: stride * width)
    var scales = Array(repeating: 0.0, count: width)
    var work = Array(repeating: 0.0, count: 64 * width)
    var first = 0
    BLAS.singleThreaded
    while first < design.rows {
      let count = Swift.min(block, design.rows - first)
      for j in 0..<width {
        for below in (j + 1)...width { stack[j * stride + below] = 0 }
      }
      load(&stack, stride, at: width, design, response, rowScale, first: first, count: count)
      try BLAS.check(
        "dgeqrf",
        LAPACKE_dgeqrf_work(
          BLAS.columnMajor, Int32(width + count), Int32(width), &stack, Int32(stride), &scales,
          &work, Int32(work.count)))
      first += count
    }
    return (stack, stride)
  }

  /// Copies a block of rows of [A | b], scaled, to a place in each column of a workspace.
  static func load(
    _ target: inout [Double], _ stride: Int, at place: Int, _ design: MatrixView,
    _ response: [Double], _ rowScale: [Double]?, first: Int, count: Int
  ) {
    let n = design.columns
    for j in 0...n {
      let start = j * stride + place
      if j < n {
        let source = design.offset + j * design.leadingDimension + first
        copy(design.storage, from: source, count, to: &target, at: start)
      } else {
        copy(response, from: first, count, to: &target, at: start)
      }
      if let rowScale {
        for i in 0..<count { target[start + i] *= rowScale[first + i] }
      }
    }
  }

  private static func copy(
    _ source: [Double], from start: Int, _ count: Int, to target: inout [Double], at place: Int
  ) {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        (to + place).update(from: from + start, count: count)
      }
    }
  }
}
