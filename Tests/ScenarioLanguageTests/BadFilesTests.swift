import Foundation
import ScenarioLanguage
import Testing

@Suite("Every mistake has its own message")
struct BadFilesTests {
  /// The text of an example without its marks, and the bytes between them.
  static func text(_ example: BadExample) throws -> (String, Range<Int>) {
    var text = example.file
    for (old, new) in example.changes {
      let range = try #require(text.range(of: old), "not in the good file: \(old)")
      text.replaceSubrange(range, with: new)
    }
    let open = try #require(text.range(of: "«"))
    text.removeSubrange(open)
    let start = text.utf8.distance(from: text.startIndex, to: open.lowerBound)
    let close = try #require(text.range(of: "»"))
    let end = text.utf8.distance(from: text.startIndex, to: close.lowerBound)
    text.removeSubrange(close)
    return (text, start..<end)
  }

  @Test("is found, exactly where it is", arguments: BadExample.all)
  func isFound(example: BadExample) throws {
    let (text, range) = try Self.text(example)
    let result = compile(text)
    let shown = DiagnosticRenderer(files: result.files).plain(result.diagnostics)
    let hits = result.diagnostics.filter { $0.code.rawValue == example.code }
    #expect(
      hits.contains { $0.span.start == range.lowerBound && $0.span.end == range.upperBound },
      "\(range)\n\(hits.map { ($0.span.start, $0.span.end) })\n\(shown)")
    if example.isAlone {
      #expect(Set(codes(result)).subtracting(["N508"]).isSubset(of: [example.code]), "\(shown)")
    }
    #expect((result.model == nil) == result.diagnostics.contains { $0.severity == .error })
    for tree in result.trees { #expect(tree.reproducedText == tree.source.text) }
  }

  @Test("is cured by each of its fixes", arguments: BadExample.all.filter(\.isCured))
  func isCured(example: BadExample) throws {
    let (text, _) = try Self.text(example)
    let hit = try #require(compile(text).diagnostics.first { $0.code.rawValue == example.code })
    let fixes = hit.fixes.filter { !$0.edits.isEmpty }
    #expect(!fixes.isEmpty)
    for fix in fixes {
      let result = compile(applying(fix, to: text))
      let shown = DiagnosticRenderer(files: result.files).plain(result.diagnostics)
      #expect(!codes(result).contains(example.code), "\(fix.title)\n\(shown)")
    }
    let cures = fixes.filter { compile(applying($0, to: text)).model != nil }
    #expect(!cures.isEmpty, "no fix makes the file right")
  }

  @Test("has an example for every code but those that need more files or figures")
  func everyCodeHasAnExample() {
    let shown = Set(BadExample.all.map(\.code))
    let missing = DiagnosticCode.allCases.map(\.rawValue).filter { !shown.contains($0) }
    #expect(missing == ["E603", "W609", "E704"])
  }

  @Test("E704: a cost must live with its measure")
  func orphanCost() throws {
    let cost = """
      edition 2026
      title "Costs"
      import "base.scenario"
      cost late charged to general-fund
        for each child in cla
        at rate
      end cost

      """
    let result = compile(cost, ["base.scenario": goodFile])
    #expect(codes(result) == ["E704"])
    #expect(result.diagnostics.first?.span.line == 4)
    #expect(result.diagnostics.first?.span.column == 6)
  }
}
