import Foundation
import ReferenceCases
import Testing
import Verification

/// The reference data kept beside the repository.
@Suite("Verification against the references", .enabled(if: SharedReference.isPresent))
struct ReferenceVerificationTests {
  static let folder = ReferenceFolder(
    path: SharedReference.folder.appending(path: "benchmarks").path)

  /// Every area but the scores of quarterly and monthly series, which take a minute.
  static let areas = NumericsVerification.areas.filter {
    !["Accuracy, quarterly", "Accuracy, monthly"].contains($0)
  }

  /// The figures that each area is known to compare; fewer would be a check that has gone missing.
  static let figures = [
    "NIST StRD, linear": 154, "NIST StRD, nonlinear": 572, "NIST StRD, univariate": 21,
    "Exponential smoothing": 11_000, "ARIMA": 1_757, "Structural models": 100,
    "Theta and simple methods": 2_385, "Decomposition": 2_328, "Diagnostics": 518,
    "Generalised linear models": 291, "Linear models": 274, "Structural breaks": 63,
    "Reconciliation": 2_449, "Accuracy, annual": 11_480, "Accuracy, annual, last 8": 11_410,
    "Accuracy, annual, last 10": 11_382, "Accuracy, annual, last 12": 11_186,
  ]

  @Test("every check passes", arguments: areas)
  func passes(area: String) async throws {
    let findings = try await NumericsVerification.findings(of: area, in: Self.folder)
    let report = VerificationReport(findings: findings)
    let bad = findings.filter { $0.outcome != .passed && $0.outcome != .stated }
    #expect(bad.isEmpty, "\(report.text)")
    #expect(report.count(.passed) > 0 && report.exitStatus == 0)
    #expect(report.figures >= (try #require(Self.figures[area])), "\(report.figures)")
  }

  @Test("worked examples pass where their methods are offered, and say so where not")
  func examples() async throws {
    let methods = SharedReference.folder.appending(path: "methods").path
    let odd = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json").path
    let unknown = """
      {"schema": "golden-1", "cases": [{"id": "x", "method": "weather.rain", "inputs": {}, \
      "expected": {}, "tol": {"exact": true}}]}
      """
    try Data(unknown.utf8).write(to: URL(fileURLWithPath: odd))
    defer { try? FileManager.default.removeItem(atPath: odd) }
    let files = ["08-series", "13-transport"].map { "\(methods)/\($0).json" } + [odd]
    let report = await NumericsVerification(references: nil, examples: files).report(areas: [])
    #expect(report.exitStatus == 0 && report.count(.passed) == 2)
    #expect(report.count(.notOffered) == 1)
    #expect(report.findings.allSatisfy { $0.outcome != .passed || ($0.digits ?? 0) > 7 })
  }
}
