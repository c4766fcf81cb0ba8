import ScenarioLanguage
import ScenarioProse
import Testing

@Suite("What differs between two files")
struct DifferenceTests {
  static func model(_ text: String) throws -> ScenarioModel {
    let result = ScenarioCompiler.compile(
      rootPath: "f.scenario", provider: .inMemory(["f.scenario": text]))
    return try #require(result.model)
  }

  @Test("nothing, of a file with itself")
  func same() throws {
    let model = try Self.model(ProseTests.text)
    #expect(ScenarioDifference(model, model).items.isEmpty)
  }

  @Test("levers, assumptions and the rest apart, with both texts")
  func changes() throws {
    let before = try Self.model(ProseTests.text)
    let after = try Self.model(
      ProseTests.text.replacing("£6,600", with: "£7,000").replacing(
        "move 2 children", with: "move 3 children"
      ).replacing("title \"Sufficiency\"", with: "title \"Sufficiency, again\""))
    let items = ScenarioDifference(before, after).items
    #expect(items.map(\.name) == ["step-down", "rate", "settings"])
    #expect(items.map(\.group) == ["levers", "assumptions", "other"])
    #expect(items[0].before?.contains("two children a month") == true)
    #expect(items[0].after?.contains("three children a month") == true)
  }

  @Test("two scenarios of one file: only what they use")
  func scenarios() throws {
    let model = try Self.model(ProseTests.text)
    let items = ScenarioDifference(model, model, scenarios: ("baseline", "plan")).items
    #expect(items.map(\.name) == ["homes", "recruit", "step-down", "scenario"])
    #expect(items[1].before == nil && items[1].after != nil)
  }
}
