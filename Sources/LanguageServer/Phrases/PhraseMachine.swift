import Periods
import ScenarioLanguage

/// A significant piece of a line.
struct Lexeme: Sendable, Equatable {
  var kind: Token.Kind
  /// Its bytes in the file.
  var range: Range<Int>
  var text: String
}

/// Reads lines against a form of the language's table, all readings at once, so that a line that
/// stops anywhere still says what its words are and what may follow.
struct PhraseMachine: Sendable {
  enum Terminal: Sendable, Hashable {
    case word(String)
    case slot(Phrase.Slot)
  }

  /// What came of a line.
  struct Reading {
    /// How many lexemes fit.
    var count = 0
    /// What each of them can be.
    var roles: [[Terminal]] = []
    /// What may follow them.
    var next: [Terminal] = []
    /// Whether the form may end here.
    var isComplete = false
  }

  private struct Edge: Sendable {
    var terminal: Terminal
    var target: Int
  }
  private var edges: [[Edge]] = []
  private var silent: [[Int]] = []
  /// For each state, the states reached without a lexeme.
  private var reach: [[Int]] = []
  private var accept = 0

  init(_ phrase: Phrase) {
    let start = state()
    accept = state()
    build(phrase, from: start, to: accept)
    reach = silent.indices.map { closure($0) }
  }

  // MARK: Building

  private mutating func state() -> Int {
    edges.append([])
    silent.append([])
    return edges.count - 1
  }

  private mutating func build(_ phrase: Phrase, from: Int, to: Int) {
    switch phrase {
    case .word(let word): edges[from].append(Edge(terminal: .word(word), target: to))
    case .slot(let slot): edges[from].append(Edge(terminal: .slot(slot), target: to))
    case .rule(let name):
      if let rule = LanguageTable.rules[name] { build(rule, from: from, to: to) }
    case .sequence(let parts):
      var current = from
      for (index, part) in parts.enumerated() {
        let next = index == parts.count - 1 ? to : state()
        build(part, from: current, to: next)
        current = next
      }
    case .choice(let options): for option in options { build(option, from: from, to: to) }
    case .optional(let part):
      silent[from].append(to)
      build(part, from: from, to: to)
    case .many(let part):
      let loop = state()
      silent[from].append(loop)
      silent[loop].append(to)
      let back = state()
      build(part, from: loop, to: back)
      silent[back].append(loop)
    }
  }

  private func closure(_ state: Int) -> [Int] {
    var seen: Set<Int> = [state]
    var open = [state]
    while let next = open.popLast() {
      for target in silent[next] where seen.insert(target).inserted { open.append(target) }
    }
    return seen.sorted()
  }

  // MARK: Reading

  func read(_ lexemes: [Lexeme]) -> Reading {
    var sets: [Set<Int>] = [Set(reach[0])]
    for lexeme in lexemes {
      let next = step(sets[sets.count - 1]) { Self.fits($0, lexeme) }
      if next.isEmpty { break }
      sets.append(next)
    }
    var reading = Reading()
    reading.count = sets.count - 1
    let last = sets[reading.count]
    reading.isComplete = last.contains(accept)
    reading.next = next(from: last)
    reading.roles = roles(of: lexemes, sets, reading)
    return reading
  }

  private func next(from states: Set<Int>) -> [Terminal] {
    var seen: Set<Terminal> = []
    return states.sorted().flatMap { edges[$0].map(\.terminal) }.filter { seen.insert($0).inserted }
  }

  /// What each lexeme is on those readings that end where the line ends.
  private func roles(
    of lexemes: [Lexeme], _ sets: [Set<Int>], _ reading: Reading
  ) -> [[Terminal]] {
    let isWhole = reading.isComplete && reading.count == lexemes.count
    var alive = isWhole ? [accept] : sets[reading.count]
    var roles: [[Terminal]] = []
    for index in (0..<reading.count).reversed() {
      var found: [Terminal] = []
      var before: Set<Int> = []
      for state in sets[index].sorted() {
        for edge in edges[state] where Self.fits(edge.terminal, lexemes[index]) {
          guard reach[edge.target].contains(where: { alive.contains($0) }) else { continue }
          before.insert(state)
          if !found.contains(edge.terminal) { found.append(edge.terminal) }
        }
      }
      roles.append(found)
      alive = before
    }
    return roles.reversed()
  }

