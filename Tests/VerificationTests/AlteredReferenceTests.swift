import Foundation
import Testing
import Verification

/// Small references made here, so that these tests run anywhere.
@Suite("Verification of altered and broken references")
struct AlteredReferenceTests {
  /// A sum that plain addition loses: 2 exactly.
  private static let example = """
    {"schema": "golden-1", "cases": [{"id": "sum", "method": "sum.compensated", "inputs": \
    {"x": [1.0, 1e100, 1.0, -1e100]}, "expected": {"sum": SUM}, "tol": {"exact": true}}]}
    """

  /// A folder with those files, removed when the body ends.
  private func references<Result>(
    _ files: [String: String], _ body: (ReferenceFolder) async throws -> Result
  ) async throws -> Result {
    let path = NSTemporaryDirectory() + "verification-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (name, text) in files {
      let file = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try await body(ReferenceFolder(path: path))
  }

  /// Naive forecasts of 1, 2, 4: mean 4; the changes 1 and 2 have root mean square √2.5.
  private func naive(mean: String = "4") -> [String: String] {
    let deviation = 2.5.squareRoot()
    let limits = [("80", 1.2815515655446004), ("95", 1.959963984540054)].map { name, z in
      "\"lower\(name)\": [\(4 - z * deviation)], \"upper\(name)\": [\(4 + z * deviation)]"
    }.joined(separator: ", ")
    return [
      "golden/data/short.csv": "t,y\n1,1\n2,2\n3,4\n",
      "golden/theta_and_benchmarks.json": """
      {"models": [{"dataset": "short", "method": "naive", "forecast": {"h": 1, \
      "mean": [\(mean)], \(limits)}}]}
      """,
    ]
  }

  private let area = "Theta and simple methods"

  @Test("a right figure passes and an altered one fails, with its place and exit code 1")
  func altered() async throws {
    try await references(naive()) { folder in
      let findings = try await NumericsVerification.findings(of: area, in: folder)
      let first = try #require(findings.first)
      #expect(first.outcome == .passed && first.figures == 5)
      #expect((first.digits ?? 0) > 14)
    }
    try await references(naive(mean: "4.0001")) { folder in
      let report = await NumericsVerification(references: folder).report(areas: [area])
      let first = try #require(report.findings.first)
      #expect(first.outcome == .failed && report.exitStatus == 1)
      #expect(abs((first.value ?? 0) / 2.5e-5 - 1) < 1e-3)
      #expect(abs((first.digits ?? 0) - 4.6) < 0.01)
      #expect(first.note.contains("short naive mean"))
      #expect(report.text.contains("short naive mean") && report.markdown.contains("**failed**"))
    }
  }

  @Test("a file that cannot be read gives an error that names it")
  func broken() async throws {
    var files = naive()
    for (name, text) in [
      ("golden/theta_and_benchmarks.json", "{\"models\": ["),
      ("golden/theta_and_benchmarks.json", "{\"models\": [{\"dataset\": \"short\"}]}"),
      ("golden/data/short.csv", "t,y\n1,1\n2,much\n3,4\n"),
    ] {
      files = naive()
      files[name] = text
      try await references(files) { folder in
        let error = await #expect(throws: VerificationError.self) {
          try await NumericsVerification.findings(of: area, in: folder)
        }
        #expect(error?.file == folder.full(name), "\(String(describing: error))")
        let report = await NumericsVerification(references: folder).report(areas: [area])
        #expect(report.count(.unreadable) == 1)
        #expect(report.findings.first?.note.contains(name) ?? false)
        #expect(report.text.contains(name))
      }
    }
    files["golden/data/short.csv"] = nil
    files["golden/theta_and_benchmarks.json"] = naive()["golden/theta_and_benchmarks.json"]
    try await references(files) { folder in
      let error = await #expect(throws: VerificationError.self) {
        try await NumericsVerification.findings(of: area, in: folder)
      }
      #expect(error?.file == folder.full("golden/data/short.csv"))
    }
  }

  @Test("what is absent is said to be, and nothing at all is exit code 2")
  func absent() async throws {
    try await references(naive()) { folder in
      let report = await NumericsVerification(references: folder).report()
      let absent = report.findings.filter { $0.outcome == .absent }
      #expect(absent.count > 15 && absent.allSatisfy { $0.figures == 0 && $0.value == nil })
      #expect(report.text.contains("not here, not checked"))
      #expect(Set(absent.map(\.subject)).isSuperset(of: ["m4/yearly.csv", "golden/ets.json"]))
    }
    for references in [nil, ReferenceFolder(path: "/nowhere at all")] {
      let report = await NumericsVerification(
        references: references, examples: ["/nowhere/a.json"]
      ).report()
      #expect(report.isEmpty && report.exitStatus == 2)
      #expect(report.count(.absent) == report.findings.count)
    }
  }

  @Test("worked examples pass, fail, and are refused by name")
  func examples() async throws {
    let text = Self.example
    let files = [
      "right.json": text.replacingOccurrences(of: "SUM", with: "2.0"),
      "wrong.json": text.replacingOccurrences(of: "SUM", with: "3.0"),
      "other.json": text.replacingOccurrences(of: "sum.compensated", with: "sum.other")
        .replacingOccurrences(of: "SUM", with: "2.0"),
      "broken.json": "[",
    ]
    try await references(files) { folder in
      func report(_ name: String) async -> VerificationReport {
        await NumericsVerification(references: nil, examples: [folder.full(name)]).report(areas: [])
      }
      #expect(await report("right.json").exitStatus == 0)
      let wrong = await report("wrong.json")
      #expect(wrong.exitStatus == 1 && wrong.findings.first?.note == "sum")
      let other = await report("other.json")
      #expect(other.count(.notOffered) == 1 && other.exitStatus == 2)
      let broken = await report("broken.json")
      #expect(broken.count(.unreadable) == 1)
      #expect(broken.findings.first?.note.contains("broken.json") ?? false)
    }
  }

  @Test("the three formats carry the same lines")
  func formats() async throws {
    try await references(naive(mean: "4.0001")) { folder in
      let report = await NumericsVerification(references: folder).report()
      let csv = report.csv.split(separator: "\n")
      #expect(csv.first == "area,what,against,figures,measure,worst,LRE,target,result,where")
      #expect(csv.count == report.findings.count + 1)
      let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }
      let areas = Set(report.findings.map(\.area)).count
      #expect(rows.count == report.findings.count + areas)
      #expect(report.text.hasSuffix("\n\(report.summary)\n"))
      #expect(report.summary.hasPrefix("5 figures, 0 checks passed,"))
    }
  }
}
