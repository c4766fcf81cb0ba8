import Engine
import Foundation
import Periods
import Publishing
import Results
import ScenarioLanguage
import Testing

@Suite("A run over the shipped seeds")
struct RunTests {
  @Test("gives the same bytes on 1, 2 and 3 threads")
  func threads() async throws {
    let lever = Fixture.lever(
      .move(amount: Fixture.children(2, per: .month), from: "residential", to: "foster"))
    let model = Fixture.model(
      runs: 777, levers: [lever], extra: [Fixture.scenario("plan", levers: [lever])],
      reports: [Fixture.report(["plan"])])
    let one = try RunFolder.files(try await Fixture.run(model, threads: 1))
    for threads in [2, 3] {
      let other = try RunFolder.files(try await Fixture.run(model, threads: threads))
      #expect(one.map(\.name) == other.map(\.name))
      for (left, right) in zip(one, other) { #expect(left.bytes == right.bytes) }
    }
  }

  @Test("conserves children, agrees with its exact moments and ties its MTFS")
  func checks() async throws {
    let run = try await Fixture.run(
      Fixture.model(runs: 4000, reports: [Fixture.report([])]))
    for kind in ["conservation", "witness", "mtfs"] {
      let rows = run.checks.filter { $0.kind == kind && $0.outcome != "note" }
      #expect(!rows.isEmpty)
      #expect(rows.allSatisfy { $0.outcome == "pass" }, "\(rows)")
    }
  }

  @Test("shows every forecast beside its baselines and its past error")
  func baselines() async throws {
    let run = try await Fixture.run(Fixture.model())
    #expect(!run.forecasts.isEmpty)
    for row in run.forecasts {
      // Adoption is published for 2025; items that are suppressed have no series of their own.
      if ["total", "foster", "residential", "supported"].contains(row.split) {
        #expect(row.baselines?.linear != nil)
      }
      // The sixth year ahead is further than anything was tested.
      let isFar = row.period.hasPrefix("2031") || row.period == "2030/31"
      #expect((row.pastError == nil) == isFar, "\(row.period)")
      #expect(row.summary.p10 <= row.summary.p50 && row.summary.p50 <= row.summary.p90)
    }
    let total = try #require(
      run.forecasts.first { $0.split == "total" && $0.period == "2026-03-31" })
    #expect(total.baselines?.lastValue == 343)
  }

  @Test("keeps the published residual a visible line of the ledger")
  func ledger() async throws {
    let run = try await Fixture.run(Fixture.model())
    // Stock less (previous + starts − ceases), 2016 to 2025: DfE, CLA 2025 and LAIT.
    let published = run.ledger.filter { $0.status == "published" }
    #expect(published.map(\.residual) == [4, 0, 8, 3, 8, 4, 4, 0, 2, 1])
    for row in run.ledger {
      let closing = row.opening + row.entries - row.exits + row.residual
      #expect(abs(closing - row.closing) < 1e-9 * row.closing)
    }
  }

  @Test("prices children by the days of each year: 365 or 366, never 52 weeks")
  func weeks() async throws {
    var model = Fixture.model(runs: 50)
    model.assumptions[1].body = .single(
      ValueSpec(
        form: .fixed(0), shape: .fixed,
        quantity: Quantity(magnitude: 0, kind: .percent(nil), perTime: .financialYear)))
    let run = try await Fixture.run(model)
    for (year, days) in [("2026/27", 365.0), ("2027/28", 366.0)] {
      for item in Fixture.placements {
        let stock = try #require(
          run.forecasts.first { $0.split == item && $0.period == year })
        let cost = try #require(run.costs.first { $0.split == item && $0.financialYear == year })
        let weekly = item == "residential" ? 7600.0 : 1000
        let expected = stock.summary.mean * weekly * days / 7
        #expect(abs(cost.summary.mean - expected) <= 1e-9 * expected)
      }
    }
  }

  @Test("inflates from the price base, and not in it")
  func inflation() async throws {
    let run = try await Fixture.run(Fixture.model(runs: 2000))
    func mean(_ year: String) throws -> Double {
      try #require(run.costs.first { $0.split == "residential" && $0.financialYear == year })
        .summary.mean
    }
    func stock(_ year: String) throws -> Double {
      try #require(run.forecasts.first { $0.split == "residential" && $0.period == year })
        .summary.mean
    }
    let base = try mean("2026/27") / stock("2026/27") / (365.0 / 7)
    #expect(abs(base - 7600) < 1e-6)
    let next = try mean("2028/29") / stock("2028/29") / (365.0 / 7)
    #expect(abs(next / (7600 * 1.03 * 1.03) - 1) < 0.01)
  }

  @Test("refuses what does not fit the statistics, and says what to do")
  func refusals() async throws {
    await #expect(throws: EngineError.self) {
      try await Fixture.run(Fixture.model(area: "Bromly"))
    }
    await #expect(throws: EngineError.self) { try await Fixture.run(Fixture.model(area: nil)) }
    var noItems = Fixture.model()
    noItems.categories[0].items = ["castle"]
    await #expect(throws: EngineError.self) { try await Fixture.run(noItems) }
    var noPrice = Fixture.model()
    noPrice.assumptions[0].body = .byItem(category: "placement", values: [])
    await #expect(throws: EngineError.self) { try await Fixture.run(noPrice) }
    var noSeries = Fixture.model()
    noSeries.measures[0].source = .published(series: "castles", census: "ssda903")
    await #expect(throws: EngineError.self) { try await Fixture.run(noSeries) }
    var outside = Fixture.model(reports: [Fixture.report([], from: 2020, to: 2021)])
    await #expect(throws: EngineError.self) { try await Fixture.run(outside) }
    outside.reports = [Fixture.report([])]
    outside.reports[0].base = .prices(Fixture.year2026)
    await #expect(throws: EngineError.self) { try await Fixture.run(outside) }
  }

  @Test("a failed tie-out is a failed check, a met one passes")
  func tieOuts() async throws {
    func check(_ expected: Int) -> Check {
      Check(
        title: "CLA 2025", subject: "cla", moment: .census(name: "ssda903", year: 2025),
        expected: Quantity(magnitude: .init(expected), kind: .count("child")), within: 0,
        location: Fixture.place)
    }
    let run = try await Fixture.run(Fixture.model(runs: 20, checks: [check(343), check(344)]))
    #expect(run.checks.filter { $0.kind == "tie-out" }.map(\.outcome) == ["pass", "fail"])
  }
}
