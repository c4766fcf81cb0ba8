import ScenarioFormatting
import ScenarioLanguage

/// A file that is right, changed token by token and line by line, through the checker.
public enum CheckerDriver {
  /// Takes the bytes as a choice of file and of changes. Says what is broken; `nil` where nothing is.
  public static func run(_ input: [UInt8]) -> String? {
    var dice = Dice(input)
    guard !Bases.names.isEmpty else { return "the files to start from are not here" }
    let path = dice.pick(Bases.names)
    var pieces = self.pieces(Bases.files[path] ?? "")
    var changes = 0
    while !dice.isSpent, changes < 24 {
      change(&pieces, &dice)
      changes += 1
    }
    var files = Bases.files
    let text = pieces.joined()
    files[path] = text
    let result = ScenarioCompiler.compile(rootPath: path, provider: .inMemory(files))
    let isWrong = result.diagnostics.contains { $0.severity == .error }
    guard isWrong == (result.model == nil) else { return "a model and errors, or neither" }
    for tree in result.trees where tree.reproducedText != tree.source.text {
      return "the tree loses text"
    }
    if let broken = Oracles.check(result.diagnostics, in: result.files) { return broken }
    guard result.diagnostics.filter({ $0.span.file == path }).count <= 100 else {
      return "over 100 messages about one file"
    }
    return formatting(text, path, files, result)
  }

  /// Formatting keeps the model, and again changes nothing.
  private static func formatting(
    _ text: String, _ path: String, _ files: [String: String], _ result: CompilationResult
  ) -> String? {
    let once = ScenarioFormatter.format(SourceText(path: path, text: text)).text
    guard once != text else { return nil }
    guard ScenarioFormatter.format(SourceText(path: path, text: once)).text == once else {
      return "formatting twice is not formatting once"
    }
    var formatted = files
    formatted[path] = once
    let again = ScenarioCompiler.compile(rootPath: path, provider: .inMemory(formatted))
    return (again.model == nil) == (result.model == nil) ? nil : "formatting changes what is said"
  }

  private static func pieces(_ text: String) -> [String] {
    let source = SourceText(path: "", text: text)
    return source.tokens.map { source.slice($0.range) }
  }

  private static func change(_ pieces: inout [String], _ dice: inout Dice) {
    guard pieces.count > 1 else {
      pieces.append(made(&dice))
      return
    }
    let at = dice.below(pieces.count)
    switch dice.below(9) {
    case 0: pieces.remove(at: at)
    case 1: pieces.swapAt(at, (at + 1 + dice.below(3)) % pieces.count)
    case 2: pieces.insert(pieces[at], at: dice.below(pieces.count))
    case 3: pieces[at] = dice.pick(words)
    case 4: pieces.insert(dice.pick(words) + " ", at: at)
    case 5: pieces[at] = pieces[dice.below(pieces.count)]
    case 6:
      let end = min(pieces.count, at + 1 + dice.below(40))
      pieces.removeSubrange(at..<end)
    case 7:
      let end = min(pieces.count, at + 1 + dice.below(60))
      pieces.insert(contentsOf: pieces[at..<end], at: dice.below(pieces.count))
    default: pieces.insert("\n" + made(&dice) + "\n", at: at)
    }
    if pieces.count > 4000 { pieces.removeSubrange(4000...) }
  }

  private static let words: [String] =
    LanguageTable.keywords.sorted() + [
      "£1,000", "£", "5%", "%", "0", "7", "-3", "1,234,567", "2027/28", "2029/28", "£1.5m", "cla",
      "placement", "foster", "a-name", "rate.foster", "\"text\"", "“curly”", "\"open", ",", ":",
      "(",
      ")", "+", "-", "×", "/", "\n", " ", "#", "\u{200B}", "\u{202E}", "€", "99999999999999999999",
      "1e9", "£99,999,999,999,999,999", "0.000000000001", "100%", "101%", "31", "February",
    ]

  /// A line from the language's table.
  private static func made(_ dice: inout Dice) -> String {
    let block = dice.pick(LanguageTable.blocks)
    switch dice.below(4) {
    case 0: return written(dice.pick(LanguageTable.lines).form, &dice, 0)
    case 1: return written(block.head.form, &dice, 0)
    case 2: return "end \(block.word)"
    default: return written(dice.pick(block.clauses).form, &dice, 0)
    }
  }

  private static func written(_ phrase: Phrase, _ dice: inout Dice, _ depth: Int) -> String {
    guard depth < 12 else { return "" }
    switch phrase {
    case .word(let word): return word
    case .slot: return dice.pick(words)
    case .rule(let name):
      return LanguageTable.rules[name].map { written($0, &dice, depth + 1) } ?? ""
    case .sequence(let parts):
      return parts.map { written($0, &dice, depth + 1) }.joined(separator: " ")
    case .choice(let options): return written(dice.pick(options), &dice, depth + 1)
    case .optional(let part): return dice.below(2) == 0 ? "" : written(part, &dice, depth + 1)
    case .many(let part):
      return (0..<dice.below(4)).map { _ in written(part, &dice, depth + 1) }
        .joined(separator: " ")
    }
  }
}
