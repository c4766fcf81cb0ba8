import Periods
import ScenarioLanguage

extension LanguageServer {
  /// One thing that may be typed next.
  struct Proposal {
    /// Kinds of the protocol.
    enum Kind: Int {
      case field = 5
      case variable = 6
      case unit = 11
      case value = 12
      case keyword = 14
      case snippet = 15
      case file = 17
      case enumMember = 20
    }
    var label: String
    var kind: Kind
    var detail = ""
    var documentation = ""
    /// What is written; the label where empty. `…` marks where the author goes on.
    var insert = ""
    /// Order among the proposals.
    var rank = 1
  }

  mutating func completion(_ spot: Spot) -> JSON {
    guard let document = workspace.document(spot.path), let index = workspace.index(spot.path)
    else {
      return .null
    }
    let context = CompletionContext(document, index, at: spot.offset)
    guard !context.isInsideComment else { return list([], context, document) }
    if let quoted = context.quoted {
      return list(files(quoted, context, spot.path), context, document)
    }
    var proposals: [Proposal] = []
    if context.prefix.contains(".") {
      proposals = dotted(context, spot.path)
    } else if context.before.isEmpty {
      proposals = firstWords(context, index)
    } else {
      proposals = nextWords(context, index, spot.path)
    }
    return list(proposals, context, document)
  }

  private func list(
    _ proposals: [Proposal], _ context: CompletionContext, _ document: Document
  ) -> JSON {
    let range = json(context.replaced, document)
    var seen: Set<String> = []
    let items: [JSON] = proposals.filter { seen.insert($0.label).inserted }.map { proposal in
      let text = proposal.insert.isEmpty ? proposal.label : proposal.insert
      let isSnippet = supportsSnippets && text.contains("…")
      var members: [JSON.Member] = [
        .init("label", .string(proposal.label)),
        .init("kind", .integer(proposal.kind.rawValue)),
        .init("sortText", .string("\(proposal.rank) \(proposal.label)")),
        .init("filterText", .string(proposal.label)),
        .init("insertTextFormat", .integer(isSnippet ? 2 : 1)),
        .init(
          "textEdit",
          ["range": range, "newText": .string(isSnippet ? Self.snippet(text) : text)]),
      ]
      if !proposal.detail.isEmpty { members.append(.init("detail", .string(proposal.detail))) }
      if !proposal.documentation.isEmpty {
        members.append(.init("documentation", .string(proposal.documentation)))
      }
      return .object(members)
    }
    return ["isIncomplete": false, "items": .array(items)]
  }

