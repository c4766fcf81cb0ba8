import ScenarioLanguage

/// A declaration with its file.
struct Symbol: Sendable, Equatable {
  var path: String
  var declaration: Declaration
  /// Where a noun is declared: its other form too.
  var name: String { declaration.name }
}

/// A stretch of a file.
struct Place: Sendable, Hashable {
  var path: String
  var range: Range<Int>
}

extension Workspace {
  /// Everything declared in a file and what it imports.
  mutating func declarations(seenFrom path: String) -> [Symbol] {
    closure(of: path).flatMap { file in
      (index(file)?.declarations ?? []).map { Symbol(path: file, declaration: $0) }
    }
  }

  /// The category that an item belongs to.
  mutating func category(_ context: ItemContext, seenFrom path: String) -> String? {
    switch context {
    case .category(let name): return name
    case .unknown: return nil
    case .measure(let name), .owner(let name):
      for file in closure(of: path) {
        guard let index = index(file) else { continue }
        for declaration in index.declarations where declaration.name == name {
          guard let block = declaration.block else { continue }
          return Self.category(of: block, in: index)
        }
      }
      return nil
    }
  }

  /// The category that splits a measure or that an assumption is given for.
  private static func category(of block: Int, in index: FileIndex) -> String? {
    let lines =
      (index.head(of: block).map { [$0] } ?? [])
      + index.clauses(of: block).filter { $0.first == "split" }
    for line in lines {
      for (lexeme, role) in zip(line.lexemes, line.roles) where role == .name([.category]) {
        return lexeme.text
      }
    }
    return nil
  }

  /// What a reference means.
  mutating func resolve(_ reference: Reference, in path: String) -> Symbol? {
    let all = declarations(seenFrom: path)
    switch reference.space {
    case .flat: return flat(reference.name, all)
    case .noun:
      return all.first { $0.declaration.space == .noun && $0.name == reference.name }
    case .item(let context): return item(reference.name, context, all, path)
    case .itemOrMeasure(let context):
      return item(reference.name, context, all, path) ?? flat(reference.name, all)
    }
  }

  private func flat(_ name: String, _ all: [Symbol]) -> Symbol? {
    all.first {
      if case .flat = $0.declaration.space { $0.name == name } else { false }
    }
  }

  private mutating func item(
    _ name: String, _ context: ItemContext, _ all: [Symbol], _ path: String
  ) -> Symbol? {
    let named = all.filter {
      if case .item = $0.declaration.space { $0.name == name } else { false }
    }
    if let category = category(context, seenFrom: path) {
      return named.first { $0.declaration.space == .item(category: category) }
    }
    return named.count == 1 ? named[0] : nil
  }

  /// The name at a byte, with what it means where that is known.
  mutating func symbol(at offset: Int, in path: String) -> (symbol: Symbol?, range: Range<Int>)? {
    guard let index = index(path) else { return nil }
    func holds(_ range: Range<Int>) -> Bool {
      range.lowerBound <= offset && offset <= range.upperBound
    }
    if let found = index.declarations.first(where: { holds($0.range) }) {
      // A second declaration of a name means the first.
      let symbol = Symbol(path: path, declaration: found)
      return (symbol, found.range)
    }
    guard let reference = index.references.first(where: { holds($0.range) }) else { return nil }
    return (resolve(reference, in: path), reference.range)
  }

  /// Every place that means a symbol, its declaration first, by file and place.
  mutating func places(of symbol: Symbol) -> [Place] {
    var result = [Place(path: symbol.path, range: symbol.declaration.range)]
    for path in project(around: symbol.path) {
      guard let index = index(path),
        index.references.contains(where: { $0.name == symbol.name }),
        closure(of: path).contains(symbol.path)
      else { continue }
      for reference in index.references where reference.name == symbol.name {
        if resolve(reference, in: path) == symbol {
          result.append(Place(path: path, range: reference.range))
        }
      }
    }
    return result
  }
}
