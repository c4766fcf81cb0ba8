import ScenarioLanguage

extension LanguageServer {
  mutating func folding(_ path: String) -> JSON {
    guard let index = workspace.index(path) else { return [] }
    var ranges: [JSON] = index.blocks.filter { $0.lastLine > $0.firstLine }.map {
      ["startLine": .integer($0.firstLine), "endLine": .integer($0.lastLine), "kind": "region"]
    }
    let comments = index.comments.map(\.line).filter { line in
      !index.lines.contains { $0.number == line }
    }
    ranges += Self.runs(comments).map {
      ["startLine": .integer($0.lowerBound), "endLine": .integer($0.upperBound), "kind": "comment"]
    }
    let imports = index.lines.filter { $0.first == "import" }.map(\.number)
    ranges += Self.runs(imports).map {
      ["startLine": .integer($0.lowerBound), "endLine": .integer($0.upperBound), "kind": "imports"]
    }
    return .array(ranges)
  }

  /// Runs of two or more lines that follow each other.
  private static func runs(_ lines: [Int]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for line in lines {
      if let last = result.last, last.upperBound + 1 == line {
        result[result.count - 1] = last.lowerBound...line
      } else {
        result.append(line...line)
      }
    }
    return result.filter { $0.upperBound > $0.lowerBound }
  }

  mutating func documentSymbols(_ path: String) -> JSON {
    guard let index = workspace.index(path), let document = workspace.document(path) else {
      return []
    }
    func symbol(_ block: Int) -> JSON {
      let found = index.blocks[block]
      let head = index.head(of: block)
      let name = found.name.map { $0.text.filter { $0 != "\"" } } ?? found.word
      let inner = index.blocks.indices.filter { index.blocks[$0].parent == block }
      let selection = found.name?.range ?? head?.lexemes.first?.range ?? found.range
      return [
        "name": .string(name.isEmpty ? found.word : name), "detail": .string(found.word),
        "kind": .integer(Self.symbolKind(found.word)), "range": json(found.range, document),
        "selectionRange": json(selection, document), "children": .array(inner.map(symbol)),
      ]
    }
    var result = index.blocks.indices.filter { index.blocks[$0].parent == nil }.map {
      (index.blocks[$0].firstLine, symbol($0))
    }
    for declaration in index.declarations where declaration.block == nil {
      guard case .flat(let kind) = declaration.space,
        let line = index.lines.first(where: { $0.number == declaration.line })
      else { continue }
      result.append(
        (
          declaration.line,
          [
            "name": .string(declaration.name), "detail": .string(kind.rawValue),
            "kind": .integer(Self.symbolKind(kind.rawValue)),
            "range": json(line.range, document),
            "selectionRange": json(declaration.range, document), "children": [],
          ]
        ))
    }
    return .array(result.sorted { $0.0 < $1.0 }.map(\.1))
  }

  mutating func workspaceSymbols(_ query: String) -> JSON {
    var files: Set<String> = []
    for path in workspace.open.keys { files.formUnion(workspace.project(around: path)) }
    for folder in workspace.folders { files.formUnion(workspace.access.scenarioFiles(folder)) }
    var result: [JSON] = []
    for path in files.sorted() {
      guard let index = workspace.index(path) else { continue }
      for declaration in index.declarations where Self.matches(declaration.name, query) {
        guard case .flat(let kind) = declaration.space,
          let location = location(Place(path: path, range: declaration.range))
        else { continue }
        result.append([
          "name": .string(declaration.name), "kind": .integer(Self.symbolKind(kind.rawValue)),
          "containerName": .string(kind.rawValue), "location": location,
        ])
        if result.count == 500 { return .array(result) }
      }
    }
    return .array(result)
  }

  /// Whether the letters of a query come in a name in this order.
  private static func matches(_ name: String, _ query: String) -> Bool {
    var rest = Substring(name)
    for letter in query.lowercased() where letter != " " {
      guard let index = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  /// Kinds of the protocol, chosen for their pictures.
  private static func symbolKind(_ word: String) -> Int {
    switch word {
    case "measure": 5
    case "assumption", "override": 14
    case "cost", "contract": 7
    case "lever", "suppose": 12
    case "scenario": 2
    case "category": 10
    case "figure", "covariate": 13
    case "regression", "pathway": 6
    case "census", "check": 24
    case "fund": 4
    default: 19
    }
  }

  // MARK: Lenses

  mutating func codeLenses(_ path: String) -> JSON {
    guard let index = workspace.index(path), let document = workspace.document(path) else {
      return []
    }
    var lenses: [JSON] = []
    for declaration in index.declarations where declaration.block != nil {
      guard case .flat(let kind) = declaration.space else { continue }
      let count: Int
      let what: String
      switch kind {
      case .lever, .contract:
        count = scenarios(using: declaration.name, kind, around: path)
        what = count == 1 ? "scenario" : "scenarios"
      case .assumption, .measure, .regression, .pathway, .cost, .scenario:
        count = workspace.places(of: Symbol(path: path, declaration: declaration)).count - 1
        what = count == 1 ? "place" : "places"
      default: continue
      }
      lenses.append([
        "range": json(declaration.range, document),
        "command": [
          "title": .string(count == 0 ? "not used" : "used by \(count) \(what)"), "command": "",
        ],
      ])
    }
    return .array(lenses)
  }

  /// In how many scenarios of the open folder a lever or contract is in force.
  private mutating func scenarios(
    using name: String, _ kind: Phrase.NameKind, around path: String
  ) -> Int {
    var names: Set<String> = []
    for file in workspace.project(around: path) where workspace.closure(of: file).contains(path) {
      for scenario in workspace.model(file)?.scenarios ?? [] {
        let isIn =
          kind == .lever
          ? scenario.levers.contains { $0.lever == name }
          : scenario.contracts.contains { $0.contract == name }
        if isIn { names.insert(scenario.name) }
      }
    }
    return names.count
  }
}
