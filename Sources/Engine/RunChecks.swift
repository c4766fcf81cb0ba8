import Finance
import Foundation
import Periods
import Results
import Returns
import ScenarioLanguage
import Services

/// Everything a run checks about itself, and everything a reader should know about its data.
struct RunChecks {
  let plan: RunPlan
  let statistics: PublishedStatistics
  let table: DrawTable
  let summaries: SummaryTable
  let forecasts: [ForecastRow]
  let mtfs: MTFSTables.Outcome
  let findings: [RunFinding]
  let overlaps: [CheckRow]

  func rows() -> [CheckRow] {
    tieOuts() + conservation() + witnesses()
      + PathwayTables(plan: plan, table: table, summaries: summaries).checks()
      + RegressionTables(plan: plan).checks() + members() + mtfsChecks() + leverFindings()
      + overlaps
      + dataFindings() + notes()
  }

  private func leverFindings() -> [CheckRow] {
    findings.map { finding in
      CheckRow(
        kind: "lever", check: "\(finding.lever): \(finding.code.title.lowercased())",
        outcome: finding.code.severity == .error ? "fail" : "warn", expected: finding.expected,
        found: finding.found, detail: "\(finding.message) (\(finding.code.rawValue))")
    }
  }

  private func tieOuts() -> [CheckRow] {
    plan.model.checks.map { check in
      let expected = check.expected.value
      guard let found = figure(check) else {
        return CheckRow(
          kind: "tie-out", check: check.title, outcome: "fail", expected: text(expected),
          found: "nothing",
          detail: "No published or projected figure of \(check.subject) at that time. Check the "
            + "measure and the period (\(check.location.shown)).")
      }
      let apart = abs(found - expected) / max(abs(expected), 1e-9)
      return CheckRow(
        kind: "tie-out", check: check.title,
        outcome: apart <= check.within + 1e-12 ? "pass" : "fail", expected: text(expected),
        found: text(found),
        detail: apart <= check.within + 1e-12
          ? ""
          : "The figures differ by \(percent(apart)); the check allows \(percent(check.within)).")
    }
  }

  /// The figure a check reads: published where it is, the baseline's median where it is not.
  private func figure(_ check: Check) -> Double? {
    if let published = plan.published.first(where: { $0.measure.name == check.subject }) {
      switch check.moment {
      case .census(_, let year):
        if let known = published.history[year] { return known }
        return forecasts.first {
          $0.measure == check.subject && $0.split == "total"
            && $0.period == CensusTimeline.label(published.census, year: year)
        }?.summary.p50
      case .period(let period):
        return forecasts.first {
          $0.measure == check.subject && $0.split == "total"
            && $0.period == period.firstMonth.financialYear.label
        }?.summary.p50
      }
    }
    if case .census(let name, let year) = check.moment { return own(check.subject, name, year) }
    guard case .period(let period) = check.moment else { return nil }
    let year = period.firstMonth.financialYear.label
    if let stock = forecasts.first(where: {
      $0.measure == check.subject && $0.split == "total" && $0.period == year
    }) {
      return stock.summary.p50
    }
    guard let position = plan.timeline.allYears.firstIndex(where: { $0.label == year }),
      let scenario = plan.scenarios.firstIndex(where: { scenario in
        scenario.costs.contains { $0.cost.name == check.subject }
      }),
      let cost = plan.scenarios[scenario].costs.firstIndex(where: {
        $0.cost.name == check.subject
      })
    else { return nil }
    var draws = [Double](repeating: 0, count: table.draws)
    for fund in plan.scenarios[scenario].costs[cost].funds.indices {
      let spent = table.series(
        .spending(scenario: scenario, cost: cost, fund: fund, year: position))
      for draw in draws.indices { draws[draw] += spent[draw] }
    }
    return Summary(draws: draws).p50
  }

  /// A figure of a table of one's own at a census: known where the table has it, the first scenario's
  /// median where it does not.
  private func own(_ measure: String, _ census: String, _ year: Int) -> Double? {
    guard let history = plan.own.histories[measure],
      let declared = plan.model.censuses.first(where: { $0.name == census })
    else { return nil }
    let month = Month(year: year, monthOfYear: declared.monthOfYear)
    if month.index <= history.last {
      var sum = 0.0
      for item in 0..<history.items {
        guard let stock = history.table.end(Double(month.index), item) else { return nil }
        sum += stock
      }
      return sum
    }
    return forecasts.first {
      $0.measure == measure && $0.split == "total"
        && $0.period == CensusTimeline.label(declared, year: year)
    }?.summary.p50
  }

