import ScenarioLanguage

extension FileIndex {
  /// The most bytes that are indexed; the language refuses longer files.
  static let greatestSize = 262_144

  init(_ document: Document) {
    guard document.bytes.count <= Self.greatestSize else { return }
    let source = SourceText(path: "", text: document.text)
    var line: [Lexeme] = []
    var number = 0
    var start = 0
    var open: [Int] = []
    for token in source.tokens {
      switch token.kind {
      case .newline:
        add(line, number, start..<token.range.lowerBound, &open)
        line = []
        number += 1
        start = token.range.upperBound
      case .comment: comments.append((number, token.range))
      default:
        guard !token.isTrivia else { continue }
        line.append(
          Lexeme(kind: token.kind, range: token.range, text: source.slice(token.range)))
      }
    }
    add(line, number, start..<source.bytes.count, &open)
    for block in open { close(block, number, source.bytes.count) }
    for line in lines { collect(line) }
  }

  // MARK: Lines and blocks

  private mutating func add(
    _ lexemes: [Lexeme], _ number: Int, _ range: Range<Int>, _ open: inout [Int]
  ) {
    guard let first = lexemes.first else { return }
    let word = first.kind == .word ? first.text : ""
    if word == "end" {
      let closes = lexemes.count > 1 ? lexemes[1].text : ""
      // An `end` of an outer block also ends what is open inside it.
      while let inner = open.last, blocks[inner].word != closes,
        open.contains(where: { blocks[$0].word == closes })
      {
        close(open.removeLast(), number - 1, range.lowerBound)
      }
      let block = open.popLast()
      if let block {
        close(block, number, range.upperBound)
        blocks[block].isEnded = blocks[block].word == closes
      }
      lines.append(read(lexemes, number, range, block, in: block.map { blocks[$0].word }))
      return
    }
    if opensBlock(word, lexemes, open) {
      while let inner = open.last, blocks[inner].word != LanguageTable.block(word)?.parent {
        close(open.removeLast(), number - 1, range.lowerBound)
      }
      let parent = open.last
      blocks.append(
        IndexedBlock(
          word: word, name: nil, parent: parent, firstLine: number, lastLine: number, range: range))
      let block = blocks.count - 1
      open.append(block)
      let line = read(lexemes, number, range, block, in: parent.map { blocks[$0].word })
      blocks[block].name = name(of: line)
      lines.append(line)
      return
    }
    if LanguageTable.line(word) != nil, open.last.map({ !isClause(word, of: $0) }) ?? true {
      while let inner = open.popLast() { close(inner, number - 1, range.lowerBound) }
    }
    let block = open.last
    lines.append(read(lexemes, number, range, block, in: block.map { blocks[$0].word }))
  }

  private func isClause(_ word: String, of block: Int) -> Bool {
    LanguageTable.clause(word, in: blocks[block].word) != nil
  }

  private func opensBlock(_ word: String, _ lexemes: [Lexeme], _ open: [Int]) -> Bool {
    guard let block = LanguageTable.block(word) else { return false }
    guard let parent = block.parent else { return true }
    guard open.contains(where: { blocks[$0].word == parent }) else { return false }
    return !(word == "suppose" && lexemes.count > 1 && lexemes[1].text == "lever")
  }

  private mutating func close(_ block: Int, _ line: Int, _ end: Int) {
    blocks[block].lastLine = max(line, blocks[block].firstLine)
    blocks[block].range = blocks[block].range.lowerBound..<max(end, blocks[block].range.upperBound)
  }

  private func name(of head: IndexedLine) -> Lexeme? {
    for (lexeme, role) in zip(head.lexemes, head.roles) {
      switch role {
      case .newName, .text: return lexeme
      case .name where head.first == "override" || head.first == "compare": return lexeme
      default: continue
      }
    }
    return nil
  }

  // MARK: Roles

  private func read(
    _ lexemes: [Lexeme], _ number: Int, _ range: Range<Int>, _ block: Int?, in context: String?
  ) -> IndexedLine {
    let word = lexemes[0].kind == .word ? lexemes[0].text : ""
    var roles: [Role] = []
    if let machine = PhraseMachines.machine(word, in: context) {
      let reading = machine.read(lexemes)
      roles = reading.roles.enumerated().map { Self.role($1, lexemes[$0]) }
    }
    for lexeme in lexemes[roles.count...] { roles.append(Self.fallback(lexeme)) }
    return IndexedLine(number: number, range: range, lexemes: lexemes, roles: roles, block: block)
  }

