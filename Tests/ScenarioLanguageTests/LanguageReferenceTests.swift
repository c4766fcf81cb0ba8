import Foundation
import ScenarioLanguage
import Testing

@Suite("The reference of the book")
struct LanguageReferenceTests {
  static let text = LanguageTable.markdown

  @Test("is up to date with the table of the language")
  func document() throws {
    let url = packageRoot.appendingPathComponent("docs/book/reference.md")
    if ConformanceTests.isRecording {
      try Self.text.write(to: url, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: url, encoding: .utf8)
    #expect(written == Self.text)
  }

  @Test("has every block, line and shared form")
  func whole() {
    for block in LanguageTable.blocks {
      #expect(Self.text.contains("\n## \(block.word)\n"))
    }
    for rule in LanguageTable.ruleNotations.keys {
      #expect(Self.text.contains("| `@\(rule)` |"))
    }
    for line in LanguageTable.lines { #expect(Self.text.contains(line.meaning)) }
  }

  @Test("names no form that is nowhere explained")
  func explained() {
    let named = Self.text.matches(of: /@([a-z-]+)/).map { String($0.output.1) }
    let unknown = Set(named).subtracting(LanguageTable.ruleNotations.keys)
    #expect(unknown == [])
  }
}
