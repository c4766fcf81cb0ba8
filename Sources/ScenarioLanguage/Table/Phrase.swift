/// The form of a line: which words and values may follow each other.
///
/// Written as text in ``LanguageTable``: plain words and signs stand for themselves, `<…>` for a
/// slot, `@name` for a rule of the table; `[ … ]` may be left out, `{ … }` may come any number of
/// times, `( … | … )` is one of several. Parts are separated by blanks; `"("` and `")"` are the
/// signs themselves.
public indirect enum Phrase: Sendable, Hashable {
  /// A word or sign that stands for itself.
  case word(String)
  /// A place for a name or a value.
  case slot(Slot)
  /// A rule of the table, by name.
  case rule(String)
  /// Parts one after the other.
  case sequence([Phrase])
  /// One of several.
  case choice([Phrase])
  /// May be left out.
  case optional(Phrase)
  /// Any number of times, none included.
  case many(Phrase)

  /// What a place in a line takes.
  public enum Slot: Sendable, Hashable {
    /// The name of something declared, of one of these kinds.
    case name([NameKind])
    /// A name that this line declares.
    case newName(NameKind)
    /// An item of a category.
    case item
    /// An item of a category, where it is declared.
    case newItem
    /// An item, or the measure itself where it is not split.
    case itemOrMeasure
    /// A noun that counts things.
    case noun
    /// A noun, where it is declared.
    case newNoun
    /// A text in quotes.
    case text
    /// A table in quotes.
    case table
    /// A scenario file in quotes.
    case file
    /// A whole number.
    case integer
    /// A number.
    case number
    /// An amount of money.
    case money
    /// A percentage.
    case percent
    /// A year of four digits.
    case year
    /// A financial year such as `2027/28`.
    case financialYear
    /// A month's name.
    case monthName
  }

  /// The kinds of things that have names.
  public enum NameKind: String, Sendable, Hashable, CaseIterable {
    /// `category`
    case category
    /// `census`
    case census
    /// `fund`
    case fund
    /// `measure`
    case measure
    /// `assumption`
    case assumption
    /// `cost`
    case cost
    /// `contract`
    case contract
    /// `pathway`
    case pathway
    /// `regression`
    case regression
    /// `covariate`
    case covariate
    /// `figure`
    case figure
    /// `lever`
    case lever
    /// `scenario`
    case scenario
    /// `report`
    case report
  }
}

extension Phrase {
  /// Reads the notation; a form of the table that could not be read gives `nil`.
  public init?(_ form: String) {
    var reader = PhraseReader(parts: form.split(separator: " ").map(String.init))
    guard let phrase = reader.choice(), reader.isDone else { return nil }
    self = phrase
  }

  /// The rules it names.
  public var rules: Set<String> {
    switch self {
    case .word, .slot: []
    case .rule(let name): [name]
    case .sequence(let parts), .choice(let parts):
      parts.reduce(into: []) { $0.formUnion($1.rules) }
    case .optional(let part), .many(let part): part.rules
    }
  }

  /// The words that stand for themselves in it, its rules not followed.
  public var words: Set<String> {
    switch self {
    case .word(let word): [word]
    case .slot, .rule: []
    case .sequence(let parts), .choice(let parts):
      parts.reduce(into: []) { $0.formUnion($1.words) }
    case .optional(let part), .many(let part): part.words
    }
  }
}

private struct PhraseReader {
  let parts: [String]
  var index = 0

  var isDone: Bool { index == parts.count }

  mutating func choice() -> Phrase? {
    guard let first = sequence() else { return nil }
    var options = [first]
    while index < parts.count, parts[index] == "|" {
      index += 1
      guard let next = sequence() else { return nil }
      options.append(next)
    }
    return options.count == 1 ? first : .choice(options)
  }

  private mutating func sequence() -> Phrase? {
    var found: [Phrase] = []
    while index < parts.count, !["|", ")", "]", "}"].contains(parts[index]) {
      guard let part = part() else { return nil }
      found.append(part)
    }
    return found.count == 1 ? found[0] : found.isEmpty ? nil : .sequence(found)
  }

  private mutating func part() -> Phrase? {
    let text = parts[index]
    index += 1
    switch text {
    case "(": return closed(by: ")")
    case "[": return closed(by: "]").map { .optional($0) }
    case "{": return closed(by: "}").map { .many($0) }
    case "\"(\"": return .word("(")
    case "\")\"": return .word(")")
    default: break
    }
    if text.hasPrefix("@") { return .rule(String(text.dropFirst())) }
    if text.hasPrefix("<"), text.hasSuffix(">") {
      return Self.slot(String(text.dropFirst().dropLast())).map { .slot($0) }
    }
    return .word(text)
  }

  private mutating func closed(by end: String) -> Phrase? {
    guard let inner = choice(), index < parts.count, parts[index] == end else { return nil }
    index += 1
    return inner
  }

  private static func slot(_ text: String) -> Phrase.Slot? {
    switch text {
    case "item": return .item
    case "new-item": return .newItem
    case "item|self": return .itemOrMeasure
    case "noun": return .noun
    case "new-noun": return .newNoun
    case "text": return .text
    case "table": return .table
    case "file": return .file
    case "integer": return .integer
    case "number": return .number
    case "money": return .money
    case "percent": return .percent
    case "year": return .year
    case "financial-year": return .financialYear
    case "month-name": return .monthName
    default: break
    }
    if text.hasPrefix("new-") {
      return Phrase.NameKind(rawValue: String(text.dropFirst(4))).map { .newName($0) }
    }
    let kinds = text.split(separator: "|").map { Phrase.NameKind(rawValue: String($0)) }
    guard !kinds.isEmpty, !kinds.contains(nil) else { return nil }
    return .name(kinds.compactMap { $0 })
  }
}
