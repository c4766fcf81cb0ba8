import Periods
import ScenarioLanguage

extension RunPlanner {
  /// Reads and fits the tables of one's own of the measures that some scenario covers.
  func ownData(_ measures: [Measure]) throws(EngineError) -> OwnData {
    var data = OwnData()
    for measure in measures {
      switch measure.source {
      case .published, .follows, .level: break
      case .projection(let file):
        data.projections[measure.name] = try ProjectionTable(
          tables.table(file), items: try divided(measure))
      case .own(let own):
        try add(own, of: measure, to: &data)
      }
    }
    return data
  }

  private func add(
    _ own: OwnHistory, of measure: Measure, to data: inout OwnData
  ) throws(EngineError) {
    var census: Census?
    if case .census(let name) = own.cadence {
      guard let found = model.censuses.first(where: { $0.name == name }) else {
        throw EngineError("`\(measure.name)` names the census `\(name)`, which is not declared.")
      }
      guard !measure.isFlow else {
        throw EngineError(
          "`\(measure.name)` counts events per month, which a yearly census can't hold. Write "
            + "`each month` and give a table of months.", location: own.file.location.text)
      }
      census = found
    }
    let history = OwnHistoryPlan(
      table: try HistoryTable(tables.table(own.file), items: try divided(measure), census: census),
      isFlow: measure.isFlow, census: census, timeline: timeline)
    data.histories[measure.name] = history
    switch own.forecast {
    case .lastValue, .growth: break
    case .recentTrend:
      data.trends[measure.name] = try TrendForecast(
        history, name: measure.name, items: try items(of: measure), seed: model.settings.seed)
    case .regression(let name):
      try addFit(try regression(name), of: measure, to: &data)
    case .pathway(let name):
      let pathway = try self.pathway(name)
      guard let file = pathway.rates else { break }
      let window = try self.window(pathway)
      data.rates[name] = try PathwayRates(
        MovesTable(tables.table(file), items: try divided(measure), window: window),
        history: history, items: try items(of: measure), window: window, ageOut: pathway.ageOut,
        pathway: name)
    }
  }

  /// How the rows of a measure's tables are divided.
  func divided(_ measure: Measure) throws(EngineError) -> TableItems {
    TableItems(category: measure.splitBy.first, items: try items(of: measure))
  }

  func regression(_ name: String) throws(EngineError) -> CountRegression {
    guard let found = model.regressions.first(where: { $0.name == name }) else {
      throw EngineError("No regression is called `\(name)`.")
    }
    return found
  }

  func pathway(_ name: String) throws(EngineError) -> Pathway {
    guard let found = model.pathways.first(where: { $0.name == name }) else {
      throw EngineError("No pathway is called `\(name)`.")
    }
    return found
  }

  private func window(_ pathway: Pathway) throws(EngineError) -> ClosedRange<Month> {
    guard let first = pathway.firstMonth, let last = pathway.lastMonth, first <= last else {
      throw EngineError(
        "`\(pathway.name)` has no months to count its rates in. Write `between April 2021 and March "
          + "2026`, the earlier first.", location: pathway.location.text)
    }
    return first...last
  }

  /// A measure of one's own in a scenario.
  func ownPath(
    _ measure: Measure, _ own: OwnHistory, _ book: AssumptionBook, _ before: [MeasurePlan],
    _ data: OwnData
  ) throws(EngineError) -> MeasurePlan.Path {
    guard let history = data.histories[measure.name] else {
      throw EngineError("The table of `\(measure.name)` was not read.")
    }
    switch own.forecast {
    case .lastValue:
      return .own(OwnMeasurePlan(history: history, forecast: .lastValue))
    case .growth(let name):
      return .own(OwnMeasurePlan(history: history, forecast: .growth(try book.sampler(name))))
    case .recentTrend:
      guard let trend = data.trends[measure.name] else {
        throw EngineError("`\(measure.name)` has no trend.")
      }
      return .own(OwnMeasurePlan(history: history, forecast: .trend(trend)))
    case .regression(let name):
      guard let fit = data.fits[name] else { throw EngineError("`\(name)` was not fitted.") }
      let regression = try regression(name)
      return .own(
        OwnMeasurePlan(
          history: history,
          forecast: .regression(
            RegressionForecast(
              fit, name: name, items: try items(of: measure),
              exposure: try exposure(regression, measure, before),
              first: history.last + 1, steps: history.steps, seed: model.settings.seed))))
    case .pathway(let name):
      return .pathway(
        try pathwayPlan(try pathway(name), measure, history, book, before, data.rates[name]))
    }
  }

  /// The path of a projection over the months computed.
  func projectionPath(
    _ measure: Measure, _ table: ProjectionTable
  ) throws(EngineError) -> [Double] {
    var path: [Double] = []
    for item in 0..<table.items {
      for offset in 0..<timeline.monthCount {
        guard let figure = table.middle(timeline.month(offset), item) else {
          throw EngineError(
            "the projection of `\(measure.name)` has no figure for \(timeline.month(offset)), and a "
              + "run computes \(timeline.month(0)) to \(timeline.month(timeline.monthCount - 1)). "
              + "Add the years either side, or change the horizon. A figure of a year stands for its "
              + "middle.", location: table.path)
        }
        path.append(figure)
      }
    }
    return path
  }
}
