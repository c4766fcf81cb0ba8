import Foundation
import ScenarioLanguage
import Testing

/// The corpus in `Tests/Corpus`: files that are right and files with one mistake each, named by the
/// code they must give, each with its golden. `HEADROOM_RECORD=1` writes the goldens anew.
@Suite("The conformance corpus")
struct ConformanceTests {
  static let folder = packageRoot.appendingPathComponent("Tests/Corpus")
  static let isRecording = ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1"

  static func names(_ kind: String) -> [String] {
    let all =
      (try? FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(kind).path)) ?? []
    return all.filter { $0.hasSuffix(".scenario") && $0 != "common.scenario" }.sorted()
  }

  static func path(_ kind: String, _ name: String) -> String {
    folder.appendingPathComponent("\(kind)/\(name)").path
  }

  static func compile(_ kind: String, _ name: String) -> CompilationResult {
    let path = path(kind, name)
    return ScenarioCompiler.compile(rootPath: path, provider: .fileSystem(rootPath: path))
  }

  /// The messages as a terminal shows them, without the folder of this checkout.
  static func messages(_ kind: String, _ result: CompilationResult) -> String {
    let shown = DiagnosticRenderer(files: result.files).plain(result.diagnostics)
    let prefix = folder.appendingPathComponent(kind).path + "/"
    // The rule in a heading is as long as the path leaves room for.
    return shown.replacingOccurrences(of: prefix, with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { line in
      guard line.hasPrefix("── ") else { return String(line) }
      return String(line).replacing(/─{3,}/, with: "───")
    }.joined(separator: "\n")
  }

  static func check(_ golden: String, _ kind: String, _ name: String) throws {
    let url = folder.appendingPathComponent(
      "\(kind)/\(name.replacing(".scenario", with: ".golden"))")
    if isRecording { try golden.write(to: url, atomically: true, encoding: .utf8) }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(golden == expected, "\(name)")
  }

  @Test("has at least 150 good and 350 bad files")
  func size() {
    #expect(Self.names("good").count >= 150)
    #expect(Self.names("bad").count >= 350)
  }

  @Test("every good file compiles, with the tree and the resolved table of its golden")
  func good() throws {
    let common = try #require(Self.compile("good", "common.scenario").model)
    for name in Self.names("good") {
      let result = Self.compile("good", name)
      let model = try #require(result.model, "\(name)\n\(Self.messages("good", result))")
      let tree = try #require(result.trees.first)
      #expect(tree.reproducedText == tree.source.text)
      try Self.check(
        "# tree\n\(TreeText.of(tree))# resolved\n\(ResolvedText.of(model, beside: common))", "good",
        name)
    }
  }

  @Test("every bad file gives the code in its name, and the message of its golden")
  func bad() throws {
    for name in Self.names("bad") {
      let result = Self.compile("bad", name)
      let code = String(name.prefix { $0 != "-" })
      #expect(codes(result).contains(code), "\(name): \(codes(result))")
      for tree in result.trees { #expect(tree.reproducedText == tree.source.text) }
      guard let tree = result.trees.first else { continue }
      try Self.check(
        "# tree\n\(TreeText.of(tree))# messages\n\(Self.messages("bad", result))", "bad", name)
    }
  }

  @Test("no golden is without its file, and every code has three bad files")
  func hygiene() throws {
    for kind in ["good", "bad"] {
      let all = try FileManager.default.contentsOfDirectory(
        atPath: Self.folder.appendingPathComponent(kind).path)
      let files = Set(Self.names(kind).map { $0.replacing(".scenario", with: "") })
      let goldens = Set(
        all.filter { $0.hasSuffix(".golden") }.map { $0.replacing(".golden", with: "") })
      #expect(goldens == files)
    }
    var count: [String: Int] = [:]
    for name in Self.names("bad") { count[String(name.prefix { $0 != "-" }), default: 0] += 1 }
    // These two come from figures, and are tested where those are run.
    let figures: Set<String> = ["E603", "W609"]
    let few = DiagnosticCode.allCases.map(\.rawValue).filter {
      count[$0, default: 0] < 3 && !figures.contains($0)
    }
    #expect(few.isEmpty, "\(few)")
  }

  @Test(
    "every safe fix cures what it is offered for, and every code with fixes has a file they cure")
  func fixes() throws {
    var offered: Set<String> = []
    var cured: Set<String> = []
    for name in Self.names("bad") {
      let path = Self.path("bad", name)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let result = Self.compile("bad", name)
      let code = String(name.prefix { $0 != "-" })
      for diagnostic in result.diagnostics where diagnostic.code.rawValue == code {
        for fix in diagnostic.fixes where !fix.edits.isEmpty && fix.kind != .fill {
          guard fix.edits.allSatisfy({ $0.file == path }) else { continue }
          offered.insert(code)
          let mended = applying(fix, to: text)
          let disk = SourceProvider.fileSystem(rootPath: path)
          let again = ScenarioCompiler.compile(
            rootPath: path,
            provider: SourceProvider(hasTable: disk.hasTable) { asked throws(SourceFailure) in
              asked == path ? mended : try disk.read(asked)
            })
          if again.model != nil { cured.insert(code) }
          if fix.kind == .safe {
            let left = again.diagnostics.contains {
              $0.code == diagnostic.code && $0.message == diagnostic.message
                && $0.span.start == diagnostic.span.start
            }
            #expect(!left, "\(name): \(fix.title)")
          }
        }
      }
    }
    #expect(offered.subtracting(cured).isEmpty, "\(offered.subtracting(cured).sorted())")
    #expect(cured.count >= 25)
  }
}
