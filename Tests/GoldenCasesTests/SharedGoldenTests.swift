import Foundation
import GoldenCases
import Testing

/// The folder of golden files beside the package, present on development machines only.
private let methodsFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("shared/methods")

@Suite(
  "Shared golden files",
  .enabled(if: FileManager.default.fileExists(atPath: methodsFolder.path)))
struct SharedGoldenTests {
  @Test(
    "pass in full for the fields answered here",
    arguments: [
      "01-numerics", "02-rng", "03-ctmc", "04-cohort", "10-scores", "16-uncertainty",
    ])
  func pass(name: String) {
    let file = methodsFolder.appendingPathComponent("\(name).json").path
    var failures: [String] = []
    let summary = GoldenRunner.run(files: [file]) { line in
      if !line.contains(#""pass": true"#) { failures.append(line) }
    }
    #expect(summary.total > 0)
    #expect(failures.isEmpty)
  }

  @Test("have no failing case among the methods offered")
  func noFailure() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: methodsFolder.path)
      .filter { $0.hasSuffix(".json") && $0.first?.isNumber == true }
      .sorted().map { methodsFolder.appendingPathComponent($0).path }
    let summary = GoldenRunner.run(files: files) { _ in }
    #expect(summary.failed == 0 && summary.malformed == 0)
  }
}

@Suite("Embedded golden cases")
struct EmbeddedGoldenTests {
  /// One case per kind of method, so that the methods are run wherever the tests are.
  static let cases = [
    #"{"id": "sum", "method": "sum.compensated", "inputs": {"x": [1.0, 1e100, 1.0, -1e100]}, "expected": {"sum": 2.0}, "tol": {"exact": true}}"#,
    #"{"id": "nist", "method": "stats.moments", "inputs": {"generator": "NumAcc2", "n": 1001}, "expected": {"mean": 1.2, "sd": 0.1, "r1": -0.999}, "tol": {"rel": 1e-13, "abs": 0}}"#,
    #"{"id": "uniform", "method": "rng.uniform", "inputs": {"seed": "0000000000000001", "stream": "", "replicate": 0, "step": 0, "k": [0]}, "expected": {"u64hex": ["ef77d47644fb2559"], "u": [0.9354222096198838]}, "tol": {"rel": 0, "abs": 0}}"#,
    #"{"id": "multinomial", "method": "sample.multinomial", "inputs": {"n": 5, "p": [0.2, 0.0, 0.8], "u": [0.7708643645572723, 0.7130941353904346]}, "expected": {"y": [2, 0, 3]}, "tol": {"exact": true}}"#,
    #"{"id": "owen", "method": "sobol.owen", "inputs": {"seed": "0000000001352631", "randomisation": 0, "dims": [0], "n": [0]}, "expected": {"hex": [["1bdeb38d"]]}, "tol": {"exact": true}}"#,
    #"{"id": "count", "method": "score.count", "inputs": {"distribution": "poisson", "params": {"mu": 24.5}, "y": 31}, "expected": {"crps": 4.219183441979456}, "tol": {"rel": 1e-12, "abs": 0}}"#,
    #"{"id": "interval", "method": "mc.quantileInterval", "inputs": {"n": 500, "p": 0.5}, "expected": {"l": 228, "u": 273}, "tol": {"exact": true}}"#,
    #"{"id": "kappa", "method": "shrink.kappa", "inputs": {"counts": [[30, 10], [60, 20], [15, 5]]}, "expected": {"kappa": 1e6, "capped": true}, "tol": {"rel": 1e-9, "abs": 0}}"#,
    #"{"id": "rounding", "method": "round.largestRemainder", "inputs": {"x": [10.4, 3.3, 0.25, 7.05]}, "expected": {"rounded": [11, 3, 0, 7], "total": 21}, "tol": {"exact": true}}"#,
  ]

