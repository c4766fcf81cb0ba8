import Foundation
import GoldenCases
import Testing

/// Writes a golden file into a fresh temporary folder for the time of a test.
struct TemporaryGolden: ~Copyable {
  let folder: URL
  let path: String

  init(_ text: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("golden-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("cases.json")
    try Data(text.utf8).write(to: file)
    path = file.path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

@Suite("Golden runner")
struct GoldenRunnerTests {
  /// The summary and the lines of a golden file with those cases.
  func run(
    _ text: String, registry: MethodRegistry = .standard
  ) throws -> (GoldenSummary, [GoldenValue]) {
    let file = try TemporaryGolden(text)
    var lines: [GoldenValue] = []
    var failures = 0
    let summary = GoldenRunner(registry: registry).run(files: [file.path]) { line in
      guard let value = try? GoldenValue(json: Data(line.utf8)) else { return failures += 1 }
      lines.append(value)
    }
    #expect(failures == 0, "every line is JSON")
    return (summary, lines)
  }

  func file(_ cases: String) -> String { #"{"schema": "golden-1", "cases": [\#(cases)]}"# }

  @Test("passes a case within tolerance and reports its log relative error")
  func passes() throws {
    let (summary, lines) = try run(
      file(
        #"{"id": "a", "method": "special.erfc", "inputs": {"args": [5.0]}, "expected": {"value": 1.537459794428e-12}, "tol": {"rel": 1e-9, "abs": 0}}"#
      ))
    #expect(summary.passed == 1 && summary.exitStatus == 0)
    #expect(lines[0].member("pass") == .bool(true))
    #expect(try lines[0].number("worstLRE") > 13)
    #expect(try lines[0].string("method") == "special.erfc")
  }

  @Test("fails a wrong number and names the leaf")
  func fails() throws {
    let (summary, lines) = try run(
      file(
        #"{"id": "a", "method": "dist.poisson.quantile", "inputs": {"params": {"mu": 3.7}, "p": [0.1, 0.5]}, "expected": {"y": [1, 5]}, "tol": {"exact": true}}"#
      ))
    #expect(summary.failed == 1 && summary.exitStatus == 1 && summary.notPassed == ["a"])
    #expect(lines[0].member("pass") == .bool(false))
    #expect(try lines[0].string("firstFailure") == "y[1]")
  }

  @Test("passes an expected refusal only where the method refuses")
  func refusals() throws {
    let (summary, lines) = try run(
      file(
        #"""
        {"id": "refused", "method": "stats.quantile", "inputs": {"x": [], "p": [0.5]},
         "expected": {"error": true}, "tol": {"exact": true}},
        {"id": "answered", "method": "stats.quantile", "inputs": {"x": [1], "p": [0.5]},
         "expected": {"error": true}, "tol": {"exact": true}},
        {"id": "thrown", "method": "stats.quantile", "inputs": {"x": [], "p": [0.5]},
         "expected": {"type7": [1]}, "tol": {"exact": true}}
        """#))
    #expect(summary.passed == 1 && summary.failed == 2)
    #expect(summary.notPassed == ["answered", "thrown"])
    #expect(try lines[0].require("result").string("error").contains("x"))
  }

  @Test(
    "reports an unknown method as unsupported, never as a pass, even where a refusal is expected")
  func unsupported() throws {
    let (summary, lines) = try run(
      file(
        #"{"id": "a", "method": "no.such", "inputs": {}, "expected": {"error": true}, "tol": {"exact": true}}"#
      ))
    #expect(summary.unsupported == 1 && summary.exitStatus == 1)
    #expect(lines[0].member("pass") == nil)
    #expect(try lines[0].string("status") == "unsupported")
  }

  @Test(
    "reports malformed cases with their id",
    arguments: [
      #"{"id": "bad", "method": "m", "inputs": {}, "expected": {}}"#,
      #"{"id": "bad", "method": "m", "inputs": {}, "expected": {}, "tol": {"rel": -1, "abs": 0}}"#,
      #"{"id": "bad", "method": "m", "inputs": {}, "expected": {}, "tol": {"rel": 1}}"#,
      #"{"id": "bad", "method": "m", "inputs": {}, "tol": {"exact": true}}"#,
      #"{"id": "bad", "method": "m", "inputs": 3, "expected": {}, "tol": {"exact": true}}"#,
      #"{"id": "bad", "method": 3, "inputs": {}, "expected": {}, "tol": {"exact": true}}"#,
      #"{"id": "bad"}"#,
    ])
  func malformed(item: String) throws {
    let (summary, lines) = try run(file(item))
    #expect(summary.malformed == 1 && summary.exitStatus == 1)
    #expect(try lines[0].string("id") == "bad")
    #expect(try lines[0].require("result").string("error").hasPrefix("bad: "))
  }

  @Test("numbers a case without an id by its place")
  func anonymous() throws {
    let (summary, lines) = try run(file("3, null, {}"))
    #expect(summary.malformed == 3)
    #expect(try lines[2].string("id").hasSuffix("cases.json#2"))
  }

  @Test(
    "reports files that are not golden files",
    arguments: [
      "", "{", "[]", "3", #"{"schema": "golden-2", "cases": []}"#, #"{"schema": "golden-1"}"#,
      #"{"schema": "golden-1", "cases": 4}"#,
    ])
  func files(text: String) throws {
    let (summary, lines) = try run(text)
    #expect(summary.malformed == 1 && lines.count == 1 && summary.exitStatus == 1)
  }

  @Test("reports a file that does not exist, and counts no cases as no success")
  func missing() throws {
    let summary = GoldenRunner.run(files: ["/no/such/file.json"]) { _ in }
    #expect(summary.malformed == 1 && summary.exitStatus == 1)
    #expect(GoldenRunner.run(files: []) { _ in }.exitStatus == 1)
    #expect(try run(file("")).0.exitStatus == 1)
  }

  @Test("resolves relative paths against the golden file")
  func relativePaths() throws {
    let registry = MethodRegistry([
      [
        "read": { inputs, folder in
          .object(["bytes": .integer(try folder.contents(of: inputs.string("file")).count)])
        }
      ]
    ])
    let (summary, lines) = try run(
      file(
        #"""
        {"id": "a", "method": "read", "inputs": {"file": "cases.json"}, "expected": {}, "tol": {"exact": true}},
        {"id": "b", "method": "read", "inputs": {"file": "none.csv"}, "expected": {"error": true}, "tol": {"exact": true}}
        """#), registry: registry)
    #expect(summary.passed == 2)
    #expect(try lines[0].require("result").number("bytes") > 100)
    #expect(BaseFolder(path: "/a").resolve("/b/c.csv") == "/b/c.csv")
    #expect(BaseFolder(ofFile: "/a/g.json").resolve("c.csv") == "/a/c.csv")
  }

  @Test("offers every method under one name")
  func registry() {
    #expect(MethodRegistry.standard.names.contains("cohort.moments"))
    #expect(MethodRegistry.standard["sum.compensated"] != nil)
    #expect(MethodRegistry.standard["no.such"] == nil)
  }
}
