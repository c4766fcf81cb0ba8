import Foundation
import Periods
import ScenarioLanguage
import Testing

@Suite("A file that is right")
struct GoodFileTests {
  @Test("gives a model without a message, and gives back every byte")
  func compiles() throws {
    let result = compile(goodFile)
    #expect(codes(result) == [])
    #expect(result.model != nil)
    #expect(result.trees.first?.reproducedText == goodFile)
  }

  @Test("means the same without indentation, and with the line endings of another system")
  func indentation() throws {
    let model = try #require(compile(goodFile).model)
    let flat = goodFile.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }.joined(separator: "\r\n")
    let other = compile(flat)
    #expect(other.trees.first?.reproducedText == flat)
    let again = try #require(other.model)
    #expect(again.scenarios == model.scenarios)
    #expect(again.measures == model.measures)
  }

  @Test("resolves ranges to shapes and central figures")
  func shapes() throws {
    let model = try #require(compile(goodFile).model)
    func single(_ name: String) -> ValueSpec? {
      guard case .single(let value)? = model.assumptions.first(where: { $0.name == name })?.body
      else { return nil }
      return value
    }
    let perPlan = try #require(single("per-plan"))
    #expect(perPlan.shape == .logNormal)
    #expect(perPlan.form == .interval(low: 0.2, high: 0.4, coverage: 0.9))
    #expect(abs(perPlan.quantity.value - 0.08.squareRoot()) < 1e-12)
    #expect(perPlan.quantity.kind == .count("passenger"))
    #expect(perPlan.quantity.perNouns == ["plan"])
    let chance = try #require(single("chance"))
    #expect(abs(chance.quantity.value - 4.6) < 1e-12)
    let rate = try #require(model.assumptions.first { $0.name == "rate" })
    guard case .byItem("placement", let values) = rate.body else {
      Issue.record("rate is given for each placement")
      return
    }
    #expect(values[1].value.shape == .pert)
    #expect(values[1].value.form == .limits(low: 7000, high: 8000, mode: 7600))
    #expect(values[2].value.quantity.magnitude == 1000)
    let growth = try #require(model.assumptions.first { $0.name == "growth" })
    guard case .byPeriod(let dated, let onwards) = growth.body else {
      Issue.record("growth is given by period")
      return
    }
    #expect(dated.first?.value.shape == .normal)
    #expect(abs((dated.first?.value.quantity.value ?? 0) - 0.02) < 1e-12)
    #expect(onwards?.form == .fixed(0.02))
    let delivers = try #require(model.levers.first?.delivers)
    #expect(delivers.shape == .logitNormal)
    let logit = (log(0.5 / 0.5) + log(0.9 / 0.1)) / 2
    #expect(abs(delivers.quantity.value - 1 / (1 + exp(-logit))) < 1e-12)
  }

  @Test("composes scenarios: parents' levers, delays, overrides and the order of `after`")
  func composition() throws {
    let model = try #require(compile(goodFile).model)
    let plan = try #require(model.scenarios.first { $0.name == "plan" })
    #expect(plan.levers.map(\.lever) == ["step-down", "fewer"])
    #expect(plan.levers.map(\.delayMonths) == [6, 0])
    #expect(plan.overrides.map(\.assumption) == ["rate.foster"])
    #expect(plan.covers == ["cla", "ehcps", "transport", "homes"])
    let both = try #require(model.scenarios.first { $0.name == "both" })
    #expect(both.levers.map(\.delayMonths) == [18, 12])
    #expect(both.overrides == plan.overrides)
  }

  @Test("reads dates, durations, funds and measures")
  func details() throws {
    let model = try #require(compile(goodFile).model)
    let lever = try #require(model.levers.first)
    #expect(lever.from == Month(year: 2027, monthOfYear: 10))
    #expect(lever.until == Month(year: 2029, monthOfYear: 3))
    #expect(lever.lagMonths == 2 && lever.rampMonths == 6 && lever.rampIsSCurve)
    #expect(lever.spends.map(\.once) == [false, true])
    #expect(model.costs.first?.fundChanges.first?.from == Month(year: 2028, monthOfYear: 4))
    #expect(model.costs.first?.contributions.map(\.fund) == ["health"])
    #expect(model.costs.first?.contributions.first?.share.form == .fixed(0.12))
    #expect(
      model.measures.map(\.source)[0] == .published(series: "cla", census: "ssda903"))
    #expect(
      model.measures.map(\.source)[2]
        == .follows(measure: "ehcps", at: "per-plan", sharedBy: "modes"))
    #expect(model.settings.seed == 7)
  }

  @Test("takes `full effect by` a stated end of a period")
  func fullEffect() throws {
    let text = goodFile.replacingOccurrences(
      of: "over 6 months, s-curve", with: "full effect by start of 2028/29")
    let lever = try #require(compile(text).model?.levers.first)
    // From October 2027 with a lag of two months, to April 2028.
    #expect(lever.rampMonths == 4)
  }
}