  /// Inputs every method must refuse.
  static let refused = [
    ("special.betaI", #"{"args": [1, 2]}"#), ("special.lgamma", #"{"args": [0]}"#),
    ("special.logSumExp", #"{"args": []}"#), ("dist.poisson", #"{"params": {"mu": -1}, "y": [1]}"#),
    ("dist.poisson", #"{"params": {"mu": 1}, "y": [-1]}"#),
    ("dist.binomial.quantile", #"{"params": {"n": 3, "p": 0.5}, "p": [1.5]}"#),
    ("dist.gamma.quantile", #"{"shape": 1, "scale": 1, "p": 0}"#),
    ("stats.quantile", #"{"x": [], "p": [0.5]}"#),
    ("stats.moments", #"{"generator": "other", "n": 3}"#),
    ("stats.moments", #"{"generator": "NumAcc1", "n": 0}"#),
    ("sample.multinomial", #"{"n": 5, "p": [0.5, -0.1, 0.6], "u": [0.2, 0.4]}"#),
    ("sample.multinomial", #"{"n": -5, "p": [0.5, 0.5], "u": [0.2]}"#),
    ("sample.multinomial", #"{"n": 5, "p": [0.5, 0.5], "u": []}"#),
    ("sample.dirichlet", #"{"alpha": [1, 1], "u": [0.2, 1.0]}"#),
    ("rng.uniform", #"{"seed": "x", "stream": "", "replicate": 0, "step": 0, "k": [0]}"#),
    ("rng.uniform", #"{"seed": "1", "stream": "", "replicate": -1, "step": 0, "k": [0]}"#),
    ("rng.uniform", #"{"seed": "1", "stream": "", "replicate": 0, "step": 65536, "k": [0]}"#),
    ("rng.uniform", #"{"seed": "1", "stream": "", "replicate": 0, "step": 0, "k": [131072]}"#),
    ("philox4x32_10", #"{"counter": ["0"], "key": ["0", "0"]}"#),
    ("sobol.points", #"{"dims": [40], "n": [0]}"#), ("sobol.points", #"{"dims": [0], "n": [-1]}"#),
    ("sobol.owen", #"{"dims": [0], "n": [0], "seed": "1", "randomisation": -1}"#),
    ("score.count", #"{"distribution": "other", "params": {}, "y": 1}"#),
    (
      "score.count", #"{"distribution": "binomial", "params": {"n": 2, "p": 0.5}, "y": 3}"#
    ), ("calibration.coverage", #"{"inside": 1, "n": 2, "nominal": 2}"#),
    ("sensitivity.ishigami", #"{"a": 7, "b": 0.1, "n": 100000000}"#),
    (
      "cohort.moments",
      #"{"cells": ["a"], "transitions": [["a", "z", 0.5]], "initial": [1], "entries": [[0]], "entryDistribution": "poisson"}"#
    ),
    (
      "cohort.moments",
      #"{"cells": ["a", "b"], "transitions": [["a", "a", 0.9], ["a", "b", 0.2]], "initial": [1, 0], "entries": [[0, 0]], "entryDistribution": "poisson"}"#
    ),
    (
      "cohort.moments",
      #"{"cells": ["a"], "transitions": [["a", 0.5]], "initial": [1], "entries": [[0]], "entryDistribution": "poisson"}"#
    ),
    (
      "cohort.moments",
      #"{"cells": ["a"], "transitions": [], "initial": [1, 2], "entries": [], "entryDistribution": "poisson"}"#
    ),
    (
      "cohort.moments",
      #"{"cells": ["a"], "transitions": [], "initial": [1], "entries": [[0]], "entryDistribution": "other"}"#
    ), ("shrink.kappa", #"{"counts": [[0, 0]]}"#),
  ]

  @Test("pass")
  func pass() throws {
    let file = try TemporaryGolden(
      #"{"schema": "golden-1", "cases": [\#(Self.cases.joined(separator: ",\n"))]}"#)
    let summary = GoldenRunner.run(files: [file.path]) { _ in }
    #expect(summary.passed == Self.cases.count, "\(summary.notPassed)")
    #expect(summary.exitStatus == 0)
  }

  @Test("refuse inputs they cannot answer", arguments: refused)
  func refuse(method: String, inputs: String) throws {
    let answer = try #require(MethodRegistry.standard[method])
    let value = try GoldenValue(json: Data(inputs.utf8))
    #expect(throws: (any Error).self) { try answer(value, BaseFolder(path: ".")) }
  }
}
