import Engine
import Foundation
import Periods
import Probability
import Results
import ScenarioLanguage

/// Models over tables of one's own, built in code.
enum OwnFixture {
  static let place = SourceLocation(file: "own.scenario", line: 3, column: 5)
  static let items = ["fostering", "ifa", "residential"]

  static func file(_ name: String) -> DataFile {
    DataFile(path: name, resolvedPath: name, location: place)
  }

  static func month(_ year: Int, _ month: Int) -> Month { Month(year: year, monthOfYear: month) }

  static func label(_ month: Month) -> String {
    "\(month.year)-\(month.monthOfYear < 10 ? "0" : "")\(month.monthOfYear)"
  }

  static func fixed(
    _ value: Double, _ kind: Quantity.Kind, per unit: CalendarUnit? = nil
  ) -> ValueSpec {
    ValueSpec(
      form: .fixed(value), shape: .fixed,
      quantity: Quantity(magnitude: Decimal(value), kind: kind, perTime: unit))
  }

  static func measure(
    _ name: String, noun: String = "child", split: Bool = false, isFlow: Bool = false,
    _ forecast: OwnHistory.Forecast = .lastValue, cadence: OwnHistory.Cadence = .monthly
  ) -> Measure {
    Measure(
      name: name, label: name, noun: noun, isFlow: isFlow, splitBy: split ? ["placement"] : [],
      source: .own(
        OwnHistory(file: file("\(name).csv"), cadence: cadence, forecast: forecast)),
      evidence: Evidence())
  }

  static func assumption(_ name: String, _ value: ValueSpec) -> Assumption {
    Assumption(
      name: name, label: name, body: .single(value), evidence: Evidence(), location: place)
  }

  /// A model that covers all its measures, from April 2026 to March 2031.
  static func model(
    _ measures: [Measure], runs: Int = 400, items: [String] = items,
    assumptions: [Assumption] = [], costs: [Cost] = [], pathways: [Pathway] = [],
    regressions: [CountRegression] = [], covariates: [Covariate] = [], figures: [Figure] = [],
    levers: [Lever] = [], years: Int = 5
  ) -> ScenarioModel {
    let covers = measures.map(\.name)
    var scenarios = [
      Scenario(
        name: "baseline", label: "Baseline", parent: nil, covers: covers, levers: [],
        overrides: [])
    ]
    if !levers.isEmpty {
      scenarios.append(
        Scenario(
          name: "plan", label: "Plan", parent: "baseline", covers: covers,
          levers: levers.map { LeverUse(lever: $0.name, delayMonths: 0) }, overrides: []))
    }
    return ScenarioModel(
      edition: 2026, title: "Own tables",
      settings: RunSettings(
        area: nil, firstMonth: .april(2026), lastMonth: month(2026 + years, 3), priceBase: nil,
        runs: runs, seed: 11),
      categories: [Category(name: "placement", items: items)],
      censuses: [Census(name: "ssda903", monthOfYear: 3, day: 31)],
      funds: [Fund(name: "general-fund", label: "General Fund", ringfenced: false)],
      measures: measures, assumptions: assumptions, costs: costs, pathways: pathways,
      regressions: regressions, covariates: covariates, figures: figures, levers: levers,
      scenarios: scenarios)
  }

  static func run(
    _ model: ScenarioModel, _ tables: [String: String], threads: Int = 2
  ) async throws -> Run {
    try await RunEngine(
      model: model, statistics: .none, inputs: [], tables: .inMemory(tables)
    ).run(threads: threads)
  }

  /// The message of the error a run ends in; `nil` where it ends in none.
  static func fault(_ model: ScenarioModel, _ tables: [String: String]) async -> String? {
    do {
      _ = try await run(model, tables)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Figures of every month to March 2026, one row a month and item.
  static func history(
    months: Int, items: [String] = items, to last: Month = month(2026, 3),
    _ count: (_ month: Int, _ item: Int) -> Int
  ) -> String {
    var text = "month,placement,count\n"
    for back in (0..<months).reversed() {
      for (place, item) in items.enumerated() {
        text += "\(label(last.advanced(by: -back))),\(item),\(count(months - 1 - back, place))\n"
      }
    }
    return text
  }

  static func plain(
    months: Int, to last: Month = month(2026, 3), _ count: (_ month: Int) -> Double
  ) -> String {
    var text = "month,count\n"
    for back in (0..<months).reversed() {
      text += "\(label(last.advanced(by: -back))),\(count(months - 1 - back))\n"
    }
    return text
  }

  static func lever(
    _ effects: [Lever.Effect], name: String = "step-down", on measure: String = "cla",
    from: Month = .april(2027), until: Month? = nil
  ) -> Lever {
    Lever(
      name: name, label: name, measure: measure, effects: effects, from: from, until: until,
      lagMonths: 0, rampMonths: 0, rampIsSCurve: false, delivers: nil, spends: [],
      evidence: Evidence(), location: place)
  }

  static func pathway(
    written: [Pathway.Rate] = [], ageOut: Int? = nil, limits: [Pathway.Limit] = [],
    rates: Bool = true
  ) -> Pathway {
    Pathway(
      name: "placements", label: "placements", measure: "cla",
      rates: rates ? file("moves.csv") : nil, firstMonth: rates ? month(2024, 4) : nil,
      lastMonth: rates ? month(2026, 3) : nil, written: written, ageOut: ageOut, limits: limits,
      evidence: Evidence(), location: place)
  }

  static func limit(_ item: String, overflow: String) -> Pathway.Limit {
    Pathway.Limit(
      item: item, capacity: "places", perPlace: fixed(1, .count("child")), overflow: overflow)
  }

  /// Moves over the two years to March 2026, for a stock of 100, 80 and 40.
  static let moves: String = {
    var text = "month,from,to,count\n"
    for back in (0..<24).reversed() {
      let when = label(month(2026, 3).advanced(by: -back))
      text += "\(when),outside,fostering,\(3 + back % 2)\n\(when),outside,ifa,2\n"
      text += "\(when),fostering,outside,\(2 + back % 2)\n\(when),ifa,outside,2\n"
      text += "\(when),residential,outside,1\n\(when),ifa,residential,\(back % 2)\n"
      text += "\(when),residential,fostering,\(back % 3 == 0 ? 1 : 0)\n"
    }
    return text
  }()

  static let stocks = history(months: 25) { _, item in [100, 80, 40][item] }

  static func value(
    _ run: Run, _ measure: String, _ period: String, split: String = "total",
    scenario: String = "baseline"
  ) -> Summary? {
    run.forecasts.first {
      $0.scenario == scenario && $0.measure == measure && $0.split == split && $0.period == period
    }?.summary
  }
}
