import LinearAlgebra
import Testing

@Suite("Views of a matrix")
struct MatrixViewTests {
  /// Rows 2…6 and columns 1…3 of a seeded matrix, in place and as a copy.
  private static func window() throws -> (view: MatrixView, copy: Matrix) {
    var numbers = SeededNumbers(31)
    let matrix = numbers.matrix(9, 5)
    let view = try matrix.view(rows: 2..<7, columns: 1..<4)
    let copy = try Matrix(rows: (2..<7).map { i in (1..<4).map { matrix[i, $0] } })
    return (view, copy)
  }

  @Test func aViewReadsItsRectangle() throws {
    let (view, copy) = try Self.window()
    #expect(view.matrix == copy)
    #expect(view.rows == 5 && view.columns == 3 && view.leadingDimension == 9)
    #expect(view.column(2) == copy.column(2))
    #expect(view[4, 1] == copy[4, 1])
    let part = try view.part(rows: 1..<3)
    #expect(part.matrix.row(1) == copy.row(2))
    #expect(part.columns == 3)
    #expect(try view.part(columns: 2..<3).matrix.elements == copy.column(2))
  }

  @Test func productsReadTheLeadingDimension() throws {
    let (view, copy) = try Self.window()
    let right = try Self.window().view.part(rows: 0..<3)
    #expect(try view.times(right) == copy.times(right.matrix))
    #expect(try view.transposeTimes(view) == copy.transposeTimes(copy))
    #expect(
      largestDifference(try copy.transposed.times(copy), try copy.transposeTimes(copy)) < 1e-15)
    #expect(try view.times([1, 2, 3]) == copy.times([1, 2, 3]))
    #expect(try view.transposeTimes([1, 2, 3, 4, 5]) == copy.transposeTimes([1, 2, 3, 4, 5]))
    #expect(throws: LinearAlgebraError.self) { try view.times(view) }
    #expect(throws: LinearAlgebraError.self) { try view.transposeTimes(right) }
  }

  @Test func factorisationsOfAViewAreThoseOfItsCopy() throws {
    let (view, copy) = try Self.window()
    #expect(try QRFactorization(view).triangularFactor == QRFactorization(copy).triangularFactor)
    #expect(try PivotedQR(view).diagonal == PivotedQR(copy).diagonal)
    #expect(try SingularValueDecomposition(view).values == SingularValueDecomposition(copy).values)
    let square = try view.part(rows: 0..<3)
    #expect(
      try LUFactorization(square).solve([1, 2, 3])
        == LUFactorization(square.matrix).solve([1, 2, 3]))
    let b: [Double] = [1, -1, 2, 0, 3]
    let inPlace = try LeastSquaresSolution(design: view, response: b)
    let copied = try LeastSquaresSolution(design: copy, response: b)
    #expect(inPlace.coefficients == copied.coefficients)
    #expect(inPlace.residualSumOfSquares == copied.residualSumOfSquares)
    #expect(try inPlace.inverseGram() == copied.inverseGram())
  }

  @Test func aViewKeepsItsElementsWhenTheMatrixChanges() throws {
    var matrix = Matrix.identity(2)
    let view = matrix.view
    matrix[0, 0] = 9
    #expect(view[0, 0] == 1)
  }

  @Test func refusesPlacesOutside() throws {
    let matrix = Matrix.identity(3)
    #expect(
      throws: LinearAlgebraError.outOfRange(operation: "rows of a view", index: 3, count: 3)
    ) { try matrix.view(rows: 1..<4) }
    #expect(
      throws: LinearAlgebraError.outOfRange(operation: "columns of a view", index: -1, count: 3)
    ) { try matrix.view(columns: -1..<2) }
    let empty = try matrix.view(rows: 1..<1)
    #expect(empty.rows == 0 && empty.matrix == Matrix(rows: 0, columns: 3))
    #expect(try empty.times([1, 2, 3]) == [])
  }

  @Test func namesTheFirstNonFiniteElementOfTheView() throws {
    var matrix = Matrix(rows: 4, columns: 3)
    matrix[0, 0] = .nan
    matrix[3, 2] = .infinity
    let view = try matrix.view(rows: 1..<4, columns: 1..<3)
    #expect(throws: LinearAlgebraError.nonFinite(operand: "part", row: 2, column: 1)) {
      try view.requireFinite("part")
    }
    try view.part(rows: 0..<2).requireFinite("part")
  }

  @Test func norms() throws {
    let matrix = try Matrix(rows: [[1, -2], [-3, 4]])
    #expect(matrix.oneNorm == 6)
    #expect(matrix.infinityNorm == 7)
    #expect(abs(matrix.frobeniusNorm - 30.0.squareRoot()) < 1e-15)
    #expect(Matrix(rows: 0, columns: 0).oneNorm == 0)
    #expect(Matrix(rows: 0, columns: 2).columnNorms() == [0, 0])
    #expect(abs(Matrix(rows: 3, columns: 3, repeating: 1e300).frobeniusNorm / 3e300 - 1) < 1e-15)
  }
}
