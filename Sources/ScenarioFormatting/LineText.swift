import ScenarioLanguage

/// One line as the formatter writes it: its tokens with house spacing, and its comment.
struct LineText {
  private let source: SourceText
  /// The tokens that say something.
  let tokens: [Token]
  /// The comment at its end, `#` and all; `nil` without one.
  let comment: String?

  init(_ node: SyntaxNode, in source: SourceText) {
    self.source = source
    var tokens: [Token] = []
    var comment: String?
    node.forEachToken { token in
      if token.kind == .comment {
        comment = LineText.trimmed(source.text(token))
      } else if !token.isTrivia {
        tokens.append(token)
      }
    }
    self.tokens = tokens
    self.comment = comment
  }

  /// The first word; empty where the line has none.
  var word: String { tokens.first.map { source.text($0) } ?? "" }

  /// The tokens with house spacing, digits grouped and nouns agreeing, without the comment.
  func body(_ nouns: Nouns) -> String { body(tokens.indices, nouns) }

  /// The same of some of the tokens.
  func body(_ range: Range<Int>, _ nouns: Nouns) -> String {
    var text = ""
    for index in range {
      let token = tokens[index]
      let isTight =
        index == range.lowerBound || [.comma, .colon, .closeParenthesis].contains(token.kind)
        || tokens[index - 1].kind == .openParenthesis
      if !isTight { text += " " }
      text += word(index, nouns)
    }
    return text
  }

  private func word(_ index: Int, _ nouns: Nouns) -> String {
    let raw = source.text(tokens[index])
    switch tokens[index].kind {
    case .arithmetic: return raw == "*" ? "×" : raw
    case .money: return Digits.grouped(raw)
    case .number: return isCount(index) ? Digits.grouped(raw) : raw
    case .word:
      guard index > 0, tokens[index - 1].kind == .number else { return raw }
      return nouns.agreeing(raw, with: source.text(tokens[index - 1]))
    default: return raw
    }
  }

  /// Whether a number counts something, and is no year and no seed.
  private func isCount(_ index: Int) -> Bool {
    let before = index > 0 ? source.text(tokens[index - 1]) : ""
    if before == "runs" { return true }
    guard before != "seed", before != "edition", index + 1 < tokens.count,
      tokens[index + 1].kind == .word
    else { return false }
    let after = source.text(tokens[index + 1])
    return !["equals", "is", "to", "and", "at", "so", "per", "in"].contains(after)
      || !Digits.isYear(source.text(tokens[index]))
  }

  private static func trimmed(_ comment: String) -> String {
    var text = Substring(comment)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension SourceText {
  /// The text of a token.
  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }
}

/// Digits in groups of three.
enum Digits {
  static func isYear(_ text: String) -> Bool {
    Int(text).map { (1900...2200).contains($0) } ?? false
  }

  /// `£26400` as `£26,400`; anything that is grouped already, or is no plain number, as it is.
  static func grouped(_ text: String) -> String {
    let start = text.firstIndex { $0.isASCII && $0.isNumber } ?? text.endIndex
    let end = text[start...].firstIndex { !($0.isASCII && $0.isNumber) } ?? text.endIndex
    let digits = text[start..<end]
    guard digits.count > 3, !text.contains(","), digits.first != "0" else { return text }
    var result = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return text[..<start] + result + text[end...]
  }
}

/// Nouns with their plurals, for agreement: `1 child`, `2 children`.
struct Nouns {
  private var plurals = [
    "child": "children", "plan": "plans", "passenger": "passengers", "place": "places",
    "bed": "beds", "pupil": "pupils", "month": "months", "year": "years",
  ]

  /// The built-in nouns and those that the `unit` lines of a tree declare.
  init(_ tree: SyntaxTree) {
    for case .node(let node) in tree.root.elements where node.kind == .line {
      let line = LineText(node, in: tree.source)
      let words = line.tokens.filter { $0.kind == .word }.map { tree.source.text($0) }
      if words.count == 4, words[0] == "unit", words[2] == "plural" { plurals[words[1]] = words[3] }
    }
  }

  func agreeing(_ noun: String, with number: String) -> String {
    let isOne = number == "1"
    for (singular, plural) in plurals where noun == singular || noun == plural {
      return isOne ? singular : plural
    }
    return noun
  }
}
