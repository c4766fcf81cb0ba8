import ScenarioFormatting
import ScenarioLanguage
import Testing

@Suite("Safe fixes and editions")
struct FixAndMigrationTests {
  static let broken = """
    edition 2026
    title “A plan”
    settings
      horizon April 2026 to March 2031
    end setings
    figure gap in % is 5% -3%
    scenario plan
      label “The plan”

    """

  @Test("applies every safe fix and nothing else")
  func safe() {
    let outcome = SafeFixes.apply(
      path: "file.scenario", text: Self.broken, provider: .inMemory([:]))
    #expect(outcome.applied.map(\.code) == [.e001, .e102, .e103, .e001])
    #expect(outcome.text.contains("title \"A plan\"\n"))
    #expect(outcome.text.contains("end settings\n"))
    #expect(outcome.text.hasSuffix("label \"The plan\"\nend scenario\n"))
    let again = SafeFixes.apply(
      path: "file.scenario", text: outcome.text, provider: .inMemory([:]))
    #expect(again.applied.isEmpty && again.text == outcome.text)
  }

  @Test("edits apply from the last to the first; one out of range is left")
  func edits() {
    func edit(_ start: Int, _ end: Int, _ text: String) -> Diagnostic.TextEdit {
      .init(file: "f", start: start, end: end, replacement: text)
    }
    #expect(SafeFixes.applying([edit(0, 1, "xy"), edit(2, 3, "")], to: "abc") == "xyb")
    #expect(SafeFixes.applying([edit(2, 9, "z")], to: "abc") == "abc")
  }

  @Test("2026 is the newest edition: nothing to do")
  func newest() {
    let source = SourceText(path: "f", text: "edition 2026\ntitle \"A\"\n")
    #expect(Migration.standard.migrate(source) == .newest(2026))
    let none = SourceText(path: "f", text: "title \"A\"\n")
    #expect(Migration.standard.migrate(none) == .unknown)
    let future = SourceText(path: "f", text: "edition 2040\n")
    #expect(Migration.standard.migrate(future) == .unknown)
  }

  @Test("steps are taken one after the other, and each states its edition")
  func steps() {
    let migration = Migration(
      newest: 2028,
      steps: [
        .init(from: 2026, to: 2027) { $0.text.replacing("until", with: "up to") },
        .init(from: 2027, to: 2028) { $0.text.replacing("lag", with: "wait") },
      ])
    let source = SourceText(path: "f", text: "edition 2026\n# until the lag\ntitle \"A\"\n")
    #expect(
      migration.migrate(source)
        == .rewritten(
          text: "edition 2028\n# up to the wait\ntitle \"A\"\n", from: 2026, to: 2028))
  }
}
