import Charts
import Results

extension BoardReport {
  /// One measure: its fan chart, its figures beside the baselines, how each of them missed before.
  func measureSection(_ subject: Subject) -> Section {
    var body = Markup()
    let id = Self.identifier(subject.measure)
    figure(&body, fan(subject, id: id).draw, title: fanTitle(subject), subtitle: fanNote(subject))
    body.raw(forecastTable(subject, id: id).markup)
    if let misses = missTable(subject, id: id) { body.raw(misses.markup) }
    if subject.items.count > 1 {
      let chart = multiples(subject, id: id)
      if !chart.panels.isEmpty {
        figure(
          &body, chart.draw, title: chart.title,
          subtitle: "Each panel has its own scale, from zero. Line: \(middleName.lowercased()) "
            + "forecast; band: eight runs in ten."
            + (disclosure.isPublic && chart.panels.count < subject.items.count
              ? " Items with small counts are left out." : ""))
      }
    }
    return Section(
      id: id, heading: headline(subject), short: Names.readable(subject.measure), body: body)
  }

  /// A name that HTML and XML take as an identifier.
  static func identifier(_ name: String) -> String {
    "m-" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// What is expected and how sure that is, in at most fifteen words or so.
  private func headline(_ subject: Subject) -> String {
    let name = Names.readable(subject.measure)
    guard let last = subject.last else { return name }
    guard last.summary.p10.isFinite, last.summary.p50.isFinite, last.summary.p90.isFinite else {
      return name
    }
    return "\(name): about \(FigureText.count(last.summary.p50)) in \(Names.axis(last.period)), "
      + "between \(FigureText.count(last.summary.p10)) and \(FigureText.count(last.summary.p90))"
  }

  private func fanTitle(_ subject: Subject) -> String {
    var parts = subject.history.isEmpty ? ["forecast"] : ["published", "forecast"]
    if subject.forecast.contains(where: { $0.baselines != nil }) { parts.append("baselines") }
    let last = parts.removeLast()
    return "\(Names.readable(subject.measure)): "
      + (parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last)
  }

  private func fanNote(_ subject: Subject) -> String {
    let isCensus = subject.forecast.first?.calendar == "census"
    var note =
      isCensus
      ? "Number on the day of each yearly census. " : "Average over each financial year. "
    note += "Solid line: \(middleName.lowercased()) forecast; band: eight runs in ten. "
    if subject.forecast.contains(where: { $0.pastError != nil }) {
      note += "Whiskers: the average miss of such forecasts in the past. "
    }
    if subject.forecast.contains(where: { $0.baselines != nil }) {
      note += "Dashed lines: simple baselines."
    }
    return note
  }

  private func fan(_ subject: Subject, id: String) -> FanChart {
    let ranges = subject.forecast.compactMap { row in
      Names.time(row.period).map {
        FanChart.Range(
          time: $0, low: row.summary.p10, middle: row.summary.p50, high: row.summary.p90,
          pastError: row.pastError)
      }
    }
    func line(_ name: String, _ value: (Baselines) -> Double?) -> FanChart.Baseline {
      FanChart.Baseline(
        name: name,
        samples: subject.forecast.compactMap { row in
          guard let time = Names.time(row.period), let figure = row.baselines.flatMap(value)
          else { return nil }
          return FanChart.Sample(time: time, value: figure)
        })
    }
    return FanChart(
      id: id, title: fanTitle(subject), description: description(subject),
      history: subject.history.map { .init(time: $0.time, value: $0.value) }, forecast: ranges,
      baselines: [
        line("Last value") { $0.lastValue }, line("Linear") { $0.linear },
        line("Growth") { $0.constantGrowth },
      ].filter { !$0.samples.isEmpty },
      times: subject.history.map { ($0.time, Names.axis($0.period)) }
        + subject.forecast.compactMap { row in
          Names.time(row.period).map { ($0, Names.axis(row.period)) }
        }, style: .count)
  }

  private func description(_ subject: Subject) -> String {
    var text = expectation(subject) ?? ""
    if let last = subject.last {
      text +=
        " Eight runs in ten lie between "
        + "\(FigureText.count(last.summary.p10)) and \(FigureText.count(last.summary.p90))."
      if let base = last.baselines {
        text += " Carrying the last value forward gives \(FigureText.count(base.lastValue))"
        if let linear = base.linear { text += ", a straight line \(FigureText.count(linear))" }
        if let growth = base.constantGrowth {
          text += ", constant growth \(FigureText.count(growth))"
        }
        text += "."
      }
    }
    return text + " The table below has the figures."
  }

  private func forecastTable(_ subject: Subject, id: String) -> ReportTable {
    let hasBaselines = subject.forecast.contains { $0.baselines != nil }
    let isCensus = subject.forecast.first?.calendar == "census"
    var table = ReportTable(
      id: "\(id)-f",
      caption: "\(Names.readable(subject.measure)): forecast"
        + (hasBaselines ? " beside simple baselines" : ""),
      header: [isCensus ? "Census" : "Financial year", lowName, middleName, highName]
        + (hasBaselines
          ? ["Last value", "Linear", "Constant growth", "Average past miss"]
          : ["Average past miss"]))
    for row in subject.forecast {
      var cells: [Cell] = [
        .figure(FigureText.count(row.summary.p10), [row.reference("p10")]),
        .figure(FigureText.count(row.summary.p50), [row.reference("p50")]),
        .figure(FigureText.count(row.summary.p90), [row.reference("p90")]),
      ]
      if hasBaselines {
        let base = row.baselines
        cells += [
          optional(base?.lastValue, row.reference("last_value")),
          optional(base?.linear, row.reference("linear")),
          optional(base?.constantGrowth, row.reference("constant_growth")),
        ]
      }
      cells.append(
        row.pastError.map { .figure(FigureText.percent($0), [row.reference("past_error")]) }
          ?? .words(subject.past.isEmpty ? "no history" : "not tested so far ahead"))
      table.append(Names.period(row.period), cells)
    }
    return table
  }

  private func optional(_ value: Double?, _ reference: String) -> Cell {
    value.map { .figure(FigureText.count($0), [reference]) } ?? .words("–")
  }

  /// Average past misses of the forecast and of each baseline, by years ahead.
  private func missTable(_ subject: Subject, id: String) -> ReportTable? {
    guard !subject.horizons.isEmpty else { return nil }
    var table = ReportTable(
      id: "\(id)-p",
      caption: "\(Names.readable(subject.measure)): how far each method missed in the past, on "
        + "average, by years ahead",
      header: ["Method"] + subject.horizons.map { "\($0) \($0 == 1 ? "year" : "years")" })
    for name in ["forecast", "last value", "linear", "constant growth"] {
      table.append(
        name == "forecast" ? "This forecast" : Names.readable(name),
        subject.horizons.map { ahead in
          subject.past(name, ahead: ahead).map {
            .figure(
              FigureText.percent($0.meanRelativeError), [$0.reference("mean_relative_error")])
          } ?? .words("–")
        }, isTotal: name == "forecast")
    }
    return table
  }

  private func multiples(_ subject: Subject, id: String) -> SmallMultiples {
    let items = subject.items.filter { item in
      item.rows.allSatisfy {
        $0.summary.p10.isFinite && $0.summary.p50.isFinite && $0.summary.p90.isFinite
      }
    }
    let panels = items.map { item in
      SmallMultiples.Panel(
        name: Names.readable(item.name),
        forecast: item.rows.compactMap { row in
          Names.time(row.period).map {
            FanChart.Range(
              time: $0, low: row.summary.p10, middle: row.summary.p50, high: row.summary.p90)
          }
        })
    }
    let by = subject.items.first?.rows.first.map { Names.inSentence($0.splitBy) } ?? "item"
    let facts = items.compactMap { item -> String? in
      guard let first = item.rows.first, let last = item.rows.last else { return nil }
      return "\(Names.readable(item.name)) \(FigureText.count(first.summary.p50)) to "
        + FigureText.count(last.summary.p50)
    }
    let period = subject.forecast.first.map { Names.axis($0.period) } ?? ""
    let until = subject.forecast.last.map { Names.axis($0.period) } ?? ""
    return SmallMultiples(
      id: "\(id)-s", title: "By \(by), \(period) to \(until)",
      description: facts.joined(separator: "; ") + ".", panels: panels, style: .count)
  }

  /// A chart at both sizes; the page's style shows the one that fits.
  func figure(
    _ body: inout Markup, _ draw: (ChartSize) -> Drawing, title: String, subtitle: String
  ) {
    body.raw("<figure><figcaption>")
    body.element("strong", title)
    body.element("span", subtitle)
    body.raw("</figcaption>")
    body.raw(draw(.wide).svg + draw(.narrow).svg)
    body.raw("</figure>\n")
  }
}
