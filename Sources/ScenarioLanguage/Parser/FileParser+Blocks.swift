extension FileParser {
  mutating func readBlock(_ raw: RawBlock) throws(Diagnostic) {
    var cursor = Cursor(source: source, line: raw.head)
    cursor.index = 1
    let word = source.span(raw.head.tokens[0].range)
    func syntax(_ name: Name) -> BlockSyntax {
      BlockSyntax(word: raw.word, name: name, headSpan: word, insertionPoint: raw.insertionPoint)
    }
    switch raw.word {
    case "settings":
      readSettings(raw, syntax(Name(value: "settings", span: word)))
    case "measure":
      let name = try cursor.plainName("the measure's name")
      try cursor.expect("counts")
      let noun = try cursor.plainName("what it counts")
      let start = cursor.index
      let isFlow = cursor.accept("per month")
      let flow = isFlow ? cursor.span(from: start) : nil
      endOfHead(cursor)
      readMeasure(raw, MeasureSyntax(block: syntax(name), noun: noun, perMonth: flow))
    case "assumption": try readAssumption(raw, &cursor, syntax)
    case "cost":
      let name = try cursor.plainName("the cost's name")
      try cursor.expect("charged to")
      let fund = try cursor.plainName("a fund")
      endOfHead(cursor)
      readCost(raw, CostSyntax(block: syntax(name), fund: fund))
    case "lever":
      let name = try cursor.plainName("the lever's name")
      try cursor.expect("on")
      let measure = try cursor.plainName("a measure")
      endOfHead(cursor)
      readLever(raw, LeverSyntax(block: syntax(name), measure: measure))
    case "contract":
      let name = try cursor.plainName("the contract's name")
      try cursor.expect("charged to")
      let fund = try cursor.plainName("a fund")
      endOfHead(cursor)
      readContract(raw, ContractSyntax(block: syntax(name), fund: fund))
    case "pathway":
      let name = try cursor.plainName("the pathway's name")
      try cursor.expect("for")
      let measure = try cursor.plainName("a measure")
      endOfHead(cursor)
      readPathway(raw, PathwaySyntax(block: syntax(name), measure: measure))
    case "regression":
      let name = try cursor.plainName("the regression's name")
      try cursor.expect("predicts")
      let measure = try cursor.plainName("a measure")
      endOfHead(cursor)
      readRegression(raw, RegressionSyntax(block: syntax(name), measure: measure))
    case "ask":
      let title = try cursor.string("the question in quotes")
      endOfHead(cursor)
      readAsk(raw, AskSyntax(block: syntax(title)))
    case "scenario":
      var scenario = ScenarioSyntax(block: syntax(try cursor.plainName("the scenario's name")))
      if cursor.accept("extends") { scenario.parent = try cursor.plainName("a scenario") }
      endOfHead(cursor)
      readScenario(raw, scenario)
    case "compare":
      let scenarios = try cursor.names("a scenario")
      try cursor.expect("with")
      let baseline = try cursor.plainName("a scenario")
      endOfHead(cursor)
      readComparison(
        raw, ComparisonSyntax(block: syntax(scenarios[0]), scenarios: scenarios, baseline: baseline)
      )
    case "report":
      let name = try cursor.plainName("the report's name")
      try cursor.expect("is")
      let title = try cursor.string("the report's title in quotes")
      endOfHead(cursor)
      readReport(raw, ReportSyntax(block: syntax(name), title: title.value))
    default:
      let title = try cursor.string("what the check says, in quotes")
      endOfHead(cursor)
      readCheck(raw, CheckSyntax(block: syntax(title)))
    }
  }

  func endOfHead(_ cursor: Cursor) {
    if !cursor.atEnd { bag.add(cursor.unexpected("the end of the line")) }
  }

  private mutating func readSettings(_ raw: RawBlock, _ block: BlockSyntax) {
    var settings = SettingsSyntax(block: block)
    var head = Cursor(source: source, line: raw.head)
    head.index = 1
    endOfHead(head)
    settings.block = readClauses(raw, settings.block) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "area": settings.area = try cursor.string("the authority's name or code in quotes")
      case "horizon":
        settings.first = try cursor.month()
        try cursor.expect("to")
        settings.last = try cursor.month()
      case "prices": settings.prices = try cursor.financialYear().value
      case "weeks": try cursor.expect("by calendar days")
      case "school":
        try cursor.expect("days")
        let days = try cursor.integer("the number of school days")
        guard (1...366).contains(days.value) else {
          throw Diagnostic(.e107, days.span, "A year has between 1 and 366 school days.")
        }
        settings.schoolDays = days
        try cursor.expect("per academic year")
      default:
        settings.runs = try cursor.integer("the number of runs")
        try cursor.comma()
        try cursor.expect("seed")
        settings.seed = try cursor.integer("the seed")
      }
    }
    require(
      settings.block, anyOf: ["horizon"],
      "The settings have no horizon, so I don't know when to stop.",
      write: "horizon April 2026 to March 2031")
    file.settings.append(settings)
  }

  private mutating func readMeasure(_ raw: RawBlock, _ start: MeasureSyntax) {
    var measure = start
    measure.block = readClauses(raw, measure.block) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "split":
        try cursor.expect("by")
        measure.split = try cursor.names("a category")
      case "history":
        if cursor.current?.kind != .word {
          let path = try cursor.string("`published` or a table in quotes")
          if cursor.accept("each month") {
            measure.own = OwnHistorySyntax(file: path, cadence: .monthly)
          } else {
            guard cursor.accept("at") else {
              throw cursor.unexpected("`at` a census or `each month`")
            }
            measure.own = OwnHistorySyntax(
              file: path, cadence: .census(try cursor.plainName("a census")))
          }
          return
        }
        try cursor.expect("published")
        let series = try cursor.plainName("a published series such as `plans` or `cla`")
        guard ["plans", "cla"].contains(series.value) else {
          throw Diagnostic(
            .e201, series.span, "There is no published series called `\(series.value)`.",
            fixes: ["plans", "cla"].map { .replace(.choose, series.span, with: $0) })
        }
        try cursor.expect("at")
        measure.history = (series, try cursor.plainName("a census"))
      case "forecast":
        try cursor.expect("by")
        measure.forecast = try cursor.plainName("`published-trend` or an assumption")
      case "follows":
        let other = try cursor.plainName("a measure")
        try cursor.expect("at")
        let at = try cursor.plainName("an assumption")
        var shared: Name?
        if cursor.current?.kind == .comma {
          cursor.index += 1
          try cursor.expect("shared by")
          shared = try cursor.plainName("an assumption")
        }
        measure.follows = (other, at, shared)
      case "starts":
        try cursor.expect("at")
        measure.starts = try cursor.value()
      default: measure.projection = try cursor.string("a table in quotes")
      }
    }
    checkSources(measure)
    file.measures.append(measure)
  }

  private func checkSources(_ measure: MeasureSyntax) {
    let tried = measure.block.attempted
    let sources = ["history", "follows", "starts", "projection"].filter { tried.contains($0) }
    if sources.count > 1 {
      bag.add(
        .e105, measure.block.name.span,
        "This measure gets its path in two ways (`\(sources.joined(separator: "` and `"))`). Keep "
          + "one.")
    }
    require(
      measure.block, anyOf: ["history", "follows", "starts", "projection"],
      "This measure has no `history`, `projection`, `follows` or `starts at`, so it has no figures.",
      write: "history published cla at ssda903")
    if measure.history != nil {
      require(
        measure.block, anyOf: ["forecast"],
        "This measure has a published history but no forecast, so it has no future.",
        write: "forecast by published-trend")
    }
  }

  private mutating func readAssumption(
    _ raw: RawBlock, _ cursor: inout Cursor, _ syntax: (Name) -> BlockSyntax
  ) throws(Diagnostic) {
    let name = try cursor.plainName("the assumption's name")
    var assumption = AssumptionSyntax(block: syntax(name), body: .single(nil))
    if cursor.accept("is") {
      do throws(Diagnostic) {
        assumption.body = .single(try cursor.value())
        endOfHead(cursor)
      } catch {
        bag.add(error)
      }
    } else if cursor.accept("for each") {
      assumption.body = .byItem(try cursor.plainName("a category"), [])
      endOfHead(cursor)
    } else if cursor.accept("by period") {
      assumption.body = .byPeriod([], onwards: nil)
      endOfHead(cursor)
    } else {
      throw cursor.unexpected("`is`, `for each` or `by period`")
    }
    assumption.block = readClauses(raw, assumption.block, repeatable: ["when", "in", "moves"]) {
      (cursor, key, head) throws(Diagnostic) in
      switch (key, assumption.body) {
      case ("when", .byItem(let category, let values)):
        let item = try cursor.plainName("an item")
        try cursor.colon()
        // An item whose value can't be read still counts as given.
        assumption.body = .byItem(category, values + [(item, try cursor.value())])
      case ("in", .byPeriod(let values, let onwards)):
        let period = try cursor.period()
        try cursor.colon()
        assumption.body = .byPeriod(values + [(period, try cursor.value())], onwards: onwards)
      case ("onwards", .byPeriod(let values, _)):
        try cursor.colon()
        assumption.body = .byPeriod(values, onwards: try cursor.value())
      case ("moves", _): assumption.movesWith.append(try correlation(&cursor))
      default:
        throw Diagnostic(
          .e104, head,
          "`\(key)` needs an assumption declared "
            + (key == "when" ? "`for each` category." : "`by period`."))
      }
    }
    file.assumptions.append(assumption)
  }

  private func correlation(
    _ cursor: inout Cursor
  ) throws(Diagnostic) -> (with: Name, coefficient: Spanned<Double>) {
    try cursor.expect("with")
    let name = try cursor.name("an assumption")
    try cursor.comma()
    try cursor.expect("correlation")
    let span = cursor.span
    guard let token = cursor.current, token.kind == .number else {
      throw cursor.unexpected("a correlation such as `0.6`")
    }
    let value = double(try cursor.decimal(source.slice(token.range), span))
    guard value > -1, value < 1, value != 0 else {
      throw Diagnostic(
        .e506, span,
        "A correlation lies between -1 and 1, and 0 says nothing. Write one such as `0.6`.")
    }
    cursor.index += 1
    return (name, Spanned(value: value, span: span))
  }

  private mutating func readCost(_ raw: RawBlock, _ start: CostSyntax) {
    var cost = start
    cost.block = readClauses(raw, cost.block, repeatable: ["charged", "shared"]) {
      (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "for":
        try cursor.expect("each")
        cost.noun = try cursor.plainName("the noun that is priced")
        try cursor.expect("in")
        cost.measure = try cursor.plainName("a measure")
        cost.filter = try filter(&cursor)
      case "at": cost.price = try cursor.value()
      case "inflates":
        try cursor.expect("with")
        cost.inflation = try cursor.plainName("an assumption")
      case "shared":
        try cursor.expect("with")
        let fund = try cursor.plainName("a fund")
        try cursor.expect("at")
        cost.contributions.append((fund, try cursor.value()))
      default:
        try cursor.expect("to")
        let fund = try cursor.plainName("a fund")
        try cursor.expect("from")
        cost.changes.append((fund, try cursor.period()))
      }
    }
    require(
      cost.block, anyOf: ["at"], "This cost has no `at` clause, so it would come out as £0.",
      write: "at £… per \(cost.noun?.value ?? "…") per …")
    require(
      cost.block, anyOf: ["for"], "This cost has no `for each` clause, so it prices nothing.",
      write: "for each … in …")
    file.costs.append(cost)
  }
}