  /// A text with a stop of the editor for each `…`.
  static func snippet(_ text: String) -> String {
    var result = ""
    var stop = 0
    for character in text {
      switch character {
      case "…":
        stop += 1
        result += "${\(stop)}"
      case "$", "}", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result + "$0"
  }

  // MARK: First words

  private func firstWords(_ context: CompletionContext, _ index: FileIndex) -> [Proposal] {
    guard let block = context.block else {
      var result: [Proposal] = []
      for line in LanguageTable.lines {
        let isThere = index.lines.contains {
          $0.first == line.word && $0.number != context.line
        }
        guard line.mayRepeat || !isThere else { continue }
        result.append(
          Proposal(
            label: line.word, kind: .keyword, detail: line.notation, documentation: line.meaning))
      }
      result += LanguageTable.blocks.filter { $0.parent == nil }.map { template($0, context) }
      return result
    }
    let word = index.blocks[block].word
    var used: Set<String> = []
    for line in index.clauses(of: block) where line.number != context.line {
      used.insert(line.first)
      for (lexeme, role) in zip(line.lexemes, line.roles)
      where role == .keyword && LanguageTable.evidenceWords.contains(lexeme.text) {
        used.insert(lexeme.text)
      }
    }
    var result: [Proposal] = [
      Proposal(
        label: "end \(word)", kind: .keyword, documentation: "Ends the block.",
        rank: index.blocks[block].isEnded ? 3 : 0)
    ]
    for clause in LanguageTable.block(word)?.clauses ?? []
    where clause.mayRepeat || !used.contains(clause.word) {
      let forced =
        PhraseMachines.machine(clause.word, in: word)?
        .forced(after: [], word: clause.word) ?? []
      result.append(
        Proposal(
          label: ([clause.word] + forced).joined(separator: " "), kind: .keyword,
          detail: clause.notation, documentation: clause.meaning))
    }
    result += LanguageTable.blocks.filter { $0.parent == word }.map { template($0, context) }
    return result
  }

  /// A whole block with its `end`.
  private func template(_ block: LanguageTable.Block, _ context: CompletionContext) -> Proposal {
    let margin = String(repeating: " ", count: context.indentation)
    let lines = block.template.enumerated().map { index, line in
      index == 0
        ? line : margin + (index == block.template.count - 1 ? "" : "  ") + line
    }
    return Proposal(
      label: block.word, kind: .snippet, detail: block.head.notation,
      documentation: block.head.meaning, insert: lines.joined(separator: "\n"), rank: 2)
  }

  // MARK: Next words

  private mutating func nextWords(
    _ context: CompletionContext, _ index: FileIndex, _ path: String
  ) -> [Proposal] {
    let word = context.before[0].kind == .word ? context.before[0].text : ""
    let inside = context.block.map { index.blocks[$0].word }
    guard let machine = PhraseMachines.machine(word, in: inside) else { return [] }
    let reading = machine.read(context.before)
    guard reading.count == context.before.count else { return [] }
    var result: [Proposal] = []
    for terminal in reading.next {
      switch terminal {
      case .word(let text):
        guard text.first?.isLetter == true else {
          result.append(Proposal(label: text, kind: .keyword, rank: 2))
          continue
        }
        let forced = machine.forced(after: context.before, word: text)
        result.append(
          Proposal(label: ([text] + forced).joined(separator: " "), kind: .keyword))
      case .slot(.percent):
        // How sure a range is: the one percentage with a usual value.
        let line = context.before + [Lexeme(kind: .percent, range: 0..<0, text: "90%")]
        if machine.read(line).next == [.word("likely")] {
          result.append(Proposal(label: "90% likely", kind: .value))
        }
      case .slot(let slot): result += proposals(slot, context, index, path)
      }
    }
    return result
  }

  private mutating func proposals(
    _ slot: Phrase.Slot, _ context: CompletionContext, _ index: FileIndex, _ path: String
  ) -> [Proposal] {
    switch slot {
    case .name(let kinds): return names(kinds, path)
    case .item: return items(itemContext(context, index), path)
    case .itemOrMeasure:
      let found = itemContext(context, index)
      var result = items(found, path)
      if case .measure(let name) = found {
        result.append(Proposal(label: name, kind: .variable, detail: "the whole measure"))
      }
      return result
    case .noun: return nouns(path)
    case .financialYear: return years(path)
    case .monthName: return Month.names.map { Proposal(label: $0, kind: .value) }
    case .year: return calendarYears(path)
    case .text: return [Proposal(label: "\"…\"", kind: .value, detail: "text")]
    case .table: return [Proposal(label: "\"data/….csv\"", kind: .value, detail: "a table")]
    case .file: return [Proposal(label: "\"….scenario\"", kind: .file, detail: "a file")]
    case .newName, .newItem, .newNoun, .integer, .number, .money, .percent: return []
    }
  }

  private func itemContext(_ context: CompletionContext, _ index: FileIndex) -> ItemContext {
    // The line as far as it is typed, so that a category named in it counts.
    guard let line = index.lines.first(where: { $0.number == context.line }) else {
      return .unknown
    }
    let count = line.lexemes.count { $0.range.upperBound <= context.replaced.lowerBound }
    return index.itemContext(line, before: count)
  }

  private mutating func names(_ kinds: [Phrase.NameKind], _ path: String) -> [Proposal] {
    workspace.declarations(seenFrom: path).compactMap { symbol in
      guard case .flat(let kind) = symbol.declaration.space, kinds.contains(kind) else {
        return nil
      }
      return Proposal(label: symbol.name, kind: .variable, detail: kind.rawValue, rank: 0)
    }
  }

  private mutating func items(_ context: ItemContext, _ path: String) -> [Proposal] {
    let category = workspace.category(context, seenFrom: path)
    return workspace.declarations(seenFrom: path).compactMap { symbol in
      guard case .item(let found) = symbol.declaration.space, category == nil || found == category
      else { return nil }
      return Proposal(label: symbol.name, kind: .enumMember, detail: found, rank: 0)
    }
  }

  private mutating func nouns(_ path: String) -> [Proposal] {
    let declared = workspace.declarations(seenFrom: path).filter { $0.declaration.space == .noun }
    return (declared.map(\.name) + LanguageTable.nouns).map {
      Proposal(label: $0, kind: .unit, detail: "noun")
    }
  }

  private mutating func horizon(_ path: String) -> ClosedRange<Int> {
    guard let settings = workspace.model(path)?.settings else { return 2024...2032 }
    let first = settings.firstMonth.financialYear.startYear
    return first...min(max(first, settings.lastMonth.financialYear.startYear), first + 40)
  }

  private mutating func years(_ path: String) -> [Proposal] {
    horizon(path).map {
      Proposal(label: FinancialYear(startYear: $0).label, kind: .value, detail: "financial year")
    }
  }

  private mutating func calendarYears(_ path: String) -> [Proposal] {
    let years = horizon(path)
    return (years.lowerBound...years.upperBound + 1).map {
      Proposal(label: "\($0)", kind: .value, detail: "year")
    }
  }

  /// Items after a dot.
  private mutating func dotted(_ context: CompletionContext, _ path: String) -> [Proposal] {
    let owner = String(context.prefix.prefix { $0 != "." })
    guard let category = workspace.category(.owner(owner), seenFrom: path) else { return [] }
    return items(.category(category), path).map {
      Proposal(label: "\(owner).\($0.label)", kind: $0.kind, detail: category)
    }
  }

  /// Files beside this one, inside the quotes of an import.
  private mutating func files(
    _ quoted: Range<Int>, _ context: CompletionContext, _ path: String
  ) -> [Proposal] {
    guard context.before.first?.text == "import", context.before.count == 1 else { return [] }
    let folder = Workspace.folder(of: path)
    return workspace.project(around: path).filter { $0 != path && $0.hasPrefix(folder) }.map {
      Proposal(label: String($0.dropFirst(folder.count)), kind: .file)
    }
  }
}

extension LanguageTable {
  static let evidenceWords: Set<String> = ["source", "owner", "reviewed", "confidence", "impact"]
  /// The nouns that need no `unit` line.
  static let nouns = [
    "child", "children", "plan", "plans", "passenger", "passengers", "place", "places", "bed",
    "beds", "pupil", "pupils",
  ]
}
