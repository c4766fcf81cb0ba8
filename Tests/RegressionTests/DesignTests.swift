import LinearAlgebra
import Regression
import Testing

@Suite("Designs from terms")
struct DesignTests {
  @Test func termsEvaluateAtTheirTimes() throws {
    let design = try DesignMatrix(
      terms: [
        .intercept, .trend(origin: 2010), .slopeChange(name: "reform", at: 2011.5),
        .step(name: "step", at: 2011), .pulse(name: "pulse", from: 2010, until: 2011),
        .covariate(name: "population", values: [5, 6, 7]),
      ], times: [2010, 2011, 2012])
    #expect(
      design.names == ["intercept", "trend", "reform", "step", "pulse", "population"])
    #expect(design.matrix.row(0) == [1, 0, 0, 0, 1, 5])
    #expect(design.matrix.row(1) == [1, 1, 0, 1, 0, 6])
    #expect(design.matrix.row(2) == [1, 2, 0.5, 1, 0, 7])
  }

  @Test func seasonIsPairsOfAYearlyCycle() throws {
    let design = try DesignMatrix(terms: [.intercept, .season(pairs: 2)], times: [0, 0.25, 0.5])
    #expect(design.names == ["intercept", "cos1", "sin1", "cos2", "sin2"])
    let expected = [[1.0, 1, 0, 1, 0], [1, 0, 1, -1, 0], [1, -1, 0, 1, 0]]
    for (i, row) in expected.enumerated() {
      for (j, value) in row.enumerated() { #expect(abs(design.matrix[i, j] - value) < 1e-15) }
    }
    #expect(try DesignMatrix(terms: [.intercept, .season(pairs: 0)], times: [0]).columns == 1)
  }

  @Test func refusals() throws {
    #expect(throws: RegressionError.self) { try DesignMatrix(terms: [], times: [1]) }
    #expect(throws: RegressionError.self) {
      try DesignMatrix(terms: [.intercept, .intercept], times: [1])
    }
    #expect(throws: RegressionError.lengthMismatch(input: "c", expected: 2, found: 1)) {
      try DesignMatrix(terms: [.covariate(name: "c", values: [1])], times: [1, 2])
    }
    #expect(throws: RegressionError.self) { try DesignMatrix(rows: [[1, 2], [3]]) }
    #expect(throws: RegressionError.self) { try DesignMatrix(rows: [[1, 2]], names: ["a"]) }
    let refused = #expect(throws: RegressionError.self) {
      try DesignMatrix(rows: [[1, .nan]], names: ["a", "b"])
    }
    #expect(refused?.description.contains("b[0]") == true)
  }
}
