import LinearAlgebra
import Testing

@Suite("Penalised, rank-deficient and refined least squares")
struct GeneralLeastSquaresTests {
  /// Ten rows, five columns of which the last two are combinations of the others.
  private static func deficient() throws -> (Matrix, [Double]) {
    var numbers = SeededNumbers(91)
    var a = numbers.matrix(10, 5)
    for i in 0..<10 {
      a[i, 3] = a[i, 0] - a[i, 1]
      a[i, 4] = 2 * a[i, 2]
    }
    return (a, numbers.vector(10))
  }

  @Test func minimumNormAgreesWithThePseudoInverse() throws {
    let (a, b) = try Self.deficient()
    let solution = try MinimumNormSolution(design: a, response: b)
    let svd = try SingularValueDecomposition(a)
    #expect(solution.rank == 3)
    #expect(largestDifference(solution.coefficients, try svd.solve(b, tolerance: 1e-12)) < 1e-13)
    #expect(
      largestDifference(
        solution.coefficients, try svd.pseudoInverse(tolerance: 1e-12).times(b)) < 1e-13)
    let rest = zip(b, try a.times(solution.coefficients)).map { $0 - $1 }
    #expect(abs(solution.residualSumOfSquares - rest.reduce(0) { $0 + $1 * $1 }) < 1e-13)
  }

  @Test func wideSystemsHaveAShortestSolution() throws {
    var numbers = SeededNumbers(92)
    let a = numbers.matrix(3, 7)
    let b = numbers.vector(3)
    let weights = [0.5, 2, 3]
    let solution = try MinimumNormSolution(design: a, response: b, weights: weights)
    #expect(solution.rank == 3)
    #expect(largestDifference(try a.times(solution.coefficients), b) < 1e-14)
    // The shortest solution lies in the row space: x = Aᵀ (A Aᵀ)⁻¹ b.
    let inner = try LUFactorization(a.times(a.transposed)).solve(b)
    #expect(largestDifference(solution.coefficients, try a.transposeTimes(inner)) < 1e-13)
    #expect(solution.residualSumOfSquares < 1e-27)
  }

  @Test func theBasicSolutionKeepsTheFirstColumns() throws {
    let (a, b) = try Self.deficient()
    let basic = try BasicSolution(design: a, response: b)
    #expect(basic.kept == [0, 1, 2])
    #expect(basic.dropped == [3, 4])
    #expect(basic.coefficients[3...].allSatisfy { $0 == 0 })
    let minimum = try MinimumNormSolution(design: a, response: b)
    #expect(
      largestDifference(try a.times(basic.coefficients), try a.times(minimum.coefficients)) < 1e-13)
    let part = try LeastSquaresSolution(design: a.view(columns: 0..<3), response: b)
    #expect(largestDifference(basic.solution.coefficients, part.coefficients) < 1e-14)
    let full = try BasicSolution(design: .identity(2), response: [1, 2])
    #expect(full.dropped.isEmpty && full.coefficients == [1, 2])
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 0, columns: [0, 1])) {
      try BasicSolution(design: Matrix(rows: 3, columns: 2), response: [1, 2, 3])
    }
  }

  @Test func ridgeSolvesThePenalisedNormalEquations() throws {
    var numbers = SeededNumbers(93)
    let a = numbers.matrix(30, 4)
    let b = numbers.vector(30)
    let weights = (0..<30).map { 0.5 + Double($0 % 4) }
    let penalties = [0, 0.3, 2, 10]
    let ridge = try RidgeSolution(
      design: a, response: b, penalties: penalties, weights: weights)
    let weighted = try Matrix.diagonal(weights).times(a)
    var gram = try a.transposeTimes(weighted)
    for j in 0..<4 { gram[j, j] += penalties[j] }
    let direct = try Cholesky(gram)
    #expect(
      largestDifference(ridge.coefficients, try direct.solve(weighted.transposeTimes(b))) < 1e-14)
    let r = ridge.triangularFactor.matrix
    #expect(largestDifference(try r.transposeTimes(r), gram) < 1e-12)
    let hat = try direct.solve(a.transposeTimes(weighted))
    #expect(abs(ridge.effectiveDegreesOfFreedom - hat.diagonal.reduce(0, +)) < 1e-13)
    let rest = zip(b, try a.times(ridge.coefficients)).map { $0 - $1 }
    let squares = zip(weights, rest).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    #expect(abs(ridge.residualSumOfSquares - squares) < 1e-12)
    let penalty = zip(penalties, ridge.coefficients).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    #expect(abs(ridge.penaltySum - penalty) < 1e-15)
    #expect(ridge.penalties == penalties)
  }

  @Test func withoutPenaltyRidgeIsLeastSquares() throws {
    var numbers = SeededNumbers(94)
    let a = numbers.matrix(20, 3)
    let b = numbers.vector(20)
    let ridge = try RidgeSolution(design: a, response: b, penalties: [0, 0, 0])
    let plain = try LeastSquaresSolution(design: a, response: b)
    #expect(largestDifference(ridge.coefficients, plain.coefficients) < 1e-15)
    #expect(abs(ridge.effectiveDegreesOfFreedom - 3) < 1e-13)
    let heavy = try RidgeSolution(design: a, response: b, penalties: [1e12, 1e12, 1e12])
    #expect(heavy.coefficients.allSatisfy { abs($0) < 1e-10 })
    #expect(heavy.effectiveDegreesOfFreedom < 1e-9)
  }

  @Test func penaltiesMakeUpForMissingRowsAndDependence() throws {
    let wide = try RidgeSolution(
      design: Matrix(rows: [[1, 1, 0]]), response: [2], penalties: [1, 1, 1])
    #expect(largestDifference(wide.coefficients, [2.0 / 3, 2.0 / 3, 0]) < 1e-15)
    #expect(throws: LinearAlgebraError.self) {
      try RidgeSolution(
        design: Matrix(rows: [[1, 1], [2, 2], [3, 3]]), response: [1, 2, 3], penalties: [0, 0])
    }
    // Beyond the limit of refinement the factor alone decides.
    var numbers = SeededNumbers(95)
    let a = numbers.matrix(20_000, 4)
    let b = numbers.vector(20_000)
    let large = try RidgeSolution(design: a, response: b, penalties: [0, 0, 0, 0])
    let plain = try LeastSquaresSolution(design: a, response: b)
    #expect(largestDifference(large.coefficients, plain.coefficients) < 1e-13)
  }

  @Test func refinementFollowsTheConditionNumber() throws {
    var numbers = SeededNumbers(96)
    let rows = 12_000
    let well = numbers.matrix(rows, 6)
    let noise = numbers.vector(rows)
    #expect(try LeastSquaresSolution(design: well, response: noise).refinementSteps == 0)
    // The second column all but repeats the first.
    var ill = well
    for i in 0..<rows { ill[i, 1] = ill[i, 0] + 0x1p-20 * well[i, 1] }
    let solution = try LeastSquaresSolution(design: ill, response: noise)
    #expect(solution.refinementSteps > 0)
    #expect(solution.conditionNumber > 1e6)
    // The same problem in well-conditioned columns: x₀ + x₁ and x₁ / 2²⁰ swap places with them.
    let straight = try LeastSquaresSolution(design: well, response: noise)
    let expected = straight.coefficients
    let back = [
      solution.coefficients[0] + solution.coefficients[1], solution.coefficients[1] * 0x1p-20,
    ]
    #expect(abs(solution.coefficients[1] * 0x1p-20 / expected[1] - 1) < 1e-8)
    #expect(abs(back[0] - expected[0]) < 1e-8)
    #expect(largestDifference(Array(solution.coefficients[2...]), Array(expected[2...])) < 1e-12)
  }

  @Test(arguments: [1e-300, 1e-150, 1e150, 1e300])
  func scalesOfColumnsAndResponseDoNotMatter(scale: Double) throws {
    var numbers = SeededNumbers(97)
    let a = numbers.matrix(15, 3)
    let b = numbers.vector(15)
    let plain = try LeastSquaresSolution(design: a, response: b)
    var scaled = a
    for i in 0..<15 { scaled[i, 1] *= scale }
    let other = try LeastSquaresSolution(design: scaled, response: b)
    #expect(abs(other.coefficients[1] * scale / plain.coefficients[1] - 1) < 1e-14)
    #expect(abs(other.coefficients[0] / plain.coefficients[0] - 1) < 1e-14)
    #expect(abs(other.residualSumOfSquares / plain.residualSumOfSquares - 1) < 1e-13)
    if scale < 1e200 {
      let small = try LeastSquaresSolution(design: a, response: b.map { $0 * scale })
      #expect(abs(small.coefficients[2] / scale / plain.coefficients[2] - 1) < 1e-14)
    } else {
      #expect(throws: LinearAlgebraError.overflow(operation: "least squares")) {
        try LeastSquaresSolution(design: a, response: b.map { $0 * scale })
      }
    }
  }

  @Test(arguments: [1e-200, 1e-3, 7, 1e200])
  func theScaleOfTheWeightsDoesNotMatter(scale: Double) throws {
    var numbers = SeededNumbers(98)
    let a = numbers.matrix(12, 3)
    let b = numbers.vector(12)
    let weights = (0..<12).map { 1 + Double($0 % 3) }
    let plain = try LeastSquaresSolution(design: a, response: b, weights: weights)
    let other = try LeastSquaresSolution(
      design: a, response: b, weights: weights.map { $0 * scale })
    #expect(largestDifference(plain.coefficients, other.coefficients) < 1e-14)
    let ratio = other.residualSumOfSquares / plain.residualSumOfSquares / scale
    #expect(abs(ratio - 1) < 1e-13)
    let inverse = try plain.inverseGram()
    let otherInverse = try other.inverseGram()
    #expect(abs(otherInverse[1, 2] * scale / inverse[1, 2] - 1) < 1e-12)
  }

  @Test func theInverseGramIsExactForHilbertColumns() throws {
    // The inverse of HᵀH for the Hilbert matrix of order 4 is K Kᵀ with K its whole-number inverse.
    let hilbert = try Matrix(rows: (0..<4).map { i in (0..<4).map { 420 / Double(i + $0 + 1) } })
    let inverse = try Matrix(
      rows: [
        [16, -120, 240, -140], [-120, 1200, -2700, 1680], [240, -2700, 6480, -4200],
        [-140, 1680, -4200, 2800],
      ])
    let expected = try inverse.times(inverse)
    let solution = try LeastSquaresSolution(design: hilbert, response: [1, 2, 3, 5])
    let gram = try solution.inverseGram()
    for j in 0..<4 {
      for i in 0..<4 {
        #expect(abs(gram[i, j] * 176_400 / expected[i, j] - 1) < 1e-15)
      }
    }
  }

  @Test func overflowIsNamed() throws {
    let tiny = try LeastSquaresSolution(design: .diagonal([1e-200, 1]), response: [1, 1])
    #expect(throws: LinearAlgebraError.self) { try tiny.inverseGram() }
    #expect(throws: LinearAlgebraError.self) {
      try LeastSquaresSolution(design: .diagonal([1e-200, 1]), response: [1e200, 1])
    }
  }

  @Test func manyColumns() throws {
    var numbers = SeededNumbers(99)
    let a = numbers.matrix(420, 400)
    let x = numbers.vector(400)
    let solution = try LeastSquaresSolution(design: a, response: a.times(x))
    #expect(largestDifference(solution.coefficients, x) < 1e-11)
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 1, columns: 3000)) {
      try LeastSquaresSolution(design: Matrix(rows: 1, columns: 3000, repeating: 1), response: [1])
    }
    let one = try MinimumNormSolution(
      design: Matrix(rows: 1, columns: 3000, repeating: 1), response: [6])
    #expect(one.rank == 1)
    #expect(one.coefficients.allSatisfy { abs($0 - 0.002) < 1e-16 })
  }

  @Test func badInputIsRefused() throws {
    let a = Matrix.identity(2)
    let empty = Matrix(rows: 0, columns: 2)
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 0, columns: 2)) {
      try LeastSquaresSolution(design: empty, response: [])
    }
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 0, columns: 2)) {
      try MinimumNormSolution(design: empty, response: [])
    }
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 0, columns: 2)) {
      try RidgeSolution(design: empty, response: [], penalties: [1, 1])
    }
    #expect(throws: LinearAlgebraError.self) { try BasicSolution(design: empty, response: []) }
    #expect(throws: LinearAlgebraError.self) { try MinimumNormSolution(design: a, response: [1]) }
    for bad in [Double.nan, .infinity] {
      #expect(throws: LinearAlgebraError.nonFinite(operand: "response", row: 1, column: 0)) {
        try MinimumNormSolution(design: a, response: [1, bad])
      }
      #expect(throws: LinearAlgebraError.nonFinite(operand: "response", row: 1, column: 0)) {
        try RidgeSolution(design: a, response: [1, bad], penalties: [1, 1])
      }
      #expect(throws: LinearAlgebraError.self) {
        try MinimumNormSolution(design: a, response: [1, 2], weights: [1, bad])
      }
    }
    #expect(throws: LinearAlgebraError.self) {
      try MinimumNormSolution(design: a, response: [1, 2], weights: [1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try MinimumNormSolution(design: a, response: [1, 2], weights: [1, 0])
    }
    #expect(throws: LinearAlgebraError.self) {
      try RidgeSolution(design: a, response: [1, 2], penalties: [1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try RidgeSolution(design: a, response: [1], penalties: [1, 1])
    }
    #expect(
      throws: LinearAlgebraError.invalidSetting(
        name: "penalty of column 1", value: -1,
        reason: "a penalty must be a finite number of at least zero")
    ) { try RidgeSolution(design: a, response: [1, 2], penalties: [1, -1]) }
    #expect(throws: LinearAlgebraError.self) {
      try RidgeSolution(design: a, response: [1, 2], penalties: [1, .infinity])
    }
  }
}
