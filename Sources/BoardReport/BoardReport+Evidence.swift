import Results

extension BoardReport {
  /// Every assumption with its source and owner; those of one name together for members.
  func assumptionsSection() -> Section {
    var body = Markup()
    let all = run.manifest.assumptions
    body.paragraph(
      "Assumptions are how the world works; decisions are what the council does about it. Each "
        + "assumption has an owner, who can say why it is what it is."
        + (inventedSentence.map { " \($0)" } ?? ""))
    let isPlain = audience == .members
    var table = ReportTable(
      id: "assumptions", caption: "Assumptions and who owns them",
      header: isPlain
        ? ["Assumption", "Owner", "Source", "Reviewed"]
        : ["Assumption", "Value", "Owner", "Confidence", "Source", "Reviewed"]
          + (audience == .technical ? ["Where"] : []),
      wordColumns: 9)
    for (place, group) in groups(all).enumerated() {
      guard let item = group.first else { continue }
      var name = Names.readable(item.name)
      if audience != .members, !item.holdsFor.isEmpty {
        name += ": \(Names.inSentence(item.holdsFor))"
      }
      if !item.scenario.isEmpty { name += " (\(Names.inSentence(item.scenario)))" }
      let owner = item.owner.isEmpty ? "No owner named" : item.owner
      let source = item.source.isEmpty ? "No source named" : item.source
      let reviewed = item.reviewed.isEmpty ? "Never" : item.reviewed
      let value =
        audience == .technical && !item.shape.isEmpty
        ? "\(item.value) (\(item.shape))" : item.value
      let evidence =
        isPlain
        ? [owner, source, reviewed]
        : [owner, item.confidence, source, reviewed]
          + (audience == .technical ? [item.location] : [])
      let values: [Cell] =
        isPlain ? [] : [.words(value, from: ["manifest.json:assumptions:\(place + 1)"])]
      table.append(name, values + evidence.map { .words($0) })
    }
    body.raw(table.markup)
    return Section(
      id: "assumptions", heading: "Assumptions and their owners", short: "Assumptions", body: body)
  }

  /// Each assumption; for members, who are told no values, those of one name and source together.
  private func groups(_ all: [ResolvedAssumption]) -> [[ResolvedAssumption]] {
    guard audience == .members else { return all.map { [$0] } }
    var groups: [[ResolvedAssumption]] = []
    var places: [[String]: Int] = [:]
    for item in all {
      let key = [item.name, item.scenario, item.owner, item.source, item.reviewed, item.confidence]
      if let place = places[key] {
        groups[place].append(item)
      } else {
        places[key] = groups.count
        groups.append([item])
      }
    }
    return groups
  }

  /// What the figures cannot carry.
  func limitsSection(_ subjects: [Subject]) -> Section {
    var body = Markup()
    var limits = [
      "The bands hold what was counted: chance, and what past data leave open. They do not hold a "
        + "change of law, of funding or of recording that nobody assumed.",
      "Low and high are each one coherent future, not the sum of every worst case.",
    ]
    let untested = subjects.filter { $0.past.isEmpty }.map { Names.inSentence($0.measure) }
    if !untested.isEmpty {
      limits.append(
        "Nothing is published that the forecast of \(untested.joined(separator: ", ")) could be "
          + "tested against: its band rests on assumptions alone.")
    }
    if disclosure.isPublic {
      limits.append(
        "Small counts, forecasts included, and figures that would give them away are shown as "
          + "\(Disclosure.symbol) or left out, so that nothing can be learnt about a child.")
    }
    body.list(limits)
    let notes = run.checks.filter { $0.kind == "data" }.map(\.row.detail).filter { !$0.isEmpty }
    if !notes.isEmpty {
      body.element("h3", "About the data")
      body.list(notes)
    }
    let failed = run.checks.filter { $0.outcome == "fail" }
    if !failed.isEmpty {
      body.element("h3", "Checks that failed")
      body.list(failed.map { "\($0.check). \($0.detail)" })
    }
    return Section(id: "limits", heading: "Limits", short: "Limits", body: body)
  }

  /// Words of the report.
  func glossarySection() -> Section {
    var terms = [
      ("Band", "Where eight of ten simulated futures lie: one in ten is below, one in ten above."),
      ("Middle forecast", "Half of the simulated futures are below it and half above."),
      ("Run", "One use of the model, with its inputs, assumptions and results kept together."),
      ("Last value", "A baseline: the last published figure, carried forward."),
      (
        "Linear",
        "A baseline: the last figure plus the average yearly change of the last three years."
      ),
      ("Constant growth", "A baseline: the same average change, as a percentage each year."),
      (
        "Average miss",
        "How far forecasts of the past were from what came, as a percentage of what came."
      ),
      ("EHCP", "Education, health and care plan, for a child or young person with special needs."),
      ("Children looked after", "Children in the care of the council, counted on 31 March."),
      ("MTFS", "Medium-Term Financial Strategy: the council's budget for the years ahead."),
      (
        "General Fund",
        "The council's own budget: children looked after, home-to-school transport, assessments."
      ),
      (
        "DSG",
        "Dedicated Schools Grant: government money kept apart from the General Fund; its high needs "
          + "block pays for provision in plans."
      ),
      ("Demography", "The cost of more or fewer children living in the area."),
      ("Demand", "The cost of more or fewer children or plans for each child in the area."),
      ("Mix", "The cost of dearer or cheaper kinds of place being used more."),
      ("Inflation", "The cost of prices that rise with an assumed index."),
      ("Price", "The cost of prices that change for other reasons."),
      ("Savings", "What decisions take off the cost; a saving that ends adds again."),
      ("Investment", "What is spent to make savings."),
      (
        "Full-year effect",
        "What children who came during last year cost in the months of this year that they were not "
          + "there for last year."
      ),
      ("Polarity", "Whether a rise in a measure is good, bad or neither."),
    ]
    if disclosure.isPublic {
      terms.append(
        (
          Disclosure.symbol,
          "Not shown to protect children: a small count, or what would give one away."
        ))
    }
    if audience == .technical {
      terms += [
        (
          "CRPS", "Continuous ranked probability score: error of a whole forecast, lower is better."
        ),
        ("P10, P50, P90", "Percentiles over the draws, type 7."),
      ]
    }
    var body = Markup()
    body.raw("<dl>")
    for term in terms {
      body.element("dt", term.0)
      body.element("dd", term.1)
    }
    body.raw("</dl>\n")
    return Section(id: "glossary", heading: "Words used here", short: "Glossary", body: body)
  }

