public import ScenarioLanguage

/// Holds files against the language's table of lines.
public enum LineForms {
  /// The lines, counted from 1, that no form of ``LanguageTable`` reads to the end. A file that the
  /// parser reads has none.
  public static func unread(in source: SourceText) -> [Int] {
    let index = FileIndex(Document(text: source.text))
    return index.lines.filter { line in
      let isHead = line.block.map { index.blocks[$0].firstLine == line.number } ?? false
      let context = line.block.flatMap { isHead ? index.blocks[$0].parent : $0 }
      guard
        let machine = PhraseMachines.machine(
          line.first, in: context.map { index.blocks[$0].word })
      else { return true }
      let reading = machine.read(line.lexemes)
      return reading.count < line.lexemes.count || !reading.isComplete
    }.map { $0.number + 1 }
  }
}
