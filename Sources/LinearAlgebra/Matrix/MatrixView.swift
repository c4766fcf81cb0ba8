/// A rectangle of a matrix, read in place.
///
/// A view shares the elements of the matrix it was taken from: taking one, narrowing it, multiplying
/// with it and reducing it cost no copy. It is a value: writing to the matrix afterwards leaves the
/// view as it was (the matrix then takes its own copy). Element (i, j) of the view is
/// `leadingDimension` places after element (i, j − 1), as LAPACK has it.
public struct MatrixView: Sendable {
  let storage: [Double]
  let offset: Int

  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The distance in storage from one column to the next.
  public let leadingDimension: Int

  /// A view of a whole matrix.
  public init(_ matrix: Matrix) {
    self.init(
      storage: matrix.elements, offset: 0, rows: matrix.rows, columns: matrix.columns,
      leadingDimension: Swift.max(1, matrix.rows))
  }

  private init(storage: [Double], offset: Int, rows: Int, columns: Int, leadingDimension: Int) {
    self.storage = storage
    self.offset = offset
    self.rows = rows
    self.columns = columns
    self.leadingDimension = leadingDimension
  }

  /// The part of this view in those rows and columns; all of them where `nil`.
  ///
  /// Throws `outOfRange` naming the first place that is not there.
  public func part(
    rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) throws(LinearAlgebraError) -> MatrixView {
    let rows = rows ?? 0..<self.rows
    let columns = columns ?? 0..<self.columns
    try requireRange("rows of a view", rows, within: self.rows)
    try requireRange("columns of a view", columns, within: self.columns)
    return MatrixView(
      storage: storage, offset: offset + rows.lowerBound + columns.lowerBound * leadingDimension,
      rows: rows.count, columns: columns.count, leadingDimension: leadingDimension)
  }

  /// The element in row `i` and column `j`, both counted from zero.
  public subscript(i: Int, j: Int) -> Double {
    precondition(i >= 0 && i < rows && j >= 0 && j < columns, "matrix index out of range")
    return storage[offset + i + j * leadingDimension]
  }

  /// Column `j` as a vector of `rows` elements.
  public func column(_ j: Int) -> [Double] {
    precondition(j >= 0 && j < columns, "matrix column out of range")
    let start = offset + j * leadingDimension
    return Array(storage[start..<(start + rows)])
  }

  /// A matrix of its own with the same elements.
  public var matrix: Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for j in 0..<columns {
      let start = offset + j * leadingDimension
      elements += storage[start..<(start + rows)]
    }
    return Matrix(shape: (rows, columns), elements)
  }

  /// Throws `nonFinite` naming the first NaN or infinity, in column order.
  public func requireFinite(_ operand: String) throws(LinearAlgebraError) {
    for j in 0..<columns {
      let start = offset + j * leadingDimension
      // A sum of zero multiples is finite exactly when every element is.
      var probe = 0.0
      for place in start..<(start + rows) { probe += storage[place] * 0 }
      if probe.isFinite { continue }
      for i in 0..<rows where !storage[start + i].isFinite {
        throw .nonFinite(operand: operand, row: i, column: j)
      }
    }
  }

  /// Runs a routine on the address of element (0, 0).
  func withElements<Result>(_ body: (UnsafePointer<Double>?) -> Result) -> Result {
    storage.withUnsafeBufferPointer { body($0.baseAddress?.advanced(by: offset)) }
  }
}

extension Matrix {
  /// The whole matrix as a view.
  public var view: MatrixView { MatrixView(self) }

  /// Those rows and columns read in place; all of them where `nil`.
  ///
  /// Throws `outOfRange` naming the first place that is not there.
  public func view(
    rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) throws(LinearAlgebraError) -> MatrixView {
    try view.part(rows: rows, columns: columns)
  }
}

/// Throws `outOfRange` unless a range lies within 0..<count.
private func requireRange(
  _ operation: String, _ range: Range<Int>, within count: Int
) throws(LinearAlgebraError) {
  if range.lowerBound < 0 {
    throw .outOfRange(operation: operation, index: range.lowerBound, count: count)
  }
  if range.upperBound > count {
    throw .outOfRange(operation: operation, index: range.upperBound - 1, count: count)
  }
}
