import Foundation
import Regression
import Testing

/// The running example of the documentation, which must stay true.
@Test func regressionDocumentationExample() throws {
  let years = (0..<8).map(Double.init)
  let requests = [21.0, 24, 30, 31, 38, 45, 47, 58]
  let design = try DesignMatrix(rows: years.map { [1, $0] }, names: ["intercept", "year"])
  let model = try CountRegression.fit(
    design, counts: requests, offset: Array(repeating: 0, count: 8), family: .poisson)
  let growth = exp(model.coefficients[1]) - 1  // 0.15 a year

  let next = try DesignMatrix(rows: [[1, 8]], names: ["intercept", "year"])
  let expected = try model.predict(next, offset: [0])[0].mean  // 66.2

  #expect(abs(growth - 0.15) < 0.005, "\(growth)")
  #expect(abs(expected - 66.2) < 0.05, "\(expected)")
}
