import LinearAlgebra
import Testing

/// The running example of the documentation, which must stay true.
@Test func linearAlgebraDocumentationExample() throws {
  let design = try Matrix(rows: [[1, 1], [1, 2], [1, 3], [1, 4]])
  let line = try LeastSquaresSolution(design: design, response: [3, 5, 7, 9])
  let intercept = line.coefficients[0]  // 1
  let slope = line.coefficients[1]  // 2

  let covariance = try Matrix(rows: [[4, 2], [2, 3]])
  let solution = try Cholesky(covariance).solve([8, 7])  // [1.25, 1.5]

  #expect(abs(intercept - 1) < 1e-14 && abs(slope - 2) < 1e-14)
  #expect(abs(solution[0] - 1.25) < 1e-15 && abs(solution[1] - 1.5) < 1e-15)
}
