import Foundation
import Periods
import Results
import ScenarioLanguage

/// What the figures of a run say against its levers.
struct LeverFindings {
  let plan: RunPlan
  let threads: Int

  /// Draws of each check.
  static let draws = 500

  func findings() async -> [RunFinding] {
    var result: [RunFinding] = []
    for scenario in plan.scenarios.indices { result += await tooMany(scenario) }
    for report in plan.model.reports {
      for name in report.scenarios {
        guard let scenario = plan.scenario(name), let baseline = plan.scenario(report.baseline)
        else { continue }
        for finding in await wrongWay(report, scenario, baseline)
        where !result.contains(where: { $0.code == .w609 && $0.lever == finding.lever }) {
          result.append(finding)
        }
      }
    }
    return result
  }

  // MARK: E603

  /// Levers that move more children than the item has, on the median path without levers: moves that
  /// have not worn off in a month (at the measure's turnover) above the median stock of that month.
  /// Of a pathway, whose children come and go by its own rates, the first twelve months count.
  private func tooMany(_ scenario: Int) async -> [RunFinding] {
    let resolved = plan.scenarios[scenario]
    // A lever is judged once, in the first scenario that uses it.
    let judged = resolved.levers.filter { lever in
      plan.scenarios.firstIndex { other in
        other.levers.contains { $0.lever.name == lever.lever.name }
      } == scenario
    }
    var watched: [Watch] = []
    for lever in judged {
      for effect in lever.effects {
        if case .move(let from, _) = effect.kind, effect.perMonth != nil, effect.basis == nil {
          let watch = Watch(scenario: scenario, measure: lever.measure, item: from)
          if !watched.contains(watch) { watched.append(watch) }
        }
      }
    }
    guard !watched.isEmpty else { return [] }
    var bare = plan
    bare.watches = watched
    for lever in bare.scenarios[scenario].levers.indices {
      bare.scenarios[scenario].levers[lever].scale = 0
    }
    bare = bare.subset(of: [scenario], draws: LeverFindings.draws)
    let table = await Simulation(plan: bare).run(threads: threads) { _ in }
    guard let place = bare.scenario(resolved.scenario.name) else { return [] }
    var result: [RunFinding] = []
    for lever in judged {
      for effect in lever.effects {
        guard case .move(let from, _) = effect.kind, effect.perMonth != nil, effect.basis == nil
        else { continue }
        let stocks = (0..<plan.timeline.monthCount).map { month in
          Summary(
            draws: table.series(
              .monthStock(scenario: place, measure: lever.measure, item: from, month: month))
          ).p50
        }
        if let found = finding(lever, effect, resolved, stocks, from) { result.append(found) }
      }
    }
    return result
  }

  private func finding(
    _ lever: LeverPlan, _ effect: LeverPlan.Effect, _ scenario: ScenarioPlan, _ stocks: [Double],
    _ item: Int
  ) -> RunFinding? {
    let measure = scenario.measures[lever.measure]
    guard !measure.measure.isFlow else { return nil }
    var turnover = measure.monthlyTurnover
    var last = stocks.count
    if case .pathway = measure.path {
      turnover = 0
      last = min(last, (lever.ramp.firstIndex { $0 > 0 } ?? last) + 12)
    }
    var moved = 0.0
    var away = 0.0
    for month in 0..<last {
      let at = plan.timeline.firstMonth.index + month
      let share = lever.delivery?.value(uniform: 0.5, month: at) ?? 1
      let monthly =
        effect.amount.value(uniform: 0.5, month: at) * (effect.perMonth?[month] ?? 0)
        * lever.ramp[month] * share
      moved += monthly
      away = away * (1 - turnover) + monthly
      guard away > stocks[month] + 0.5 else { continue }
      let noun = Nouns.plural(measure.measure.noun, declared: plan.model.units)
      let when = "\(plan.timeline.month(month))"
      let needed = "\(AnswerText.grouped(moved)) moves by \(when)"
      let there = "\(AnswerText.grouped(stocks[month])) \(noun) in \(measure.items[item])"
      return RunFinding(
        code: .e603, scenario: scenario.scenario.name, lever: lever.lever.name,
        location: lever.lever.location, expected: "no more than \(there)", found: needed,
        message: "By \(when) `\(lever.lever.name)` needs \(AnswerText.grouped(moved)) moves out of "
          + "`\(measure.items[item])`; the median without it has \(there). Children who aren't there "
          + "can't be moved, so the saving would be short of what the file says.")
    }
    return nil
  }

  // MARK: W609

  /// Levers without which a scenario's net cost over the report's years would be lower: the mean over
  /// the same draws, by more than two standard errors.
  private func wrongWay(
    _ report: Report, _ scenario: Int, _ baseline: Int
  ) async -> [RunFinding] {
    let resolved = plan.scenarios[scenario]
    let inherited = Set(plan.scenarios[baseline].levers.map(\.lever.name))
    let own = resolved.levers.filter { !inherited.contains($0.lever.name) }
    guard !own.isEmpty else { return [] }
    let years = plan.timeline.allYears.indices.filter {
      plan.timeline.allYears[$0] >= report.from && plan.timeline.allYears[$0] <= report.to
    }
    let part = plan.subset(of: [scenario, baseline], draws: LeverFindings.draws)
    let with = await net(part, resolved, baseline, years)
    var result: [RunFinding] = []
    for lever in own {
      var without = part
      guard let place = without.scenario(resolved.scenario.name) else { continue }
      for index in without.scenarios[place].levers.indices
      where without.scenarios[place].levers[index].lever.name == lever.lever.name {
        without.scenarios[place].levers[index].scale = 0
        without.scenarios[place].levers[index].isPaid = false
      }
      let before = await net(without, resolved, baseline, years)
      let change = Summary(draws: zip(with, before).map { $0 - $1 })
      let error = change.sd / Double(max(1, with.count)).squareRoot()
      guard change.mean > 2 * error, change.mean >= 1 else { continue }
      let figure = AnswerText.pounds(change.mean)
      let span =
        report.from == report.to
        ? "in \(report.from.label)" : "from \(report.from.label) to \(report.to.label)"
      result.append(
        RunFinding(
          code: .w609, scenario: resolved.scenario.name, lever: lever.lever.name,
          location: lever.lever.location, expected: "no rise in net cost",
          found: "\(figure) more \(span)",
          message: "`\(lever.lever.name)` raises the net cost of `\(resolved.scenario.name)` by "
            + "\(figure) \(span) (mean, its own spend included), and the report `\(report.name)` "
            + "names that scenario. Is its direction right?"))
    }
    return result
  }

  private func net(
    _ part: RunPlan, _ scenario: ScenarioPlan, _ baseline: Int, _ years: [Int]
  ) async -> [Double] {
    let table = await Simulation(plan: part).run(threads: threads) { _ in }
    var sum = [Double](repeating: 0, count: table.draws)
    guard let place = part.scenario(scenario.scenario.name),
      let base = part.scenario(plan.scenarios[baseline].scenario.name)
    else { return sum }
    let tables = ComparisonTables(plan: part, table: table)
    for fund in plan.model.funds {
      for year in years {
        for (draw, value) in tables.net(place, baseline: base, fund: fund.name, year: year)
          .enumerated()
        { sum[draw] += value }
      }
    }
    return sum
  }
}