  /// The words that must follow a word, where nothing else can: `of` after `out`.
  func forced(after lexemes: [Lexeme], word: String) -> [String] {
    var states = Set(reach[0])
    for lexeme in lexemes {
      states = step(states) { Self.fits($0, lexeme) }
    }
    states = step(states) { $0 == .word(word) }
    var result: [String] = []
    while result.count < 6, !states.contains(accept) {
      let next = next(from: states)
      guard next.count == 1, case .word(let only) = next[0], only.first?.isLetter == true else {
        break
      }
      result.append(only)
      states = step(states) { $0 == next[0] }
    }
    return result
  }

  private func step(_ states: Set<Int>, along isWanted: (Terminal) -> Bool) -> Set<Int> {
    var next: Set<Int> = []
    for state in states {
      for edge in edges[state] where isWanted(edge.terminal) { next.formUnion(reach[edge.target]) }
    }
    return next
  }

  static func fits(_ terminal: Terminal, _ lexeme: Lexeme) -> Bool {
    switch terminal {
    case .word(let word): word == lexeme.text || word == "×" && lexeme.text == "*"
    case .slot(let slot): fits(slot, lexeme)
    }
  }

  private static func fits(_ slot: Phrase.Slot, _ lexeme: Lexeme) -> Bool {
    switch slot {
    case .name: isName(lexeme)
    case .newName, .item, .newItem, .itemOrMeasure, .noun, .newNoun:
      isName(lexeme) && !lexeme.text.contains(".")
    case .text, .table, .file: [.text, .curlyText, .openText].contains(lexeme.kind)
    case .integer, .number, .year: lexeme.kind == .number
    case .money: lexeme.kind == .money && lexeme.text.utf8.count > 2
    case .percent: lexeme.kind == .percent && lexeme.text != "%"
    case .financialYear: lexeme.kind == .yearPair
    case .monthName: lexeme.kind == .word && Month.names.contains(lexeme.text)
    }
  }

  private static func isName(_ lexeme: Lexeme) -> Bool {
    guard lexeme.kind == .word, let first = lexeme.text.utf8.first else { return false }
    return first >= 97 && first <= 122
  }
}

/// The machines of every line of the language, made once.
enum PhraseMachines {
  private static let clauses: [String: [String: PhraseMachine]] = {
    var result: [String: [String: PhraseMachine]] = [:]
    for block in LanguageTable.blocks {
      var machines: [String: PhraseMachine] = [:]
      for clause in block.clauses {
        let same = block.clauses.filter { $0.word == clause.word }
        machines[clause.word] = PhraseMachine(
          same.count == 1 ? clause.form : .choice(same.map(\.form)))
      }
      machines["end"] = PhraseMachine(.sequence([.word("end"), .word(block.word)]))
      for inner in LanguageTable.blocks where inner.parent == block.word {
        let head = inner.head.form
        let clause = block.clauses.first { $0.word == inner.word }
        machines[inner.word] = PhraseMachine(clause.map { .choice([head, $0.form]) } ?? head)
      }
      result[block.word] = machines
    }
    return result
  }()
  private static let lines: [String: PhraseMachine] = {
    var result: [String: PhraseMachine] = [:]
    for line in LanguageTable.lines { result[line.word] = PhraseMachine(line.form) }
    for block in LanguageTable.blocks where block.parent == nil {
      result[block.word] = PhraseMachine(block.head.form)
    }
    return result
  }()

  /// The form of a line that starts with `word`, in a block or outside of all.
  static func machine(_ word: String, in block: String?) -> PhraseMachine? {
    if let block { return clauses[block]?[word] ?? lines[word] }
    return lines[word]
  }
}
