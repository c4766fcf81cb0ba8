import LinearAlgebra
import Testing

@Suite("Factorisations reproduce the matrix")
struct FactorizationTests {
  @Test(arguments: [(1, 1), (5, 3), (40, 7), (3, 3)])
  func qrReconstructs(rows: Int, columns: Int) throws {
    var numbers = SeededNumbers(UInt64(rows * 100 + columns))
    let a = numbers.matrix(rows, columns)
    let qr = try QRFactorization(a)
    let r = qr.triangularFactor
    for j in 0..<columns {
      let padded = r.column(j) + Array(repeating: 0, count: rows - columns)
      #expect(largestDifference(try qr.qTimes(padded), a.column(j)) < 1e-14)
    }
    let b = numbers.vector(rows)
    #expect(largestDifference(try qr.qTimes(qr.transposeQTimes(b)), b) < 1e-14)
  }

  @Test func pivotingRevealsTheRank() throws {
    var numbers = SeededNumbers(7)
    var a = numbers.matrix(20, 4)
    for i in 0..<20 { a[i, 2] = a[i, 0] - 2 * a[i, 1] }
    let pivoted = try PivotedQR(a)
    #expect(pivoted.rank(tolerance: 1e-12) == 3)
    #expect(pivoted.dependentColumns(rank: 3).count == 1)
    #expect(try PivotedQR(Matrix(rows: 3, columns: 2)).rank(tolerance: 1e-12) == 0)
  }

  @Test func choleskyReproducesACovariance() throws {
    var numbers = SeededNumbers(3)
    let root = numbers.matrix(6, 4)
    let covariance = try root.transposed.times(root)
    let factor = try Cholesky(covariance)
    let product = try factor.lower.times(factor.lower.transposed)
    #expect(largestDifference(product, covariance) < 1e-14)
    let x = numbers.vector(4)
    #expect(largestDifference(try factor.solve(covariance.times(x)), x) < 1e-12)
    #expect(try factor.correlate([1, 0, 0, 0]) == factor.lower.column(0))
    let eigen = try SymmetricEigen(covariance)
    let logDeterminant = eigen.values.map { $0 }.reduce(1, *)
    #expect(abs(factor.lower.diagonal.reduce(1, *) - logDeterminant.squareRoot()) < 1e-12)
  }

  @Test("of order one, the factor is the root, and none for a negative number")
  func choleskyOfOneNumber() throws {
    let cholesky = try Cholesky(Matrix(rows: [[6.25]]))
    #expect(cholesky.lower[0, 0] == 2.5)
    #expect(abs(try cholesky.inverse()[0, 0] - 0.16) < 1e-16)
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 1)) {
      try Cholesky(Matrix(rows: [[-1]]))
    }
    let eigen = try GeneralEigen(Matrix(rows: [[-3]]))
    #expect(eigen.values == [Complex(-3, 0)])
  }

  @Test func choleskyRefusesWhatIsNoCovariance() {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
      try Cholesky(Matrix(rows: [[1, 2], [2, 1]]))
    }
    #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: 2, columns: 3)) }
    #expect(throws: LinearAlgebraError.self) { try Cholesky(Matrix(rows: [[.nan]])) }
  }

  @Test func eigenvectorsDiagonalise() throws {
    let a = try Matrix(rows: [[2, 1, 0], [1, 3, 1], [0, 1, 4]])
    let eigen = try SymmetricEigen(a)
    let v = eigen.vectors
    let rebuilt = try v.times(.diagonal(eigen.values)).times(v.transposed)
    #expect(largestDifference(rebuilt, a) < 1e-14)
    #expect(eigen.values == eigen.values.sorted())
    #expect(abs(eigen.values.reduce(0, +) - 9) < 1e-14)
  }

  @Test func conditionNumbers() throws {
    #expect(try Matrix.identity(3).conditionNumber() == 1)
    #expect(abs(try Matrix.diagonal([1e-3, 10]).conditionNumber() / 1e4 - 1) < 1e-14)
    #expect(try Matrix.diagonal([1, 0]).conditionNumber() == .infinity)
    #expect(try Matrix(rows: 0, columns: 0).conditionNumber() == 1)
  }

  @Test func triangularSolvesInvert() throws {
    let r = try UpperTriangular(Matrix(rows: [[2, 1, -1], [0, 4, 3], [0, 0, 5]]))
    #expect(largestDifference(try r.solve([2, 11, 5]), [0.5, 2, 1]) < 1e-15)
    #expect(largestDifference(try r.solveTransposed([2, 5, 7]), [1, 1, 1]) < 1e-15)
    let identity = try r.matrix.times(r.inverse())
    #expect(largestDifference(identity, .identity(3)) < 1e-15)
    let gram = try r.matrix.transposed.times(r.matrix).times(r.inverseGram())
    #expect(largestDifference(gram, .identity(3)) < 1e-14)
    #expect(throws: LinearAlgebraError.singular(index: 1)) {
      try UpperTriangular(.diagonal([1, 0]))
    }
    #expect(throws: LinearAlgebraError.self) { try r.solve([1]) }
  }

  @Test func refusesWideAndNonFiniteMatrices() {
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 2, columns: 3)) {
      try QRFactorization(Matrix(rows: 2, columns: 3))
    }
    #expect(throws: LinearAlgebraError.self) {
      try QRFactorization(Matrix(rows: [[.infinity]]))
    }
    #expect(throws: LinearAlgebraError.self) { try PivotedQR(Matrix(rows: [[.nan]])) }
    #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(Matrix(rows: [[.nan]])) }
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: [[.nan]]).singularValues() }
  }

  @Test func messagesNameTheInput() {
    let errors: [(LinearAlgebraError, String)] = [
      (.dimensionMismatch(operation: "product", expected: 2, found: 3), "product"),
      (.nonFinite(operand: "design", row: 4, column: 1), "row 4"),
      (.rankDeficient(rank: 2, columns: [3]), "[3]"),
      (.tooFewRows(rows: 2, columns: 3), "2 rows"),
      (.notPositiveDefinite(order: 2), "order 2"),
      (.singular(index: 1), "place 1"),
      (.routineFailed(routine: "dsyev", info: 3), "dsyev failed with code 3"),
      (.outOfRange(operation: "rows of a view", index: 4, count: 3), "place 4"),
      (.invalidSetting(name: "penalty", value: -1, reason: "must be positive"), "penalty: -1.0"),
      (.overflow(operation: "least squares"), "other units"),
    ]
    for (error, part) in errors { #expect(error.description.contains(part)) }
  }
}
