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

  @Test(arguments: NonlinearReferenceModels.all.keys.sorted())
  func secondStart(name: String) throws {
    let (model, set) = try Self.fit(name, start: 1)
    print(
      "LRE2", name, correctDigits(model.coefficients, set.parameters),
      correctDigits(model.standardErrors.compactMap(\.self), set.standardDeviations),
      correctDigits(model.residualSumOfSquares, set.residualSumOfSquares), model.convergence)
  }

  @Test(arguments: NonlinearReferenceModels.all.keys.sorted())
  func firstStart(name: String) throws {
    let (model, set) = try Self.fit(name, start: 0)
    print(
      "LRE1", name, correctDigits(model.coefficients, set.parameters),
      correctDigits(model.standardErrors.compactMap(\.self), set.standardDeviations),
      correctDigits(model.residualSumOfSquares, set.residualSumOfSquares), model.convergence)
  }
}
