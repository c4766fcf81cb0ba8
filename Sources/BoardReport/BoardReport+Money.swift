import Charts
import Results

extension BoardReport {
  /// The MTFS of each fund, apart, with the bridge from its first to its last year; spend by cost
  /// where the run has no MTFS.
  func moneySection(_ budgets: [Budget]) -> Section? {
    var body = Markup()
    body.paragraph(
      "Thousands of pounds in cash, unless a table says millions. Pressures are plain figures, "
        + "savings and falls stand in brackets. A line is the change on the year before, so a saving "
        + "that ends is a plain figure in the year in which it ends. Funds are never netted against "
        + "each other. Totals are computed from unrounded figures, so rounded lines may differ from "
        + "them by one.")
    for (index, budget) in budgets.enumerated() {
      body.element("h3", Names.readable(budget.fund))
      body.raw(mtfsTable(budget, number: index).markup)
      if let bridge = bridge(budget, number: index) {
        figure(
          &body, bridge.draw, title: bridge.title,
          subtitle: "Middle future, in millions of pounds. Orange bars add, white bars take away.")
      }
    }
    if !run.gaps.isEmpty { body.raw(gapTable().markup) }
    if budgets.isEmpty || audience == .technical { body.raw(spendTable().markup) }
    return Section(
      id: "money", heading: "What it means for the budget",
      short: "Budget (MTFS)", body: body)
  }

  private func mtfsTable(_ budget: Budget, number: Int) -> ReportTable {
    var table = ReportTable(
      id: "mtfs-\(number)",
      caption: "\(Names.readable(budget.fund)), \(Names.inSentence(budget.scenario)), £000 cash: "
        + "changes on the year before",
      header: ["Line"] + budget.years)
    func cells(_ rows: [FiledRow<MTFSRow>], _ column: String, _ pence: (Futures) -> Int) -> [Cell] {
      budget.years.map { year in
        rows.first { $0.financialYear == year }.map {
          .figure(FigureText.thousands(pence: pence($0.incremental)), [$0.reference(column)])
        } ?? .words("–")
      }
    }
    for line in budget.lines {
      table.append(
        Names.readable(line),
        cells(budget.total.filter { $0.line == line }, "central") { $0.central },
        isTotal: line == "net" || line == "base")
    }
    var services: [String] = []
    for row in budget.services where !services.contains(row.service) {
      services.append(row.service)
    }
    if services.count > 1, audience != .members {
      for service in services {
        table.append(
          "of which \(Names.inSentence(service))",
          cells(budget.services.filter { $0.service == service }, "central") { $0.central })
      }
    }
    let net = budget.total.filter { $0.line == "net" }
    table.append("Net budget, low", cells(net, "low") { $0.low })
    table.append("Net budget, high", cells(net, "high") { $0.high })
    if !budget.baselineNet.isEmpty {
      table.append(
        "Net budget without the decisions", cells(budget.baselineNet, "central") { $0.central })
    }
    return table
  }

  private func bridge(_ budget: Budget, number: Int) -> BridgeChart? {
    guard let opening = budget.opening, let closing = budget.closing,
      let first = budget.years.first, let last = budget.years.last
    else { return nil }
    var steps = [
      BridgeChart.Step(
        name: "Opening budget \(first)", value: Double(opening.incremental.central) / 100,
        isTotal: true)
    ]
    for line in budget.lines where line != "base" && line != "net" {
      let sum = budget.total.filter { $0.line == line }.reduce(0) { $0 + $1.incremental.central }
      if sum != 0 {
        steps.append(BridgeChart.Step(name: Names.readable(line), value: Double(sum) / 100))
      }
    }
    steps.append(
      BridgeChart.Step(
        name: "Net budget \(last)", value: Double(closing.incremental.central) / 100,
        isTotal: true))
    let facts = steps.map { "\($0.name) \(FigureText.millions($0.value))" }
    return BridgeChart(
      id: "bridge-\(number)",
      title: "What takes the \(Names.readable(budget.fund)) from "
        + "\(FigureText.millions(steps[0].value)) to "
        + "\(FigureText.millions(Double(closing.incremental.central) / 100))",
      description: facts.joined(separator: "; ") + ".", steps: steps, style: .millions)
  }

  private func gapTable() -> ReportTable {
    var table = ReportTable(
      id: "gaps", caption: "Net cost beside the budget set, £000 cash",
      header: ["Fund, plan and year", "State", "Budget", "Net cost", "Gap", "Chance it holds"],
      wordColumns: 2)
    for row in run.gaps {
      table.append(
        "\(Names.readable(row.fund)), \(Names.inSentence(row.scenario)), \(row.financialYear)",
        [
          .words(row.gap > 0 ? "▲ Over budget" : "● Within budget"),
          .figure(FigureText.thousands(pounds: row.budget), [row.reference("budget")]),
          .figure(FigureText.thousands(pounds: row.net.p50), [row.reference("p50")]),
          .figure(FigureText.thousands(pounds: row.gap), [row.reference("gap")]),
          .figure(
            FigureText.percent(row.chanceItHolds, 0), [row.reference("chance_it_holds")]),
        ])
    }
    return table
  }

