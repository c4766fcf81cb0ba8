import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("Models that ask for something unusual")
struct OddModelTests {
  private func mean(_ run: Run, _ scenario: String, _ split: String, _ year: String) throws
    -> Double
  {
    try #require(
      run.forecasts.first {
        $0.scenario == scenario && $0.split == split && $0.period == year
      }
    ).summary.mean
  }

  private func spend(_ run: Run, _ scenario: String, _ year: String) throws -> Double {
    try #require(
      run.costs.first {
        $0.scenario == scenario && $0.split == "total" && $0.kind == "cost"
          && $0.financialYear == year
      }
    ).summary.mean
  }

  @Test("a horizon that ends before the newest figure is refused, not a crash")
  func past() async throws {
    var model = Fixture.model()
    model.settings.firstMonth = .april(2020)
    model.settings.lastMonth = Month(year: 2023, monthOfYear: 3)
    await #expect(throws: EngineError.self) { try await Fixture.run(model) }
  }

  @Test("a horizon that starts before the newest figure opens with the published stocks")
  func early() async throws {
    var model = Fixture.model(reports: [Fixture.report([], from: 2024, to: 2026)])
    model.settings.firstMonth = .april(2024)
    let run = try await Fixture.run(model)
    // 350 on 31 March 2024 and 343 a year later, published: 2024/25 lies between.
    let opening = try mean(run, "baseline", "total", "2024/25")
    #expect(opening > 343 && opening < 350)
    #expect(
      try #require(run.forecasts.first { $0.split == "total" && $0.period == "2024/25" })
        .summary.sd < 1e-6)
  }

  @Test("an override of a price from a month on is paid from that month on")
  func midYear() async throws {
    let double = Override(
      assumption: "cla-rate.residential", value: Fixture.money(15_200, per: "child", .week),
      from: Month(year: 2028, monthOfYear: 10), because: "test", evidence: Evidence())
    let run = try await Fixture.run(
      Fixture.model(extra: [Fixture.scenario("dear", levers: [], overrides: [double])]))
    let before = try spend(run, "dear", "2027/28") - spend(run, "baseline", "2027/28")
    let during = try spend(run, "dear", "2028/29") - spend(run, "baseline", "2028/29")
    let after = try spend(run, "dear", "2029/30") - spend(run, "baseline", "2029/30")
    #expect(abs(before) < 1e-6)
    #expect(during > 0.45 * after && during < 0.55 * after)
  }

  @Test("overrides follow each other by their dates, in whichever order they stand")
  func follow() async throws {
    func priced(_ amount: Decimal, _ year: Int) -> Override {
      Override(
        assumption: "cla-rate.residential", value: Fixture.money(amount, per: "child", .week),
        from: .april(year), because: "test", evidence: Evidence())
    }
    let dated = [priced(3_800, 2029), priced(15_200, 2027)]
    let run = try await Fixture.run(
      Fixture.model(
        extra: [
          Fixture.scenario("one", levers: [], overrides: dated),
          Fixture.scenario("other", levers: [], overrides: dated.reversed()),
        ]))
    for name in ["one", "other"] {
      #expect(try spend(run, name, "2026/27") == spend(run, "baseline", "2026/27"))
      #expect(try spend(run, name, "2028/29") > spend(run, "baseline", "2028/29"))
      #expect(try spend(run, name, "2030/31") < spend(run, "baseline", "2030/31"))
    }
  }

  @Test("dated delivery and dated spend are read month by month")
  func dated() async throws {
    func share(_ value: Double) -> ValueSpec {
      ValueSpec(
        form: .fixed(value), shape: .fixed,
        quantity: Quantity(magnitude: Decimal(value), kind: .percent(nil)))
    }
    func pounds(_ value: Decimal) -> ValueSpec {
      ValueSpec(
        form: .fixed(NSDecimalNumber(decimal: value).doubleValue), shape: .fixed,
        quantity: Quantity(
          magnitude: value, kind: .money, perTime: .financialYear, base: .prices(Fixture.year2026)))
    }
    let later = PeriodSpec.financialYear(FinancialYear(startYear: 2029))
    let sooner = PeriodSpec.financialYear(FinancialYear(startYear: 2027))
    var lever = Fixture.lever(
      .reduce(
        item: "residential", amount: Fixture.children(10, per: nil), destination: .item("foster")),
      spends: [Spend(amount: Fixture.reference("cost"), once: false, fund: "general-fund")])
    lever.delivers = Fixture.reference("share")
    var model = Fixture.model(levers: [lever], extra: [Fixture.scenario("plan", levers: [lever])])
    for (name, low, high) in [
      ("share", share(0.1), share(1)), ("cost", pounds(100), pounds(300)),
    ] {
      model.assumptions.append(
        Assumption(
          name: name, label: name,
          body: .byPeriod(
            dated: [
              DatedValue(period: sooner, value: low), DatedValue(period: later, value: high),
            ],
            onwards: high), evidence: Evidence(), location: Fixture.place))
    }
    let run = try await Fixture.run(model)
    func moved(_ year: String) throws -> Double {
      try mean(run, "baseline", "residential", year) - mean(run, "plan", "residential", year)
    }
    #expect(abs(try moved("2028/29") - 1) < 1e-6)
    #expect(abs(try moved("2029/30") - 10) < 1e-6)
    let paid = run.costs.filter { $0.kind == "investment" }.map { $0.summary.mean.rounded() }
    #expect(paid == [0, 0, 100, 100, 300, 300])
  }

  @Test("of baseline is the parent's stock, whatever else the scenario does")
  func baseline() async throws {
    let tenth = ValueSpec(
      form: .fixed(0.1), shape: .fixed,
      quantity: Quantity(magnitude: 0.1, kind: .percent(.baseline)))
    let first = Fixture.lever(
      .reduce(
        item: "residential", amount: Fixture.children(20, per: nil), destination: .item("parents")),
      name: "first")
    let second = Fixture.lever(
      .reduce(item: "residential", amount: tenth, destination: .item("foster")), name: "second")
    var child = Fixture.scenario("child", levers: [first, second])
    child.parent = "parent"
    let run = try await Fixture.run(
      Fixture.model(
        levers: [first, second],
        // The child stands before its parent: order must not matter.
        extra: [child, Fixture.scenario("parent", levers: [first])]))
    let base = try mean(run, "baseline", "residential", "2029/30")
    let parent = try mean(run, "parent", "residential", "2029/30")
    let both = try mean(run, "child", "residential", "2029/30")
    #expect(abs(base - parent - 20) < 1e-6)
    #expect(abs(parent - both - 0.1 * parent) < 1e-6)
  }

  @Test(
    "a percentage of a whole divided measure is that percentage of each item; a number is refused")
  func whole() async throws {
    let tenth = ValueSpec(
      form: .fixed(0.1), shape: .fixed,
      quantity: Quantity(magnitude: 0.1, kind: .percent(.baseline)))
    func run(_ amount: ValueSpec) async throws -> Run {
      let lever = Fixture.lever(
        .reduce(item: "cla", amount: amount, destination: .neverStarting))
      return try await Fixture.run(
        Fixture.model(levers: [lever], extra: [Fixture.scenario("plan", levers: [lever])]))
    }
    let result = try await run(tenth)
    for split in ["total", "foster", "residential"] {
      let base = try mean(result, "baseline", split, "2029/30")
      #expect(abs(try mean(result, "plan", split, "2029/30") - 0.9 * base) < 1e-9 * base)
    }
    await #expect(throws: EngineError.self) { _ = try await run(Fixture.children(5, per: nil)) }
  }

  @Test("diverting starts of a measure that has none moves nobody")
  func noStarts() async throws {
    let divert = ValueSpec(
      form: .fixed(0.5), shape: .fixed,
      quantity: Quantity(magnitude: 0.5, kind: .percent(.starts)))
    var lever = Fixture.lever(.divert(amount: divert, from: "a", to: "b"))
    lever.measure = "beds"
    var model = Fixture.model(levers: [lever])
    model.categories.append(Category(name: "kind", items: ["a", "b"]))
    model.measures += [
      Measure(
        name: "homes", label: "homes", noun: "place", splitBy: [],
        source: .level(start: Fixture.children(8, per: nil), growth: nil), evidence: Evidence()),
      Measure(
        name: "beds", label: "beds", noun: "bed", splitBy: ["kind"],
        source: .follows(measure: "homes", at: "per-home", sharedBy: "mix"), evidence: Evidence()),
    ]
    func items(_ name: String, _ values: [(String, Double)]) -> Assumption {
      Assumption(
        name: name, label: name,
        body: .byItem(
          category: "kind",
          values: values.map { item, value in
            ItemValue(
              item: item,
              value: ValueSpec(
                form: .fixed(value), shape: .fixed,
                quantity: Quantity(magnitude: Decimal(value), kind: .plain)))
          }), evidence: Evidence(), location: Fixture.place)
    }
    model.assumptions += [
      items("per-home", [("homes", 2)]), items("mix", [("a", 0.25), ("b", 0.75)]),
    ]
    model.scenarios = [
      Scenario(
        name: "baseline", label: "b", parent: nil, covers: ["cla", "homes", "beds"],
        levers: [LeverUse(lever: lever.name, delayMonths: 0)], overrides: [])
    ]
    let run = try await Fixture.run(model)
    #expect(abs(try mean(run, "baseline", "a", "2028/29") - 4) < 1e-9)
    #expect(abs(try mean(run, "baseline", "b", "2028/29") - 12) < 1e-9)
  }

  @Test("an authority whose items are not published takes the panel's shares, and a note says so")
  func filled() async throws {
    // Kent has plans and CLA totals in the seeds, and no placements.
    let run = try await Fixture.run(Fixture.model(area: "Kent"))
    #expect(run.forecasts.contains { $0.split == "residential" && $0.summary.mean > 0 })
    #expect(
      run.checks.contains { $0.kind == "data" && $0.check.contains("suppressed items filled") })
  }

  @Test("scenarios that cover different measures are compared on what both cover")
  func covers() async throws {
    var model = Fixture.model(reports: [Fixture.report(["narrow"])])
    model.measures.append(
      Measure(
        name: "homes", label: "homes", noun: "place", splitBy: [],
        source: .level(start: Fixture.children(8, per: nil), growth: nil), evidence: Evidence()))
    var cost = model.costs[0]
    cost.name = "homes-spend"
    cost.measure = "homes"
    cost.price = Fixture.money(500, per: "place", .week)
    model.costs.append(cost)
    model.scenarios[0].covers.append("homes")
    model.scenarios.append(
      Scenario(
        name: "narrow", label: "n", parent: nil, covers: ["cla"], levers: [], overrides: []))
    let run = try await Fixture.run(model)
    let savings = run.mtfs.filter { $0.scenario == "narrow" && $0.line == "savings" }
    #expect(!savings.isEmpty && savings.allSatisfy { $0.incremental.central == 0 })
    #expect(run.checks.contains { $0.check == "mtfs: costs left out of narrow" })
  }
}
