import Results

extension BoardReport {
  /// Where each measure stands: past years, which way it goes, whether that is good, what is
  /// expected and how that compares with a straight line. Words stand beside every sign.
  func trajectorySection(_ subjects: [Subject]) -> Section? {
    guard !subjects.isEmpty else { return nil }
    var body = Markup()
    body.paragraph(
      "Trend is the direction of a measure's own last three years, trajectory the direction of its "
        + "forecast: a change of more than 2% counts. Polarity says whether a rise is good. Numbers "
        + "of plans and of children looked after have no good direction by themselves, so a rise "
        + "is not marked as bad.")
    body.raw(historyTable(subjects).markup)
    body.raw(directionTable(subjects).markup)
    return Section(
      id: "trajectory", heading: "Trajectory, trend and polarity", short: "Trajectory and trend",
      body: body)
  }

  private func historyTable(_ subjects: [Subject]) -> ReportTable {
    var table = ReportTable(
      id: "t-history", caption: "The last five published figures",
      header: ["Measure", "Latest", "1 year before", "2 before", "3 before", "4 before"])
    for subject in subjects {
      let recent = subject.history.suffix(5).reversed()
      var cells: [Cell] = recent.map { .figure(FigureText.count($0.value), [$0.reference]) }
      while cells.count < 5 { cells.append(.words("–")) }
      let when = subject.latest.map { ", \(Names.period($0.period))" } ?? ""
      table.append(Names.readable(subject.measure) + when, cells)
    }
    return table
  }

  private func directionTable(_ subjects: [Subject]) -> ReportTable {
    var table = ReportTable(
      id: "t-direction", caption: "Which way each measure goes, and whether that is good",
      header: [
        "Measure", "Trend, 3 years", "Trajectory", "Polarity", "Change to end", "Forecast at end",
        "Eight runs in ten",
      ], wordColumns: 4)
    for subject in subjects {
      guard let last = subject.last else { continue }
      let recent = subject.history.suffix(4)
      let trend =
        recent.count == 4
        ? Names.direction(from: recent.first?.value ?? .nan, to: recent.last?.value ?? .nan)
        : "No published history"
      let start = subject.latest?.value ?? subject.forecast.first?.summary.p50 ?? .nan
      let from =
        subject.latest.map(\.reference) ?? subject.forecast.first?.reference("p50") ?? ""
      table.append(
        Names.readable(subject.measure),
        [
          .words(trend), .words(Names.direction(from: start, to: last.summary.p50)),
          .words(Names.polarity(subject.measure)),
          .figure(
            FigureText.change(from: start, to: last.summary.p50), [from, last.reference("p50")]),
          .figure(FigureText.count(last.summary.p50), [last.reference("p50")]),
          .figure(
            FigureText.range(last.summary.p10, last.summary.p90),
            [last.reference("p10"), last.reference("p90")]),
        ])
    }
    return table
  }

  /// Peers, where a question of the scenario asked for them.
  func benchmarkSection() -> Section? {
    let rows = run.answers.filter { $0.kind == "benchmark" && !$0.isExploratory }
    guard !rows.isEmpty else { return nil }
    var measures: [String] = []
    var places: [String] = []
    for row in rows {
      let measure = Self.benchmarked(row.row)
      if !measures.contains(measure) { measures.append(measure) }
      if !places.contains(row.label) { places.append(row.label) }
    }
    var table = ReportTable(
      id: "t-benchmark", caption: "Beside other authorities, as published",
      header: ["Authority"] + measures)
    for place in places {
      table.append(
        place,
        measures.map { measure in
          guard
            let row = rows.first(where: {
              $0.label == place && Self.benchmarked($0.row) == measure
            })
          else { return .words("–") }
          return .figure(
            row.unit == "GBP" ? FigureText.millions(row.value) : FigureText.decimal(row.value),
            [row.reference("value")])
        }, isTotal: place == run.manifest.areaName)
    }
    var body = Markup()
    body.raw(table.markup)
    return Section(id: "benchmark", heading: "Benchmark", short: "Benchmark", body: body)
  }

  /// `EHC plans 2025, per 10,000 children`.
  private static func benchmarked(_ row: AnswerRow) -> String {
    var words = row.subject.split(separator: " ").map(String.init)
    let year = words.count > 1 ? " " + words.removeLast() : ""
    return "\(Names.readable(words.joined(separator: " ")))\(year), \(row.unit)"
  }

  /// How such forecasts did, over every authority in the statistics.
  func pastSection(_ subjects: [Subject]) -> Section? {
    let tested = subjects.filter { !$0.past.isEmpty }
    guard !tested.isEmpty else { return nil }
    var body = Markup()
    body.paragraph(
      "The same method was put back into past years, with what was known then, for every authority "
        + "in the statistics, and held against what came. A baseline that missed by less would be "
        + "the better forecast.")
    var table = ReportTable(
      id: "t-past", caption: "Past forecasts against what came, all years ahead together",
      header: [
        "Measure and method", "Forecasts tested", "Average miss", "Lean",
        "Within the eight-in-ten band",
      ])
    for subject in tested {
      for name in ["forecast", "last value", "linear", "constant growth"] {
        guard let row = subject.past(name, ahead: nil) else { continue }
        let label = name == "forecast" ? "this forecast" : name
        table.append(
          "\(Names.readable(subject.measure)), \(label)",
          [
            .figure(FigureText.count(Double(row.count)), [row.reference("forecasts")]),
            .figure(
              FigureText.percent(row.meanRelativeError), [row.reference("mean_relative_error")]),
            .figure(
              FigureText.percent(abs(row.bias))
                + (row.bias < -0.0005 ? " too low" : row.bias > 0.0005 ? " too high" : ""),
              [row.reference("bias")]),
            row.coverage80.map {
              .figure(FigureText.percent($0, 0), [row.reference("coverage_80")])
            } ?? .words("has no band"),
          ], isTotal: name == "forecast")
      }
    }
    body.raw(table.markup)
    return Section(
      id: "past", heading: "How good past forecasts were", short: "Past forecasts", body: body)
  }
}
