import Results

/// One measure as the report tells it: what was published, what is expected, how such forecasts did.
struct Subject {
  /// A published figure with the place it comes from.
  struct Published {
    var period: String
    var time: Double
    var value: Double
    var reference: String
  }

  var measure: String
  var unit: String
  /// Totals of the baseline scenario in order of time.
  var forecast: [FiledRow<ForecastRow>]
  var history: [Published]
  /// Items of the split with most items, in order of the file; each in order of time.
  var items: [(name: String, rows: [FiledRow<ForecastRow>])]
  /// The back-test's sums of this measure.
  var past: [FiledRow<BacktestSummaryRow>]

  var latest: Published? { history.last }
  var last: FiledRow<ForecastRow>? { forecast.last }

  /// The measures of a run, in the order of its forecasts.
  static func all(of run: FinishedRun) -> [Subject] {
    let scenario = run.forecasts.first?.scenario ?? ""
    var byMeasure: [String: [FiledRow<ForecastRow>]] = [:]
    var order: [String] = []
    for row in run.forecasts where row.scenario == scenario {
      if byMeasure[row.measure] == nil { order.append(row.measure) }
      byMeasure[row.measure, default: []].append(row)
    }
    return order.map { measure in
      let rows = byMeasure[measure] ?? []
      let calendar = rows.contains { $0.calendar == "census" } ? "census" : "financial-year"
      let shown = rows.filter { $0.calendar == calendar }
      let history = history(of: measure, in: run)
      return Subject(
        measure: measure, unit: rows.first?.row.unit ?? "",
        forecast: shown.filter { $0.split == "total" }, history: history.figures,
        items: items(of: shown),
        past: run.backtestSummary.filter { $0.measure == history.backtestName })
    }
  }

  private static func items(
    of rows: [FiledRow<ForecastRow>]
  ) -> [(name: String, rows: [FiledRow<ForecastRow>])] {
    var splits: [String: [String: [FiledRow<ForecastRow>]]] = [:]
    var order: [String: [String]] = [:]
    for row in rows where row.split != "total" {
      if splits[row.splitBy]?[row.split] == nil {
        order[row.splitBy, default: []].append(row.split)
      }
      splits[row.splitBy, default: [:]][row.split, default: []].append(row)
    }
    let broadest = order.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let broadest else { return [] }
    return broadest.value.map { ($0, splits[broadest.key]?[$0] ?? []) }
  }

  /// Published figures: those of the ledger, and for earlier years those that the back-test was
  /// held against. A back-test belongs to a measure if it has its name, or if the two agree in
  /// every year they share, and share two at least.
  private static func history(
    of measure: String, in run: FinishedRun
  ) -> (figures: [Published], backtestName: String) {
    var figures: [Published] = []
    for row in run.ledger where row.measure == measure && row.status == "published" {
      guard let time = Names.time(row.period) else { continue }
      if figures.isEmpty {
        figures.append(
          Published(
            period: yearBefore(row.period), time: time - 1, value: row.opening,
            reference: row.reference("opening")))
      }
      figures.append(
        Published(
          period: row.period, time: time, value: row.closing, reference: row.reference("closing")))
    }
    var names: [String] = []
    for row in run.backtest where !names.contains(row.measure) { names.append(row.measure) }
    for name in names {
      let actual = run.backtest.filter { $0.measure == name && $0.actual != nil }
      let shared = actual.filter { row in
        figures.contains { $0.period.hasPrefix("\(row.period)") }
      }
      let agrees =
        shared.count >= 2
        && shared.allSatisfy { row in
          figures.contains {
            $0.period.hasPrefix("\(row.period)") && $0.value == row.row.actual
          }
        }
      guard name == measure || agrees else { continue }
      guard let pattern = figures.first?.period else { return (figures, name) }
      var known = Set(figures.map { $0.period.prefix(4) })
      for row in actual where (1000...9999).contains(row.period) {
        let period = "\(row.period)\(pattern.dropFirst(4))"
        guard let time = Names.time(period), let value = row.row.actual,
          known.insert(period.prefix(4)).inserted
        else { continue }
        figures.append(
          Published(period: period, time: time, value: value, reference: row.reference("actual")))
      }
      return (figures.sorted { $0.time < $1.time }, name)
    }
    return (figures, measure)
  }

  private static func yearBefore(_ period: String) -> String {
    guard let year = Int(period.prefix(4)) else { return period }
    return "\(year - 1)\(period.dropFirst(4))"
  }

  /// The back-test's sum for a forecaster some years ahead; all together for `nil`.
  func past(_ forecaster: String, ahead: Int?) -> FiledRow<BacktestSummaryRow>? {
    past.first { $0.forecaster == forecaster && $0.horizon == ahead }
  }

  /// Years ahead that the back-test covers.
  var horizons: [Int] {
    past.compactMap { $0.horizon }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
      .sorted()
  }
}