  private func spendTable() -> ReportTable {
    let rows = run.costs.filter {
      $0.split == "total" && $0.scenario == (run.costs.first?.scenario ?? "")
    }
    var years: [String] = []
    var names: [String] = []
    for row in rows {
      if !years.contains(row.financialYear) { years.append(row.financialYear) }
      if !names.contains(row.cost) { names.append(row.cost) }
    }
    years.sort()
    var table = ReportTable(
      id: "spend",
      caption: "Spend by cost, \(Names.inSentence(run.costs.first?.scenario ?? "")), "
        + "£000 \(run.costs.first?.priceBase ?? "cash")",
      header: ["Cost"] + years)
    for name in names {
      for (label, column, value) in [
        (Names.readable(name), "p50", \Summary.p50), ("low", "p10", \Summary.p10),
        ("high", "p90", \Summary.p90),
      ] {
        table.append(
          column == "p50" ? label : "\(Names.readable(name)), \(label)",
          years.map { year in
            rows.first { $0.cost == name && $0.financialYear == year }.map {
              .figure(
                FigureText.thousands(pounds: $0.summary[keyPath: value]), [$0.reference(column)])
            } ?? .words("–")
          }, isTotal: column == "p50")
      }
    }
    return table
  }

  /// What each scenario changes against the baseline, from paired draws.
  func decisionsSection() -> Section? {
    let savings = run.comparisons.filter { $0.unit == "GBP" }
    var years: [String] = []
    var keys: [(scenario: String, subject: String, split: String)] = []
    for row in savings {
      if !years.contains(row.financialYear) { years.append(row.financialYear) }
      let key = (row.scenario, row.subject, row.split)
      if !keys.contains(where: { $0 == key }) { keys.append(key) }
    }
    years.sort()
    var table = ReportTable(
      id: "decisions", caption: "Saved against the baseline, £000 cash: a cost in brackets",
      header: ["Decision", "What"] + years, wordColumns: 2)
    for key in keys {
      let mine = savings.filter {
        $0.scenario == key.scenario && $0.subject == key.subject && $0.split == key.split
      }
      guard mine.contains(where: { $0.summary.mean != 0 }) else { continue }
      func cells(_ column: String, _ value: (Summary) -> Double) -> [Cell] {
        years.map { year in
          mine.first { $0.financialYear == year }.map {
            .figure(FigureText.thousands(pounds: value($0.summary)), [$0.reference(column)])
          } ?? .words("–")
        }
      }
      let what = "\(Names.readable(key.subject)), \(Names.readable(key.split))"
      let name = Names.readable(key.scenario)
      table.append(name, [.words(what)] + cells("p50") { $0.p50 }, isTotal: true)
      table.append(name, [.words("low")] + cells("p10") { $0.p10 })
      table.append(name, [.words("high")] + cells("p90") { $0.p90 })
    }
    guard !table.rows.isEmpty else { return nil }
    var body = Markup()
    body.paragraph(
      "Each decision is drawn in the same futures as the baseline, so what differs is the decision "
        + "and not chance. A saving is before what is spent to make it, net is after. Figures are "
        + "middles of the differences, which can be a little off the difference of two middles.")
    body.raw(table.markup)
    return Section(
      id: "decisions", heading: "What decisions change", short: "Decisions", body: body)
  }

  /// What would change our minds: a tornado for each figure that a question ranked.
  func sensitivitySection() -> Section? {
    let swings = run.answers.filter {
      $0.kind == "rank" && $0.low != nil && $0.high != nil && $0.unit == "GBP"
        && !$0.isExploratory
        // Smaller swings are within what chance gives an input that does nothing.
        && abs($0.value) > 3 * ($0.monteCarloError ?? 0)
    }
    var subjects: [String] = []
    for row in swings where !subjects.contains(row.subject) { subjects.append(row.subject) }
    var body = Markup()
    for (index, subject) in subjects.enumerated() {
      let mine = swings.filter { $0.subject == subject }
      let chart = tornado(subject, mine, number: index)
      figure(
        &body, chart.draw, title: chart.title,
        subtitle:
          "Each bar: the figure with one assumption at its low end and at its high end, the "
          + "others left to vary. Those whose effect is not beyond chance are left out.")
      var table = ReportTable(
        id: "swings-\(index)", caption: "The same in figures, £000",
        header: ["Assumption", "At its low end", "At its high end", "Swing"])
      for row in mine.prefix(audience == .technical ? mine.count : 10) {
        table.append(
          Names.readable(row.label),
          [
            .figure(FigureText.thousands(pounds: row.low ?? .nan), [row.reference("low")]),
            .figure(FigureText.thousands(pounds: row.high ?? .nan), [row.reference("high")]),
            .figure(FigureText.thousands(pounds: row.value), [row.reference("value")]),
          ])
      }
      body.raw(table.markup)
    }
    guard !subjects.isEmpty else { return nil }
    return Section(
      id: "sensitivity", heading: "What would change our minds", short: "Sensitivity", body: body)
  }

  private func tornado(
    _ subject: String, _ rows: [FiledRow<AnswerRow>], number: Int
  ) -> TornadoChart {
    let parts = subject.components(" in ")
    let name = parts.count == 2 ? "\(Names.readable(parts[0])) in \(parts[1])" : subject
    let widest = rows.max { abs($0.value) < abs($1.value) }
    return TornadoChart(
      id: "tornado-\(number)",
      title: "What moves \(name.prefix(1).lowercased() + name.dropFirst())",
      description: widest.map {
        "The widest swing is from \(Names.readable($0.label)): "
          + "\(FigureText.millions($0.low ?? .nan)) to \(FigureText.millions($0.high ?? .nan)). The "
          + "table below has all of them."
      } ?? "",
      swings: rows.prefix(10).map {
        .init(name: Names.readable($0.label), atLow: $0.low ?? .nan, atHigh: $0.high ?? .nan)
      }, centre: nil, style: .millions)
  }
}

extension String {
  /// The parts between separators.
  fileprivate func components(_ separator: String) -> [String] {
    guard let range = ranges(of: separator).first else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
