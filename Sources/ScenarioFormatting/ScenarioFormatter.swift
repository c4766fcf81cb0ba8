public import ScenarioLanguage

/// Lays a scenario file out in the house style, without changing what it says.
///
/// Two spaces a level, a blank line around blocks, clauses in house order, evidence together at the
/// end of its block, digits grouped in threes, `×` for `*`, nouns agreeing with their numbers.
/// Comments stay with the clause below them or on their line. There are no options.
public enum ScenarioFormatter {
  /// What came of formatting.
  public struct Outcome: Sendable {
    /// The text to write.
    public let text: String
    /// Blocks left as they are because something in them can't be read.
    public let untouched: [Diagnostic]
    /// Whether anything differs from the text given.
    public let isChanged: Bool
  }

  /// Formats one file. What can't be read is left exactly as it stands, with the messages why.
  public static func format(_ source: SourceText) -> Outcome {
    let (tree, diagnostics) = ScenarioCompiler.parse(source)
    let errors = diagnostics.filter { $0.severity == .error }
    let original = tree.reproducedText
    // Without a sound structure there is no telling which line belongs where.
    guard !errors.contains(where: { [.e102, .e103, .e902, .e004, .e005].contains($0.code) }) else {
      return Outcome(text: original, untouched: errors, isChanged: false)
    }
    let text = FileLayout(tree: tree, errors: errors).text()
    guard says(text, sameAs: source) else {
      return Outcome(text: original, untouched: errors, isChanged: false)
    }
    return Outcome(text: text, untouched: errors, isChanged: text != original)
  }

  /// Whether a text has the same words as another but for what formatting may change.
  private static func says(_ text: String, sameAs source: SourceText) -> Bool {
    func words(_ source: SourceText) -> [String] {
      let (tree, _) = ScenarioCompiler.parse(source)
      let nouns = Nouns(tree)
      var result: [String] = []
      tree.root.forEachToken { token in
        guard ![.whitespace, .newline].contains(token.kind), token.kind != .comma else { return }
        let raw = tree.source.text(token).replacing(",", with: "").replacing("*", with: "×")
        result.append(nouns.agreeing(raw.trimmed, with: "2"))
      }
      return result.sorted()
    }
    return words(source) == words(SourceText(path: source.path, text: text))
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
