import Foundation
import LinearAlgebra
import Testing

@Suite("Eigenvalues and singular values")
struct SpectrumTests {
  @Test(arguments: [1, 2, 5, 12])
  func eigenvectorsSatisfyTheirEquation(order: Int) throws {
    var numbers = SeededNumbers(UInt64(order) * 3)
    let a = numbers.matrix(order, order)
    let eigen = try GeneralEigen(a)
    var trace = Complex(0)
    for (index, value) in eigen.values.enumerated() {
      let v = try eigen.vector(index)
      let real = try a.times(v.map(\.real))
      let imaginary = try a.times(v.map(\.imaginary))
      for i in 0..<order {
        let difference = Complex(real[i], imaginary[i]) - value * v[i]
        #expect(difference.magnitude < 1e-13)
      }
      let length = v.reduce(0) { $0 + $1.magnitude * $1.magnitude }
      #expect(abs(length - 1) < 1e-13)
      trace = trace + value
    }
    #expect(abs(trace.real - a.diagonal.reduce(0, +)) < 1e-13)
    #expect(abs(trace.imaginary) < 1e-13)
  }

  @Test func aRotationHasAConjugatePair() throws {
    let eigen = try GeneralEigen(Matrix(rows: [[0, -2], [2, 0]]))
    #expect(eigen.values.count == 2)
    #expect((eigen.values[0] - Complex(0, 2)).magnitude < 1e-15)
    #expect(eigen.values[1] == eigen.values[0].conjugate)
    #expect(try eigen.vector(1) == eigen.vector(0).map(\.conjugate))
    #expect(abs(eigen.spectralRadius - 2) < 1e-15)
    #expect(
      throws: LinearAlgebraError.outOfRange(operation: "eigenvector", index: 2, count: 2)
    ) { try eigen.vector(2) }
  }

  @Test func complexArithmetic() {
    let (a, b) = (Complex(1, 2), Complex(3, -1))
    #expect(a + b == Complex(4, 1))
    #expect(a - b == Complex(-2, 3))
    #expect(a * b == Complex(5, 5))
    #expect(abs(Complex(3e200, 4e200).magnitude / 5e200 - 1) < 1e-15)
  }

  @Test(arguments: [(6, 3), (3, 6), (4, 4), (1, 5)])
  func singularValuesReproduceTheMatrix(rows: Int, columns: Int) throws {
    var numbers = SeededNumbers(UInt64(rows * 7 + columns))
    let a = numbers.matrix(rows, columns)
    let svd = try SingularValueDecomposition(a)
    let count = min(rows, columns)
    #expect(largestDifference(try svd.u.times(.diagonal(svd.values)).times(svd.vT), a) < 1e-14)
    #expect(largestDifference(try svd.u.transposeTimes(svd.u), .identity(count)) < 1e-14)
    #expect(largestDifference(try svd.vT.times(svd.vT.transposed), .identity(count)) < 1e-14)
    #expect(largestDifference(try a.singularValues(), svd.values) < 1e-14)
    #expect(svd.rank() == count)
    let inverse = try svd.pseudoInverse()
    // The four conditions of Penrose.
    let left = try a.times(inverse)
    let right = try inverse.times(a)
    #expect(largestDifference(try left.times(a), a) < 1e-13)
    #expect(largestDifference(try right.times(inverse), inverse) < 1e-12)
    #expect(largestDifference(left, left.transposed) < 1e-13)
    #expect(largestDifference(right, right.transposed) < 1e-13)
    #expect(abs(svd.conditionNumber / (try a.conditionNumber()) - 1) < 1e-10)
  }

  @Test func theRankIsCountedFromTheTolerance() throws {
    let svd = try SingularValueDecomposition(.diagonal([1, 1e-8, 0]))
    #expect(svd.rank() == 2)
    #expect(svd.rank(tolerance: 1e-6) == 1)
    #expect(try SingularValueDecomposition(Matrix(rows: 3, columns: 2)).rank() == 0)
    #expect(svd.conditionNumber == .infinity)
    #expect(try svd.solve([2, 1e-8, 5]) == [2, 1, 0])
    #expect(try svd.solve([2, 1, 5], tolerance: 1e-6) == [2, 0, 0])
    #expect(try svd.pseudoInverse(tolerance: 1e-6) == .diagonal([1, 0, 0]))
    let tiny = try SingularValueDecomposition(.diagonal([1e-320]))
    #expect(throws: LinearAlgebraError.self) { try tiny.solve([1]) }
    #expect(throws: LinearAlgebraError.self) { try tiny.pseudoInverse() }
    #expect(try SingularValueDecomposition(Matrix(rows: 0, columns: 0)).conditionNumber == 1)
  }

  @Test func badInputIsRefused() throws {
    #expect(throws: LinearAlgebraError.self) { try GeneralEigen(Matrix(rows: 2, columns: 3)) }
    #expect(throws: LinearAlgebraError.nonFinite(operand: "matrix", row: 0, column: 0)) {
      try GeneralEigen(Matrix(rows: [[.infinity]]))
    }
    #expect(try GeneralEigen(Matrix(rows: 0, columns: 0)).spectralRadius == 0)
    #expect(throws: LinearAlgebraError.self) {
      try SingularValueDecomposition(Matrix(rows: [[.nan]]))
    }
    let svd = try SingularValueDecomposition(.identity(2))
    #expect(throws: LinearAlgebraError.self) { try svd.solve([1, 2, 3]) }
  }
}
