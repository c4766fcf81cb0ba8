import Engine
import Foundation
import Periods
import Probability
import Results
import ScenarioLanguage
import Testing

@Suite("Pathways: children move between the items of a measure")
struct PathwayTests {
  private let tables = ["cla.csv": OwnFixture.stocks, "moves.csv": OwnFixture.moves]

  private func model(
    _ pathway: Pathway, extra: [Measure] = [], runs: Int = 400, levers: [Lever] = [],
    assumptions: [Assumption] = [], figures: [Figure] = []
  ) -> ScenarioModel {
    OwnFixture.model(
      [OwnFixture.measure("cla", split: true, .pathway("placements"))] + extra, runs: runs,
      assumptions: assumptions, pathways: [pathway], figures: figures, levers: levers)
  }

  private func outcomes(_ run: Run, _ kind: String) -> [String] {
    run.checks.filter { $0.kind == kind }.map(\.outcome)
  }

  @Test("conserves children, and its mean is the exact one given the rates drawn")
  func conserved() async throws {
    let run = try await OwnFixture.run(model(OwnFixture.pathway(), runs: 2000), tables)
    #expect(outcomes(run, "conservation") == ["pass"])
    #expect(outcomes(run, "witness") == ["pass"])
    let ledger = run.ledger.filter { $0.status == "projected" }
    #expect(ledger.count == 5)
    for row in ledger {
      #expect(abs(row.opening + row.entries - row.exits - row.closing) < 1e-9)
    }
    for (before, after) in zip(ledger, ledger.dropFirst()) {
      #expect(abs(before.closing - after.opening) < 1e-9)
    }
    let entries = try #require(ledger.first).entries
    // 3.5 and 2 a month were counted.
    #expect(abs(entries - 66) < 1)
  }

  @Test("random pathways conserve children, with limits, levers and an age limit")
  func random() async throws {
    let stream = RandomStream(seed: 5, name: "pathways")
    for trial in 0..<12 {
      func whole(_ k: Int, below: Int) -> Int {
        Int(stream.uniform(replicate: trial, step: 0, k: k) * Double(below))
      }
      var counts = "month,placement,age,count\n"
      for back in (0..<25).reversed() {
        for (place, item) in OwnFixture.items.enumerated() {
          for age in [3, 9, 15, 16, 17] {
            let when = OwnFixture.label(OwnFixture.month(2026, 3).advanced(by: -back))
            counts += "\(when),\(item),\(age),\(whole(place * 7 + age, below: 20) + 1)\n"
          }
        }
      }
      let levers = [
        OwnFixture.lever([
          .move(
            amount: OwnFixture.fixed(Double(whole(90, below: 5)), .count("child"), per: .month),
            from: "residential", to: "fostering")
        ]),
        OwnFixture.lever(
          [
            .reduce(
              item: "ifa", amount: OwnFixture.fixed(0.2, .percent(.baseline)),
              destination: .item("fostering"))
          ], name: "less-ifa", until: .april(2029)),
        OwnFixture.lever(
          [
            .divert(
              amount: OwnFixture.fixed(0.5, .percent(.starts)), from: "ifa", to: "fostering")
          ], name: "divert"),
        OwnFixture.lever(
          [
            .reduce(
              item: "residential", amount: OwnFixture.fixed(1, .count("child"), per: .month),
              destination: .leavingTheService)
          ], name: "leave"),
      ]
      let run = try await OwnFixture.run(
        model(
          OwnFixture.pathway(
            ageOut: 18, limits: [OwnFixture.limit("fostering", overflow: "residential")]),
          extra: [OwnFixture.measure("places")], runs: 60, levers: levers),
        [
          "cla.csv": counts, "moves.csv": OwnFixture.moves,
          "places.csv": OwnFixture.plain(months: 25) { _ in Double(20 + whole(99, below: 80)) },
        ])
      #expect(outcomes(run, "conservation") == ["pass"])
    }
  }