  private static func fallback(_ lexeme: Lexeme) -> Role {
    switch lexeme.kind {
    case .word: LanguageTable.keywords.contains(lexeme.text) ? .keyword : .unread
    case .number, .money, .percent, .yearPair: .number
    case .text, .curlyText, .openText: .text
    default: .sign
    }
  }

  private static func role(_ terminals: [PhraseMachine.Terminal], _ lexeme: Lexeme) -> Role {
    var kinds: [Phrase.NameKind] = []
    var other: Role?
    for terminal in terminals {
      switch terminal {
      case .word(let word):
        if word.utf8.first.map({ $0 >= 48 && $0 <= 57 }) == true { return .number }
        return word.first?.isLetter == true ? .keyword : .sign
      case .slot(.name(let found)): kinds += found.filter { !kinds.contains($0) }
      case .slot(let slot): other = other ?? role(slot)
      }
    }
    return kinds.isEmpty ? other ?? .unread : .name(kinds)
  }

  private static func role(_ slot: Phrase.Slot) -> Role {
    switch slot {
    case .name(let kinds): .name(kinds)
    case .newName(let kind): .newName(kind)
    case .item: .item(.unknown)
    case .newItem: .newItem
    case .itemOrMeasure: .itemOrMeasure(.unknown)
    case .noun: .noun
    case .newNoun: .newNoun
    case .text: .text
    case .table: .table
    case .file: .file
    case .integer, .number, .money, .percent, .year, .financialYear, .monthName: .number
    }
  }

  // MARK: Names

  /// Where the items of a line come from: a category named before them, or the block's measure.
  func itemContext(_ line: IndexedLine, before index: Int) -> ItemContext {
    for (lexeme, role) in zip(line.lexemes, line.roles).prefix(index).reversed()
    where role == .name([.category]) {
      return .category(lexeme.text)
    }
    guard let block = line.block, let head = head(of: block), head.number != line.number else {
      return .unknown
    }
    for (lexeme, role) in zip(head.lexemes, head.roles) {
      if role == .name([.category]) { return .category(lexeme.text) }
      if role == .name([.measure]) { return .measure(lexeme.text) }
    }
    return .unknown
  }

  private mutating func collect(_ line: IndexedLine) {
    var category: String?
    for (index, (lexeme, role)) in zip(line.lexemes, line.roles).enumerated() {
      switch role {
      case .newName(let kind):
        if kind == .category { category = lexeme.text }
        declare(lexeme, .flat(kind), line)
      case .newItem: declare(lexeme, .item(category: category ?? ""), line)
      case .newNoun: declare(lexeme, .noun, line)
      case .name(let kinds): refer(lexeme, kinds, line)
      case .unread: refer(lexeme, Phrase.NameKind.allCases, line)
      case .item: refer(lexeme, .item(itemContext(line, before: index)), line)
      case .itemOrMeasure: refer(lexeme, .itemOrMeasure(itemContext(line, before: index)), line)
      case .noun: refer(lexeme, .noun, line)
      case .file:
        imports.append((lexeme.text.filter { !"\"“”".contains($0) }, lexeme.range))
      case .keyword, .text, .table, .number, .sign: continue
      }
    }
  }

  private mutating func declare(
    _ lexeme: Lexeme, _ space: Declaration.Space, _ line: IndexedLine
  ) {
    let isHead = line.block.map { blocks[$0].firstLine == line.number } ?? false
    declarations.append(
      Declaration(
        name: lexeme.text, space: space, range: lexeme.range, line: line.number,
        block: isHead ? line.block : nil))
  }

  private mutating func refer(
    _ lexeme: Lexeme, _ space: Reference.Space, _ line: IndexedLine
  ) {
    references.append(
      Reference(name: lexeme.text, space: space, range: lexeme.range, line: line.number))
  }

  /// A name, which may have an item after a dot.
  private mutating func refer(_ lexeme: Lexeme, _ kinds: [Phrase.NameKind], _ line: IndexedLine) {
    let parts = lexeme.text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      refer(lexeme, .flat(kinds), line)
      return
    }
    let dot = lexeme.range.lowerBound + parts[0].utf8.count
    references.append(
      Reference(
        name: parts[0], space: .flat(kinds), range: lexeme.range.lowerBound..<dot,
        line: line.number))
    references.append(
      Reference(
        name: parts[1], space: .item(.owner(parts[0])), range: dot + 1..<lexeme.range.upperBound,
        line: line.number))
  }
}