  private func conservation() -> [CheckRow] {
    guard !plan.published.isEmpty else { return [] }
    let steps = plan.published.reduce(0) { $0 + $1.timeline.years.count - 1 }
    let row = CheckRow(
      kind: "conservation",
      check: "Opening + entries − exits + residual = closing, and items sum to the total",
      outcome: table.violations == 0 ? "pass" : "fail",
      expected: "0 of \(table.draws) draws fail", found: "\(table.violations) draws fail",
      detail: "Whole children, in every draw, at each of \(steps) censuses. Entries and exits are "
        + "drawn and the residual is the published one; levers then shift monthly stocks, and what "
        + "one item loses another gains unless it leaves or joins the service.")
    return [row]
  }

  /// Exact mean and standard deviation beside the simulated ones.
  private func witnesses() -> [CheckRow] {
    plan.published.compactMap { published in
      guard
        let scenario = plan.scenarios.firstIndex(where: { scenario in
          scenario.levers.isEmpty
            && scenario.measures.contains { $0.measure.name == published.measure.name }
        }),
        let measure = plan.scenarios[scenario].measures.firstIndex(where: {
          $0.measure.name == published.measure.name
        })
      else { return nil }
      // Four standard errors of a standard deviation, and 4% for what rounding and the floors at
      // nought take from the exact one.
      let allowed = 0.04 + 4 / (2 * Double(max(1, table.draws - 1))).squareRoot()
      var worst = 0.0
      var ratio = 1.0
      for knot in published.timeline.years.indices.dropFirst() {
        guard
          let summary = summaries[
            .censusStock(scenario: scenario, measure: measure, item: -1, knot: knot)]
        else { continue }
        let exact = published.standardDeviation(horizon: knot)
        let error = exact / Double(table.draws).squareRoot()
        worst = max(worst, abs(summary.mean - published.forecast.means[knot - 1]) / error)
        if abs(summary.sd / exact - 1) > abs(ratio - 1) { ratio = summary.sd / exact }
      }
      return CheckRow(
        kind: "witness",
        check: "\(published.measure.name): simulated mean and spread against the exact ones",
        outcome: worst <= 4 && abs(ratio - 1) <= allowed ? "pass" : "fail",
        expected: "within 4 standard errors, spread within \(percent(allowed))",
        found: "\(text(worst, 2)) standard errors, spread × \(text(ratio, 3))",
        detail: "At every census of the horizon, \(table.draws) draws.")
    }
  }

  /// What each member of a combined forecast says on its own.
  private func members() -> [CheckRow] {
    plan.published.flatMap { published -> [CheckRow] in
      guard let last = published.knotsWithin(plan.model.settings).last else { return [] }
      let year = published.timeline.years[last]
      return published.forecast.members.map { member in
        CheckRow(
          kind: "member", check: "\(published.measure.name): \(member.name) on its own",
          outcome: "note", expected: text(published.forecast.means[last - 1]),
          found: text(member.means[last - 1]),
          detail:
            "Expected at \(CensusTimeline.label(published.census, year: year)); the forecast is "
            + "the equal-weight average of its members in logarithms."
            + (member.name == "age cohorts"
              ? " The age cohorts can't be back-tested before a third census by single year of age."
              : ""))
      }
    }
  }

  private func mtfsChecks() -> [CheckRow] {
    guard !plan.model.reports.isEmpty else { return [] }
    var rows = [
      CheckRow(
        kind: "mtfs", check: "Every MTFS line adds to its net, and each base is last year's net",
        outcome: mtfs.broken.isEmpty ? "pass" : "fail", expected: "to the penny",
        found: mtfs.broken.isEmpty ? "all add" : mtfs.broken.joined(separator: "; "),
        detail: "Low, central and high are each a set of lines that adds.")
    ]
    let largest = mtfs.roundingDifferences.max {
      abs($0.difference.count) < abs($1.difference.count)
    }
    rows.append(
      CheckRow(
        kind: "mtfs", check: "Rounding difference of printed thousands", outcome: "note",
        expected: "",
        found: "\(mtfs.roundingDifferences.count) tables differ",
        detail: largest.map {
          "Lines are rounded one by one. The largest difference between a rounded net and its "
            + "rounded lines is \($0.difference.formatted(in: .thousands)) thousand (\($0.name))."
        } ?? "Rounded lines add to rounded nets everywhere."))
    return rows
  }