  @Test("a limit is never exceeded, and those who do not fit are counted and go on")
  func limited() async throws {
    let pathway = OwnFixture.pathway(
      limits: [
        OwnFixture.limit("fostering", overflow: "ifa"),
        Pathway.Limit(
          item: "ifa", capacity: "ifa-places", perPlace: OwnFixture.fixed(1, .count("child")),
          overflow: "residential"),
      ])
    var all = tables
    all["places.csv"] = OwnFixture.plain(months: 25) { _ in 90 }
    all["ifa-places.csv"] = OwnFixture.plain(months: 25) { _ in 85 }
    let run = try await OwnFixture.run(
      model(
        pathway, extra: [OwnFixture.measure("places"), OwnFixture.measure("ifa-places")]), all)
    #expect(outcomes(run, "conservation") == ["pass"])
    for year in ["2027/28", "2030/31"] {
      let fostering = try #require(
        OwnFixture.value(run, "cla", year, split: "fostering"))
      let ifa = try #require(OwnFixture.value(run, "cla", year, split: "ifa"))
      #expect(fostering.p90 <= 90 && ifa.p90 <= 85)
      #expect(fostering.mean > 80)
    }
    let notes = run.checks.filter { $0.kind == "limit" }
    #expect(notes.count == 2)
    #expect(notes.allSatisfy { $0.found.contains("in 2027/28") })
  }

  @Test("a lever works before limits, and says how many had no place")
  func leverLimited() async throws {
    let lever = OwnFixture.lever([
      .reduce(
        item: "ifa", amount: OwnFixture.fixed(0.5, .percent(.baseline)),
        destination: .item("fostering"))
    ])
    var all = tables
    all["places.csv"] = OwnFixture.plain(months: 25) { _ in 101 }
    let limited = try await OwnFixture.run(
      model(
        OwnFixture.pathway(limits: [OwnFixture.limit("fostering", overflow: "ifa")]),
        extra: [OwnFixture.measure("places")], levers: [lever]), all)
    let free = try await OwnFixture.run(model(OwnFixture.pathway(), levers: [lever]), tables)
    func ifa(_ run: Run, _ scenario: String) throws -> Double {
      try #require(
        OwnFixture.value(run, "cla", "2028/29", split: "ifa", scenario: scenario)
      ).mean
    }
    let achieved = try ifa(limited, "baseline") - ifa(limited, "plan")
    let wanted = try ifa(free, "baseline") - ifa(free, "plan")
    #expect(abs(wanted - 0.5 * (try ifa(free, "baseline"))) < 3)
    #expect(achieved < 0.5 * wanted)
    let row = try #require(
      limited.checks.first { $0.kind == "limit" && $0.check.contains("step-down") })
    #expect(row.found.contains("of"))
    let before = run(limited, "fostering")
    #expect(before.allSatisfy { $0.p90 <= 101 })
  }

  private func run(_ run: Run, _ item: String) -> [Summary] {
    run.forecasts.filter { $0.split == item }.map(\.summary)
  }

  @Test("entries at a figure follow the figure, at a value the value")
  func entries() async throws {
    let figure = Figure(
      name: "new", unit: Quantity(magnitude: 1, kind: .count("child"), perTime: .month),
      expression: .multiply(
        .measure("requests", item: nil), .assumption("share", item: nil)),
      location: OwnFixture.place)
    let reference = ValueSpec(
      form: .reference("new"), shape: .fixed, quantity: Quantity(magnitude: 0, kind: .plain))
    let pathway = OwnFixture.pathway(written: [
      .enter(item: "fostering", at: reference),
      .enter(item: "ifa", at: OwnFixture.fixed(24, .count("child"), per: .financialYear)),
      .leave(item: "residential", at: OwnFixture.fixed(0.5, .percent(nil), per: .month)),
      .transfer(
        from: "fostering", to: "ifa", at: OwnFixture.fixed(0, .percent(nil), per: .month)),
    ])
    var all = tables
    all["requests.csv"] = OwnFixture.plain(months: 24) { _ in 10 }
    let run = try await OwnFixture.run(
      model(
        pathway, extra: [OwnFixture.measure("requests", noun: "request", isFlow: true)], runs: 2000,
        assumptions: [
          OwnFixture.assumption("share", OwnFixture.fixed(0.4, .plain))
        ], figures: [figure]), all)
    #expect(outcomes(run, "witness") == ["pass"])
    let ledger = try #require(run.ledger.first { $0.period == "2027/28" })
    // 10 requests a month at 0.4, and 24 a year.
    #expect(abs(ledger.entries - 72) < 4 * (72.0 / 2000).squareRoot())
    let residential = try #require(
      OwnFixture.value(run, "cla", "2027/28", split: "residential")
    ).mean
    #expect(residential < 8)
    #expect(OwnFixture.value(run, "requests", "2027/28")?.mean == 120)
  }

  @Test("a stock settles at entries times mean stay, also where stays are of a month or so")
  func settled() async throws {
    let zero = OwnFixture.fixed(0, .percent(nil), per: .month)
    let left = 1 - exp(-1.0)
    let written: [Pathway.Rate] = [
      .enter(item: "fostering", at: OwnFixture.fixed(60, .count("child"), per: .month)),
      .leave(item: "fostering", at: zero),
      .transfer(
        from: "fostering", to: "ifa", at: OwnFixture.fixed(left, .percent(nil), per: .month)),
      .transfer(from: "fostering", to: "residential", at: zero),
      .enter(item: "ifa", at: OwnFixture.fixed(0, .count("child"), per: .month)),
      .leave(item: "ifa", at: OwnFixture.fixed(left, .percent(nil), per: .month)),
      .transfer(from: "ifa", to: "fostering", at: zero),
      .transfer(from: "ifa", to: "residential", at: zero),
    ]
    let run = try await OwnFixture.run(
      model(OwnFixture.pathway(written: written), runs: 1000), tables)
    #expect(outcomes(run, "witness") == ["pass"])
    for item in ["fostering", "ifa"] {
      // Little's law: 60 a month, each there for a month on average, then for a month in the next.
      let stock = try #require(OwnFixture.value(run, "cla", "2029/30", split: item)).mean
      #expect(abs(stock - 60) < 4 * (60.0 / 1000).squareRoot(), "\(item) has \(stock)")
    }
  }

  @Test("everybody leaves at the age limit, in the month of their birthday")
  func ages() async throws {
    var counts = "month,placement,age,count\n"
    for back in (0..<25).reversed() {
      let when = OwnFixture.label(OwnFixture.month(2026, 3).advanced(by: -back))
      for item in OwnFixture.items { counts += "\(when),\(item),16,120\n\(when),\(item),17,240\n" }
    }
    let none = OwnFixture.items.map { item in
      Pathway.Rate.leave(item: item, at: OwnFixture.fixed(0, .percent(nil), per: .month))
    }
    let run = try await OwnFixture.run(
      model(OwnFixture.pathway(written: none, ageOut: 18, rates: false), runs: 500),
      ["cla.csv": counts])
    #expect(outcomes(run, "witness") == ["pass"])
    let ledger = run.ledger.filter { $0.measure == "cla" }
    // 3 × 240 turn 18 in the first year, 3 × 120 in the second; nobody is left.
    #expect(ledger[0].exits > 715 && ledger[0].exits < 725)
    #expect(abs(ledger[1].closing) < 1e-9)
  }

  @Test("the same bytes on one thread and on several; other blocks change nothing")
  func same() async throws {
    let one = try await OwnFixture.run(model(OwnFixture.pathway()), tables, threads: 1)
    let two = try await OwnFixture.run(model(OwnFixture.pathway()), tables, threads: 2)
    #expect(one == two)
    var larger = model(OwnFixture.pathway())
    larger.measures.append(OwnFixture.measure("unused", .recentTrend))
    larger.assumptions.append(
      OwnFixture.assumption("unused-rate", OwnFixture.fixed(0.1, .percent(nil))))
    let third = try await OwnFixture.run(larger, tables)
    #expect(third.forecasts == one.forecasts)
    #expect(third.ledger == one.ledger)
    #expect(third.manifest.inputs == one.manifest.inputs)
  }

  @Test("what can't be drawn is refused with its place")
  func refused() async throws {
    var half = tables
    half["cla.csv"] = OwnFixture.stocks.replacingOccurrences(
      of: "2026-03,ifa,80", with: "2026-03,ifa,80.5")
    let fault = await OwnFixture.fault(model(OwnFixture.pathway()), half)
    #expect(fault?.hasPrefix("own.scenario:3:5: The pathway `placements` starts from 80.5") == true)
    let aged = await OwnFixture.fault(model(OwnFixture.pathway(ageOut: 18)), tables)
    #expect(aged?.contains("no column `age`") == true)
    let round = await OwnFixture.fault(
      model(
        OwnFixture.pathway(
          limits: [
            OwnFixture.limit("fostering", overflow: "ifa"),
            OwnFixture.limit("ifa", overflow: "fostering"),
          ]), extra: [OwnFixture.measure("places")]),
      tables.merging(["places.csv": OwnFixture.plain(months: 25) { _ in 9 }]) { $1 })
    #expect(round?.contains("round in a circle of limits") == true)
    var early = OwnFixture.pathway()
    early.firstMonth = OwnFixture.month(2020, 4)
    let unknown = await OwnFixture.fault(model(early), tables)
    #expect(unknown?.contains("counts moves in April 2020") == true)
    var backwards = OwnFixture.pathway()
    backwards.firstMonth = OwnFixture.month(2027, 4)
    let window = await OwnFixture.fault(model(backwards), tables)
    #expect(window?.contains("no months to count its rates in") == true)
    let places = await OwnFixture.fault(
      model(OwnFixture.pathway(limits: [OwnFixture.limit("fostering", overflow: "ifa")])), tables)
    #expect(places?.contains("no scenario covers") == true)
    let rate = await OwnFixture.fault(
      model(
        OwnFixture.pathway(written: [
          .leave(item: "ifa", at: OwnFixture.fixed(2, .count("child"), per: .month))
        ])), tables)
    #expect(rate?.contains("needs a share of `ifa`") == true)
    let flow = await OwnFixture.fault(
      OwnFixture.model(
        [OwnFixture.measure("cla", split: true, isFlow: true, .pathway("placements"))],
        pathways: [OwnFixture.pathway()]), tables)
    #expect(flow?.contains("counts events") == true)
  }

  @Test("measures that go round in a circle are named")
  func circle() async throws {
    let figure = Figure(
      name: "new", unit: Quantity(magnitude: 1, kind: .count("child"), perTime: .month),
      expression: .measure("cla", item: nil), location: OwnFixture.place)
    let reference = ValueSpec(
      form: .reference("new"), shape: .fixed, quantity: Quantity(magnitude: 0, kind: .plain))
    let fault = await OwnFixture.fault(
      model(
        OwnFixture.pathway(written: [.enter(item: "ifa", at: reference)]), figures: [figure]),
      tables)
    #expect(fault?.contains("circle, each computed from the next: cla → cla") == true)
  }
}
