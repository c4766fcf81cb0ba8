/// A dense matrix of doubles, stored column by column.
///
/// A value type: copies are independent. Vectors are plain `[Double]`.
public struct Matrix: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The elements, column after column: element (i, j) is at `i + j * rows`.
  public internal(set) var elements: [Double]

  /// A matrix with every element equal to `value`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// A matrix over elements already in column order.
  ///
  /// Throws `dimensionMismatch` where their number is not `rows * columns`.
  public init(rows: Int, columns: Int, columnMajor elements: [Double]) throws(LinearAlgebraError) {
    guard rows >= 0, columns >= 0, elements.count == rows * columns else {
      throw .dimensionMismatch(
        operation: "matrix elements", expected: rows * columns, found: elements.count)
    }
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix over elements known to fit.
  init(shape: (rows: Int, columns: Int), _ elements: [Double]) {
    rows = shape.rows
    columns = shape.columns
    self.elements = elements
  }

  /// A matrix given as its rows, all of one length.
  ///
  /// Throws `dimensionMismatch` for a row of another length than the first.
  public init(rows source: [[Double]]) throws(LinearAlgebraError) {
    let width = source.first?.count ?? 0
    self.init(rows: source.count, columns: width)
    for (i, row) in source.enumerated() {
      guard row.count == width else {
        throw .dimensionMismatch(operation: "matrix row \(i)", expected: width, found: row.count)
      }
      for (j, value) in row.enumerated() { elements[i + j * rows] = value }
    }
  }

  /// The identity matrix of that order.
  public static func identity(_ order: Int) -> Matrix {
    diagonal(Array(repeating: 1, count: order))
  }

  /// The square matrix with those diagonal elements and zeros elsewhere.
  public static func diagonal(_ values: [Double]) -> Matrix {
    var result = Matrix(rows: values.count, columns: values.count)
    for (i, value) in values.enumerated() { result[i, i] = value }
    return result
  }

  /// The element in row `i` and column `j`, both counted from zero.
  public subscript(i: Int, j: Int) -> Double {
    get {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "matrix index out of range")
      return elements[i + j * rows]
    }
    set {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns, "matrix index out of range")
      elements[i + j * rows] = newValue
    }
  }

  /// Row `i` as a vector of `columns` elements.
  public func row(_ i: Int) -> [Double] {
    (0..<columns).map { self[i, $0] }
  }

  /// Column `j` as a vector of `rows` elements.
  public func column(_ j: Int) -> [Double] {
    precondition(j >= 0 && j < columns, "matrix column out of range")
    return Array(elements[(j * rows)..<((j + 1) * rows)])
  }

  /// The diagonal elements, from the top left.
  public var diagonal: [Double] {
    (0..<Swift.min(rows, columns)).map { self[$0, $0] }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns {
      for i in 0..<rows { result.elements[j + i * columns] = elements[i + j * rows] }
    }
    return result
  }
}

extension Matrix {
  /// Throws `nonFinite` naming the first NaN or infinity, in column order.
  public func requireFinite(_ operand: String) throws(LinearAlgebraError) {
    try view.requireFinite(operand)
  }
}

/// Throws `nonFinite` naming the first NaN or infinity of a vector.
func requireFinite(_ vector: [Double], _ operand: String) throws(LinearAlgebraError) {
  if let place = vector.firstIndex(where: { !$0.isFinite }) {
    throw .nonFinite(operand: operand, row: place, column: 0)
  }
}

/// Throws `dimensionMismatch` unless `found` equals `expected`.
func requireSize(
  _ operation: String, expected: Int, found: Int
) throws(LinearAlgebraError) {
  if expected != found {
    throw .dimensionMismatch(operation: operation, expected: expected, found: found)
  }
}
