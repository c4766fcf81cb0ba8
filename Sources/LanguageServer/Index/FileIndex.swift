import ScenarioLanguage

/// What a lexeme is in its line.
enum Role: Sendable, Equatable {
  case keyword
  /// A name of one of these kinds.
  case name([Phrase.NameKind])
  /// A name that the line declares.
  case newName(Phrase.NameKind)
  case item(ItemContext)
  case newItem
  /// An item, or the measure of the block where that is not split.
  case itemOrMeasure(ItemContext)
  case noun
  case newNoun
  case text
  case table
  case file
  case number
  case sign
  /// A word that fits nowhere; it may still be a name.
  case unread
}

/// Where the category of an item is to be looked for.
enum ItemContext: Sendable, Hashable {
  case category(String)
  /// The category that splits a measure.
  case measure(String)
  /// The category of an assumption, or the one that splits a measure: the part before the dot.
  case owner(String)
  case unknown
}

/// A line that says something.
struct IndexedLine: Sendable {
  var number: Int
  var range: Range<Int>
  var lexemes: [Lexeme]
  var roles: [Role]
  /// The block it stands in; the block itself for a head or an `end`.
  var block: Int?
  var first: String { lexemes.first?.text ?? "" }
}

/// A block, ended or not.
struct IndexedBlock: Sendable {
  var word: String
  /// What names it: a name, or the text of a question or check.
  var name: Lexeme?
  var parent: Int?
  var firstLine: Int
  var lastLine: Int
  /// Bytes from the head to the end of the last line.
  var range: Range<Int>
  /// Whether its own `end` is there.
  var isEnded = false
}

/// A place that declares a name, an item or a noun.
struct Declaration: Sendable, Equatable {
  enum Space: Sendable, Hashable {
    case flat(Phrase.NameKind)
    case item(category: String)
    case noun
  }
  var name: String
  var space: Space
  var range: Range<Int>
  /// Its line and block.
  var line: Int
  var block: Int?
}

/// A place that uses a name, an item or a noun.
struct Reference: Sendable, Equatable {
  enum Space: Sendable, Hashable {
    /// One of these kinds; any kind where the line could not be read.
    case flat([Phrase.NameKind])
    case item(ItemContext)
    case itemOrMeasure(ItemContext)
    case noun
  }
  var name: String
  var space: Space
  var range: Range<Int>
  var line: Int
}

/// Names, blocks and lines of one file, read without regard to others.
struct FileIndex: Sendable {
  var lines: [IndexedLine] = []
  var blocks: [IndexedBlock] = []
  var declarations: [Declaration] = []
  var references: [Reference] = []
  /// Files imported, as written, with their places.
  var imports: [(path: String, range: Range<Int>)] = []
  var comments: [(line: Int, range: Range<Int>)] = []

  /// The line that has a byte; `nil` where that line says nothing.
  func line(at offset: Int) -> IndexedLine? {
    lines.first { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
  }

  /// The lines of a block itself, inner blocks left out.
  func clauses(of block: Int) -> [IndexedLine] {
    lines.filter { $0.block == block && $0.number != blocks[block].firstLine && $0.first != "end" }
  }

  func head(of block: Int) -> IndexedLine? {
    lines.first { $0.block == block && $0.number == blocks[block].firstLine }
  }
}
