/// Every line the language has, as data: what completion offers, grammars of editors are made of,
/// and the reference prints. Tests hold it against the parser.
public enum LanguageTable {
  /// A clause of a block, or a declaration of one line.
  public struct Line: Sendable, Hashable {
    /// The first word.
    public let word: String
    /// The form of the whole line.
    public let form: Phrase
    /// The form as written in the table.
    public let notation: String
    /// What it says, in one sentence.
    public let meaning: String
    /// Whether it may come more than once.
    public let mayRepeat: Bool
  }

  /// A block, from its head to its `end`.
  public struct Block: Sendable, Hashable {
    /// The first word of its head, which `end` repeats.
    public let word: String
    /// The head.
    public let head: Line
    /// The block it stands in; `nil` where it stands by itself.
    public let parent: String?
    /// Its clauses, in house order.
    public let clauses: [Line]
    /// A block to start from: lines without indentation, `…` where the author writes.
    public let template: [String]
  }

  /// The clause of a block that starts with a word.
  public static func clause(_ word: String, in block: String) -> Line? {
    blocksByWord[block]?.clauses.first { $0.word == word }
  }

  /// The block that opens with a word.
  public static func block(_ word: String) -> Block? { blocksByWord[word] }

  /// The declaration of one line that starts with a word.
  public static func line(_ word: String) -> Line? { lines.first { $0.word == word } }

  private static let blocksByWord = Dictionary(
    uniqueKeysWithValues: blocks.map { ($0.word, $0) })

  /// Every word that stands for itself in some line, `end` included.
  public static let keywords: Set<String> = {
    var words: Set<String> = ["end"]
    for phrase in rules.values { words.formUnion(phrase.words) }
    for line in lines { words.formUnion(line.form.words) }
    for block in blocks {
      words.formUnion(block.head.form.words)
      for clause in block.clauses { words.formUnion(clause.form.words) }
    }
    return words.filter {
      $0.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 == 45 || $0 >= 65 && $0 <= 90 }
    }
  }()

  static func line(_ notation: String, _ meaning: String, repeats: Bool = false) -> Line {
    Line(
      word: String(notation.prefix { $0 != " " }), form: Phrase(notation) ?? .word(notation),
      notation: notation, meaning: meaning, mayRepeat: repeats)
  }
}
