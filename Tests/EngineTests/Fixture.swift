import Engine
import Foundation
import Periods
import Results
import Returns
import ScenarioLanguage

/// A scenario model built in code over the shipped seeds, so that these tests say nothing of syntax.
enum Fixture {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let statistics: PublishedStatistics = {
    do {
      return PublishedStatistics(
        index: ObservationIndex(try StatisticsFolder.read("\(root)/seeds")))
    } catch {
      preconditionFailure("the seeds can't be read: \(error)")
    }
  }()

  static let placements = ["foster", "residential", "supported", "parents", "adoption", "other"]
  static let year2026 = FinancialYear(startYear: 2026)
  static let place = SourceLocation(file: "fixture.scenario", line: 1, column: 1)

  static func money(_ amount: Decimal, per noun: String, _ unit: CalendarUnit) -> ValueSpec {
    ValueSpec(
      form: .fixed(NSDecimalNumber(decimal: amount).doubleValue), shape: .fixed,
      quantity: Quantity(
        magnitude: amount, kind: .money, perNouns: [noun], perTime: unit, base: .prices(year2026)))
  }

  static func children(_ amount: Decimal, per unit: CalendarUnit?) -> ValueSpec {
    ValueSpec(
      form: .fixed(NSDecimalNumber(decimal: amount).doubleValue), shape: .fixed,
      quantity: Quantity(magnitude: amount, kind: .count("child"), perTime: unit))
  }

  static func change(_ low: Double, _ high: Double) -> ValueSpec {
    ValueSpec(
      form: .interval(low: low, high: high, coverage: 0.9), shape: .normal,
      quantity: Quantity(
        magnitude: Decimal((low + high) / 2), kind: .percent(nil), perTime: .financialYear))
  }

  static func lever(
    _ effect: Lever.Effect, name: String = "step-down", from: Month = .april(2027),
    until: Month? = nil, ramp: Int = 0, spends: [Spend] = []
  ) -> Lever {
    Lever(
      name: name, label: name, measure: "cla", effects: [effect], from: from, until: until,
      lagMonths: 0, rampMonths: ramp, rampIsSCurve: false, delivers: nil, spends: spends,
      evidence: Evidence(), location: place)
  }

  /// Children looked after by placement at £1,000 a week each, residential at £7,600.
  static func model(
    runs: Int = 200, levers: [Lever] = [], extra: [Scenario] = [], reports: [Report] = [],
    comparisons: [Comparison] = [], checks: [Check] = [], area: String? = "Bromley"
  ) -> ScenarioModel {
    let rates = placements.map { item in
      ItemValue(
        item: item, value: money(item == "residential" ? 7600 : 1000, per: "child", .week))
    }
    return ScenarioModel(
      edition: 2026, title: "Fixture",
      settings: RunSettings(
        area: area, firstMonth: .april(2026), lastMonth: Month(year: 2031, monthOfYear: 3),
        priceBase: year2026, runs: runs, seed: 7),
      categories: [Category(name: "placement", items: placements)],
      censuses: [Census(name: "ssda903", monthOfYear: 3, day: 31)],
      funds: [Fund(name: "general-fund", label: "Council General Fund", ringfenced: false)],
      units: [UnitNoun(singular: "child", plural: "children")],
      measures: [
        Measure(
          name: "cla", label: "Children looked after", noun: "child", splitBy: ["placement"],
          source: .published(series: "cla", census: "ssda903"), evidence: Evidence())
      ],
      assumptions: [
        Assumption(
          name: "cla-rate", label: "cla-rate",
          body: .byItem(category: "placement", values: rates), evidence: Evidence(),
          location: place),
        Assumption(
          name: "provider-inflation", label: "provider-inflation",
          body: .single(change(0.02, 0.04)), evidence: Evidence(), location: place),
      ],
      costs: [
        Cost(
          name: "placements-spend", label: "Placements", fund: "general-fund", measure: "cla",
          items: [], price: reference("cla-rate"), inflation: "provider-inflation",
          fundChanges: [], evidence: Evidence(), location: place)
      ],
      levers: levers,
      scenarios: [
        Scenario(
          name: "baseline", label: "Baseline", parent: nil, covers: ["cla"], levers: [],
          overrides: [])
      ] + extra, comparisons: comparisons, reports: reports, checks: checks)
  }

  static func reference(_ name: String) -> ValueSpec {
    ValueSpec(
      form: .reference(name), shape: .fixed, quantity: Quantity(magnitude: 0, kind: .plain))
  }

  static func scenario(_ name: String, levers: [Lever], overrides: [Override] = []) -> Scenario {
    Scenario(
      name: name, label: name, parent: "baseline", covers: ["cla"],
      levers: levers.map { LeverUse(lever: $0.name, delayMonths: 0) }, overrides: overrides)
  }

  static func report(_ scenarios: [String], from: Int = 2026, to: Int = 2030) -> Report {
    Report(
      name: "mtfs", title: "MTFS", baseline: "baseline", scenarios: scenarios,
      from: FinancialYear(startYear: from), to: FinancialYear(startYear: to), lines: [],
      base: .cash, splitBy: ["fund"], incremental: true, range: .medianWithRange(0.8))
  }

  static func run(_ model: ScenarioModel, threads: Int = 2) async throws -> Run {
    try await RunEngine(model: model, statistics: statistics, inputs: []).run(threads: threads)
  }
}

extension Month {
  static func april(_ year: Int) -> Month { Month(year: year, monthOfYear: 4) }
}