  /// Where the figures come from and how to get them.
  func sourcesSection() -> Section {
    var body = Markup()
    let manifest = run.manifest
    if audience == .members {
      body.paragraph(
        "Every figure can be traced to the folder of run \(manifest.runID), which the council keeps. "
          + "Running it again with the same inputs gives the same figures.")
    } else {
      body.paragraph(
        "Every figure of a table names where it stands in the folder of the run: file, line and "
          + "column, in the cell's data-ref attribute; `headroom trace` explains it. The folder's CSV "
          + "files open in any spreadsheet. Running the scenario again with the same inputs gives the "
          + "same bytes.")
    }
    if audience != .members {
      body.element("h3", "Published sources")
      body.list(manifest.sources.map { "\($0.citation) (\($0.licence))" })
    } else {
      body.paragraph("\(manifest.sources.count) published sources were used; the run lists them.")
    }
    return Section(
      id: "sources", heading: "Sources and how to trace a figure", short: "Sources", body: body)
  }

  /// Methods, back-test by years ahead, checks, inputs.
  func technicalSections() -> [Section] {
    [methodsSection(), ledgerSection(), backtestSection(), checksSection(), inputsSection()]
      .compactMap { $0 }
  }

  private func methodsSection() -> Section? {
    guard !run.manifest.methods.isEmpty else { return nil }
    var body = Markup()
    body.list(run.manifest.methods.map { "\(Names.readable($0.measure)): \($0.note)" })
    return Section(id: "methods", heading: "Methods", short: "Methods", body: body)
  }

  private func ledgerSection() -> Section? {
    guard !run.ledger.isEmpty else { return nil }
    var table = ReportTable(
      id: "t-ledger", caption: "Opening + entries − exits + residual = closing, means over draws",
      header: [
        "Measure and census", "Status", "Opening", "Entries", "Exits", "Residual", "Closing",
      ], wordColumns: 2)
    for row in run.ledger {
      table.append(
        "\(Names.readable(row.measure)), \(Names.period(row.period))",
        [.words(row.status)]
          + [
            ("opening", row.opening), ("entries", row.entries), ("exits", row.exits),
            ("residual", row.residual), ("closing", row.closing),
          ].map { .figure(FigureText.count($0.1), [row.reference($0.0)]) })
    }
    var body = Markup()
    body.raw(table.markup)
    return Section(id: "ledger", heading: "Stock and flow", short: "Stock and flow", body: body)
  }

  private func backtestSection() -> Section? {
    guard !run.backtestSummary.isEmpty else { return nil }
    var table = ReportTable(
      id: "t-backtest", caption: "Back-test by forecaster and years ahead",
      header: [
        "Measure and forecaster", "Ahead", "Forecasts", "MAE", "Mean |error| ÷ actual", "Bias",
        "CRPS", "80% coverage",
      ])
    for row in run.backtestSummary {
      table.append(
        "\(row.measure), \(row.forecaster)",
        [
          .figure(row.horizon.map(String.init) ?? "all", [row.reference("horizon")]),
          .figure(FigureText.count(Double(row.count)), [row.reference("forecasts")]),
          .figure(FigureText.decimal(row.meanAbsoluteError), [row.reference("mae")]),
          .figure(
            FigureText.percent(row.meanRelativeError), [row.reference("mean_relative_error")]),
          .figure(FigureText.percent(row.bias), [row.reference("bias")]),
          .figure(FigureText.decimal(row.crps), [row.reference("crps")]),
          row.coverage80.map { .figure(FigureText.percent($0, 0), [row.reference("coverage_80")]) }
            ?? .words("no range"),
        ])
    }
    var body = Markup()
    body.raw(table.markup)
    return Section(id: "backtest", heading: "Back-tests", short: "Back-tests", body: body)
  }

  private func checksSection() -> Section {
    var table = ReportTable(
      id: "t-checks", caption: "What was checked and what it found",
      header: ["Check", "Outcome", "Expected", "Found", "Detail"], wordColumns: 9)
    for row in run.checks {
      table.append(
        row.check,
        [
          .words(row.outcome.uppercased()), .words(row.expected), .words(row.found),
          .words(row.detail),
        ])
    }
    var body = Markup()
    body.raw(table.markup)
    return Section(id: "checks", heading: "Checks", short: "Checks", body: body)
  }

  private func inputsSection() -> Section {
    var table = ReportTable(
      id: "t-inputs", caption: "Files read, with the SHA-256 of their bytes",
      header: ["File", "Role", "SHA-256", "Bytes"], wordColumns: 3)
    for file in run.manifest.inputs {
      table.append(
        file.name,
        [
          .words(file.role), .words(file.sha256),
          .figure(FigureText.count(Double(file.bytes)), ["manifest.json:inputs:\(file.name)"]),
        ])
    }
    var body = Markup()
    body.raw(table.markup)
    return Section(id: "inputs", heading: "Inputs", short: "Inputs", body: body)
  }
}
