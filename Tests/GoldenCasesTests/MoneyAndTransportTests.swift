import Foundation
import GoldenCases
import Testing

/// The folder of worked examples beside the package, where present.
private let methodsFolder: URL = {
  var folder = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { folder.deleteLastPathComponent() }
  return folder.appendingPathComponent("shared/methods")
}()

@Suite(
  "Golden cases of money and transport",
  .enabled(
    if: FileManager.default.fileExists(atPath: methodsFolder.path), "worked examples absent"))
struct MoneyAndTransportTests {
  @Test("Every case passes", arguments: ["13-transport.json", "15-mtfs.json"])
  func passes(file: String) {
    var lines: [String] = []
    let summary = GoldenRunner.run(files: [methodsFolder.appendingPathComponent(file).path]) {
      lines.append($0)
    }
    #expect(summary.notPassed.isEmpty, "\(lines)")
    #expect(summary.total > 0)
  }

  @Test(
    "Inputs that must be refused are refused",
    arguments: ["21-invalid-s011", "21-invalid-s012", "21-invalid-s013", "21-invalid-s015"])
  func refuses(id: String) {
    let file = methodsFolder.appendingPathComponent("21-invalid.json").path
    let summary = GoldenRunner.run(files: [file]) { _ in }
    #expect(!summary.notPassed.contains(id))
  }
}
