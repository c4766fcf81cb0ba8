import Periods
import Results
import ScenarioLanguage

extension RunPlanner {
  /// Fits a regression to the months before those held back, tests it on them, and fits it again to
  /// all its months.
  func addFit(
    _ regression: CountRegression, of measure: Measure, to data: inout OwnData
  ) throws(EngineError) {
    guard measure.isFlow else {
      throw EngineError(
        "`\(regression.name)` predicts events, but `\(measure.name)` counts a stock. Write `counts "
          + "\(measure.noun) per month`, or forecast the stock by a pathway.",
        location: regression.location.text)
    }
    let items = try items(of: measure)
    let counts = try HistoryTable(
      tables.table(regression.file), items: try divided(measure), census: nil)
    for month in [regression.firstMonth, regression.lastMonth]
    where month < counts.first || month > counts.last {
      throw EngineError(
        "`\(regression.name)` is fitted from \(regression.firstMonth) to \(regression.lastMonth), but "
          + "`\(regression.file.path)` has months from \(counts.first) to \(counts.last).",
        location: regression.location.text)
    }
    var covariates: [String: CovariateTable] = [:]
    for term in regression.terms {
      guard case .covariate(let name) = term.variable else { continue }
      guard let covariate = model.covariates.first(where: { $0.name == name }) else {
        throw EngineError(
          "`\(regression.name)` is explained by `\(name)`, which is not a covariate.",
          location: regression.location.text)
      }
      covariates[name] = try CovariateTable(
        tables.table(covariate.file), items: try divided(measure))
    }
    let known = data
    func atRisk(_ month: Int, _ item: Int) throws(EngineError) -> Double {
      try exposed(regression, measure, Month(index: month), item, known)
    }
    func fit(until last: Month) throws(EngineError) -> RegressionFit {
      try RegressionFit(
        regression, items: items, counts: counts, window: regression.firstMonth...last,
        covariates: covariates, exposure: atRisk)
    }
    let held = regression.heldBackMonths
    if held > 0 {
      let origin = regression.lastMonth.advanced(by: -held)
      guard origin >= regression.firstMonth else {
        throw EngineError(
          "`\(regression.name)` holds back \(held) months of the "
            + "\(regression.lastMonth.index - regression.firstMonth.index + 1) it has, so there is "
            + "nothing left to fit. Hold back fewer.", location: regression.location.text)
      }
      let trial = RegressionForecast(
        try fit(until: origin), name: regression.name, items: items, exposure: .none,
        first: origin.index + 1, steps: held, seed: model.settings.seed)
      data.tests.append(
        (
          regression.name, measure.name,
          try RegressionTest.rows(
            trial, measure: measure.name, counts: counts, origin: origin, exposure: atRisk)
        ))
    }
    data.fits[regression.name] = try fit(until: regression.lastMonth)
  }

  /// Those at risk in a month of the past.
  private func exposed(
    _ regression: CountRegression, _ measure: Measure, _ month: Month, _ item: Int, _ data: OwnData
  ) throws(EngineError) -> Double {
    guard let name = regression.exposure else { return 1 }
    let source = try declared(name, regression)
    let wanted =
      try sharesItems(source, measure, regression) ? [item] : Array(0..<items(of: source).count)
    var sum = 0.0
    for place in wanted {
      var figure: Double?
      if let history = data.histories[name] {
        figure =
          history.isFlow
          ? history.table.end(Double(month.index), place) : history.table.middle(month, place)
      } else if let projection = data.projections[name] {
        figure = projection.middle(month, place)
      } else {
        throw EngineError(
          "`\(regression.name)` takes `\(name)` as exposure, whose past is not in a table of one's "
            + "own. Use a measure with a `history` or a `projection` table.",
          location: regression.location.text)
      }
      guard let figure else {
        throw EngineError(
          "`\(regression.name)` is fitted to \(month), but the table of `\(name)` has no figure "
            + "there, so I don't know how many were at risk. Add earlier or later figures to it, or "
            + "fit fewer months.", location: regression.location.text)
      }
      sum += figure
    }
    return sum
  }

  /// Where a regression's exposure comes from in the months computed.
  func exposure(
    _ regression: CountRegression, _ measure: Measure, _ before: [MeasurePlan]
  ) throws(EngineError) -> RegressionForecast.Exposure {
    guard let name = regression.exposure else { return .none }
    guard let position = before.firstIndex(where: { $0.measure.name == name }) else {
      throw EngineError(
        "`\(measure.name)` is forecast by `\(regression.name)`, whose exposure `\(name)` this "
          + "scenario does not cover. Add it to `covers`.", location: regression.location.text)
    }
    return .measure(
      position,
      itemByItem: try sharesItems(before[position].measure, measure, regression))
  }

  private func declared(
    _ name: String, _ regression: CountRegression
  ) throws(EngineError) -> Measure {
    guard let found = model.measures.first(where: { $0.name == name }) else {
      throw EngineError(
        "`\(regression.name)` takes `\(name)` as exposure, which is not a measure.",
        location: regression.location.text)
    }
    return found
  }

  /// Whether each item has those at risk in the same item; otherwise all of them are.
  private func sharesItems(
    _ source: Measure, _ measure: Measure, _ regression: CountRegression
  ) throws(EngineError) -> Bool {
    if source.splitBy.first == measure.splitBy.first, !measure.splitBy.isEmpty { return true }
    guard measure.splitBy.isEmpty || source.splitBy.isEmpty else {
      throw EngineError(
        "`\(regression.name)` predicts `\(measure.name)` by \(measure.splitBy.joined()), but its "
          + "exposure `\(source.name)` is split by \(source.splitBy.joined()). Split both by the same "
          + "category.", location: regression.location.text)
    }
    return false
  }
}
