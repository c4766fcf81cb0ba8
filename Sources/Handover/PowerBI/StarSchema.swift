import Results

/// A run as facts and dimensions: one grain a table, keys that stay the same from run to run.
struct StarSchema {
  private(set) var tables: [StarTable] = []
  private(set) var links: [StarLink] = []
  let run: HandoverRun
  let isInternal: Bool

  /// Throws ``HandoverError`` for a period that is no date and for a fact whose dimension has no row.
  init(_ protected: ProtectedRun) throws(HandoverError) {
    run = protected.run
    isInternal = protected.mode == .internal
    tables = [
      scenarios, area, measures, splits, costLines, runRow, assumptions,
      try fact(
        "fact_forecast", from: "forecasts", grain: "a stock at one census or over one year",
        period: "period", dropping: ["split_by", "split", "unit"],
        adding: [("split_key", { Self.splitKey($0, $1) })], isTotal: "split_by"),
      try fact(
        "fact_cost", from: "costs", grain: "spend on one item from one fund in one year",
        period: "financial_year", adding: [("cost_key", { table, row in table.text(row, "cost") })],
        isTotal: "split"),
      try fact(
        "fact_mtfs", from: "mtfs", grain: "a line of a report in one year",
        period: "financial_year", isTotal: "service"),
      try fact(
        "fact_comparison", from: "comparisons", grain: "a difference between scenarios in one year",
        period: "financial_year", isTotal: "split"),
      try fact(
        "fact_flow", from: "ledger", grain: "one step of a measure's stock", period: "period",
        isTotal: nil),
      plain("fact_backtest", from: "backtest", grain: "one past forecast"),
      plain("fact_check", from: "checks", grain: "one thing that was checked"),
    ]
    tables.insert(try dates(), at: 0)
    links = [
      StarLink(fact: "fact_forecast", dimension: "dim_scenario", key: "scenario"),
      StarLink(fact: "fact_forecast", dimension: "dim_measure", key: "measure"),
      StarLink(fact: "fact_forecast", dimension: "dim_split", key: "split_key"),
      StarLink(fact: "fact_forecast", dimension: "dim_date", key: "date_key"),
      StarLink(fact: "fact_cost", dimension: "dim_scenario", key: "scenario"),
      StarLink(fact: "fact_cost", dimension: "dim_cost", key: "cost_key"),
      StarLink(fact: "fact_cost", dimension: "dim_date", key: "date_key"),
      StarLink(fact: "fact_mtfs", dimension: "dim_scenario", key: "scenario"),
      StarLink(fact: "fact_mtfs", dimension: "dim_date", key: "date_key"),
      StarLink(fact: "fact_comparison", dimension: "dim_scenario", key: "scenario"),
      StarLink(fact: "fact_comparison", dimension: "dim_date", key: "date_key"),
      StarLink(fact: "fact_flow", dimension: "dim_measure", key: "measure"),
      StarLink(fact: "fact_flow", dimension: "dim_date", key: "date_key"),
    ]
    for fact in ["fact_forecast", "fact_cost", "fact_mtfs", "fact_comparison", "fact_flow"] {
      links.append(StarLink(fact: fact, dimension: "dim_la", key: "la_code"))
      links.append(StarLink(fact: fact, dimension: "dim_run", key: "run_id"))
    }
    try refuseOrphans()
  }

  /// Every key of a fact has its row in the dimension, and every dimension's keys are distinct.
  private func refuseOrphans() throws(HandoverError) {
    for table in tables {
      guard let key = table.key else { continue }
      var seen = Set<String>()
      for value in table.values(key) where !seen.insert(value).inserted {
        throw HandoverError(
          "\(table.name) would have two rows for '\(value)', and Power BI needs one; rename one of "
            + "them in the scenario")
      }
    }
    for link in links {
      let keys = Set(tables.first { $0.name == link.dimension }?.values(link.key) ?? [])
      for value in tables.first(where: { $0.name == link.fact })?.values(link.key) ?? []
      where !keys.contains(value) {
        throw HandoverError(
          "\(link.fact) has '\(value)' in \(link.key), which \(link.dimension) has no row for; the "
            + "run's tables do not belong together, so run the scenario again")
      }
    }
  }

  /// A table of the run with keys to its dimensions. Hidden figures are blank and `is_suppressed`
  /// says so, because a letter in a column of figures would make it text.
  private func fact(
    _ name: String, from source: String, grain: String, period: String, dropping: [String] = [],
    adding: [(name: String, value: (RunTable, Int) -> String)] = [], isTotal: String?
  ) throws(HandoverError) -> StarTable {
    let table = run.table(source)
    let kept = table.layout.columns.enumerated().filter { !dropping.contains($0.element.name) }
    var columns: [StarTable.Column] = [
      .init("run_id", .text, "the run"), .init("la_code", .text, "ONS code"),
      .init("date_key", .whole, "last day of the period, or its census day"),
    ]
    columns += adding.map { .init($0.name, .text, "key of its dimension") }
    columns += kept.map {
      .init($0.element.name, $0.element.kind == .text ? .text : .number, $0.element.meaning)
    }
    if isTotal != nil {
      columns.append(.init("is_total", .flag, "whether the row is a computed total"))
    }
    columns.append(.init("is_suppressed", .flag, "whether disclosure control hides its figures"))
    var star = StarTable(name, grain: grain, columns: columns)
    for row in table.rows.indices {
      var fields = [run.manifest.runID, run.manifest.areaCode]
      fields.append(Self.key(try Self.day(table.text(row, period))))
      fields += adding.map { $0.value(table, row) }
      fields += kept.map { table.rows[row][$0.offset].text(suppressed: "") }
      if let isTotal {
        fields.append(Self.flag(["none", "total"].contains(table.text(row, isTotal))))
      }
      fields.append(Self.flag(table.rows[row].contains(.suppressed)))
      star.rows.append(fields)
    }
    return star
  }

  private func plain(_ name: String, from source: String, grain: String) -> StarTable {
    let table = run.table(source)
    var star = StarTable(
      name, grain: grain,
      columns: table.layout.columns.map {
        .init($0.name, $0.kind == .text ? .text : .number, $0.meaning)
      })
    star.rows = table.rows.map { row in row.map { $0.text(suppressed: "") } }
    return star
  }
}
