/// The smallest piece of a file.
public struct Token: Sendable, Equatable {
  /// What the piece is.
  public enum Kind: String, Sendable {
    /// A name or keyword, such as `step-down` or `cla-rate.residential`.
    case word
    /// `4,000` or `0.56`.
    case number
    /// `£1,090`, `£12k`.
    case money
    /// `5%`, or `%` alone as a unit.
    case percent
    /// `2027/28`.
    case yearPair
    /// `"…"`.
    case text
    /// A text in curly quotes.
    case curlyText
    /// A text with no closing quote on its line.
    case openText
    /// `,`
    case comma
    /// `:`
    case colon
    /// `(`
    case openParenthesis
    /// `)`
    case closeParenthesis
    /// `+`, `-`, `/`, `×` or `*`, of figures.
    case arithmetic
    /// Blanks and tabs.
    case whitespace
    /// `#` to the end of the line.
    case comment
    /// A line ending.
    case newline
    /// A zero-width or direction character.
    case hidden
    /// Anything else.
    case unknown
  }
  /// What the piece is.
  public let kind: Kind
  /// Its bytes in the file.
  public let range: Range<Int>

  /// Whether the piece says nothing to the parser.
  public var isTrivia: Bool {
    switch kind {
    case .whitespace, .comment, .newline, .hidden, .unknown: true
    default: false
    }
  }
}

extension SourceText {
  /// The pieces of the text in order; every byte is in exactly one.
  public var tokens: [Token] { Lexer.tokens(of: self) }
}
