import ScenarioLanguage

/// The order in which clauses of a block are written: what it is, what it does, when, how well, what
/// it costs, how it is known, what else there is to say. Clauses of one rank keep their order.
enum ClauseOrder {
  static let evidence = ["source", "owner", "reviewed", "confidence", "impact"]

  private static let ranks: [String: Int] = {
    let order: [[String]] = [
      ["from", "until"],
      ["lag"], ["over", "full"], ["fades"], ["after"], ["delivers"], ["spend"],
    ]
    var ranks: [String: Int] = [:]
    for (index, words) in order.enumerated() {
      for word in words { ranks[word] = index + 10 }
    }
    return ranks
  }()

  /// Blocks whose dates and delivery have a place of their own; in others `from` is what it says.
  private static let dated: Set<String> = ["lever", "contract", "suppose"]

  /// The rank of a note, the last of all.
  static let note = 200

  static func rank(_ word: String, in block: String) -> Int {
    if let place = evidence.firstIndex(of: word) { return 100 + place }
    if word == "label" { return 0 }
    if word == "note" { return note }
    return dated.contains(block) ? ranks[word] ?? 5 : 5
  }
}

/// Writes a block: its head, its clauses in house order, its `end`.
struct BlockLayout {
  let source: SourceText
  let nouns: Nouns

  /// A clause or a nested block with the comment lines above it.
  private struct Member {
    var comments: [String] = []
    var lines: [String] = []
    var rank: Int
    /// Evidence clauses without their comments, to be put together.
    var evidence: [String] = []
  }

  func lines(_ block: SyntaxNode, depth: Int) -> [String] {
    var nodes: [SyntaxNode] = []
    for case .node(let node) in block.elements { nodes.append(node) }
    guard let head = nodes.first, let last = nodes.last, nodes.count > 1 else { return [] }
    let word = LineText(head, in: source).word
    var members: [Member] = []
    var comments: [String] = []
    for node in nodes.dropFirst().dropLast() {
      switch node.kind {
      case .blank:
        if let comment = LineText(node, in: source).comment { comments.append(comment) }
      case .line:
        members += clauses(LineText(node, in: source), word, depth + 1, comments)
        comments = []
      case .block, .file:
        members.append(
          Member(comments: comments, lines: lines(node, depth: depth + 1), rank: 50))
        comments = []
      }
    }
    let sorted = members.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    let indent = String(repeating: "  ", count: depth)
    let inner = indent + "  "
    var result = [indent + written(LineText(head, in: source))]
    for member in sorted where member.evidence.isEmpty && member.rank < ClauseOrder.note {
      result += member.comments.map { inner + $0 } + member.lines
    }
    let known = sorted.filter { !$0.evidence.isEmpty }
    result += known.flatMap { $0.comments.map { inner + $0 } }
    result += Self.evidence(known.flatMap(\.evidence), inner)
    for member in sorted where member.rank == ClauseOrder.note {
      result += member.comments.map { inner + $0 } + member.lines
    }
    result += comments.map { inner + $0 }
    result.append(indent + written(LineText(last, in: source)))
    return result
  }

  /// A line with its comment.
  func written(_ line: LineText) -> String {
    let body = line.body(nouns)
    guard let comment = line.comment else { return body }
    return body.isEmpty ? comment : "\(body)  \(comment)"
  }

  /// The clauses of a line: evidence may share one, anything else stands alone.
  private func clauses(
    _ line: LineText, _ block: String, _ depth: Int, _ comments: [String]
  ) -> [Member] {
    let indent = String(repeating: "  ", count: depth)
    guard ClauseOrder.evidence.contains(line.word), line.comment == nil,
      !["settings", "compare", "ask", "report", "check"].contains(block)
    else {
      return [
        Member(
          comments: comments, lines: [indent + written(line)],
          rank: ClauseOrder.rank(line.word, in: block))
      ]
    }
    var members: [Member] = []
    var start = 0
    func close(_ end: Int) {
      guard end > start else { return }
      let word = source.text(line.tokens[start])
      members.append(
        Member(
          comments: members.isEmpty ? comments : [],
          rank: ClauseOrder.rank(word, in: block), evidence: [line.body(start..<end, nouns)]))
    }
    for (index, token) in line.tokens.enumerated() where token.kind == .comma {
      let isNext =
        index + 1 < line.tokens.count
        && ClauseOrder.evidence.contains(source.text(line.tokens[index + 1]))
      guard isNext else { continue }
      close(index)
      start = index + 1
    }
    close(line.tokens.count)
    return members
  }

  /// Evidence on one line to 100 columns, then on two, then on three.
  private static func evidence(_ clauses: [String], _ indent: String) -> [String] {
    guard !clauses.isEmpty else { return [] }
    func line(_ part: some Sequence<String>) -> String { indent + part.joined(separator: ", ") }
    let whole = line(clauses)
    if whole.count <= 100 { return [whole] }
    let who = clauses.prefix { $0.hasPrefix("source") || $0.hasPrefix("owner") }
    let rest = clauses.dropFirst(who.count)
    let firsts = line(who).count <= 100 ? [line(who)] : who.map { line([$0]) }
    return (who.isEmpty ? [] : firsts) + (rest.isEmpty ? [] : [line(rest)])
  }
}
