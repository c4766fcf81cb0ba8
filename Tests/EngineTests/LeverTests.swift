import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("Levers")
struct LeverTests {
  private func compare(_ lever: Lever, by: [String] = ["placement"]) async throws -> Run {
    let shows = ["cla", "saving", "net"].map {
      Show(
        subject: $0, by: $0 == "cla" ? by : ["fund"], from: FinancialYear(startYear: 2026),
        to: FinancialYear(startYear: 2030), range: .medianOnly)
    }
    return try await Fixture.run(
      Fixture.model(
        levers: [lever], extra: [Fixture.scenario("plan", levers: [lever])],
        reports: [Fixture.report(["plan"])],
        comparisons: [Comparison(scenarios: ["plan"], baseline: "baseline", shows: shows)]))
  }

  private func mean(_ run: Run, _ subject: String, _ split: String, _ year: String) throws
    -> Double
  {
    try #require(
      run.comparisons.first {
        $0.subject == subject && $0.split == split && $0.financialYear == year
      }
    ).summary.mean
  }

  @Test("a move conserves children: what leaves one placement arrives in the other")
  func move() async throws {
    let run = try await compare(
      Fixture.lever(
        .move(amount: Fixture.children(1, per: .month), from: "residential", to: "foster"),
        until: Month(year: 2028, monthOfYear: 3)))
    for year in ["2027/28", "2028/29", "2029/30"] {
      let left = try mean(run, "cla", "residential", year)
      let arrived = try mean(run, "cla", "foster", year)
      #expect(left < 0)
      #expect(abs(left + arrived) < 1e-9)
    }
    #expect(try mean(run, "cla", "residential", "2026/27") == 0)
    // One a month for twelve months, wearing off as children leave care: less than 12 stay moved.
    let later = -(try mean(run, "cla", "residential", "2028/29"))
    #expect(later > 4 && later < 12)
  }

  @Test("no more children move than are there")
  func exhausted() async throws {
    let run = try await compare(
      Fixture.lever(
        .move(amount: Fixture.children(50, per: .month), from: "residential", to: "foster")))
    for row in run.forecasts where row.scenario == "plan" && row.split == "residential" {
      #expect(row.summary.p10 >= 0)
    }
    let net = run.comparisons.filter { $0.subject == "cla" && $0.financialYear == "2030/31" }
    #expect(abs(net.reduce(0) { $0 + $1.summary.mean }) < 1e-6)
  }

  @Test("a reduction of baseline takes that share, month by month")
  func reduce() async throws {
    let tenPercent = ValueSpec(
      form: .fixed(0.1), shape: .fixed,
      quantity: Quantity(magnitude: 0.1, kind: .percent(.baseline)))
    let run = try await compare(
      Fixture.lever(
        .reduce(item: "residential", amount: tenPercent, destination: .item("foster"))))
    let base = try #require(
      run.forecasts.first {
        $0.scenario == "baseline" && $0.split == "residential" && $0.period == "2028/29"
      }
    ).summary.mean
    #expect(abs(try mean(run, "cla", "residential", "2028/29") + 0.1 * base) < 1e-9 * base)
  }

  @Test("children who leave the service lower the total; those who join raise it")
  func totals() async throws {
    let leaving = try await compare(
      Fixture.lever(
        .reduce(
          item: "residential", amount: Fixture.children(3, per: nil),
          destination: .leavingTheService)), by: [])
    #expect(abs(try mean(leaving, "cla", "total", "2028/29") + 3) < 1e-9)
    let joining = try await compare(
      Fixture.lever(
        .increase(
          item: "foster", amount: Fixture.children(3, per: nil), origin: .joiningTheService)),
      by: [])
    #expect(abs(try mean(joining, "cla", "total", "2028/29") - 3) < 1e-9)
  }

  @Test("diverting starts changes the mix and not the total")
  func divert() async throws {
    let share = ValueSpec(
      form: .fixed(0.2), shape: .fixed,
      quantity: Quantity(magnitude: 0.2, kind: .percent(.starts)))
    let run = try await compare(
      Fixture.lever(.divert(amount: share, from: "residential", to: "foster")))
    #expect(try mean(run, "cla", "residential", "2029/30") < 0)
    let all = run.comparisons.filter { $0.subject == "cla" && $0.financialYear == "2029/30" }
    #expect(abs(all.reduce(0) { $0 + $1.summary.mean }) < 1e-6)
  }

  @Test("spend is investment: it lowers the net saving by exactly itself")
  func spend() async throws {
    let spend = ValueSpec(
      form: .fixed(120_000), shape: .fixed,
      quantity: Quantity(
        magnitude: 120_000, kind: .money, perTime: .financialYear,
        base: .prices(Fixture.year2026)))
    let run = try await compare(
      Fixture.lever(
        .move(amount: Fixture.children(1, per: .month), from: "residential", to: "foster"),
        spends: [Spend(amount: spend, once: false, fund: "general-fund")]))
    for year in ["2027/28", "2030/31"] {
      let saving = try mean(run, "saving", "general-fund", year)
      let net = try mean(run, "net", "general-fund", year)
      #expect(abs(saving - net - 120_000) < 1e-6)
    }
    let lines = run.mtfs.filter {
      $0.service == "total" && $0.scenario == "plan" && $0.line == "investment"
    }
    #expect(lines.map(\.incremental.central) == [0, 12_000_000, 0, 0, 0])
  }

  @Test("MTFS lines add to net to the penny, and a base is last year's net")
  func mtfs() async throws {
    let run = try await compare(
      Fixture.lever(
        .move(amount: Fixture.children(2, per: .month), from: "residential", to: "foster"),
        ramp: 6))
    let services = Set(run.mtfs.map { "\($0.scenario)|\($0.service)" })
    for service in services {
      let rows = run.mtfs.filter { "\($0.scenario)|\($0.service)" == service }
      var before: Futures?
      for year in ["2026/27", "2027/28", "2028/29", "2029/30", "2030/31"] {
        let inYear = rows.filter { $0.financialYear == year }
        func pence(_ line: String, _ path: KeyPath<Futures, Int>) throws -> Int {
          try #require(inYear.first { $0.line == line }).incremental[keyPath: path]
        }
        for path in [\Futures.low, \Futures.central, \Futures.high] {
          let lines = Set(inYear.map(\.line)).subtracting(["net"])
          #expect(lines.count == 9)
          let sum = try lines.reduce(0) { $0 + (try pence($1, path)) }
          #expect(try pence("net", path) == sum)
          if let before { #expect(try pence("base", path) == before[keyPath: path]) }
        }
        before = try #require(inYear.first { $0.line == "net" }).incremental
      }
    }
  }

  @Test("an unused lever, or an override equal to the value it replaces, changes no figure")
  func inert() async throws {
    let lever = Fixture.lever(
      .move(amount: Fixture.children(2, per: .month), from: "residential", to: "foster"))
    let plain = try await Fixture.run(Fixture.model())
    let same = Override(
      assumption: "provider-inflation", value: Fixture.change(0.02, 0.04), from: nil,
      because: "test", evidence: Evidence())
    let other = try await Fixture.run(
      Fixture.model(
        levers: [lever], extra: [Fixture.scenario("copy", levers: [], overrides: [same])]))
    #expect(plain.forecasts == other.forecasts.filter { $0.scenario == "baseline" })
    let renamed = other.costs.filter { $0.scenario == "copy" }.map(\.summary)
    #expect(plain.costs.map(\.summary) == renamed)
  }
}

