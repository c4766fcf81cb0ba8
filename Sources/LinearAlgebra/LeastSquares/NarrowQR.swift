import CLAPACKE

/// The triangular factor of a narrow [A | b], found by reflecting each block of rows into the factor
/// of the rows before it.
///
/// A reflection touches one row of the factor and the block, never the zeros between, and needs two
/// passes over the block: one for the products of a column with itself and those to its right, one to
/// take them away (Golub, Van Loan, Matrix Computations, 4th ed., 5.1; Gill et al. 1974 on updating).
/// With few columns the block stays in the first-level cache, which LAPACK's general routine does not
/// use as well. Squares are formed without scaling, so columns far from one are left to that routine.
struct NarrowQR {
  /// Rows taken in one step.
  static let blockRows = 256

  /// Columns, b included, up to which this is the faster way.
  static let widestInput = 48

  /// The squares between which nothing over- or underflows.
  private static let safeSquares = 1e-240...1e240

  /// The upper triangular factor, column by column.
  let factor: [Double]

  /// Reduces a problem; `nil` where it is too wide or its scale is not safe.
  init?(_ design: MatrixView, _ response: [Double], rowScale: [Double]?) {
    let width = design.columns + 1
    guard width <= NarrowQR.widestInput else { return nil }
    let stride = Swift.min(NarrowQR.blockRows, Swift.max(design.rows, 1))
    var block = Array(repeating: 0.0, count: stride * width)
    var triangle = Array(repeating: 0.0, count: width * width)
    var products = Array(repeating: 0.0, count: width)
    var first = 0
    while first < design.rows {
      let count = Swift.min(stride, design.rows - first)
      BlockedQR.load(
        &block, stride, at: 0, design, response, rowScale, first: first, count: count)
      let isSafe = block.withUnsafeMutableBufferPointer { block in
        (0..<width).allSatisfy { j in
          guard let column = block.baseAddress?.advanced(by: j * stride) else { return false }
          return NarrowQR.reflect(
            column, stride, count, column: j, width: width, &triangle, &products)
        }
      }
      guard isSafe else { return nil }
      first += count
    }
    factor = triangle
  }

  /// Reflects one column of the block into the factor and applies the reflection to those to its
  /// right; false where a square is not safe.
  private static func reflect(
    _ column: UnsafeMutablePointer<Double>, _ stride: Int, _ count: Int, column j: Int, width: Int,
    _ triangle: inout [Double], _ products: inout [Double]
  ) -> Bool {
    let right = width - j - 1
    BLAS.singleThreaded
    cblas_dgemv(
      CblasColMajor, CblasTrans, Int32(count), Int32(right + 1), 1, column, Int32(stride), column,
      1, 0, &products, 1)
    let pivot = triangle[j + j * width]
    let square = pivot * pivot + products[0]
    guard safeSquares.contains(square), products[0] == 0 || safeSquares.contains(products[0]) else {
      // Nothing to reflect, unless the squares only seem to be zero.
      return square == 0 && pivot == 0 && (0..<count).allSatisfy { column[$0] == 0 }
    }
    if products[0] == 0 { return (0..<count).allSatisfy { column[$0] == 0 } }
    let diagonal = pivot <= 0 ? square.squareRoot() : -square.squareRoot()
    let scale = 1 / (pivot - diagonal)
    let weight = (diagonal - pivot) / diagonal
    triangle[j + j * width] = diagonal
    guard right > 0 else { return true }
    for k in 1...right {
      let place = j + (j + k) * width
      let share = weight * (triangle[place] + scale * products[k])
      triangle[place] -= share
      products[k] = share
    }
    products.withUnsafeBufferPointer { products in
      cblas_dger(
        CblasColMajor, Int32(count), Int32(right), -scale, column, 1,
        products.baseAddress?.advanced(by: 1), 1, column + stride, Int32(stride))
    }
    return true
  }
}
