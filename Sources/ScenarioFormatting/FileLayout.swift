import ScenarioLanguage

/// Lays out a whole file.
struct FileLayout {
  let tree: SyntaxTree
  let errors: [Diagnostic]

  /// A run of lines with what stands above it.
  private struct Piece {
    enum Kind { case top, line, block, raw, comment }
    var kind: Kind
    var lines: [String]
    /// Whether the file has a blank line above it.
    var isApart: Bool
  }

  func text() -> String {
    let nouns = Nouns(tree)
    let layout = BlockLayout(source: tree.source, nouns: nouns)
    var pieces: [Piece] = []
    var isApart = false
    for case .node(let node) in tree.root.elements {
      switch node.kind {
      case .blank:
        guard let comment = LineText(node, in: tree.source).comment else {
          isApart = true
          continue
        }
        pieces.append(Piece(kind: .comment, lines: [comment], isApart: isApart))
      case .line:
        let line = LineText(node, in: tree.source)
        let isTop = ["edition", "title", "import"].contains(line.word)
        pieces.append(
          Piece(
            kind: isTop ? .top : .line,
            lines: isBroken(node) ? [raw(node)] : [layout.written(line)], isApart: isApart))
      case .block, .file:
        let lines =
          isBroken(node)
          ? raw(node).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
          : layout.lines(node, depth: 0)
        pieces.append(Piece(kind: isBroken(node) ? .raw : .block, lines: lines, isApart: isApart))
      }
      isApart = false
    }
    return join(pieces)
  }

  /// A blank line around blocks and after the top; elsewhere the file's own, never two.
  private func join(_ pieces: [Piece]) -> String {
    var lines: [String] = []
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        let before = pieces[index - 1]
        let below = pieces[index...].first { $0.kind != .comment }?.kind
        let isBlock = below == .block || below == .raw
        let wasBlock = before.kind == .block || before.kind == .raw
        let endsTop = before.kind == .top && piece.kind != .top
        // A comment belongs to what stands below it.
        let belongs = before.kind == .comment && !piece.isApart
        if !belongs, isBlock || wasBlock || endsTop || piece.isApart { lines.append("") }
      }
      lines += piece.lines
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func isBroken(_ node: SyntaxNode) -> Bool {
    var start = Int.max
    var end = 0
    node.forEachToken { token in
      start = min(start, token.range.lowerBound)
      end = max(end, token.range.upperBound)
    }
    return errors.contains { $0.span.start >= start && $0.span.start < end }
  }

  private func raw(_ node: SyntaxNode) -> String {
    var bytes: [UInt8] = []
    node.forEachToken { bytes += tree.source.bytes[$0.range] }
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      bytes.removeLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
