import CLAPACKE

/// The triangular factor of [A | b] found by passing over the rows once, block by block.
///
/// Each block of rows is stacked under the factor of the rows before it, and the stack is
/// factorised again by Householder reflections in a workspace that fits the cache. The input is
/// not copied, the order is fixed, and the normal equations are never formed
/// (Golub, Van Loan, Matrix Computations, 4th ed., 5.2; Demmel et al. 2012).
struct BlockedQR {
  /// Rows taken in one step.
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
    let block = Swift.min(BlockedQR.blockRows, Swift.max(design.rows, 1))
    let stride = width + block
    var stack = Array(repeating: 0.0, count: stride * width)
    var scales = Array(repeating: 0.0, count: width)
    var work = Array(repeating: 0.0, count: 64 * width)
    var first = 0
    BLAS.singleThreaded
    while first < design.rows {
      let count = Swift.min(block, design.rows - first)
      BlockedQR.load(
        &stack, stride, design, response, rowScale, first: first, count: count)
      try BLAS.check(
        "dgeqrf",
        LAPACKE_dgeqrf_work(
          BLAS.columnMajor, Int32(width + count), Int32(width), &stack, Int32(stride), &scales,
          &work, Int32(work.count)))
      first += count
    }
    var factor = Matrix(rows: n, columns: n)
    for j in 0..<n {
      for i in 0...j { factor[i, j] = stack[i + j * stride] }
    }
    triangularFactor = factor
    rotatedResponse = Array(stack[(n * stride)..<(n * stride + n)])
    residualNorm = abs(stack[n + n * stride])
  }

  /// Clears what lies below the factor so far and puts the next rows under it.
  private static func load(
    _ stack: inout [Double], _ stride: Int, _ design: MatrixView, _ response: [Double],
    _ rowScale: [Double]?, first: Int, count: Int
  ) {
    let n = design.columns
    let width = n + 1
    for j in 0...n {
      let column = j * stride
      var below = j + 1
      while below < width {
        stack[column + below] = 0
        below += 1
      }
      let target = column + width
      if j < n {
        let source = design.offset + j * design.leadingDimension + first
        copy(design.storage, from: source, count, to: &stack, at: target)
      } else {
        copy(response, from: first, count, to: &stack, at: target)
      }
      if let rowScale {
        for i in 0..<count { stack[target + i] *= rowScale[first + i] }
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
