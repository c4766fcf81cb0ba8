import Foundation
import ReferenceCases
import Regression
import Testing

@Suite("Certified nonlinear least squares (NIST StRD)", .enabled(if: SharedReference.isPresent))
struct NonlinearReferenceTests {
  private static func load(_ name: String) throws -> NonlinearReferenceSet {
    let file = SharedReference.folder.appending(
      path: "benchmarks/nist-strd/original/nonlinear/\(name).dat")
    return NonlinearReferenceSet(try String(contentsOf: file, encoding: .utf8), name: name)
  }

  private static func fit(_ name: String, start: Int) throws -> (
    NonlinearModel, NonlinearReferenceSet
  ) {
    let set = try load(name)
    let model = try #require(NonlinearReferenceModels.all[name])
    let fit = try NonlinearLeastSquares.fit(response: set.response, start: set.starts[start]) { b in
      set.predictors.map { model(b, $0) }
    }
    return (fit, set)
  }

  /// Both starts of every set, the far one included; NIST asks for six digits.
  @Test(arguments: NonlinearReferenceModels.all.keys.sorted(), [0, 1])
  func reachesTheCertifiedValues(name: String, start: Int) throws {
    let (model, set) = try Self.fit(name, start: start)
    #expect(set.parameters.count == model.coefficients.count && !set.response.isEmpty)
    #expect(correctDigits(model.coefficients, set.parameters) >= 8)
    #expect(model.convergence.isConvincing)
    // The residuals of Lanczos1 are rounding errors of its own data, so their size is not determined.
    let isExact = name == "Lanczos1"
    #expect(correctDigits(model.sigma, set.residualStandardDeviation) >= (isExact ? 2 : 9))
    #expect(
      correctDigits(model.residualSumOfSquares, set.residualSumOfSquares) >= (isExact ? 2 : 9))
    let errors = model.standardErrors.compactMap(\.self)
    #expect(correctDigits(errors, set.standardDeviations) >= (isExact ? 2 : 8))
  }
}
