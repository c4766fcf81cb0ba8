import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("Measures with a history or a projection of their own")
struct OwnHistoryTests {
  private func near(_ value: Double?, _ wanted: Double, _ tolerance: Double = 1e-6) -> Bool {
    value.map { abs($0 - wanted) <= tolerance } ?? false
  }

  @Test("the last figure holds; a month's stock is the mean of its ends")
  func last() async throws {
    let table = OwnFixture.plain(months: 13) { Double(100 + $0) }
    let run = try await OwnFixture.run(
      OwnFixture.model([OwnFixture.measure("places", noun: "place")]), ["places.csv": table])
    #expect(OwnFixture.value(run, "places", "2026/27")?.mean == 112)
    #expect(OwnFixture.value(run, "places", "2026/27")?.sd == 0)
    #expect(run.manifest.inputs.map(\.role) == ["data"])
    #expect(run.manifest.inputs.map(\.name) == ["places.csv"])
    #expect(run.manifest.areaCode.isEmpty)
  }

  @Test("a census a year is met at its day, and checks read the table")
  func census() async throws {
    var model = OwnFixture.model([
      OwnFixture.measure("places", noun: "place", .recentTrend, cadence: .census("ssda903"))
    ])
    model.checks = [
      Check(
        title: "2025", subject: "places", moment: .census(name: "ssda903", year: 2025),
        expected: Quantity(magnitude: 90, kind: .count("place")), within: 0,
        location: OwnFixture.place)
    ]
    let table = "date,count\n2024-03-31,80\n2025-03-31,90\n2026-03-31,100\n2023-03-31,70\n"
    let run = try await OwnFixture.run(model, ["places.csv": table])
    #expect(run.checks.filter { $0.kind == "tie-out" }.map(\.outcome) == ["pass"])
    let censuses = run.forecasts.filter { $0.calendar == "census" }
    #expect(
      censuses.map(\.period) == [
        "2027-03-31", "2028-03-31", "2029-03-31", "2030-03-31", "2031-03-31",
      ])
    let first = try #require(censuses.first)
    #expect(first.summary.p50 > 100 && first.summary.p50 < 112)
    #expect(first.summary.sd > 1)
    #expect(
      first.baselines
        == Baselines(
          lastValue: 100, linear: 110, constantGrowth: 100 * pow(100.0 / 70, 1.0 / 3)))
    #expect(try #require(censuses.last).summary.sd > first.summary.sd)
  }

  @Test("growth compounds by month from the last figure, events from the same month of last year")
  func growth() async throws {
    let rate = OwnFixture.assumption(
      "rate", OwnFixture.fixed(0.12, .percent(nil), per: .financialYear))
    let run = try await OwnFixture.run(
      OwnFixture.model(
        [
          OwnFixture.measure("pupils", .growth(assumption: "rate")),
          OwnFixture.measure(
            "requests", noun: "request", isFlow: true, .growth(assumption: "rate")),
        ], assumptions: [rate]),
      [
        "pupils.csv": OwnFixture.plain(months: 13) { _ in 100 },
        "requests.csv": OwnFixture.plain(months: 36) { Double(10 + $0 % 12) },
      ])
    var ends = [100.0]
    for _ in 0..<12 { ends.append(ends[ends.count - 1] * pow(1.12, 1.0 / 12)) }
    var mean = 0.0
    for month in 0..<12 {
      let days = Double(Month.april(2026).advanced(by: month).days)
      mean += (ends[month] + ends[month + 1]) / 2 * days / 365
    }
    #expect(near(OwnFixture.value(run, "pupils", "2026/27")?.mean, mean))
    let year = Double((0..<12).reduce(0) { $0 + 10 + $1 })
    #expect(near(OwnFixture.value(run, "requests", "2026/27")?.mean, year * 1.12))
    #expect(near(OwnFixture.value(run, "requests", "2027/28")?.mean, year * 1.12 * 1.12))
  }

  @Test("recent-trend keeps a trend and a season, and items add to the total in every draw")
  func trend() async throws {
    let table = OwnFixture.history(months: 73) { month, item in
      100 * (item + 1) + month + (month % 12 == 5 ? 10 : 0)
    }
    let model = OwnFixture.model([OwnFixture.measure("cla", split: true, .recentTrend)])
    let run = try await OwnFixture.run(model, ["cla.csv": table])
    let total = try #require(OwnFixture.value(run, "cla", "2026/27"))
    // 600 + 3 · 72 at the end of March 2026, and three more a month.
    #expect(abs(total.p50 - 836) < 15)
    #expect(total.p90 > total.p50 && total.sd > 0.5)
    let parts = try OwnFixture.items.map {
      try #require(OwnFixture.value(run, "cla", "2026/27", split: $0)).mean
    }
    #expect(near(parts.reduce(0, +), total.mean, 1e-6))
    let one = try await OwnFixture.run(model, ["cla.csv": table], threads: 1)
    #expect(one == run)
  }

  @Test("the draws of recent-trend keep the law of each step")
  func law() async throws {
    // A census a year: the combination's Student law with its median and spread.
    let table =
      "date,count\n2022-03-31,60\n2023-03-31,71\n2024-03-31,80\n2025-03-31,92\n2026-03-31,100\n"
    let run = try await OwnFixture.run(
      OwnFixture.model(
        [OwnFixture.measure("places", .recentTrend, cadence: .census("ssda903"))], runs: 4000),
      ["places.csv": table])
    let rows = run.forecasts.filter { $0.calendar == "census" }.map(\.summary)
    for row in rows {
      // Symmetric about the median: what is above equals what is below, within sampling.
      #expect(abs((row.p90 - row.p50) / (row.p50 - row.p10) - 1) < 0.12)
    }
    let ratio = (rows[3].p90 - rows[3].p10) / (rows[0].p90 - rows[0].p10)
    // Spread grows as the 0.72nd power of the step.
    #expect(abs(ratio / pow(4, 0.72) - 1) < 0.08)
  }

  @Test("a projection is taken as given, on straight lines between its points")
  func projection() async throws {
    let residents = Measure(
      name: "residents", label: "residents", noun: "child", splitBy: [],
      source: .projection(OwnFixture.file("snpp.csv")), evidence: Evidence())
    let table =
      "year,count\n2024,900\n2025,1000\n2026,1000\n2027,1120\n2028,1120\n2029,1120\n"
      + "2030,1120\n2031,1120\n"
    let run = try await OwnFixture.run(OwnFixture.model([residents]), ["snpp.csv": table])
    #expect(OwnFixture.value(run, "residents", "2028/29")?.mean == 1120)
    #expect(OwnFixture.value(run, "residents", "2028/29")?.sd == 0)
    let year = try #require(OwnFixture.value(run, "residents", "2026/27")).mean
    #expect(year > 1030 && year < 1060)
    let short = await OwnFixture.fault(
      OwnFixture.model([residents]), ["snpp.csv": "year,count\n2025,1\n2026,2\n"])
    #expect(short?.contains("has no figure for") == true)
  }

  @Test("levers and costs act on measures of one's own")
  func levers() async throws {
    let lever = OwnFixture.lever(
      [
        .move(
          amount: OwnFixture.fixed(2, .count("child"), per: .month), from: "residential",
          to: "fostering")
      ], until: OwnFixture.month(2027, 8))
    let cost = Cost(
      name: "spend", label: "spend", fund: "general-fund", measure: "cla", items: [],
      price: ValueSpec(
        form: .fixed(100), shape: .fixed,
        quantity: Quantity(
          magnitude: 100, kind: .money, perNouns: ["child"], perTime: .month, base: .cash)),
      inflation: nil, fundChanges: [], evidence: Evidence(), location: OwnFixture.place)
    let run = try await OwnFixture.run(
      OwnFixture.model([OwnFixture.measure("cla", split: true)], costs: [cost], levers: [lever]),
      ["cla.csv": OwnFixture.history(months: 13) { _, item in [100, 80, 40][item] }])
    // Ten children moved by August 2027, for good: no turnover is known.
    #expect(
      near(OwnFixture.value(run, "cla", "2028/29", split: "fostering", scenario: "plan")?.mean, 110)
    )
    #expect(near(OwnFixture.value(run, "cla", "2028/29", scenario: "plan")?.mean, 220))
    let spend = run.costs.first { $0.scenario == "baseline" && $0.financialYear == "2028/29" }
    #expect(near(spend?.summary.mean, 220 * 1200))
  }

  @Test("what can't be carried forward is refused")
  func refused() async throws {
    let table = OwnFixture.plain(months: 2) { _ in 5 }
    let short = await OwnFixture.fault(
      OwnFixture.model([OwnFixture.measure("places", .recentTrend)]), ["places.csv": table])
    #expect(short?.contains("needs at least 3") == true)
    let yearly = await OwnFixture.fault(
      OwnFixture.model([
        OwnFixture.measure("places", isFlow: true, cadence: .census("ssda903"))
      ]), ["places.csv": table])
    #expect(yearly?.contains("yearly census can't hold") == true)
    let undeclared = await OwnFixture.fault(
      OwnFixture.model([OwnFixture.measure("places", cadence: .census("nowhere"))]),
      ["places.csv": table])
    #expect(undeclared?.contains("`nowhere`, which is not declared") == true)
    let divert = OwnFixture.lever([
      .divert(amount: OwnFixture.fixed(0.5, .percent(.starts)), from: "ifa", to: "fostering")
    ])
    let starts = await OwnFixture.fault(
      OwnFixture.model([OwnFixture.measure("cla", split: true)], levers: [divert]),
      ["cla.csv": OwnFixture.stocks])
    #expect(starts?.contains("I don't know who starts") == true)
    for name in ["regression", "pathway"] {
      let forecast: OwnHistory.Forecast = name == "pathway" ? .pathway("x") : .regression("x")
      let missing = await OwnFixture.fault(
        OwnFixture.model([OwnFixture.measure("places", isFlow: true, forecast)]),
        ["places.csv": table])
      #expect(missing?.contains("No \(name) is called `x`") == true)
    }
  }
}
