import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite("Certified least squares values (NIST StRD)")
struct CertifiedTests {
  @Test func longley() throws {
    let design = try DesignMatrix(rows: ReferenceData.longley.map { [1] + $0.dropFirst() })
    let model = try LeastSquares.fit(design, response: ReferenceData.longley.map { $0[0] })
    #expect(correctDigits(model.coefficients, ReferenceData.longleyCoefficients) > 13)
    #expect(correctDigits(model.standardErrors, ReferenceData.longleyStandardErrors) > 12)
    #expect(correctDigits(model.sigma, 304.854073561965) > 13)
    #expect(correctDigits(try #require(model.rSquared), 0.995479004577296) > 13)
    #expect(correctDigits(model.residualSumOfSquares, 836424.055505915) > 13)
    #expect(model.residualDegreesOfFreedom == 9)
    #expect(model.conditionNumber > 4e4 && model.conditionNumber < 5e4)
  }

  @Test func norris() throws {
    let design = try DesignMatrix(rows: ReferenceData.norris.map { [1, $0.x] })
    let model = try LeastSquares.fit(design, response: ReferenceData.norris.map(\.y))
    #expect(correctDigits(model.coefficients, ReferenceData.norrisCoefficients) > 13)
    #expect(correctDigits(model.standardErrors, ReferenceData.norrisStandardErrors) > 13)
    #expect(correctDigits(model.sigma, 0.884796396144373) > 13)
  }

  static let wamplerSets: [(response: [Double], standardErrors: [Double], digits: Double)] = [
    (ReferenceData.wampler3, ReferenceData.wampler3StandardErrors, 13),
    (ReferenceData.wampler4, ReferenceData.wampler4StandardErrors, 11),
    (ReferenceData.wampler5, ReferenceData.wampler5StandardErrors, 9),
  ]

  private static func powers(_ degree: Int) throws -> DesignMatrix {
    try DesignMatrix(
      rows: (0...20).map { x in
        (0...degree).map { power in (0..<power).reduce(1.0) { product, _ in product * Double(x) } }
      })
  }

  @Test(arguments: wamplerSets)
  func wampler(response: [Double], standardErrors: [Double], digits: Double) throws {
    let model = try LeastSquares.fit(Self.powers(5), response: response)
    #expect(correctDigits(model.coefficients, Array(repeating: 1, count: 6)) > digits)
    #expect(correctDigits(model.standardErrors, standardErrors) > 12)
  }

  @Test func anExactPolynomialLeavesNoResidual() throws {
    let response = (0...20).map { x in
      (0...5).reduce(0.0) { sum, power in
        sum + (0..<power).reduce(1.0) { product, _ in product * Double(x) }
      }
    }
    let model = try LeastSquares.fit(Self.powers(5), response: response)
    #expect(correctDigits(model.coefficients, Array(repeating: 1, count: 6)) > 13)
    #expect(correctDigits(model.standardErrors, Array(repeating: 0, count: 6)) > 9)
    #expect(correctDigits(try #require(model.rSquared), 1) > 14)
  }
}
