import Foundation
import Periods
import Results
import ScenarioLanguage

/// A run's rows about its pathways: the ledger, what was checked, and what limits held back.
struct PathwayTables {
  let plan: RunPlan
  let table: DrawTable
  let summaries: SummaryTable

  /// Every pathway of every scenario, by position.
  private func each<Row>(
    _ rows: (_ scenario: Int, _ measure: Int, _ pathway: PathwayPlan) -> [Row]
  ) -> [Row] {
    plan.scenarios.indices.flatMap { scenario in
      plan.scenarios[scenario].measures.indices.flatMap { measure -> [Row] in
        guard case .pathway(let pathway) = plan.scenarios[scenario].measures[measure].path else {
          return []
        }
        return rows(scenario, measure, pathway)
      }
    }
  }

  /// Whether that scenario is the first without levers that has the measure.
  private func isPlain(_ scenario: Int, _ measure: Int) -> Bool {
    let name = plan.scenarios[scenario].measures[measure].measure.name
    return scenario
      == plan.scenarios.firstIndex { $0.levers.isEmpty && $0.position(of: name) != nil }
  }

  /// Financial years drawn whole, as means over the draws, of the first scenario without levers.
  func ledger() -> [LedgerRow] {
    each { scenario, measure, pathway in
      guard isPlain(scenario, measure) else { return [] }
      return plan.timeline.allYears.enumerated().compactMap { year, name -> LedgerRow? in
        guard pathway.start <= year * 12 else { return nil }
        func mean(_ part: Int) -> Double {
          summaries[.pathway(scenario: scenario, measure: measure, part: part, year: year)]?.mean
            ?? .nan
        }
        return LedgerRow(
          measure: plan.scenarios[scenario].measures[measure].measure.name, period: name.label,
          status: "projected", opening: mean(0), entries: mean(1), exits: mean(2), residual: 0,
          closing: mean(3))
      }
    }
  }

  func checks() -> [CheckRow] {
    conservation() + each(witness) + each(limits) + placements()
  }

  private func conservation() -> [CheckRow] {
    let months = each { _, _, pathway in [max(0, plan.timeline.monthCount - pathway.start)] }.max()
    guard let months else { return [] }
    return [
      CheckRow(
        kind: "conservation",
        check: "Opening + in − out = closing in every item of every pathway",
        outcome: table.violations == 0 ? "pass" : "fail",
        expected: "0 of \(table.draws) draws fail", found: "\(table.violations) draws fail",
        detail:
          "Whole children, in every draw and in each of \(months) months, after moves, entries, "
          + "levers and limits.")
    ]
  }

  /// Simulated closing stocks beside those expected given the rates of the same draws.
  private func witness(_ scenario: Int, _ measure: Int, _ pathway: PathwayPlan) -> [CheckRow] {
    guard isPlain(scenario, measure), pathway.isUnlimited, table.draws > 1 else { return [] }
    var worst = 0.0
    for year in plan.timeline.allYears.indices where pathway.start <= year * 12 + 11 {
      let closing = table.series(
        .pathway(scenario: scenario, measure: measure, part: 3, year: year))
      let expected = table.series(
        .pathway(scenario: scenario, measure: measure, part: 4, year: year))
      let difference = Summary(draws: zip(closing, expected).map { $0 - $1 })
      guard difference.sd > 0 else { continue }
      worst = max(
        worst, abs(difference.mean) / (difference.sd / Double(table.draws).squareRoot()))
    }
    let name = plan.scenarios[scenario].measures[measure].measure.name
    return [
      CheckRow(
        kind: "witness", check: "\(name): simulated mean against the exact one",
        outcome: worst <= 4 ? "pass" : "fail", expected: "within 4 standard errors",
        found: "\(text(worst, 2)) standard errors",
        detail: "At the end of every year, over \(table.draws) draws, given the rates of each draw."
      )
    ]
  }

  /// How many each limit sent on.
  private func limits(_ scenario: Int, _ measure: Int, _ pathway: PathwayPlan) -> [CheckRow] {
    let resolved = plan.scenarios[scenario]
    let items = resolved.measures[measure].items
    let unit = Nouns.plural(
      resolved.measures[measure].measure.noun, declared: plan.model.units)
    return pathway.limits.enumerated().map { place, limit in
      let years = plan.timeline.allYears.indices.dropFirst().map { year in
        let mean =
          summaries[.overflow(scenario: scenario, measure: measure, limit: place, year: year)]?.mean
          ?? 0
        return "\(text(mean, 1)) in \(plan.timeline.allYears[year].label)"
      }
      return CheckRow(
        kind: "limit",
        check: "\(resolved.scenario.name): \(unit) who did not fit in \(items[limit.item])",
        outcome: "note", expected: "", found: years.joined(separator: ", "),
        detail: "Mean over the draws; limited by "
          + "`\(resolved.measures[limit.capacity].measure.name)`, they went to "
          + "\(items[limit.overflow]).")
    }
  }

  /// How much of what levers were to do there was room and children for, and what came of it: places
  /// that a lever fills are not there for others, so the change in the item it takes from can be far
  /// smaller than what it moved.
  private func placements() -> [CheckRow] {
    plan.scenarios.indices.flatMap { scenario in
      plan.scenarios[scenario].levers.indices.compactMap { lever -> CheckRow? in
        let resolved = plan.scenarios[scenario]
        let years = plan.timeline.allYears.indices.dropFirst().compactMap { year -> String? in
          guard
            let wanted = summaries[.placed(scenario: scenario, lever: lever, part: 0, year: year)],
            let short = summaries[.placed(scenario: scenario, lever: lever, part: 1, year: year)],
            wanted.mean > 0
          else { return nil }
          return "\(plan.timeline.allYears[year].label): \(text(short.mean, 1)) of "
            + text(wanted.mean, 1) + (change(scenario, resolved.levers[lever], year) ?? "")
        }
        guard !years.isEmpty else { return nil }
        return CheckRow(
          kind: "limit",
          check: "\(resolved.scenario.name): what `\(resolved.levers[lever].lever.name)` could not "
            + "place",
          outcome: "note", expected: "", found: years.joined(separator: "; "),
          detail:
            "Mean over the draws: those it was to move in the year, or to hold on average, and "
            + "of them those for whom there was no room or who were not there. Places it fills are "
            + "not there for others, who go on to where the limit sends them; the change beside it "
            + "counts that, and all levers on the item together.")
      }
    }
  }

  /// `, ifa 1.2 below baseline`: the change of the item a lever takes from, or else brings to.
  private func change(_ scenario: Int, _ lever: LeverPlan, _ year: Int) -> String? {
    let measure = plan.scenarios[scenario].measures[lever.measure]
    guard let index = lever.baseline, let effect = lever.effects.first,
      let there = plan.scenarios[index].position(of: measure.measure.name)
    else { return nil }
    let item: Int
    switch effect.kind {
    case .move(let from, _), .divert(let from, _), .reduce(let from, _): item = from
    case .increase(let to, let from): item = from ?? to
    case .set(let place), .cap(let place): item = place
    }
    guard
      let here = summaries[
        .yearStock(scenario: scenario, measure: lever.measure, item: item, year: year)],
      let before = summaries[
        .yearStock(scenario: index, measure: there, item: item, year: year)]
    else { return nil }
    let difference = here.mean - before.mean
    return ", \(measure.items[item]) \(text(abs(difference), 1)) "
      + "\(difference < 0 ? "below" : "above") \(plan.scenarios[index].scenario.name)"
  }

  private func text(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }
}
