import Foundation
import Testing

@Suite("headroom verify numerics, as a user runs it")
struct VerifyCommandTests {
  /// The worked sum 1 + 1e100 + 1 − 1e100, with what is claimed to be its value.
  private func example(_ folder: String, _ name: String, _ sum: String) throws -> String {
    let path = "\(folder)/\(name).json"
    let text = """
      {"schema": "golden-1", "cases": [{"id": "sum", "method": "sum.compensated", "inputs": \
      {"x": [1.0, 1e100, 1.0, -1e100]}, "expected": {"sum": \(sum)}, "tol": {"exact": true}}]}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private let verify = ["verify", "numerics"]

  @Test("right figures give 0, an altered one 1, nothing to read 2, nothing named 64")
  func exitCodes() throws {
    try Command.temporary { folder in
      let right = try example(folder, "right", "2.0")
      let wrong = try example(folder, "wrong", "2.5")
      let passed = try Command.run(verify + ["--golden", right])
      #expect(passed.status == 0 && passed.output.contains("not here, not checked"))
      let failed = try Command.run(verify + ["--golden", right, wrong, "--format", "markdown"])
      #expect(failed.status == 1 && failed.output.contains("| wrong.json |"))
      #expect(failed.output.contains("**failed**: sum"))
      let nothing = try Command.run(verify + ["--references", folder])
      #expect(nothing.status == 2 && nothing.messages.contains("nothing could be checked"))
      #expect(try Command.run(verify).status == 64)
      #expect(try Command.run(verify + ["--golden", right, "--format", "pdf"]).status == 64)
    }
  }

  @Test("a broken reference is named, and the rest is checked all the same")
  func broken() throws {
    try Command.temporary { folder in
      let right = try example(folder, "right", "2.0")
      try FileManager.default.createDirectory(
        atPath: "\(folder)/golden", withIntermediateDirectories: true)
      try Data("[1, 2".utf8).write(to: URL(fileURLWithPath: "\(folder)/golden/arima.json"))
      let result = try Command.run(
        verify + ["--references", folder, "--golden", right, "--format", "csv"])
      #expect(result.status == 1)
      #expect(result.messages.contains("golden/arima.json: is not JSON"))
      let rows = result.output.split(separator: "\n")
      #expect(rows.first == "area,what,against,figures,measure,worst,LRE,target,result,where")
      #expect(
        rows.contains { $0.hasPrefix("Worked examples,right.json,") && $0.contains("passed") })
      #expect(rows.contains { $0.contains("golden/arima.json") && $0.contains("unreadable") })
    }
  }
}
