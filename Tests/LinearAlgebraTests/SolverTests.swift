import Foundation
import LinearAlgebra
import Testing

@Suite("Solving square and triangular systems")
struct SolverTests {
  @Test(arguments: [1, 2, 7, 60])
  func luSolves(order: Int) throws {
    var numbers = SeededNumbers(UInt64(order) + 5)
    let a = numbers.matrix(order, order)
    let x = numbers.vector(order)
    let lu = try LUFactorization(a)
    #expect(largestDifference(try lu.solve(a.times(x)), x) < 1e-11)
    #expect(largestDifference(try lu.solveTransposed(a.transposeTimes(x)), x) < 1e-11)
    #expect(largestDifference(try a.times(lu.inverse()), .identity(order)) < 1e-11)
    let b = numbers.matrix(order, 3)
    #expect(largestDifference(try a.times(lu.solve(b)), b) < 1e-11)
  }

  @Test func determinants() throws {
    let a = try Matrix(rows: [[0, 2, 0], [3, 0, 0], [0, 0, 5]])
    let determinant = try LUFactorization(a).logDeterminant
    #expect(determinant.sign == -1)
    #expect(abs(determinant.logMagnitude - log(30)) < 1e-15)
    #expect(try LUFactorization(.diagonal([-1, -2])).logDeterminant.sign == 1)
    #expect(try LUFactorization(.diagonal([1, -2])).logDeterminant.sign == -1)
    let covariance = try Matrix(rows: [[4, 1], [1, 3]])
    #expect(abs(try Cholesky(covariance).logDeterminant - log(11)) < 1e-15)
  }

  @Test func conditionNumbersInTheOneNorm() throws {
    let hilbert = try Matrix(rows: (1...5).map { i in (1...5).map { 1 / Double(i + $0 - 1) } })
    // Known exactly: 943 656 for order 5 in the 1-norm.
    #expect(abs(try LUFactorization(hilbert).conditionNumber() / 943_656 - 1) < 1e-9)
    #expect(abs(try Cholesky(hilbert).conditionNumber() / 943_656 - 1) < 1e-9)
    let upper = try UpperTriangular(Matrix(rows: [[1, 2], [0, 0.5]]))
    // Norms 2.5 and, of the inverse [[1, −4], [0, 2]], 6.
    #expect(abs(try upper.conditionNumber() - 15) < 1e-12)
    #expect(try LUFactorization(Matrix(rows: 0, columns: 0)).conditionNumber() == 1)
    #expect(try Cholesky(Matrix(rows: 0, columns: 0)).conditionNumber() == 1)
    #expect(try UpperTriangular(Matrix(rows: 0, columns: 0)).conditionNumber() == 1)
  }

