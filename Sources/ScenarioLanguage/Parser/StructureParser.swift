/// One line that says something: its significant tokens and its place.
struct RawLine {
  var tokens: [Token]
  /// Byte offset of the start of the line.
  var start: Int
}

/// A block as written, closed or not.
struct RawBlock {
  var word: String
  var head: RawLine
  var members: [RawItem]
  /// Where a clause may be added: the start of the `end` line, or where the block stopped.
  var insertionPoint: Int
}

/// A line or a block.
indirect enum RawItem {
  case line(RawLine)
  case block(RawBlock)
}

/// Sorts lines into blocks. Always returns a tree; recovers at block words and `end`.
struct StructureParser {
  let source: SourceText
  let bag: DiagnosticBag
  private let lines: [[Token]]
  private var index = 0

  init(source: SourceText, tokens: [Token], bag: DiagnosticBag) {
    self.source = source
    self.bag = bag
    var lines: [[Token]] = []
    var line: [Token] = []
    for token in tokens {
      line.append(token)
      if token.kind == .newline {
        lines.append(line)
        line = []
      }
    }
    if !line.isEmpty { lines.append(line) }
    self.lines = lines
  }

  mutating func parse() -> (items: [RawItem], tree: SyntaxTree) {
    var items: [RawItem] = []
    var elements: [SyntaxNode.Element] = []
    while let (line, word) = peek(&elements) {
      if word == "end" {
        let span = source.span(line.tokens[0].range)
        bag.add(
          .e102, span, "No block is open here, so there is nothing to end.",
          fixes: [
            .init(
              kind: .choose, title: "delete this line",
              edits: [
                .init(file: source.path, start: line.start, end: endOfLine(), replacement: "")
              ])
          ])
        elements.append(takeLine())
      } else if Vocabulary.blocks.contains(word) || Vocabulary.nested[word] != nil {
        let (block, node) = parseBlock(line, word, outer: [])
        if let outer = Vocabulary.nested[word] {
          bag.add(
            .e104, source.span(line.tokens[0].range),
            "`\(word)` belongs inside a \(outer). Move it before the `end \(outer)`.")
        } else {
          items.append(.block(block))
        }
        elements.append(.node(node))
      } else {
        items.append(.line(line))
        elements.append(takeLine())
      }
    }
    return (items, SyntaxTree(source: source, root: SyntaxNode(kind: .file, elements: elements)))
  }

  private func endOfLine() -> Int { lines[index].last?.range.upperBound ?? source.bytes.count }

  private mutating func takeLine() -> SyntaxNode.Element {
    defer { index += 1 }
    return .node(SyntaxNode(kind: .line, elements: lines[index].map { .token($0) }))
  }

  /// The next line that says something, with its first word; blank lines go to the tree.
  private mutating func peek(_ elements: inout [SyntaxNode.Element]) -> (RawLine, String)? {
    while index < lines.count {
      let significant = lines[index].filter { !$0.isTrivia }
      if let first = significant.first {
        let line = RawLine(
          tokens: significant, start: lines[index].first?.range.lowerBound ?? 0)
        return (line, first.kind == .word ? source.slice(first.range) : "")
      }
      elements.append(
        .node(SyntaxNode(kind: .blank, elements: lines[index].map { .token($0) })))
      index += 1
    }
    return nil
  }

  private mutating func parseBlock(
    _ head: RawLine, _ word: String, outer: [String]
  ) -> (RawBlock, SyntaxNode) {
    var elements = [takeLine()]
    var block = RawBlock(word: word, head: head, members: [], insertionPoint: 0)
    while let (line, first) = peek(&elements) {
      block.insertionPoint = line.start
      if first == "end" {
        let closes = line.tokens.count > 1 ? source.slice(line.tokens[1].range) : ""
        if closes != word, outer.contains(closes) {
          reportUnended(head, word, before: line, saw: "`end \(closes)`")
          break
        }
        checkEnd(line, closes: closes, head: head, word: word)
        elements.append(takeLine())
        return (block, SyntaxNode(kind: .block, elements: elements))
      }
      let isNested = Vocabulary.nested[first] == word && !isSupposeLever(line)
      if isNested {
        let (inner, node) = parseBlock(line, first, outer: outer + [word])
        block.members.append(.block(inner))
        elements.append(.node(node))
      } else if Vocabulary.blocks.contains(first) || Vocabulary.lines.contains(first)
        || Vocabulary.nested[first] == outer.last && Vocabulary.nested[first] != nil
      {
        reportUnended(head, word, before: line, saw: "a new \(first)")
        break
      } else {
        block.members.append(.line(line))
        elements.append(takeLine())
      }
    }
    if index >= lines.count {
      block.insertionPoint = source.bytes.count
      let name = head.tokens.map { source.slice($0.range) }.prefix(2).joined(separator: " ")
      let newline = source.bytes.last == UInt8(ascii: "\n") ? "" : "\n"
      bag.add(
        .e103, source.span(head.tokens[0].range), "The file stops before `\(name)` has ended.",
        fixes: [
          .insert(
            .safe, "\(newline)end \(word)\n", at: source.bytes.count, in: source.path,
            title: "add `end \(word)` at the end of the file")
        ])
    }
    return (block, SyntaxNode(kind: .block, elements: elements))
  }

  private func isSupposeLever(_ line: RawLine) -> Bool {
    line.tokens.count > 1 && source.slice(line.tokens[0].range) == "suppose"
      && source.slice(line.tokens[1].range) == "lever"
  }

  private func describe(_ head: RawLine) -> String {
    let words = head.tokens.prefix(2).map { source.slice($0.range) }.joined(separator: " ")
    return "`\(words)` (line \(source.position(of: head.start).line))"
  }

  private func reportUnended(_ head: RawLine, _ word: String, before line: RawLine, saw: String) {
    bag.add(
      .e103, source.span(line.tokens[0].range),
      "I see \(saw) here but \(describe(head)) has not ended.",
      notes: [.init(message: "it starts here", span: source.span(head.tokens[0].range))],
      fixes: [
        .insert(
          .choose, "end \(word)\n", at: line.start, in: source.path,
          title: "add `end \(word)` above this line")
      ])
  }

  private func checkEnd(_ line: RawLine, closes: String, head: RawLine, word: String) {
    if closes == word {
      if line.tokens.count > 2 {
        bag.add(
          .e107, source.span(line.tokens[2].range),
          "Nothing may follow `end \(word)` on its line.",
          fixes: [.write(.choose, "start a new line")])
      }
      return
    }
    let marked = line.tokens.count > 1 ? line.tokens[1] : line.tokens[0]
    let range = line.tokens[0].range.lowerBound..<(line.tokens.last ?? marked).range.upperBound
    bag.add(
      .e102, source.span(marked.range), "The block open here is \(describe(head)).",
      fixes: [.replace(.safe, source.span(range), with: "end \(word)")])
  }
}
