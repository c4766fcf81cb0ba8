import Foundation
import LinearAlgebra
import ReferenceCases
import Testing

@Suite("The matrix exponential")
struct MatrixExponentialTests {
  @Test(.enabled(if: SharedReference.isPresent))
  func goldenGenerators() throws {
    let cases = try SharedReference.cases("03-ctmc.json", method: "ctmc.expm")
    #expect(!cases.isEmpty)
    for item in cases {
      let time = item.number("t")
      let generator = item.rows("Q").map { $0.map { $0 * time } }
      let result = try Matrix(rows: generator).exponential()
      let expected = (item.expected["P"] as? [Any] ?? []).map(ReferenceCase.vector)
      for (i, row) in expected.enumerated() {
        for (j, value) in row.enumerated() {
          #expect(abs(result[i, j] - value) <= item.absolute + item.relative * abs(value))
        }
      }
    }
  }

  @Test func aJordanBlockHasPowersOverFactorials() throws {
    let result = try Matrix(rows: [[2, 1, 0], [0, 2, 1], [0, 0, 2]]).exponential()
    let e = exp(2.0)
    #expect(largestDifference(result.row(0), [e, e, e / 2]) < 1e-14)
    #expect(result[2, 0] == 0)
  }

  // One matrix for each order of the approximant, and one that needs squaring.
  @Test(arguments: [0.004, 0.05, 0.2, 0.5, 1.2, 3, 40])
  func itsInverseIsTheExponentialOfTheNegative(scale: Double) throws {
    var numbers = SeededNumbers(77)
    var a = numbers.matrix(4, 4)
    for j in 0..<4 { for i in 0..<4 { a[i, j] *= scale } }
    for i in 0..<4 { a[i, i] = 0 }
    var negative = a
    for j in 0..<4 { for i in 0..<4 { negative[i, j] = -a[i, j] } }
    let (up, down) = (try a.exponential(), try negative.exponential())
    let size = up.oneNorm * down.oneNorm
    #expect(largestDifference(try up.times(down), .identity(4)) < 1e-14 * size)
    var half = a
    for j in 0..<4 { for i in 0..<4 { half[i, j] = a[i, j] / 2 } }
    let root = try half.exponential()
    #expect(largestDifference(try root.times(root), up) < 1e-13 * up.oneNorm)
  }

  // The approximants of neighbouring orders agree where one takes over from the other.
  @Test(arguments: [
    1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068,
  ])
  func ordersJoinWithoutAStep(limit: Double) throws {
    let a = try Matrix(rows: [[0, 1], [1, 0]])
    func at(_ t: Double) throws -> Double {
      try Matrix(rows: a.row(0).indices.map { i in a.row(i).map { $0 * t } }).exponential()[0, 0]
    }
    for t in [limit * 0.999999, limit * 1.000001] {
      #expect(abs(try at(t) / cosh(t) - 1) < 3e-15)
    }
  }

  @Test func theDeterminantIsTheExponentialOfTheTrace() throws {
    var numbers = SeededNumbers(78)
    let a = numbers.matrix(5, 5)
    let determinant = try LUFactorization(a.exponential()).logDeterminant
    #expect(determinant.sign == 1)
    #expect(abs(determinant.logMagnitude - a.diagonal.reduce(0, +)) < 1e-13)
  }

  @Test func generatorRowsKeepTheirSum() throws {
    let q = try Matrix(rows: [[-3, 2, 1], [0.5, -0.5, 0], [4, 0, -4]])
    let p = try q.exponential()
    for i in 0..<3 {
      #expect(abs(p.row(i).reduce(0, +) - 1) < 1e-14)
      #expect(p.row(i).allSatisfy { $0 > 0 })
    }
  }

  @Test func extremes() throws {
    #expect(try Matrix(rows: 3, columns: 3).exponential() == .identity(3))
    #expect(try Matrix(rows: 0, columns: 0).exponential().rows == 0)
    #expect(try Matrix(rows: [[-800]]).exponential()[0, 0] == 0)
    #expect(abs(try Matrix(rows: [[700]]).exponential()[0, 0] / exp(700) - 1) < 1e-12)
    #expect(abs(try Matrix(rows: [[-250]]).exponential()[0, 0] / exp(-250) - 1) < 1e-13)
    #expect(throws: LinearAlgebraError.overflow(operation: "matrix exponential")) {
      try Matrix(rows: [[1000]]).exponential()
    }
    #expect(throws: LinearAlgebraError.overflow(operation: "matrix exponential")) {
      try Matrix(rows: [[1.5e308, 0], [1.5e308, 0]]).exponential()
    }
    #expect(try Matrix(rows: [[-1e300, 0], [0, -1e300]]).exponential().elements == [0, 0, 0, 0])
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: 2, columns: 3).exponential() }
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: [[.nan]]).exponential() }
  }
}
