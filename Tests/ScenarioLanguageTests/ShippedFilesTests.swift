import Foundation
import Periods
import ScenarioLanguage
import Testing

@Suite("The shipped files")
struct ShippedFilesTests {
  static let names = ["baseline", "bromley", "transport-review", "step-down", "adult-transitions"]

  static func compileShipped(_ name: String) -> CompilationResult {
    let path = packageRoot.appendingPathComponent("scenarios/\(name).scenario").path
    return ScenarioCompiler.compile(rootPath: path, provider: .fileSystem(rootPath: path))
  }

  @Test("compile without errors or warnings, and give back every byte", arguments: names)
  func compiles(name: String) {
    let result = Self.compileShipped(name)
    let text = DiagnosticRenderer(files: result.files).plain(result.diagnostics)
    #expect(result.model != nil, "\(text)")
    #expect(result.diagnostics.isEmpty, "\(text)")
    for tree in result.trees { #expect(tree.reproducedText == tree.source.text) }
  }

  @Test("every invented figure says that it is illustrative")
  func inventedFiguresAreLabelled() throws {
    let model = try #require(Self.compileShipped("bromley").model)
    for lever in model.levers {
      #expect(lever.evidence.source?.hasPrefix("Illustrative") == true, "\(lever.name)")
    }
    let reviewed = model.assumptions.compactMap(\.evidence.reviewed)
    let before = try #require(CalendarDate(year: 2026, month: 11, day: 22))
    #expect(reviewed.count == model.assumptions.count)
    #expect(reviewed.allSatisfy { $0 < before })
  }

  @Test("bromley.scenario composes the plan from both reviews")
  func bromleyModel() throws {
    let model = try #require(Self.compileShipped("bromley").model)
    #expect(model.settings.area == "Bromley")
    #expect(model.settings.runs == 4000)
    let plan = try #require(model.scenarios.first { $0.name == "mtfs-plan" })
    #expect(
      plan.levers.map(\.lever) == ["travel-training", "shared-vehicles", "residential-step-down"])
    #expect(plan.covers == ["ehcps", "cla", "transport"])
    #expect(model.checks.map(\.expected.magnitude).contains(4395))
    let report = try #require(model.reports.first)
    #expect(report.incremental && report.base == .cash && report.splitBy == ["fund"])
  }
}

@Suite("Overrides by date")
struct OverrideDateTests {
  private func compile(_ overrides: String, child: String = "") throws -> CompilationResult {
    let path = packageRoot.appendingPathComponent("scenarios/baseline.scenario").path
    let base = try String(contentsOfFile: path, encoding: .utf8)
    let root =
      "edition 2026\ntitle \"Overrides\"\nimport \"baseline.scenario\"\n"
      + "scenario dear extends baseline\n\(overrides)end scenario\n"
      + (child.isEmpty ? "" : "scenario child extends dear\n\(child)end scenario\n")
    return ScenarioCompiler.compile(
      rootPath: "root.scenario",
      provider: .inMemory(["root.scenario": root, "baseline.scenario": base]))
  }

  private func override(_ pounds: Int, from month: String?) -> String {
    """
      override cla-rate.residential
        is £\(pounds) per child per week in 2024/25 prices
    \(month.map { "    from \($0)\n" } ?? "")    because "Test"
        source "Test", owner "Head of Commissioning", reviewed 2 November 2026, confidence low
      end override

    """
  }

  @Test("follow each other; two from the same month are refused")
  func follow() throws {
    let two = try compile(
      override(900, from: "April 2027") + override(800, from: "April 2029"))
    let dear = try #require(two.model?.scenarios.first { $0.name == "dear" })
    #expect(dear.overrides.count == 2)
    let twice = try compile(
      override(900, from: "April 2027") + override(800, from: "April 2027"))
    #expect(twice.model == nil)
    #expect(twice.diagnostics.contains { $0.code == .e702 })
  }

  @Test("of a child replace the parent's from then on, and not before")
  func child() throws {
    let later = try compile(
      override(900, from: nil), child: override(800, from: "April 2029"))
    let both = try #require(later.model?.scenarios.first { $0.name == "child" })
    #expect(both.overrides.map(\.from?.year) == [nil, 2029])
    let whole = try compile(
      override(900, from: "April 2027"), child: override(800, from: nil))
    let one = try #require(whole.model?.scenarios.first { $0.name == "child" })
    #expect(one.overrides.map(\.from) == [nil])
  }

  @Test("keep the price base of what they replace")
  func base() throws {
    let text = override(900, from: nil).replacingOccurrences(of: "2024/25", with: "2026/27")
    let result = try compile(text)
    #expect(result.model == nil)
    #expect(result.diagnostics.contains { $0.code == .e312 })
  }
}
