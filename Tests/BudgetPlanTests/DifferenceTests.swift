import BudgetPlan
import DelimitedText
import Finance
import Foundation
import Periods
import Results
import Testing

@Suite("Two vintages differ line by line, by cause")
struct DifferenceTests {
  private func manifest(
    statistics: String = "s1", scenario: String = "c1", fee: String = "3%",
    delivery: String = "70%",
    version: String = "0.1.0"
  ) -> Manifest {
    func assumption(_ name: String, _ holdsFor: String, _ value: String) -> ResolvedAssumption {
      ResolvedAssumption(
        name: name, scenario: "", holdsFor: holdsFor, value: value, shape: "fixed", source: "",
        owner: "", reviewed: "", confidence: "", location: "")
    }
    return Manifest(
      schemaVersion: 2, runID: "r", engineVersion: version, languageEdition: 2026, title: "t",
      areaCode: "a", areaName: "A", firstMonth: "2026-04", lastMonth: "2029-03", draws: 100,
      seed: 1,
      inputs: [
        InputFile(name: "plans.csv", role: "statistics", sha256: statistics, bytes: 1),
        InputFile(name: "x.scenario", role: "scenario", sha256: scenario, bytes: 1),
      ],
      assumptions: [
        assumption("fees", "2026/27", fee), assumption("step-down", "delivery", delivery),
      ], methods: [], sources: [])
  }

  private func vintage(
    _ demand: [Int64], saving: [Int64], _ manifest: Manifest?
  ) throws -> PlanVintage {
    PlanVintage(
      plan: try SamplePlan.plan([
        SamplePlan.line("demand", .demand, demand), SamplePlan.line("S1", .saving, saving),
        SamplePlan.line("same", .pay, [1, 1, 1]),
      ]), manifest: manifest)
  }

  private func cause(_ difference: PlanDifference, _ ref: String) throws -> [String] {
    try #require(difference.lines.first { $0.ref == ref }).parts.keys.sorted().map(\.label)
  }

