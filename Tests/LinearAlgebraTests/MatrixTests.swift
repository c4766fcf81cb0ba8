import LinearAlgebra
import Testing

@Suite("Matrix storage and products")
struct MatrixTests {
  @Test func storesColumnByColumn() throws {
    let matrix = try Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(matrix.column(2) == [3, 6])
    #expect(matrix.transposed.row(2) == [3, 6])
    #expect(matrix.diagonal == [1, 5])
  }

  @Test func multipliesMatricesAndVectors() throws {
    let a = try Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    let b = try Matrix(rows: [[7, 8, 9], [10, 11, 12]])
    #expect(try a.times(b) == Matrix(rows: [[27, 30, 33], [61, 68, 75], [95, 106, 117]]))
    #expect(try a.times([1, -1]) == [-1, -1, -1])
    #expect(try a.transposeTimes([1, 0, 2]) == [11, 14])
    #expect(try a.times(.identity(2)) == a)
  }

  @Test func productsWithNothingAreZero() throws {
    let none = Matrix(rows: 3, columns: 0)
    #expect(try none.times([]) == [0, 0, 0])
    #expect(try none.times(Matrix(rows: 0, columns: 2)) == Matrix(rows: 3, columns: 2))
  }

  @Test func refusesShapesThatDoNotFit() throws {
    let a = Matrix.identity(2)
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: [[1, 2], [3]]) }
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: 2, columns: 2, columnMajor: [1]) }
    #expect(
      throws: LinearAlgebraError.dimensionMismatch(
        operation: "matrix product", expected: 2, found: 3)
    ) { try a.times(Matrix.identity(3)) }
    #expect(throws: LinearAlgebraError.self) { try a.times([1, 2, 3]) }
    #expect(throws: LinearAlgebraError.self) { try a.transposeTimes([1]) }
  }

  @Test func namesTheFirstNonFiniteElement() throws {
    var matrix = Matrix(rows: 3, columns: 2)
    matrix[2, 1] = .nan
    #expect(throws: LinearAlgebraError.nonFinite(operand: "design", row: 2, column: 1)) {
      try matrix.requireFinite("design")
    }
  }

  @Test func columnNormsNeitherOverflowNorUnderflow() {
    var matrix = Matrix(rows: 2, columns: 2)
    matrix[0, 0] = 3e200
    matrix[1, 0] = 4e200
    matrix[0, 1] = 3e-200
    matrix[1, 1] = 4e-200
    let norms = matrix.columnNorms()
    #expect(abs(norms[0] / 5e200 - 1) < 1e-15)
    #expect(abs(norms[1] / 5e-200 - 1) < 1e-15)
  }
}
