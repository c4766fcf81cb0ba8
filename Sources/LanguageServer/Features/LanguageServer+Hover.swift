import ScenarioLanguage

extension LanguageServer {
  mutating func hover(_ spot: Spot) -> JSON {
    guard let document = workspace.document(spot.path), let index = workspace.index(spot.path)
    else {
      return .null
    }
    if let found = workspace.symbol(at: spot.offset, in: spot.path), let symbol = found.symbol {
      return hover(describe(symbol, seenFrom: spot.path), found.range, document)
    }
    guard let line = index.line(at: spot.offset),
      let position = line.lexemes.firstIndex(where: {
        $0.range.lowerBound <= spot.offset && spot.offset <= $0.range.upperBound
      }), line.roles[position] == .keyword, let meaning = meaning(of: line, in: index)
    else { return .null }
    return hover(meaning, line.lexemes[position].range, document)
  }

  private func hover(_ text: String, _ range: Range<Int>, _ document: Document) -> JSON {
    [
      "contents": ["kind": "markdown", "value": .string(text)], "range": json(range, document),
    ]
  }

  /// What a line of this form says.
  private func meaning(of line: IndexedLine, in index: FileIndex) -> String? {
    let word = line.first
    let isHead = line.block.map { index.blocks[$0].firstLine == line.number } ?? false
    let form: LanguageTable.Line?
    if isHead {
      form = LanguageTable.block(word)?.head
    } else if let block = line.block {
      form = LanguageTable.clause(word, in: index.blocks[block].word)
    } else {
      form = LanguageTable.line(word)
    }
    return form.map { "\($0.meaning)\n\n```\n\($0.notation)\n```" }
  }

  /// A name in words: what it is, its value, its evidence.
  mutating func describe(_ symbol: Symbol, seenFrom path: String) -> String {
    let name = symbol.name
    switch symbol.declaration.space {
    case .noun: return "noun `\(name)`"
    case .item(let category): return "item `\(name)` of category `\(category)`"
    case .flat(let kind):
      var parts = ["**\(kind.rawValue) `\(name)`**"]
      if let label = text("label", of: symbol) { parts[0] += " — \(label)" }
      let model = workspace.model(path) ?? workspace.model(symbol.path)
      if let model { parts += Meaning(model).paragraphs(kind, name) }
      if let evidence = evidence(of: symbol) { parts.append(evidence) }
      if symbol.path != path {
        let file = symbol.path.split(separator: "/").last.map(String.init) ?? symbol.path
        parts.append("Declared in \(file), line \(symbol.declaration.line + 1).")
      }
      return parts.joined(separator: "\n\n")
    }
  }

  /// The words after the first of a clause in the block of a symbol.
  private mutating func clause(_ word: String, of symbol: Symbol) -> [Lexeme]? {
    guard let index = workspace.index(symbol.path), let block = symbol.declaration.block else {
      return nil
    }
    for line in index.clauses(of: block) {
      guard let start = line.lexemes.firstIndex(where: { $0.text == word && $0.kind == .word })
      else {
        continue
      }
      let rest = line.lexemes[(start + 1)...]
      return Array(rest.prefix { $0.kind != .comma })
    }
    return nil
  }

  private mutating func text(_ word: String, of symbol: Symbol) -> String? {
    clause(word, of: symbol)?.first.map { $0.text.filter { !"\"“”".contains($0) } }
  }

  private mutating func evidence(of symbol: Symbol) -> String? {
    guard let source = text("source", of: symbol) else { return nil }
    var result = "Evidence: \(source)"
    if let confidence = text("confidence", of: symbol) { result += "; confidence \(confidence)" }
    if let impact = text("impact", of: symbol) { result += "; impact \(impact)" }
    if let owner = text("owner", of: symbol) { result += "; \(owner)" }
    if let date = clause("reviewed", of: symbol) {
      result += ", reviewed \(date.map(\.text).joined(separator: " "))"
    }
    return result + "."
  }
}
