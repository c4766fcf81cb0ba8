extension FileParser {
  /// Reads the clauses of a block. `repeatable` keys may appear more than once; the handler reads
  /// one clause whose first word has been passed.
  func readClauses(
    _ raw: RawBlock, _ start: BlockSyntax, repeatable: Set<String> = [],
    _ handler: (inout Cursor, String, SourceSpan) throws(Diagnostic) -> Void
  ) -> BlockSyntax {
    var block = start
    let allowed = Vocabulary.clauses[raw.word] ?? []
    for member in raw.members {
      guard case .line(let line) = member else { continue }
      var cursor = Cursor(source: source, line: line)
      do throws(Diagnostic) {
        repeat {
          try readClause(&cursor, raw.word, allowed, &block, repeatable, handler)
        } while continues(&cursor)
        if !cursor.atEnd { throw cursor.unexpected("the end of the line") }
      } catch {
        bag.add(error)
        excuse(cursor, allowed, &block)
      }
    }
    return block
  }

  /// After a mistake in a line, takes the evidence later in it as tried, and the clause that a
  /// misspelt word was meant to be: one mistake, one message.
  private func excuse(_ cursor: Cursor, _ allowed: [String], _ block: inout BlockSyntax) {
    for offset in 0..<max(0, cursor.tokens.count - cursor.index) {
      let word = cursor.text(at: offset)
      if Vocabulary.evidence.contains(word), allowed.contains(word) {
        block.attempted.insert(word)
      }
    }
    if cursor.index == 0, !allowed.contains(cursor.text()),
      let meant = nearest(cursor.text(), in: allowed)
    {
      block.attempted.insert(meant)
    }
  }

  /// Evidence clauses may share a line, with commas between them.
  private func continues(_ cursor: inout Cursor) -> Bool {
    guard cursor.current?.kind == .comma, Vocabulary.evidence.contains(cursor.text(at: 1)) else {
      return false
    }
    cursor.index += 1
    return true
  }

  private func readClause(
    _ cursor: inout Cursor, _ word: String, _ allowed: [String], _ block: inout BlockSyntax,
    _ repeatable: Set<String>,
    _ handler: (inout Cursor, String, SourceSpan) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let key = cursor.text()
    let head = cursor.span
    guard allowed.contains(key), cursor.current?.kind == .word else {
      throw unknownClause(key, head, word, allowed)
    }
    guard repeatable.contains(key) || block.attempted.insert(key).inserted else {
      throw Diagnostic(
        .e105, head,
        "This \(word) already has `\(key)`. I never pick a winner: keep one of the two.",
        fixes: [.write(.choose, "delete one of them")])
    }
    block.attempted.insert(key)
    cursor.index += 1
    guard Vocabulary.common.contains(key), allowed.contains("owner") else {
      try handler(&cursor, key, head)
      return
    }
    try readCommon(&cursor, key, &block.common)
  }

  private func unknownClause(
    _ key: String, _ head: SourceSpan, _ word: String, _ allowed: [String]
  ) -> Diagnostic {
    let article = "aeiou".contains(word.first ?? "x") ? "An" : "A"
    for other in Vocabulary.clauses.keys.sorted()
    where other != word && Vocabulary.clauses[other]?.contains(key) == true {
      return Diagnostic(
        .e104, head,
        "\(article) \(word) has no clause that starts `\(key)`; that belongs in a block such as "
          + "`\(other)`.")
    }
    let near = nearest(key, in: allowed)
    return Diagnostic(
      .e101, head, "\(article) \(word) has no clause that starts `\(key)`.",
      fixes: near.map { [.replace(.choose, head, with: $0)] } ?? [])
  }

  private func readCommon(
    _ cursor: inout Cursor, _ key: String, _ common: inout CommonSyntax
  ) throws(Diagnostic) {
    switch key {
    case "label": common.label = try cursor.string("the label in quotes")
    case "note": common.note = try cursor.string("the note in quotes")
    case "source": common.source = try filled(cursor.string("the source in quotes"))
    case "owner": common.owner = try filled(cursor.string("the owner in quotes"))
    case "reviewed": common.reviewed = try cursor.date()
    case "confidence": common.confidence = try level(&cursor)
    default: common.impact = try level(&cursor)
    }
  }

  private func filled(_ text: Name) throws(Diagnostic) -> Name {
    guard text.value.contains(where: { !$0.isWhitespace && $0 != "…" && $0 != "." }) else {
      throw Diagnostic(
        .e801, text.span, "This evidence is empty. A reader of the paper needs to know.")
    }
    return text
  }

  private func level(_ cursor: inout Cursor) throws(Diagnostic) -> Name {
    guard ["high", "medium", "low"].contains(cursor.text()) else {
      throw cursor.unexpected("`high`, `medium` or `low`")
    }
    return try cursor.plainName("a level")
  }

  /// Reports a compulsory clause that was never tried.
  func require(
    _ block: BlockSyntax, anyOf keys: [String], _ message: String, write: String
  ) {
    guard block.attempted.isDisjoint(with: keys) else { return }
    bag.add(
      .e106, block.name.span, message,
      fixes: [
        .insert(
          .fill, "  \(write)\n", at: block.insertionPoint, in: block.file, title: "add `\(write)`")
      ])
  }
}