@Suite("Imports")
struct ImportTests {
  static let root = "edition 2026\ntitle \"Root\"\nimport \"base.scenario\"\n"

  @Test("bring every declaration, and change no number")
  func imports() throws {
    let base = try #require(compile(goodFile).model)
    let model = try #require(compile(Self.root, ["base.scenario": goodFile]).model)
    #expect(model.scenarios == base.scenarios)
    var settings = model.settings
    settings.areaLocation = base.settings.areaLocation
    #expect(settings == base.settings)
    #expect(model.settings.areaLocation?.file == "base.scenario")
    #expect(model.title == "Root")
  }

  @Test("a file reached by two routes is read once")
  func diamond() {
    let middle = "edition 2026\ntitle \"Middle\"\nimport \"base.scenario\"\n"
    let result = compile(
      Self.root + "import \"middle.scenario\"\n",
      ["base.scenario": goodFile, "middle.scenario": middle])
    #expect(result.model != nil)
    #expect(result.files.map(\.path) == ["file.scenario", "base.scenario", "middle.scenario"])
  }

  @Test("a circle of imports is refused where it closes")
  func circle() {
    let back = "edition 2026\ntitle \"Base\"\nimport \"file.scenario\"\n"
    let result = compile(Self.root, ["base.scenario": back])
    #expect(codes(result) == ["E703"])
    #expect(result.diagnostics.first?.span.file == "base.scenario")
  }

  @Test("files that cannot be read say why")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "scenario-language-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inner"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = folder.appendingPathComponent("inner/file.scenario").path
    let provider = SourceProvider.fileSystem(rootPath: root)
    func outcome() -> [String] {
      codes(ScenarioCompiler.compile(rootPath: root, provider: provider))
    }
    #expect(outcome() == ["E706"])
    try Data([0xFF, 0xFE, 0x41]).write(to: URL(fileURLWithPath: root))
    #expect(outcome() == ["E706"])
    try Data(repeating: 65, count: 262_145).write(to: URL(fileURLWithPath: root))
    #expect(outcome() == ["E706"])
    try FileManager.default.removeItem(atPath: root)
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true)
    #expect(outcome() == ["E706"])
    try FileManager.default.removeItem(atPath: root)
    let outside = folder.appendingPathComponent("outside.scenario").path
    try Data(goodFile.utf8).write(to: URL(fileURLWithPath: outside))
    try Data("edition 2026\ntitle \"T\"\nimport \"link.scenario\"\n".utf8)
      .write(to: URL(fileURLWithPath: root))
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("inner/link.scenario").path,
      withDestinationPath: outside)
    #expect(outcome() == ["E707"])
    try Data(goodFile.utf8).write(to: URL(fileURLWithPath: root))
    #expect(outcome() == [])
  }
}
