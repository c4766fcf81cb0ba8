import BudgetPlan
import Finance
import Periods
import Testing

@Suite("Totals, one-offs, bases and overlaps of a plan")
struct PlanCheckTests {
  @Test("Net is the running sum of unrounded changes; funds stay apart; views differ by decisions")
  func totals() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("base", .base, [100, 0, 0]),
      SamplePlan.line("demand", .demand, [10, 20, 30]),
      SamplePlan.line("S1", .saving, [-5, -5, 0]),
      SamplePlan.line("I1", .investment, [2, 0, -2]),
      SamplePlan.line("top-ups", .demand, [7, 7, 7], fund: "high-needs"),
    ])
    #expect(plan.funds == ["general-fund", "high-needs"])
    let net = try plan.net(of: "general-fund").map(\.central.pounds)
    #expect(net == [107, 122, 150])
    let unmitigated = try plan.net(of: "general-fund", .unmitigated).map(\.central.pounds)
    #expect(unmitigated == [110, 130, 160])
    let window = try plan.window(SamplePlan.years[1]...SamplePlan.years[2])
    let later = try window.net(of: "general-fund").map(\.central.pounds)
    #expect(later == [122, 150])
    let grant = try window.net(of: "high-needs").map(\.central.pounds)
    #expect(grant == [14, 21])
  }

  @Test("Rounded lines miss the rounded total by a stated difference")
  func rounding() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("A", .demand, [1_400, 0, 0]), SamplePlan.line("B", .mix, [1_400, 0, 0]),
    ])
    let missing = try plan.roundingDifferences(of: "general-fund", in: .thousands)
    #expect(missing.map(\.pounds) == [1_000, 0, 0])
    let text = try PlanText.plan(plan, layout: .increments, unit: .thousands)
    #expect(text.contains("the printed lines miss them by 1 in 2026/27"))
  }

  @Test("A one-off needs its reversal in the next year, whole, and in its own fund")
  func oneOffs() throws {
    let oneOff = SamplePlan.line("O", .oneOff, [50, 0, 0], isOneOff: true)
    let none = try SamplePlan.plan([oneOff]).findings()
    #expect(none.map(\.weight) == [.fail])
    #expect(none[0].message.contains("(£50) in 2027/28"))
    let whole = SamplePlan.line("R", .reversal, [0, -50, 0], reverses: "O")
    #expect(try SamplePlan.plan([oneOff, whole]).findings().isEmpty)
    let part = SamplePlan.line("R", .reversal, [0, -40, 0], reverses: "O")
    #expect(try SamplePlan.plan([oneOff, part]).findings().map(\.weight) == [.fail])
    let elsewhere = SamplePlan.line("R", .reversal, [0, -50, 0], fund: "high-needs", reverses: "O")
    #expect(try SamplePlan.plan([oneOff, elsewhere]).findings().count == 2)
    let last = try SamplePlan.plan([
      SamplePlan.line("O", .oneOff, [0, 0, 50], isOneOff: true)
    ]).findings()
    #expect(last.map(\.weight) == [.note])
    let twoYears = SamplePlan.line("O", .oneOff, [50, 30, 0], isOneOff: true)
    let back = SamplePlan.line("R", .reversal, [0, -50, -30], reverses: "O")
    #expect(try SamplePlan.plan([twoYears, back]).findings().isEmpty)
  }

  @Test("Cash and real lines do not add, and the finding says which")
  func bases() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("A", .demand, [1, 1, 1]),
      SamplePlan.line(
        "B", .demand, [1, 1, 1], base: .prices(FinancialYear(startYear: 2025))),
    ])
    #expect(throws: BudgetPlanError.self) { try plan.change(of: "general-fund") }
    let found = plan.findings()
    #expect(found.map(\.kind) == ["price-base"])
    #expect(found[0].message.contains("A is in cash and B in 2025/26 prices"))
  }

  @Test("A saving that adds to the budget is named")
  func sign() throws {
    let plan = try SamplePlan.plan([
      SamplePlan.line("S1", .saving, [60_000, 0, 0]),
      SamplePlan.line("S2", .saving, [-60_000, 60_000, 0]),
    ])
    #expect(plan.findings().filter { $0.kind == "sign" }.map(\.subject) == ["S1"])
  }

  @Test("An unknown fund, unknown lines and overlapping savings are named")
  func named() throws {
    func saving(_ ref: String, _ children: Double) throws -> PlanLine {
      SamplePlan.line(
        ref, .saving, [-100_000, 0, 0],
        delivery: Delivery(
          start: try CalendarDate(iso: "2026-04-01"), confidence: 0.8, kind: .cashable,
          actsOn: [ActedOn(cell: "residential", children: children, available: 40)]))
    }
    let plan = try SamplePlan.plan([
      try saving("S1", 30), try saving("S2", 20),
      SamplePlan.line("x", .demand, [1, 0, 0], fund: "general fund"),
    ])
    let found = plan.findings()
    #expect(found.map(\.kind).sorted() == ["fund", "overlap"])
    let overlap = try #require(found.first { $0.kind == "overlap" })
    #expect(overlap.subject == "S1 and S2")
    #expect(overlap.message.contains("about 15 of them are counted twice, 10 for certain"))
    let earlier = try SamplePlan.plan([try saving("S1", 30), try saving("s2", 20)])
    let unknown = plan.findings(against: earlier).filter { $0.kind == "line" }
    #expect(unknown.map(\.subject) == ["S2", "x"])
    #expect(unknown[0].message.contains("There is s2"))
  }

  @Test("Years out of order, missing amounts and repeated references are refused")
  func refusals() {
    #expect(throws: BudgetPlanError.self) {
      try FinancialPlan(name: "p", years: [], lines: [])
    }
    #expect(throws: BudgetPlanError.self) {
      try FinancialPlan(
        name: "p", years: [SamplePlan.years[0], SamplePlan.years[2]], lines: [])
    }
    #expect(throws: BudgetPlanError.self) {
      try SamplePlan.plan([SamplePlan.line("A", .demand, [1])])
    }
    #expect(throws: BudgetPlanError.self) {
      try SamplePlan.plan([
        SamplePlan.line("A", .demand, [1, 1, 1]), SamplePlan.line("A", .mix, [1, 1, 1]),
      ])
    }
  }

  @Test("The full-year effect is what next year must still add")
  func fullYear() {
    // 12 children from 1 October at 3,000 a week: 936,000 in the year, 1,872,000 in a whole one.
    var line = SamplePlan.line("A", .demand, [936_000, 936_000, 0])
    line.fullYear = [Pence(pounds: 1_872_000), nil, nil]
    #expect(line.nextYearStep == [Pence(pounds: 936_000), nil, nil])
  }
}
