public import ScenarioLanguage

/// Applies the fixes that keep a file's meaning: the only kind that is applied in bulk.
public enum SafeFixes {
  /// What came of applying fixes.
  public struct Outcome: Sendable {
    /// The text to write.
    public let text: String
    /// The fixes applied, in order, with the line each was at when it was applied.
    public let applied: [(code: DiagnosticCode, line: Int, title: String)]
  }

  /// Applies safe fixes of one file, one after the other, until none is left.
  ///
  /// - Parameters:
  ///   - path: the file, as the provider knows it.
  ///   - text: its text.
  ///   - provider: reads the files that it imports.
  public static func apply(path: String, text: String, provider: SourceProvider) -> Outcome {
    var text = text
    var applied: [(code: DiagnosticCode, line: Int, title: String)] = []
    // Each round mends one mistake, so a file has at most as many rounds as messages.
    for _ in 0..<1000 {
      let now = text
      let result = ScenarioCompiler.compile(
        rootPath: path,
        provider: SourceProvider(hasTable: provider.hasTable) { asked throws(SourceFailure) in
          asked == path ? now : try provider.read(asked)
        })
      let found = result.diagnostics.lazy.compactMap { diagnostic in
        diagnostic.fixes.first { fix in
          fix.kind == .safe && !fix.edits.isEmpty && fix.edits.allSatisfy { $0.file == path }
        }.map { (diagnostic, $0) }
      }.first
      guard let (diagnostic, fix) = found else { break }
      let mended = applying(fix.edits, to: text)
      guard mended != text else { break }
      applied.append((diagnostic.code, diagnostic.span.line, fix.title))
      text = mended
    }
    return Outcome(text: text, applied: applied)
  }

  /// A text with edits applied, the last one first.
  public static func applying(_ edits: [Diagnostic.TextEdit], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: { $0.start > $1.start }) {
      guard edit.start >= 0, edit.start <= edit.end, edit.end <= bytes.count else { continue }
      bytes.replaceSubrange(edit.start..<edit.end, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
