import Foundation
import ScenarioFormatting
import ScenarioLanguage
import Testing

@Suite("Formatting")
struct FormatterTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func files() -> [String] {
    ["scenarios", "Tests/Corpus/good"].flatMap { folder -> [String] in
      let path = root.appendingPathComponent(folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".scenario") }.sorted().map { "\(path)/\($0)" }
    }
  }

  static func format(_ text: String) -> ScenarioFormatter.Outcome {
    ScenarioFormatter.format(SourceText(path: "file.scenario", text: text))
  }

  /// The model of a file with its own text replaced.
  static func model(_ path: String, _ text: String) -> ScenarioModel? {
    let disk = SourceProvider.fileSystem(rootPath: path)
    return ScenarioCompiler.compile(
      rootPath: path,
      provider: SourceProvider(hasTable: disk.hasTable) { asked throws(SourceFailure) in
        asked == path ? text : try disk.read(asked)
      }
    ).model
  }

  /// A model without the places of its declarations.
  static func meaning(_ model: ScenarioModel) -> ScenarioModel {
    var model = model
    let nowhere = SourceLocation(file: "", line: 0, column: 0)
    for index in model.assumptions.indices { model.assumptions[index].location = nowhere }
    for index in model.costs.indices { model.costs[index].location = nowhere }
    for index in model.levers.indices { model.levers[index].location = nowhere }
    for index in model.contracts.indices { model.contracts[index].location = nowhere }
    for index in model.checks.indices { model.checks[index].location = nowhere }
    model.settings.areaLocation = nil
    model.measures = []
    model.pathways = []
    model.regressions = []
    model.covariates = []
    model.figures = []
    model.asks = []
    model.reports = []
    return model
  }

  @Test("twice is once, and the meaning stays, for every good file and every shipped one")
  func roundTrip() throws {
    #expect(Self.files().count > 150)
    for path in Self.files() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let once = Self.format(text)
      #expect(once.untouched.isEmpty, "\(path)")
      let twice = Self.format(once.text)
      #expect(twice.text == once.text, "\(path)")
      #expect(!twice.isChanged)
      let before = try #require(Self.model(path, text))
      let after = try #require(Self.model(path, once.text), "\(path)\n\(once.text)")
      #expect(Self.meaning(before) == Self.meaning(after), "\(path)")
    }
  }

  @Test("shipped files are in the house style")
  func shipped() throws {
    for path in Self.files() where path.contains("/scenarios/") {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(Self.format(text).text == text, "\(path)")
    }
  }

  @Test("lays out a block: order, evidence, digits, agreement, comments")
  func layout() {
    let untidy = """
      edition 2026
      title   "Untidy"
      unit visit, plural visits
      # Why this lever.
      lever x on cla
          source "A return", owner "Head of SEND"
          spend £96000 per financial year in 2026/27 prices on general-fund   # each year
        from April 2027
      # the pilot
       move 1 children per month out of residential into foster
      confidence medium, reviewed 1 May 2026
       label "A lever"
      end lever
      figure y in children is 2*cla
      """
    let tidy = """
      edition 2026
      title "Untidy"

      unit visit, plural visits

      # Why this lever.
      lever x on cla
        label "A lever"
        # the pilot
        move 1 child per month out of residential into foster
        from April 2027
        spend £96,000 per financial year in 2026/27 prices on general-fund  # each year
        source "A return", owner "Head of SEND", reviewed 1 May 2026, confidence medium
      end lever

      figure y in children is 2 × cla

      """
    #expect(Self.format(untidy).text == tidy)
  }

  @Test("long evidence goes on two lines, then on three")
  func evidence() {
    let source = String(repeating: "long ", count: 10)
    let text = """
      edition 2026
      title "Long"

      assumption x is 20%
        source "\(source)", owner "Head of SEND"
        reviewed 1 May 2026, confidence medium
      end assumption

      """
    #expect(Self.format(text).text == text)
    let longer = text.replacing("long ", with: "longer ")
    #expect(Self.format(longer).text.contains("\"\n  owner \"Head of SEND\"\n  reviewed"))
  }

  @Test("what can't be read is left as it stands, and the rest is laid out")
  func broken() {
    let text = """
      edition 2026
      title "Broken"
      assumption x is   20 %%
         source "A"
      end assumption
      assumption y is   30%
      end assumption

      """
    let outcome = Self.format(text)
    #expect(outcome.text.contains("assumption x is   20 %%\n   source \"A\"\nend assumption"))
    #expect(outcome.text.contains("\nassumption y is 30%\n"))
    let unended = "edition 2026\ntitle \"Half\"\nlever x   on cla\n"
    #expect(Self.format(unended).text == unended)
    #expect(!Self.format(unended).untouched.isEmpty)
  }
}
