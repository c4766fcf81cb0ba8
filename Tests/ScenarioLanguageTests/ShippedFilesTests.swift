import Foundation
import Periods
import ScenarioLanguage
import Testing

@Suite("The four shipped files")
struct ShippedFilesTests {
  static let names = ["baseline", "bromley", "transport-review", "step-down"]

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
