import Foundation
import Periods
import Results
import ScenarioLanguage
import Services

/// Forecast rows and the stock-flow ledger.
struct ForecastTables {
  let plan: RunPlan
  let summaries: SummaryTable
  let past: PastErrors

  func rows() -> [ForecastRow] {
    plan.scenarios.indices.flatMap { scenario in
      plan.scenarios[scenario].measures.indices.flatMap { measure in
        rows(scenario, measure) + ageRows(scenario, measure)
      }
    }
  }

  /// Age bands of a published measure, for scenarios without levers: no lever says whom it moves by
  /// age.
  private func ageRows(_ scenario: Int, _ measure: Int) -> [ForecastRow] {
    let resolved = plan.scenarios[scenario].measures[measure]
    guard plan.scenarios[scenario].levers.isEmpty, case .published(let source) = resolved.path,
      plan.published[source].cohorts != nil
    else { return [] }
    let published = plan.published[source]
    return AgeCohorts.bands.indices.flatMap { band in
      published.knotsWithin(plan.model.settings).compactMap { knot -> ForecastRow? in
        guard let summary = summaries[.ageStock(measure: source, band: band, knot: knot)]
        else { return nil }
        var row = row(
          scenario, resolved, -1, "census",
          CensusTimeline.label(published.census, year: published.timeline.years[knot]), summary,
          published: (published, Double(knot)))
        row.splitBy = "age-band"
        row.split = AgeCohorts.bands[band]
        row.processShare = nil
        row.baselines = Backtest.baselines(
          published.ageBands.compactMapValues { $0[AgeCohorts.bands[band]] },
          origin: published.forecast.origin, years: Double(knot))
        return row
      }
    }
  }

  private func rows(_ scenario: Int, _ measure: Int) -> [ForecastRow] {
    let resolved = plan.scenarios[scenario].measures[measure]
    let items = resolved.items.count > 1 ? -1..<resolved.items.count : -1..<0
    var result: [ForecastRow] = []
    for item in items {
      if case .published(let source) = resolved.path {
        let published = plan.published[source]
        for knot in published.knotsWithin(plan.model.settings) {
          let year = published.timeline.years[knot]
          guard
            let summary = summaries[
              .censusStock(scenario: scenario, measure: measure, item: item, knot: knot)]
          else { continue }
          result.append(
            row(
              scenario, resolved, item, "census",
              CensusTimeline.label(published.census, year: year), summary,
              published: (published, Double(knot))))
        }
      }
      if let census = resolved.history?.census {
        for (knot, found) in resolved.ownCensuses(plan).enumerated() {
          guard
            let summary = summaries[
              .censusStock(scenario: scenario, measure: measure, item: item, knot: knot)]
          else { continue }
          result.append(
            row(
              scenario, resolved, item, "census", CensusTimeline.label(census, year: found.year),
              summary, published: nil,
              month: plan.timeline.firstMonth.index + found.month))
        }
      }
      for (position, year) in plan.timeline.allYears.enumerated() where position > 0 {
        guard
          let summary = summaries[
            .yearStock(scenario: scenario, measure: measure, item: item, year: position)]
        else { continue }
        var published: (PublishedMeasurePlan, Double)?
        if case .published(let source) = resolved.path {
          let found = plan.published[source]
          published = (found, found.yearsFromOrigin(toMiddleOf: year))
        }
        result.append(
          row(
            scenario, resolved, item, "financial-year", year.label, summary,
            published: published,
            month: year.firstMonth.index + (resolved.measure.isFlow ? 11 : 6)))
      }
    }
    return result
  }

  private func row(
    _ scenario: Int, _ resolved: MeasurePlan, _ item: Int, _ calendar: String,
    _ period: String, _ summary: Summary, published: (PublishedMeasurePlan, Double)?,
    month: Int? = nil
  ) -> ForecastRow {
    let found = published.flatMap { plan, distance -> (error: Double, coverage: Double?)? in
      guard case .published(let series, _) = plan.measure.source else { return nil }
      return past.error(of: series, horizon: Int(distance.rounded(.up)))
    }
    var share: Double?
    if let (plan, distance) = published, calendar == "census", item < 0 {
      let horizon = Int(distance)
      let sd = plan.standardDeviation(horizon: horizon)
      share = plan.processVariance[horizon - 1] / (sd * sd)
    }
    return ForecastRow(
      scenario: plan.scenarios[scenario].tableName, measure: resolved.measure.name,
      splitBy: item < 0 ? "none" : resolved.category ?? "none",
      split: item < 0 ? "total" : resolved.items[item],
      unit: Nouns.plural(resolved.measure.noun, declared: plan.model.units), calendar: calendar,
      period: period,
      summary: summary, processShare: share,
      monteCarloError: summary.sd / Double(summaries.draws).squareRoot(),
      baselines: published.flatMap { baselines($0, $1, item) }
        ?? resolved.history.flatMap { own($0, item, month) }, pastError: found?.error,
      pastCoverage: found?.coverage)
  }

  private func baselines(
    _ published: PublishedMeasurePlan, _ distance: Double, _ item: Int
  ) -> Baselines? {
    let name = item < 0 ? nil : published.shares.items[item]
    let history =
      name.map { item in published.itemCounts.compactMapValues { $0[item] } } ?? published.history
    return Backtest.baselines(history, origin: published.forecast.origin, years: distance)
  }

  /// The baselines of a table of one's own, from its last figure.
  private func own(_ history: OwnHistoryPlan, _ item: Int, _ month: Int?) -> Baselines? {
    guard let month, month > history.last else { return nil }
    return Backtest.baselines(
      history.yearly(item < 0 ? nil : item), origin: 0,
      years: Double(month - history.last) / 12)
  }

  /// Published years with both flows, then the projected ones.
  func ledger(statistics: PublishedStatistics) -> [LedgerRow] {
    plan.published.enumerated().flatMap { position, published -> [LedgerRow] in
      let history = published.source
      let known = history.stock.keys.sorted().compactMap { year -> LedgerRow? in
        guard let closing = history.stock[year], let opening = history.stock[year - 1],
          let entries = history.entries[year], let exits = history.exits[year]
        else { return nil }
        return LedgerRow(
          measure: published.measure.name,
          period: CensusTimeline.label(published.census, year: year), status: "published",
          opening: opening, entries: entries, exits: exits,
          residual: closing - opening - entries + exits, closing: closing)
      }
      let totals = plan.scenarios.firstIndex { scenario in
        scenario.levers.isEmpty
          && scenario.measures.contains { $0.measure.name == published.measure.name }
      }
      guard let totals,
        let measure = plan.scenarios[totals].measures.firstIndex(where: {
          $0.measure.name == published.measure.name
        })
      else { return known }
      func mean(_ key: SeriesCatalogue.Key) -> Double { summaries[key]?.mean ?? .nan }
      let projected = published.knotsWithin(plan.model.settings).map { knot in
        LedgerRow(
          measure: published.measure.name,
          period: CensusTimeline.label(published.census, year: published.timeline.years[knot]),
          status: "projected",
          opening: mean(
            .censusStock(scenario: totals, measure: measure, item: -1, knot: knot - 1)),
          entries: mean(.flow(measure: position, part: 0, knot: knot)),
          exits: mean(.flow(measure: position, part: 1, knot: knot)),
          residual: mean(.flow(measure: position, part: 2, knot: knot)),
          closing: mean(.censusStock(scenario: totals, measure: measure, item: -1, knot: knot)))
      }
      return known + projected
    }
  }
}
