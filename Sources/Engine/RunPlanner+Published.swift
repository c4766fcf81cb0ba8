import Cohorts
import Periods
import Returns
import ScenarioLanguage
import Services

extension RunPlanner {
  func publishedPlan(
    _ measure: Measure, series: String, census name: String
  ) throws(EngineError) -> PublishedMeasurePlan {
    guard let service = PublicService.named(series) else {
      throw EngineError(
        "`\(measure.name)` asks for the published series `\(series)`, which has no forecast. "
          + "Published series are \(PublicService.all.map(\.measure).joined(separator: " and ")).")
    }
    guard let census = model.censuses.first(where: { $0.name == name }) else {
      throw EngineError("`\(measure.name)` names the census `\(name)`, which is not declared.")
    }
    guard let area else { throw EngineError("No area. Add `area \"Bromley\"` to the settings.") }
    let panel = statistics.panel(service, including: area.code)
    let own = statistics.history(service, area: area.code)
    guard let origin = own.stock.keys.max() else {
      throw EngineError(
        "The statistics hold no \(series) for \(area.name). Import a folder that has them, or "
          + "choose another area.")
    }
    let censusTimeline = CensusTimeline(census: census, origin: origin, timeline: timeline)
    let horizons = censusTimeline.years.count - 1
    guard horizons >= 1 else {
      throw EngineError(
        "The horizon ends in \(model.settings.lastMonth), but \(series) of \(area.name) are published "
          + "up to \(CensusTimeline.label(census, year: origin)): there is nothing to forecast. Move "
          + "the horizon on, or use `headroom backtest` to look back.")
    }
    let forecaster = PublicForecaster(service: service, histories: panel)
    let prepared = forecaster.prepared(origin: origin, horizons: horizons)
    let cohorts = ageCohorts(series, measure, area, origin: origin, years: horizons)
    let forecast: PublicForecast
    do {
      forecast = try prepared.forecast(
        area: area.code, further: cohorts.map { [$0.member] } ?? [])
    } catch {
      throw EngineError(error.description)
    }
    let rates = flowRates(prepared, own, panel, area, origin)
    return PublishedMeasurePlan(
      measure: measure, census: census, timeline: censusTimeline, source: own,
      forecast: forecast, shares: try shareTrend(measure, series, forecast, panel, area),
      rates: rates,
      cohorts: cohorts,
      itemCounts: statistics.itemCounts(series, area: area.code, years: origin - 10...origin),
      ageBands: counts(series, split: "age-band", area.code, origin),
      seed: model.settings.seed)
  }

  /// Ages rolled forward where the last two censuses have single years, with England as the parent.
  private func ageCohorts(
    _ series: String, _ measure: Measure, _ area: Area, origin: Int, years: Int
  ) -> AgeCohorts? {
    guard series == "plans",
      let england = statistics.index.observations.areas.first(where: { $0.level == .national })
    else { return nil }
    return AgeCohorts(
      own: counts(series, split: "age", area.code, origin),
      parent: counts(series, split: "age", england.code, origin), origin: origin, years: years,
      seed: model.settings.seed, name: "ages|\(measure.name)")
  }

  /// Counts of a split's items in the six years to the origin.
  private func counts(
    _ series: String, split: String, _ area: String, _ origin: Int
  ) -> [Int: [String: Double]] {
    Dictionary(
      uniqueKeysWithValues: ((origin - 5)...origin).map {
        ($0, statistics.index.items(measure: series, area: area, split: split, year: $0))
      })
  }

  /// Entry, exit and residual rates: own weighted half with the panel's where the service is not
  /// forecast by its flows.
  private func flowRates(
    _ prepared: PublicForecaster.Prepared, _ own: AuthorityHistory,
    _ panel: [AuthorityHistory], _ area: Area, _ origin: Int
  ) -> StockFlowRates {
    if let rates = prepared.rates(of: area.code) { return rates }
    func rates(_ history: AuthorityHistory) -> StockFlowRates? {
      StockFlowRates(
        StockFlowSeries(
          stock: history.stock, entries: history.entries, exits: history.exits,
          population: history.population), origin: origin, window: 3)
    }
    let others = panel.compactMap(rates)
    if let mine = rates(own) { return mine.shrunk(towards: others, ownWeight: 0.5) }
    return others.first?.shrunk(towards: others, ownWeight: 0)
      ?? StockFlowRates(
        entriesPerPerson: nil, entriesPerYear: 0, exitRate: 0, residualRate: 0)
  }

  private func shareTrend(
    _ measure: Measure, _ series: String, _ forecast: PublicForecast,
    _ panel: [AuthorityHistory], _ area: Area
  ) throws(EngineError) -> ShareTrend {
    let items = try items(of: measure)
    guard measure.splitBy.first != nil else {
      return ShareTrend.single(measure.name)
    }
    let codes = PublishedStatistics.codes(series)
    let years = min(codes.firstShares, forecast.origin)...forecast.origin
    let own = statistics.itemCounts(series, area: area.code, years: years)
    let others = panel.filter { $0.area != area.code }.map {
      statistics.itemCounts(series, area: $0.area, years: years)
    }
    guard
      let trend = ShareTrend(
        items: items, own: own, total: forecast.last, panel: others, origin: forecast.origin,
        earliest: codes.comparableFrom)
    else {
      let known = statistics.itemCounts(series, area: area.code, years: years)
      let names = Set(known.values.flatMap(\.keys)).sorted().joined(separator: ", ")
      throw EngineError(
        "`\(measure.name)` is split by \(measure.splitBy.joined(separator: ", ")), but none of its "
          + "items (\(items.joined(separator: ", "))) is published for \(area.name) in "
          + "\(forecast.origin). Published items: \(names.isEmpty ? "none" : names).")
    }
    return trend
  }
}
