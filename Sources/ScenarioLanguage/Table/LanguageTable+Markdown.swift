extension LanguageTable {
  /// The reference as a Markdown document: every line outside blocks, every block with its clauses
  /// and a block to start from, and the forms that lines share.
  public static var markdown: String {
    var parts = [
      """
      # Reference

      Every line of the language. This page is written from the table that editors complete from; \
      change the table, not the page. What the lines mean in full is in \
      [the language reference](../LANGUAGE-REFERENCE.md), and each message is in \
      [its own list](../MESSAGES.md).

      A word in plain type is written as it stands. `<…>` is a name or a value of yours, `<new-…>` \
      a name that the line gives. `[ … ]` may be left out, `{ … }` may come any number of times, \
      `( a | b )` is one of them. `@…` is one of the [shared forms](#shared-forms). A line marked \
      ⁺ may come more than once.
      """,
      "## Outside blocks\n\n" + table(lines),
    ]
    for block in blocks {
      let place = block.parent.map { " Stands inside `\($0)`." } ?? ""
      parts.append(
        """
        ## \(block.word)

        `\(block.head.notation)`

        \(block.head.meaning)\(place)

        \(table(block.clauses))

        To start from:

        ```
        \(layout(block.template))
        ```
        """)
    }
    let rules = ruleNotations.sorted { $0.key < $1.key }
    parts.append(
      "## Shared forms\n\n| Form | Written |\n|---|---|\n"
        + rules.map { "| `@\($0.key)` | `\(escaped($0.value))` |" }.joined(separator: "\n"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ lines: [Line]) -> String {
    (["| Line | Says |", "|---|---|"]
      + lines.map { "| `\(escaped($0.notation))`\($0.mayRepeat ? " ⁺" : "") | \($0.meaning) |" })
      .joined(separator: "\n")
  }

  /// A table's cell ends at a bar, in code too.
  private static func escaped(_ notation: String) -> String {
    notation.replacing("|", with: "\\|")
  }

  private static func layout(_ template: [String]) -> String {
    template.enumerated().map { index, line in
      index == 0 || index == template.count - 1 ? line : "  " + line
    }.joined(separator: "\n")
  }
}