  @Test("Hashes, values and versions say what changed")
  func causes() {
    let start = manifest()
    #expect(RunChange(from: start, to: manifest(statistics: "s2")).causes == [.data])
    #expect(RunChange(from: start, to: manifest(scenario: "c2", fee: "4%")).causes == [.assumption])
    #expect(
      RunChange(from: start, to: manifest(scenario: "c2", delivery: "60%")).causes == [.policy])
    #expect(RunChange(from: start, to: manifest(scenario: "c2")).causes == [.policy])
    #expect(RunChange(from: start, to: manifest(version: "0.2.0")).causes == [.method])
    #expect(RunChange(from: start, to: start).causes.isEmpty)
    let evidence = RunChange(from: start, to: manifest(scenario: "c2", fee: "4%")).evidence
    #expect(evidence[.assumption] == ["fees, 2026/27: 3% → 4%"])
  }

  @Test("Policy with one other cause: decisions are policy, the rest the other; parts add")
  func split() throws {
    let difference = try PlanDifference([
      try vintage([10, 10, 10], saving: [0, -5, 0], manifest()),
      try vintage(
        [12, 9, 10], saving: [0, -8, -1],
        manifest(statistics: "s2", scenario: "c2", delivery: "90%")),
    ])
    #expect(try cause(difference, "demand") == ["data"])
    #expect(try cause(difference, "S1") == ["policy"])
    #expect(difference.unchanged == 1)
    #expect(!difference.hasJoinedCauses)
    #expect(difference.isNear)
    let total = difference.total(of: "general-fund")
    #expect(total.whole.map(\.pounds) == [2, -4, -1])
    let parts = total.parts.map(\.1).reduce([Pence.zero, .zero, .zero]) { zip($0, $1).map(+) }
    #expect(parts == total.whole)
  }

  @Test("Two causes that changed together are joined; a run between them parts them exactly")
  func chain() throws {
    let first = try vintage([10, 10, 10], saving: [0, 0, 0], manifest())
    let middle = try vintage([13, 13, 13], saving: [0, 0, 0], manifest(statistics: "s2"))
    let last = try vintage(
      [12, 14, 13], saving: [0, 0, 0], manifest(statistics: "s2", scenario: "c2", fee: "4%"))
    let joined = try PlanDifference([first, last])
    #expect(try cause(joined, "demand") == ["data + assumption"])
    #expect(joined.hasJoinedCauses)
    #expect(PlanText.difference(joined, unit: .pounds).contains("--through"))
    let parted = try PlanDifference([first, middle, last])
    let line = try #require(parted.lines.first { $0.ref == "demand" })
    #expect(line.parts[Attribution(causes: [.data])]?.map(\.pounds) == [3, 3, 3])
    #expect(line.parts[Attribution(causes: [.assumption])]?.map(\.pounds) == [-1, 1, 0])
    #expect(line.difference == joined.lines[0].difference)
    let table = String(
      decoding: PlanText.differenceTable(parted).bytes, as: UTF8.self)
    #expect(table.contains("general-fund,demand,demand,demand,both,2026/27,10.00,12.00,data,3.00"))
  }

  @Test("New and gone lines are named; a rolling plan is compared over its shared years")
  func rolling() throws {
    let old = try FinancialPlan(
      name: "old", years: (2025...2027).map { FinancialYear(startYear: $0) },
      lines: [
        SamplePlan.line("base", .base, [100, 0, 0]), SamplePlan.line("demand", .demand, [5, 6, 7]),
        SamplePlan.line("gone", .mix, [0, 1, 0]),
      ])
    let new = try SamplePlan.plan([
      SamplePlan.line("base", .base, [107, 0, 0]), SamplePlan.line("demand", .demand, [6, 7, 8]),
      SamplePlan.line("new", .legislation, [0, 4, 0]),
    ])
    let difference = try PlanDifference([PlanVintage(plan: old), PlanVintage(plan: new)])
    #expect(difference.years.map(\.startYear) == [2026, 2027])
    #expect(difference.uncompared.map(\.startYear) == [2025, 2028])
    let presence = Dictionary(
      uniqueKeysWithValues: difference.lines.map { ($0.ref, $0.presence) })
    #expect(presence == ["base": .both, "new": .new, "gone": .gone])
    let base = try #require(difference.lines.first { $0.ref == "base" })
    #expect(base.difference.map(\.pounds) == [2, 0])
    #expect(try cause(difference, "new") == ["not stated"])
  }

  @Test("Plans that share no year, or are in other price bases, are refused")
  func refusals() throws {
    let plan = try SamplePlan.plan([SamplePlan.line("A", .demand, [1, 1, 1])])
    let later = try FinancialPlan(
      name: "later", years: [FinancialYear(startYear: 2040)],
      lines: [SamplePlan.line("A", .demand, [1])])
    let real = try SamplePlan.plan([
      SamplePlan.line("A", .demand, [1, 1, 1], base: .prices(FinancialYear(startYear: 2025)))
    ])
    for other in [later, real] {
      #expect(throws: BudgetPlanError.self) {
        try PlanDifference([PlanVintage(plan: plan), PlanVintage(plan: other)])
      }
    }
    #expect(throws: BudgetPlanError.self) { try PlanDifference([PlanVintage(plan: plan)]) }
  }

  @Test("A run's mtfs.csv: bases of later years are no change, and net ties")
  func runTable() throws {
    let manifestBytes = Array(try JSONEncoder().encode(manifest()))
    let head =
      "report,scenario,fund,service,line,financial_year,low,central,high,cumulative_low,"
      + "cumulative_central,cumulative_high\n"
    func row(_ scenario: String, _ line: String, _ year: String, _ amount: Int) -> String {
      "mtfs,\(scenario),general-fund,care,\(line),\(year),\(amount - 1).00,\(amount).00,"
        + "\(amount + 1).00,0,0,0\n"
    }
    var text = head
    for scenario in ["baseline", "plan"] {
      text += row(scenario, "base", "2026/27", 100) + row(scenario, "base", "2027/28", 110)
      text += row(scenario, "demand", "2026/27", 10) + row(scenario, "demand", "2027/28", 20)
      text += row(scenario, "savings", "2026/27", 0) + row(scenario, "savings", "2027/28", -5)
      text += row(scenario, "net", "2026/27", 110) + row(scenario, "net", "2027/28", 125)
    }
    let source = try RunSource(folder: "run", manifest: manifestBytes, mtfs: Array(text.utf8))
    #expect(source.plans.map(\.scenario) == ["baseline", "plan"])
    let plan = try source.plan()
    #expect(plan.name == "run (mtfs, plan)")
    let net = try plan.net(of: "general-fund").map(\.central.pounds)
    #expect(net == [110, 125])
    #expect(!plan.findings().contains { $0.weight == .fail })
    #expect(plan.lines.map(\.ref) == ["care/base", "care/demand", "care/savings"])
    #expect(plan.lines[0].evidence.sourceRun == "r")
    #expect(throws: BudgetPlanError.self) { try source.plan(scenario: "nobody") }
    let unknown = try RunSource(
      folder: "run", manifest: manifestBytes,
      mtfs: Array((head + row("baseline", "surprise", "2026/27", 1)).utf8))
    #expect(throws: BudgetPlanError.self) { try unknown.plan() }
    let empty = try RunSource(folder: "run", manifest: manifestBytes, mtfs: Array(head.utf8))
    #expect(throws: BudgetPlanError.self) { try empty.plan() }
    #expect(throws: BudgetPlanError.self) {
      try RunSource(folder: "run", manifest: Array("{}".utf8), mtfs: Array(head.utf8))
    }
  }
}
