import Foundation
import FuzzDrivers
import Testing

@Suite("Inputs that fuzzing found")
struct FuzzReplayTests {
  private static func inputs(_ target: String) -> [[UInt8]] {
    let folder = packageRoot.appendingPathComponent("Tests/Corpus/fuzz/\(target)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap {
      (try? Data(contentsOf: folder.appendingPathComponent($0))).map { [UInt8]($0) }
    }
  }

  @Test("lexer, parser and formatter")
  func parser() {
    let inputs = Self.inputs("FuzzParser")
    #expect(!inputs.isEmpty)
    for input in inputs { #expect(ParserDriver.run(input) == nil, "\(input)") }
  }

  @Test("checker")
  func checker() {
    let inputs = Self.inputs("FuzzChecker")
    #expect(!inputs.isEmpty)
    for input in inputs { #expect(CheckerDriver.run(input) == nil, "\(input)") }
  }

  @Test("edits of the server, undone")
  func server() {
    let inputs = Self.inputs("FuzzServer")
    #expect(!inputs.isEmpty)
    for input in inputs { #expect(ServerDriver.run(input) == nil, "\(input)") }
  }
}
