import Foundation
import LanguageServer
import Periods
import ScenarioLanguage
import Testing

/// Colours a line as an editor with a TextMate grammar does.
private struct TextMateMatcher {
  private let rules: [(expression: NSRegularExpression, rule: TextMateGrammar.Rule)]

  init() throws {
    rules = try TextMateGrammar.rules.map {
      (try NSRegularExpression(pattern: $0.match), $0)
    }
  }

  /// The scope of every UTF-16 unit of a line; empty where there is none.
  func scopes(_ line: String) -> [String] {
    var result = [String](repeating: "", count: line.utf16.count)
    var position = 0
    while position < result.count {
      var best: (match: NSTextCheckingResult, rule: TextMateGrammar.Rule)?
      let rest = NSRange(location: position, length: result.count - position)
      for (expression, rule) in rules {
        guard
          let match = expression.firstMatch(
            in: line, options: [.withTransparentBounds, .withoutAnchoringBounds], range: rest),
          match.range.length > 0
        else { continue }
        if match.range.location < best?.match.range.location ?? .max { best = (match, rule) }
      }
      guard let (match, rule) = best else { break }
      func paint(_ range: NSRange, _ scope: String) {
        guard range.location != NSNotFound, !scope.isEmpty else { return }
        for unit in range.location..<range.location + range.length { result[unit] = scope }
      }
      paint(match.range, rule.scope)
      for (index, scope) in rule.captures.enumerated() { paint(match.range(at: index + 1), scope) }
      position = match.range.location + match.range.length
    }
    return result
  }
}

@Suite("Grammars of editors")
struct GrammarTests {
  private static let files = ["scenarios", "Tests/Corpus/good", "Tests/Corpus/bad"].flatMap {
    folder -> [String] in
    let url = packageRoot.appendingPathComponent(folder)
    return ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [])
      .filter { $0.hasSuffix(".scenario") }.sorted().map { url.appendingPathComponent($0).path }
  }

  @Test("words and tokens have the class that the parser's lexer gives them")
  func classes() throws {
    let matcher = try TextMateMatcher()
    var wrong: [String] = []
    var checked = 0
    for path in Self.files.enumerated().filter({ $0.offset.isMultiple(of: 3) }).map(\.element) {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let source = SourceText(path: path, text: text)
      var scopes: [Int: [String]] = [:]
      for token in source.tokens {
        guard let wanted = Self.wanted(token, source) else { continue }
        let place = source.position(of: token.range.lowerBound)
        let line = source.line(place.line)
        let found = scopes[place.line] ?? matcher.scopes(line)
        scopes[place.line] = found
        let start = line.index(line.startIndex, offsetBy: place.column - 1).utf16Offset(in: line)
        checked += 1
        if start >= found.count || !wanted.contains(where: { found[start].hasPrefix($0) }) {
          let scope = start < found.count ? found[start] : ""
          wrong.append("\(path):\(place.line) `\(source.slice(token.range))` is `\(scope)`")
        }
      }
    }
    #expect(checked > 2000)
    #expect(wrong.count == 0, "\(wrong.prefix(10))")
  }

  /// The scopes that a token may have.
  private static func wanted(_ token: Token, _ source: SourceText) -> [String]? {
    let text = source.slice(token.range)
    switch token.kind {
    case .comment: return ["comment"]
    case .text, .openText: return ["string"]
    case .number, .money, .percent, .yearPair: return ["constant.numeric"]
    case .arithmetic: return ["keyword.operator"]
    case .word:
      if Month.names.contains(text) { return ["constant.numeric"] }
      // A name may be a word of the language: only its place tells them apart.
      if LanguageTable.keywords.contains(text) {
        let before = token.range.lowerBound > 0 ? source.bytes[token.range.lowerBound - 1] : 0
        // After a minus sign without its space it reads like the end of a name.
        return ["keyword", "entity.name"] + (before == UInt8(ascii: "-") ? ["variable"] : [])
      }
      let first = text.utf8.first ?? 0
      return first >= 97 && first <= 122 && !text.contains("_")
        ? ["variable", "entity.name", "invalid.illegal.name"] : nil
    default: return nil
    }
  }

  @Test(
    "the committed files are those that the table makes",
    arguments: [
      ("editors/vscode/syntaxes/headroom-scenario.tmLanguage.json", TextMateGrammar.text),
      ("editors/vscode/language-configuration.json", LanguageConfiguration.text),
    ])
  func committed(path: String, text: String) throws {
    let url = packageRoot.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" {
      try Data(text.utf8).write(to: url, options: .atomic)
    }
    let committed = try String(contentsOf: url, encoding: .utf8)
    #expect(committed == text, "Run scripts/grammar.")
  }
}
