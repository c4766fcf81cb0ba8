/// The lossless tree of a file: every byte is in one token, every token in one node.
public struct SyntaxTree: Sendable {
  /// The text it was read from.
  public let source: SourceText
  /// The whole file.
  public let root: SyntaxNode

  /// The text again, put together from the tokens; always the exact text that was read.
  public var reproducedText: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.bytes.count)
    root.forEachToken { bytes += source.bytes[$0.range] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A node of the tree.
public struct SyntaxNode: Sendable {
  /// What the node is.
  public enum Kind: String, Sendable {
    /// A whole file.
    case file
    /// A block from its head to its `end`.
    case block
    /// One line: a head, a clause, a declaration or an `end`.
    case line
    /// A blank line or a line with only a comment.
    case blank
  }
  /// A child of a node.
  public enum Element: Sendable {
    /// A node.
    case node(SyntaxNode)
    /// A token.
    case token(Token)
  }
  /// What the node is.
  public let kind: Kind
  /// Its children in order.
  public let elements: [Element]

  /// Visits every token in order.
  public func forEachToken(_ body: (Token) -> Void) {
    for element in elements {
      switch element {
      case .node(let node): node.forEachToken(body)
      case .token(let token): body(token)
      }
    }
  }
}