  private func dataFindings() -> [CheckRow] {
    guard let area = plan.area else { return [] }
    return DataQuality.detect(statistics.index, area: area.code).map { finding in
      CheckRow(
        kind: "data", check: finding.code.rawValue, outcome: "note", expected: "",
        found: finding.measure,
        detail: finding.sentence)
    }
  }

  private func notes() -> [CheckRow] {
    var rows: [CheckRow] = []
    for published in plan.published where !published.shares.filled.isEmpty {
      rows.append(
        CheckRow(
          kind: "data", check: "\(published.measure.name): suppressed items filled",
          outcome: "note", expected: "", found: published.shares.filled.joined(separator: ", "),
          detail:
            "Not published for \(plan.area?.name ?? "") in \(published.forecast.origin); what the "
            + "published items leave of the total is divided as other authorities' are."))
    }
    rows += uncompared()
    let unindexed = Set(
      plan.scenarios.flatMap { scenario in
        scenario.generalInflation == nil
          ? scenario.costs.filter { $0.inflation == nil }.map(\.cost.name)
            + scenario.levers.filter { !$0.spends.isEmpty }.map(\.lever.name) : []
      })
    if !unindexed.isEmpty {
      rows.append(
        CheckRow(
          kind: "assumption", check: "Prices that do not inflate", outcome: "note", expected: "",
          found: unindexed.sorted().joined(separator: ", "),
          detail: "These name no inflation and stay at the prices of their base year. Declare an "
            + "assumption called `general-inflation` to index them."))
    }
    rows += earlyBases()
    return rows
  }

  /// Costs that a report can't compare, because only one of its scenarios covers their measure.
  private func uncompared() -> [CheckRow] {
    var rows: [CheckRow] = []
    for report in plan.model.reports {
      guard let base = plan.scenario(report.baseline) else { continue }
      let here = Set(plan.scenarios[base].costs.map(\.cost.name))
      for name in report.scenarios {
        guard let scenario = plan.scenario(name) else { continue }
        let there = Set(plan.scenarios[scenario].costs.map(\.cost.name))
        let odd = here.symmetricDifference(there).sorted()
        if !odd.isEmpty {
          rows.append(
            CheckRow(
              kind: "mtfs", check: "\(report.name): costs left out of \(name)", outcome: "note",
              expected: "", found: odd.joined(separator: ", "),
              detail: "Only one of \(name) and \(report.baseline) covers what these price, so the "
                + "difference is not a saving. Cover the same measures in both."))
        }
      }
    }
    for published in plan.published
    where published.exitShares.allSatisfy({ $0 == 0 })
      && published.residuals.allSatisfy({ $0 == 0 })
    {
      rows.append(
        CheckRow(
          kind: "data", check: "\(published.measure.name): no flows published", outcome: "note",
          expected: "", found: "",
          detail: "No authority in the statistics has starts and ceases, so "
            + "entries are net of exits."))
    }
    return rows
  }

  /// Costs whose price base lies before the first year their inflation is given for.
  private func earlyBases() -> [CheckRow] {
    var seen: Set<String> = []
    return plan.scenarios.flatMap(\.costs).compactMap { cost -> CheckRow? in
      guard let base = cost.bases.compactMap({ $0 }).min(), let name = cost.cost.inflation,
        seen.insert(cost.cost.name).inserted,
        case .byPeriod(let dated, _) = plan.model.assumptions.first(where: { $0.name == name })?
          .body,
        let first = dated.map(\.period.firstMonth.financialYear).min(),
        first > base.advanced(by: 1)
      else { return nil }
      return CheckRow(
        kind: "assumption", check: "Prices older than their inflation", outcome: "note",
        expected: "", found: cost.cost.name,
        detail: "Prices of \(base.label) are brought forward with `\(name)`, which starts in "
          + "\(first.label); its first rate is used for the years before. Add those years to it.")
    }
  }

  private func text(_ value: Double, _ places: Int = 0) -> String {
    String(format: "%.\(places)f", value)
  }

  private func percent(_ share: Double) -> String { String(format: "%.2f%%", share * 100) }
}