  @Test func singularAndBadSystemsAreRefused() throws {
    #expect(throws: LinearAlgebraError.singular(index: 1)) {
      try LUFactorization(Matrix(rows: [[1, 2], [2, 4]]))
    }
    #expect(throws: LinearAlgebraError.self) { try LUFactorization(Matrix(rows: 2, columns: 3)) }
    #expect(throws: LinearAlgebraError.self) { try LUFactorization(Matrix(rows: [[.nan]])) }
    let lu = try LUFactorization(.diagonal([1e-200, 1]))
    #expect(throws: LinearAlgebraError.self) { try lu.solve([1]) }
    #expect(throws: LinearAlgebraError.self) { try lu.solveTransposed([1]) }
    #expect(throws: LinearAlgebraError.self) { try lu.solve([.nan, 1]) }
    #expect(throws: LinearAlgebraError.self) { try lu.solve(Matrix(rows: 1, columns: 1)) }
    #expect(throws: LinearAlgebraError.overflow(operation: "linear system")) {
      try lu.solve([1e200, 1])
    }
    let tiny = try Cholesky(.diagonal([1e-310, 1]))
    #expect(throws: LinearAlgebraError.self) { try tiny.inverse() }
    #expect(throws: LinearAlgebraError.self) { try tiny.solve([1, 1]) }
    #expect(throws: LinearAlgebraError.self) { try tiny.solve([1]) }
    #expect(throws: LinearAlgebraError.self) { try tiny.solve(Matrix(rows: 1, columns: 1)) }
  }

  @Test func choleskyInvertsAndSolvesManyColumns() throws {
    var numbers = SeededNumbers(8)
    let root = numbers.matrix(9, 5)
    let a = try root.transposeTimes(root)
    let factor = try Cholesky(a)
    let inverse = try factor.inverse()
    #expect(inverse == inverse.transposed)
    #expect(largestDifference(try a.times(inverse), .identity(5)) < 1e-13)
    let b = numbers.matrix(5, 2)
    #expect(largestDifference(try a.times(factor.solve(b)), b) < 1e-13)
    #expect(try Cholesky(Matrix(rows: 0, columns: 0)).inverse().rows == 0)
    #expect(try factor.solve(Matrix(rows: 5, columns: 0)).columns == 0)
  }

  @Test func triangularSystemsWithManyColumns() throws {
    let r = try UpperTriangular(Matrix(rows: [[2, 1, -1], [0, 4, 3], [0, 0, 5]]))
    var numbers = SeededNumbers(9)
    let b = numbers.matrix(3, 4)
    #expect(largestDifference(try r.matrix.times(r.solve(b)), b) < 1e-15)
    #expect(largestDifference(try r.matrix.transposeTimes(r.solveTransposed(b)), b) < 1e-15)
    let gram = try r.inverseGram()
    #expect(gram == gram.transposed)
    #expect(throws: LinearAlgebraError.self) { try r.solve(Matrix(rows: 2, columns: 1)) }
  }

  @Test func qrFormsQAndSolves() throws {
    var numbers = SeededNumbers(10)
    let a = numbers.matrix(12, 4)
    let qr = try QRFactorization(a)
    let q = try qr.thinQ()
    #expect(largestDifference(try q.transposeTimes(q), .identity(4)) < 1e-14)
    #expect(largestDifference(try q.times(qr.triangularFactor), a) < 1e-14)
    let x = numbers.vector(4)
    #expect(largestDifference(try qr.solve(a.times(x)), x) < 1e-13)
    #expect(try QRFactorization(Matrix(rows: 3, columns: 0)).thinQ().columns == 0)
    #expect(throws: LinearAlgebraError.self) { try qr.qTimes([1]) }
  }

  @Test(arguments: [(8, 3), (3, 8), (5, 5)])
  func pivotedQRReproducesTheMatrix(rows: Int, columns: Int) throws {
    var numbers = SeededNumbers(UInt64(rows * 10 + columns))
    let a = numbers.matrix(rows, columns)
    let qr = try PivotedQR(a)
    let q = try qr.thinQ()
    let product = try q.times(qr.triangularFactor)
    for (place, j) in qr.pivots.enumerated() {
      #expect(largestDifference(product.column(place), a.column(j)) < 1e-14)
    }
    #expect(largestDifference(try q.transposeTimes(q), .identity(q.columns)) < 1e-14)
    #expect(qr.diagonal == qr.diagonal.sorted(by: >))
    #expect(qr.pivots.sorted() == Array(0..<columns))
    let b = numbers.vector(rows)
    #expect(largestDifference(try qr.qTimes(qr.transposeQTimes(b)), b) < 1e-14)
  }

  @Test func pivotedQRGivesABasicSolution() throws {
    var numbers = SeededNumbers(44)
    var a = numbers.matrix(10, 4)
    for i in 0..<10 { a[i, 3] = a[i, 0] + a[i, 1] }
    let b = numbers.vector(10)
    let x = try PivotedQR(a).solve(b)
    #expect(x.filter { $0 == 0 }.count == 1)
    let residual = zip(b, try a.times(x)).map { $0 - $1 }
    #expect(largestDifference(try a.transposeTimes(residual), [0, 0, 0, 0]) < 1e-14)
    #expect(try PivotedQR(Matrix(rows: 2, columns: 2)).solve([1, 2]) == [0, 0])
  }
}