@Suite("Two levers over the same children")
struct LeverOverlapTests {
  private func overlaps(_ levers: [Lever]) async throws -> (rows: [CheckRow], run: Run) {
    let run = try await Fixture.run(
      Fixture.model(
        levers: levers, extra: [Fixture.scenario("plan", levers: levers)],
        reports: [Fixture.report(["plan"])]))
    return (run.checks.filter { $0.check.hasPrefix("overlap") }, run)
  }

  private func cap(_ name: String, _ places: Decimal, of item: String) -> Lever {
    Fixture.lever(
      .cap(
        item: item,
        amount: ValueSpec(
          form: .fixed(NSDecimalNumber(decimal: places).doubleValue), shape: .fixed,
          quantity: Quantity(magnitude: places, kind: .count("child")))), name: name)
  }

  @Test("are named with what would be counted twice")
  func named() async throws {
    let found = try await overlaps([
      cap("ten-beds", 10, of: "residential"), cap("twelve-beds", 12, of: "residential"),
    ])
    let row = try #require(found.rows.first)
    #expect(found.rows.count == 1)
    #expect(row.check == "overlap of ten-beds and twelve-beds in plan")
    #expect(row.detail.contains("residential of cla"))
    #expect(row.detail.contains("counted twice"))
    #expect(row.found.hasPrefix("£"))
  }

  @Test("are not named where they act on other children, or add up")
  func apart() async throws {
    let apart = try await overlaps([
      cap("ten-beds", 10, of: "residential"), cap("fewer-supported", 12, of: "supported"),
    ])
    #expect(apart.rows.isEmpty)
    let additive = try await overlaps([
      Fixture.lever(
        .move(amount: Fixture.children(1, per: .financialYear), from: "residential", to: "foster"),
        name: "one"),
      Fixture.lever(
        .move(amount: Fixture.children(1, per: .financialYear), from: "residential", to: "foster"),
        name: "two"),
    ])
    #expect(additive.rows.isEmpty)
  }
}
