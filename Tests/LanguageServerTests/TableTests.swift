import Foundation
import LanguageServer
import ScenarioLanguage
import Testing

/// The table of lines against the parser, both ways.
@Suite("The table of lines and the parser agree")
struct TableTests {
  static let good: [String] = {
    let corpus = packageRoot.appendingPathComponent("Tests/Corpus/good")
    let shipped = packageRoot.appendingPathComponent("scenarios")
    return [corpus, shipped].flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".scenario") }.sorted().map {
          folder.appendingPathComponent($0).path
        }
    }
  }()

  @Test("every line of every file that is right has a form that reads it to the end")
  func linesHaveForms() throws {
    #expect(Self.good.count > 4)
    for path in Self.good {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let source = SourceText(path: path, text: text)
      let lines = LineForms.unread(in: source).map { "\(path):\($0): \(source.line($0))" }
      #expect(lines == [])
    }
  }

  @Test("every form of the table could be read, and every rule it names is there")
  func formsAreWhole() {
    let all =
      LanguageTable.lines + LanguageTable.blocks.flatMap { [$0.head] + $0.clauses }
    for line in all {
      #expect(Phrase(line.notation) == line.form)
      for rule in line.form.rules { #expect(LanguageTable.rules[rule] != nil) }
    }
    #expect(LanguageTable.rules.count == LanguageTable.ruleNotations.count)
  }

  @Test("lines made from the table are read by the parser", arguments: 0..<40)
  func madeLines(seed: Int) {
    var numbers = Numbers(state: UInt64(seed + 1))
    for block in LanguageTable.blocks {
      for clause in block.clauses {
        let text = file(block, clause: written(clause.form, &numbers), &numbers)
        let found = ScenarioCompiler.parse(SourceText(path: "made", text: text)).diagnostics
          .filter { Self.shape.contains($0.code) }
        #expect(found.isEmpty, "\(text)")
      }
    }
    for line in LanguageTable.lines where line.word != "edition" && line.word != "title" {
      let text = "edition 2026\ntitle \"Made\"\n\(written(line.form, &numbers))\n"
      let found = ScenarioCompiler.parse(SourceText(path: "made", text: text)).diagnostics
        .filter { Self.shape.contains($0.code) }
      #expect(found.isEmpty, "\(text)")
    }
  }

  private static let shape: [DiagnosticCode] = [.e101, .e102, .e103, .e104, .e107, .e112]

  /// A file with one block that has one clause.
  private func file(
    _ block: LanguageTable.Block, clause: String, _ numbers: inout Numbers
  ) -> String {
    var head = written(block.head.form, &numbers)
    // These clauses need an assumption of their own kind.
    if block.word == "assumption" {
      if clause.hasPrefix("when") { head = "assumption a for each b" }
      if clause.hasPrefix("in ") || clause.hasPrefix("onwards") { head = "assumption a by period" }
    }
    var lines = [head, clause, "end \(block.word)"]
    if let parent = block.parent, let outer = LanguageTable.block(parent) {
      lines = [written(outer.head.form, &numbers)] + lines + ["end \(parent)"]
    }
    return (["edition 2026", "title \"Made\""] + lines).joined(separator: "\n") + "\n"
  }

  /// Words that a form allows, chosen by numbers.
  private func written(_ phrase: Phrase, _ numbers: inout Numbers) -> String {
    switch phrase {
    case .word(let word): return word
    case .slot(let slot): return example(slot)
    case .rule("value"):
      // A range says how sure it is; the notation leaves it open.
      return [
        "between 1 and 2 children, 90% likely", "4 children", "one of 5% (40%), 6% (60%)", "a-name",
        "between £1 and £2 per child in 2026/27 prices, hard limits, most likely £1.50",
      ][numbers.next(5)]
    case .rule("term"): return written(.rule("factor"), &numbers)
    case .rule("quantile"): return "median with 80% range"
    case .rule(let name):
      return LanguageTable.rules[name].map { written($0, &numbers) } ?? ""
    case .sequence(let parts):
      return parts.map { written($0, &numbers) }.filter { !$0.isEmpty }.joined(separator: " ")
    case .choice(let options): return written(options[numbers.next(options.count)], &numbers)
    case .optional(let part): return numbers.next(2) == 0 ? "" : written(part, &numbers)
    case .many(let part): return numbers.next(2) == 0 ? "" : written(part, &numbers)
    }
  }

  private func example(_ slot: Phrase.Slot) -> String {
    switch slot {
    case .name: "a-name"
    case .newName: "new-name"
    case .item, .newItem, .itemOrMeasure: "item"
    case .noun: "child"
    case .newNoun: "noun"
    case .text: "\"a text\""
    case .table: "\"data/table.csv\""
    case .file: "\"other.scenario\""
    case .integer: "7"
    case .number: "0.5"
    case .money: "£1,200"
    case .percent: "40%"
    case .year: "2027"
    case .financialYear: "2027/28"
    case .monthName: "April"
    }
  }
}
