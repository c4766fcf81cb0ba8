import LinearAlgebra
import Testing

@Suite("Least squares solutions")
struct LeastSquaresSolutionTests {
  // From one block with refinement up to several blocks without.
  @Test(arguments: [(5, 2), (100, 5), (2048, 3), (2049, 3), (30_000, 6)])
  func residualsAreOrthogonalToTheColumns(rows: Int, columns: Int) throws {
    var numbers = SeededNumbers(UInt64(rows + columns))
    let a = numbers.matrix(rows, columns)
    let b = numbers.vector(rows)
    let solution = try LeastSquaresSolution(design: a, response: b)
    let residual = zip(b, try a.times(solution.coefficients)).map { $0 - $1 }
    let size = residual.reduce(0) { $0 + $1 * $1 }
    #expect(
      largestDifference(try a.transposeTimes(residual), Array(repeating: 0, count: columns))
        < 1e-13 * Double(rows))
    #expect(abs(solution.residualSumOfSquares / size - 1) < 1e-12)
  }

  @Test func theFactorIsThatOfTheGramMatrix() throws {
    var numbers = SeededNumbers(11)
    let a = numbers.matrix(5_000, 4)
    let solution = try LeastSquaresSolution(design: a, response: numbers.vector(5_000))
    let r = solution.triangularFactor.matrix
    let gram = try a.transposed.times(a)
    #expect(largestDifference(try r.transposed.times(r), gram) < 1e-10)
    #expect(largestDifference(try solution.inverseGram().times(gram), .identity(4)) < 1e-13)
  }

  @Test func largeAndSmallPathsAgree() throws {
    var numbers = SeededNumbers(12)
    let small = numbers.matrix(6_000, 10)
    let b = numbers.vector(6_000)
    let refined = try LeastSquaresSolution(design: small, response: b)
    var repeated = Matrix(rows: 12_000, columns: 10)
    for j in 0..<10 { for i in 0..<12_000 { repeated[i, j] = small[i % 6_000, j] } }
    let blocked = try LeastSquaresSolution(design: repeated, response: b + b)
    #expect(largestDifference(refined.coefficients, blocked.coefficients) < 1e-13)
  }

  @Test("columns whose lower part is zero need no reflection")
  func triangularDesigns() throws {
    // 3,000 rows, only the first three of which are not zero: the solution is that of the triangle.
    var a = Matrix(rows: 3_000, columns: 3)
    let triangle = [[2.0, 1, -1], [0, 3, 0.5], [0, 0, -4]]
    for i in 0..<3 { for j in 0..<3 { a[i, j] = triangle[i][j] } }
    var b = Array(repeating: 0.0, count: 3_000)
    b[0] = 3
    b[1] = -2
    b[2] = 8
    b[2_999] = 5
    let solution = try LeastSquaresSolution(design: a, response: b)
    let third = -2.0
    let second = (-2 - 0.5 * third) / 3
    let first = (3 - second + third) / 2
    #expect(largestDifference(solution.coefficients, [first, second, third]) < 1e-15)
    #expect(abs(solution.residualSumOfSquares - 25) < 1e-13)
  }

  @Test func wholeNumberWeightsRepeatRows() throws {
    let a = try Matrix(rows: [[1, 0], [1, 1], [1, 2], [1, 4]])
    let b: [Double] = [1, 3, 2, 7]
    let weighted = try LeastSquaresSolution(design: a, response: b, weights: [1, 2, 1, 3])
    let long = try Matrix(rows: [[1, 0], [1, 1], [1, 1], [1, 2], [1, 4], [1, 4], [1, 4]])
    let repeated = try LeastSquaresSolution(design: long, response: [1, 3, 3, 2, 7, 7, 7])
    #expect(largestDifference(weighted.coefficients, repeated.coefficients) < 1e-14)
    #expect(abs(weighted.residualSumOfSquares - repeated.residualSumOfSquares) < 1e-13)
  }

  @Test func namesTheColumnsThatAddNothing() throws {
    let places = (0..<9).map(Double.init)
    let a = try Matrix(rows: places.map { (x: Double) -> [Double] in [1, x, 2 * x + 3, x * x] })
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 3, columns: [2])) {
      try LeastSquaresSolution(design: a, response: Array(repeating: 1, count: 9))
    }
    let zero = Matrix(rows: 4, columns: 1)
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 0, columns: [0])) {
      try LeastSquaresSolution(design: zero, response: [1, 2, 3, 4])
    }
  }

  @Test func columnsOfVeryDifferentSizeAreNotDependent() throws {
    let places = (0..<9).map(Double.init)
    let a = try Matrix(rows: places.map { (x: Double) -> [Double] in [1e-12, 1e12 * x] })
    let solution = try LeastSquaresSolution(design: a, response: places.map { 1 + 2 * $0 })
    #expect(abs(solution.coefficients[0] / 1e12 - 1) < 1e-14)
    #expect(abs(solution.coefficients[1] / 2e-12 - 1) < 1e-14)
  }

  @Test func refusesBadInput() throws {
    let a = Matrix.identity(3)
    #expect(throws: LinearAlgebraError.self) {
      try LeastSquaresSolution(design: a, response: [1, 2])
    }
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 2, columns: 3)) {
      try LeastSquaresSolution(design: Matrix(rows: 2, columns: 3), response: [1, 2])
    }
    #expect(throws: LinearAlgebraError.nonFinite(operand: "response", row: 1, column: 0)) {
      try LeastSquaresSolution(design: a, response: [1, .nan, 2])
    }
    var bad = a
    bad[1, 2] = .infinity
    #expect(throws: LinearAlgebraError.nonFinite(operand: "design", row: 1, column: 2)) {
      try LeastSquaresSolution(design: bad, response: [1, 2, 3])
    }
    #expect(throws: LinearAlgebraError.self) {
      try LeastSquaresSolution(design: a, response: [1, 2, 3], weights: [1, 0, 1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try LeastSquaresSolution(design: a, response: [1, 2, 3], weights: [1])
    }
  }
}
