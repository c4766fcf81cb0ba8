import Engine
import Foundation
import Publishing
import Results
import ScenarioLanguage
import Testing

/// Every example of the language book: each file compiles at each step of it, each mistake gives
/// the code it names, and each table shown is what the run prints. `HEADROOM_RECORD=1` writes the
/// tables anew.
@Suite("The language book")
struct BookTests {
  static func errors(_ result: CompilationResult) -> [String] {
    result.diagnostics.filter { $0.severity == .error }.map(\.code.rawValue)
  }

  static func compile(_ file: String, _ files: [String: String]) -> CompilationResult {
    ScenarioCompiler.compile(rootPath: file, provider: .inMemory(files))
  }

  @Test("every file compiles as it stands after each example, and each mistake is refused")
  func examples() throws {
    var files: [String: String] = [:]
    for example in try Book().examples {
      let place = "\(example.chapter):\(example.line)"
      switch example.role {
      case .start, .addition:
        Book.put(example, in: &files)
        let result = Self.compile(example.file, files)
        let faults = DiagnosticRenderer(files: result.files).plain(result.diagnostics)
        #expect(result.model != nil, "\(place)\n\(faults)")
      case .refused(let code):
        var tried = files
        tried[example.file, default: ""] += "\n" + example.text
        let found = Self.errors(Self.compile(example.file, tried))
        #expect(found == [code], "\(place)")
      case .table: Book.put(example, in: &files)
      case .results: break
      }
    }
  }

  @Test("every file runs, its checks hold, and the results shown are those that come out")
  func results() async throws {
    let book = try Book()
    let files = book.files
    for file in book.scenarios {
      let model = try #require(Self.compile(file, files).model)
      let engine = RunEngine(
        model: model, statistics: .none, inputs: [], tables: .inMemory(files))
      let run = try await engine.run(threads: 2)
      let failed = run.checks.filter { $0.outcome == "fail" }.map(\.check)
      #expect(failed.isEmpty, "\(file)")
      let parts = RunSummary.text(run, folder: "out").components(separatedBy: "\n\n")
      for example in book.examples where example.file == file {
        guard case .results(let word) = example.role else { continue }
        let shown = parts.filter { $0.hasPrefix(word) }.map { $0 + "\n" }.joined()
        #expect(!shown.isEmpty, "\(example.chapter):\(example.line)")
        if Book.isRecording {
          try Book.write(shown, for: example)
        } else {
          #expect(example.text == shown, "\(example.chapter):\(example.line)")
        }
      }
    }
  }
}
