import ScenarioLanguage

/// What Visual Studio Code asks of a language besides its colours: comments, brackets, indentation.
public enum LanguageConfiguration {
  /// The configuration as the file of the editor.
  public static let text: String = {
    let blocks = LanguageTable.blocks.map(\.word).sorted().joined(separator: "|")
    let opening = #"^\s*(\#(blocks))\b(?![-.]).*$"#
    let configuration: JSON = [
      "comments": ["lineComment": "#"],
      "brackets": [["(", ")"]],
      "autoClosingPairs": [
        ["open": "\"", "close": "\"", "notIn": ["string", "comment"]],
        ["open": "(", "close": ")", "notIn": ["string", "comment"]],
      ],
      "surroundingPairs": [["\"", "\""], ["(", ")"]],
      "wordPattern": #"[A-Za-z0-9][A-Za-z0-9.-]*"#,
      "indentationRules": [
        "increaseIndentPattern": .string(opening),
        "decreaseIndentPattern": #"^\s*end\b"#,
      ],
      "folding": ["markers": ["start": .string(opening), "end": #"^\s*end\b"#]],
    ]
    return configuration.readable + "\n"
  }()
}
