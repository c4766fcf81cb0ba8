import LanguageServer
import ScenarioFormatting
import ScenarioLanguage

/// Any bytes as a file: lexer, parser, formatter.
public enum ParserDriver {
  /// Reads the bytes as the text of a file. Says what is broken; `nil` where nothing is.
  public static func run(_ input: [UInt8]) -> String? {
    let source = SourceText(path: "/f/file.scenario", text: String(decoding: input, as: UTF8.self))
    var end = 0
    for token in source.tokens {
      guard token.range.lowerBound == end, token.range.upperBound > end else {
        return "a token does not follow the one before it"
      }
      end = token.range.upperBound
    }
    guard end == source.bytes.count else { return "tokens do not reach the end" }
    let (tree, diagnostics) = ScenarioCompiler.parse(source)
    guard tree.reproducedText == source.text else { return "the tree loses text" }
    if let broken = Oracles.check(diagnostics, in: [source]) { return broken }
    _ = LineForms.unread(in: source)
    let once = ScenarioFormatter.format(source)
    let twice = ScenarioFormatter.format(SourceText(path: source.path, text: once.text))
    guard twice.text == once.text else { return "formatting twice is not formatting once" }
    return nil
  }
}

/// What must hold of every message.
enum Oracles {
  static func check(_ diagnostics: [Diagnostic], in sources: [SourceText]) -> String? {
    for diagnostic in diagnostics {
      let span = diagnostic.span
      guard let source = sources.first(where: { $0.path == span.file }) else {
        // A file that could not be read has no text.
        continue
      }
      guard span.start >= 0, span.start <= span.end, span.end <= source.bytes.count else {
        return "\(diagnostic.code) marks what is not in the file"
      }
      for fix in diagnostic.fixes {
        var last = 0
        for edit in fix.edits.sorted(by: { $0.start < $1.start }) {
          guard let file = sources.first(where: { $0.path == edit.file }) else { continue }
          guard edit.start >= last, edit.start <= edit.end, edit.end <= file.bytes.count else {
            return "a fix of \(diagnostic.code) edits what is not in the file"
          }
          last = edit.end
        }
      }
    }
    return nil
  }
}
