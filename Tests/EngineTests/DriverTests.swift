import Engine
import Foundation
import Periods
import Results
import ScenarioLanguage
import Testing

@Suite("What a run says its costs are made of")
struct DriverTests {
  private func spend(_ row: DriverRow) -> Double {
    row.volume * row.calendarUnits * row.price * row.priceIndex
  }

  @Test("With prices and inflation certain, volume × units × price × index is the spend")
  func certain() async throws {
    var model = Fixture.model()
    model.assumptions[1].body = .single(Fixture.change(0.03, 0.03))
    let run = try await Fixture.run(model)
    #expect(run.drivers.count == Fixture.placements.count * 6)
    for row in run.drivers {
      let rebuilt = spend(row)
      #expect(abs(rebuilt - row.spend) <= 1e-9 * max(1, row.spend), "\(row)")
      #expect(row.price == (row.split == "residential" ? 7600 : 1000))
      #expect(abs(row.inflation - 0.03) < 1e-12)
      #expect(row.priceAssumption == "cla-rate")
      #expect(row.inflationAssumption == "provider-inflation")
      #expect(row.priceUnit == "GBP per child per week")
      #expect(row.priceBase == "2026/27 prices")
    }
    let last = try #require(run.drivers.last)
    #expect(abs(last.priceIndex - pow(1.03, 4)) < 1e-12)
    #expect(abs(last.calendarUnits - 365.0 / 7) < 1e-9)
  }

  @Test("Items add to the cost's mean, and the product of uncertain means is near it")
  func uncertain() async throws {
    let run = try await Fixture.run(Fixture.model())
    for year in ["2026/27", "2030/31"] {
      let rows = run.drivers.filter { $0.financialYear == year }
      let total = try #require(
        run.costs.first { $0.financialYear == year && $0.split == "total" }
      ).summary.mean
      #expect(abs(rows.reduce(0) { $0 + $1.spend } - total) < 1e-6 * total)
      #expect(abs(rows.reduce(0) { $0 + spend($1) } / total - 1) < 0.01)
    }
  }

  @Test("Samples are the run's own draws of each reported scenario's net cost")
  func samples() async throws {
    let lever = Fixture.lever(
      .move(amount: Fixture.children(2, per: .month), from: "residential", to: "foster"))
    let run = try await Fixture.run(
      Fixture.model(
        levers: [lever],
        extra: [Fixture.scenario("plan", levers: [lever]), Fixture.scenario("other", levers: [])],
        reports: [Fixture.report(["plan"])]))
    #expect(Set(run.samples.map(\.scenario)) == ["baseline", "plan"])
    for scenario in ["baseline", "plan"] {
      let rows = run.samples.filter { $0.scenario == scenario && $0.financialYear == "2030/31" }
      #expect(rows.map(\.draw) == Array(1...200))
      let mean = rows.reduce(0) { $0 + $1.net } / 200
      let level = try #require(
        run.levels.first { $0.scenario == scenario && $0.financialYear == "2030/31" })
      #expect(abs(mean - level.mean) < 1e-6 * level.mean)
      let quantile = rows.map(\.net).sorted()
      #expect(quantile[0] <= level.quantiles[0] && quantile[199] >= level.quantiles[18])
    }
  }

  @Test("Assumptions carry their percentiles as figures")
  func percentiles() async throws {
    let run = try await Fixture.run(Fixture.model())
    let inflation = try #require(
      run.manifest.assumptions.first { $0.name == "provider-inflation" })
    #expect(abs((inflation.central ?? 0) - 0.03) < 1e-12)
    #expect(inflation.unit == "share per financial year")
    // A 90% range of ±0.01 is ±1.6449 standard deviations; P10 and P90 are ±1.2816.
    #expect(abs((inflation.high ?? 0) - (0.03 + 0.01 * 1.2815515655 / 1.6448536270)) < 1e-9)
    let price = try #require(
      run.manifest.assumptions.first { $0.name == "cla-rate" && $0.holdsFor == "residential" })
    #expect(price.low == 7600 && price.central == 7600 && price.high == 7600)
  }
}

@Suite("Demography and mix in the MTFS")
struct DemographyTests {
  private func total(_ run: Run, _ line: String) -> Int {
    run.mtfs.filter { $0.service == "total" && $0.line == line }
      .reduce(0) { $0 + $1.incremental.central }
  }

  @Test("Growth of the population comes from the statistics, or from population-growth")
  func population() async throws {
    let published = try await Fixture.run(Fixture.model(reports: [Fixture.report([])]))
    var model = Fixture.model(reports: [Fixture.report([])])
    model.assumptions.append(
      Assumption(
        name: "population-growth", label: "population-growth",
        body: .single(Fixture.change(0.1, 0.1)), evidence: Evidence(), location: Fixture.place))
    let stated = try await Fixture.run(model)
    // Bromley, people aged 0 to 17: 73,165 in mid-2019 and 73,457 in mid-2024 (ONS, rebased).
    let note = try #require(published.manifest.methods.first { $0.measure == "demography" })
    #expect(note.note.contains("mid-2019 to mid-2024"))
    #expect(!stated.manifest.methods.contains { $0.measure == "demography" })
    let lines = ["demography", "demand", "mix", "inflation", "price", "full-year effect", "net"]
    let before = lines.map { total(published, $0) }
    let after = lines.map { total(stated, $0) }
    #expect(after[0] > before[0])
    // Only where the money is put changes: population and rate together stay, and so does the rest.
    #expect(abs((after[0] + after[1]) - (before[0] + before[1])) <= 10)
    for place in 2..<lines.count {
      #expect(abs(after[place] - before[place]) <= 10, "\(lines[place])")
    }
  }

  @Test("Prices that grow by the index alone leave no line price")
  func price() async throws {
    let run = try await Fixture.run(Fixture.model(reports: [Fixture.report([])]))
    #expect(abs(total(run, "price")) <= 10)
    #expect(total(run, "inflation") > 0)
  }
}
