import ScenarioLanguage

extension LanguageServer {
  mutating func definition(_ spot: Spot) -> JSON {
    if let target = importedFile(at: spot) {
      return location(Place(path: target, range: 0..<0)) ?? .null
    }
    guard let symbol = workspace.symbol(at: spot.offset, in: spot.path)?.symbol else {
      return .null
    }
    return location(Place(path: symbol.path, range: symbol.declaration.range)) ?? .null
  }

  private mutating func importedFile(at spot: Spot) -> String? {
    guard let index = workspace.index(spot.path) else { return nil }
    for (name, range) in index.imports
    where range.lowerBound <= spot.offset && spot.offset <= range.upperBound {
      return Workspace.resolve(name, from: spot.path)
    }
    return nil
  }

  mutating func references(_ spot: Spot, withDeclaration: Bool) -> JSON {
    guard let symbol = workspace.symbol(at: spot.offset, in: spot.path)?.symbol else { return [] }
    let places = workspace.places(of: symbol).dropFirst(withDeclaration ? 0 : 1)
    return .array(places.compactMap { location($0) })
  }

  mutating func highlights(_ spot: Spot) -> JSON {
    guard let symbol = workspace.symbol(at: spot.offset, in: spot.path)?.symbol,
      let document = workspace.document(spot.path)
    else { return [] }
    return .array(
      workspace.places(of: symbol).filter { $0.path == spot.path }.map {
        ["range": json($0.range, document), "kind": 1]
      })
  }

  // MARK: Renaming

  mutating func prepareRename(_ spot: Spot) throws(RequestFailure) -> JSON {
    guard let (symbol, range) = workspace.symbol(at: spot.offset, in: spot.path), let symbol,
      let document = workspace.document(spot.path)
    else {
      throw RequestFailure(
        code: .requestFailed, message: "There is nothing here that has a name of its own.")
    }
    return ["range": json(range, document), "placeholder": .string(symbol.name)]
  }

  mutating func rename(_ spot: Spot, to name: String) throws(RequestFailure) -> JSON {
    guard let symbol = workspace.symbol(at: spot.offset, in: spot.path)?.symbol else {
      throw RequestFailure(
        code: .requestFailed, message: "There is nothing here that has a name of its own.")
    }
    try checkName(name, for: symbol)
    var changes: [String: [JSON]] = [:]
    for place in workspace.places(of: symbol) {
      guard let document = workspace.document(place.path) else { continue }
      changes[place.path, default: []].append(
        ["range": json(place.range, document), "newText": .string(name)])
    }
    if case .item = symbol.declaration.space {
      tell(
        "window/showMessage",
        [
          "type": 2,
          "message": .string(
            "Tables of your own still call this item `\(symbol.name)`: change it there too."),
        ])
    }
    return [
      "changes": .object(
        changes.sorted { $0.key < $1.key }.map {
          .init(DocumentURI.uri($0.key), .array($0.value))
        })
    ]
  }

  private mutating func checkName(_ name: String, for symbol: Symbol) throws(RequestFailure) {
    func refuse(_ message: String) -> RequestFailure {
      RequestFailure(code: .requestFailed, message: message)
    }
    guard Self.isName(name) else {
      throw refuse("Names are lower-case words joined by hyphens, so `\(name)` can't be one.")
    }
    guard name == symbol.name || !LanguageTable.keywords.contains(name) else {
      throw refuse("`\(name)` is a word of the language; a name like it would be hard to read.")
    }
    for path in workspace.project(around: symbol.path) {
      let closure = workspace.closure(of: path)
      guard closure.contains(symbol.path) else { continue }
      for other in workspace.declarations(seenFrom: path)
      where other.name == name && other.declaration != symbol.declaration {
        guard clashes(other.declaration.space, symbol.declaration.space) else { continue }
        let file = other.path.split(separator: "/").last.map(String.init) ?? other.path
        throw refuse(
          "`\(name)` is already declared in \(file), line \(other.declaration.line + 1).")
      }
    }
  }

  private func clashes(_ one: Declaration.Space, _ two: Declaration.Space) -> Bool {
    switch (one, two) {
    case (.flat, .flat), (.noun, .noun): true
    case (.item(let left), .item(let right)): left == right
    default: false
    }
  }

  /// Lower-case words joined by hyphens, starting with a letter.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first >= 97, first <= 122, text.utf8.count <= 80 else {
      return false
    }
    return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 }
    }
  }
}
