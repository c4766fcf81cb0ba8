import ScenarioLanguage

/// The kinds of words that editors colour.
enum SemanticKind: String, CaseIterable {
  case keyword
  case string
  case number
  case comment
  case `operator`
  case type
  case variable
  case `class`
  case function
  case namespace
  case property
  case `enum`
  case enumMember

  init?(_ role: Role) {
    switch role {
    case .keyword: self = .keyword
    case .name(let kinds): self.init(kinds)
    case .newName(let kind): self.init(kind)
    case .item, .newItem, .itemOrMeasure: self = .enumMember
    case .noun, .newNoun: self = .type
    case .text, .table, .file: self = .string
    case .number: self = .number
    case .sign: return nil
    case .unread: return nil
    }
  }

  private init(_ kinds: [Phrase.NameKind]) {
    if kinds.count == 1 { self.init(kinds[0]) } else { self = .variable }
  }

  init(_ kind: Phrase.NameKind) {
    switch kind {
    case .measure: self = .class
    case .category, .census, .fund: self = .enum
    case .assumption, .figure, .covariate: self = .variable
    case .cost, .contract, .report: self = .property
    case .lever, .pathway, .regression: self = .function
    case .scenario: self = .namespace
    }
  }
}

extension LanguageServer {
  mutating func semanticTokens(_ path: String) -> JSON {
    guard let index = workspace.index(path), let document = workspace.document(path) else {
      return ["data": []]
    }
    var found: [(range: Range<Int>, kind: SemanticKind, declares: Bool)] = []
    for line in index.lines {
      for (lexeme, role) in zip(line.lexemes, line.roles) {
        guard let kind = SemanticKind(role) else { continue }
        found.append((lexeme.range, kind, Self.declares(role)))
      }
    }
    found += index.comments.map { ($0.range, .comment, false) }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    var data: [JSON] = []
    var last = Document.Position(line: 0, character: 0)
    for token in found {
      let start = document.position(of: token.range.lowerBound)
      let end = document.position(of: token.range.upperBound)
      guard start.line == end.line, end.character > start.character else { continue }
      let isSameLine = start.line == last.line
      data += [
        .integer(start.line - last.line),
        .integer(isSameLine ? start.character - last.character : start.character),
        .integer(end.character - start.character),
        .integer(SemanticKind.allCases.firstIndex(of: token.kind) ?? 0),
        .integer(token.declares ? 1 : 0),
      ]
      last = start
    }
    return ["data": .array(data)]
  }

  private static func declares(_ role: Role) -> Bool {
    switch role {
    case .newName, .newItem, .newNoun: true
    default: false
    }
  }
}
