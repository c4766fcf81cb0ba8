import DelimitedText
import Periods
import Results

/// A run as facts and dimensions: one grain a table, keys that stay the same from run to run.
struct StarSchema {
  private(set) var tables: [StarTable] = []
  private(set) var links: [StarLink] = []
  private let run: FinishedRun
  private let isInternal: Bool

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

  // MARK: - Dimensions

  private var scenarios: StarTable {
    var table = StarTable(
      "dim_scenario", grain: "a scenario", key: "scenario",
      columns: [
        .init("scenario", .text, "its name"), .init("sort_order", .whole, "order of the file"),
        .init("is_baseline", .flag, "whether others are compared with it"),
      ])
    let baselines = Set(FinishedRun.distinct(run.table("comparisons"), "baseline"))
    var names = run.scenarios
    for source in ["costs", "mtfs", "comparisons", "gaps"] {
      for name in FinishedRun.distinct(run.table(source), "scenario") where !names.contains(name) {
        names.append(name)
      }
    }
    for (index, name) in names.enumerated() {
      let isBaseline = baselines.isEmpty ? index == 0 : baselines.contains(name)
      table.rows.append([name, String(index + 1), Self.flag(isBaseline)])
    }
    return table
  }

  private var area: StarTable {
    var table = StarTable(
      "dim_la", grain: "a local authority", key: "la_code",
      columns: [.init("la_code", .text, "ONS code"), .init("la_name", .text, "name")])
    table.rows = [[run.manifest.areaCode, run.manifest.areaName]]
    return table
  }

  private var measures: StarTable {
    var table = StarTable(
      "dim_measure", grain: "a measure", key: "measure",
      columns: [
        .init("measure", .text, "its name"), .init("unit", .text, "the noun counted"),
        .init("is_additive", .flag, "whether means add over items (percentiles never do)"),
        .init("sort_order", .whole, "order of the file"),
      ])
    let forecasts = run.table("forecasts")
    var units: [String: String] = [:]
    for row in forecasts.rows.indices where units[forecasts.text(row, "measure")] == nil {
      units[forecasts.text(row, "measure")] = forecasts.text(row, "unit")
    }
    var names = run.measures
    for name in FinishedRun.distinct(run.table("ledger"), "measure") where !names.contains(name) {
      names.append(name)
    }
    for (index, name) in names.enumerated() {
      table.rows.append([name, units[name] ?? "", Self.flag(true), String(index + 1)])
    }
    return table
  }

  private static func splitKey(_ table: RunTable, _ row: Int) -> String {
    ["measure", "split_by", "split"].map { table.text(row, $0) }.joined(separator: "|")
  }

  private var splits: StarTable {
    var table = StarTable(
      "dim_split", grain: "an item of a measure, or its total", key: "split_key",
      columns: [
        .init("split_key", .text, "measure|split_by|split"),
        .init("measure_name", .text, "measure"),
        .init("split_by", .text, "category"), .init("split", .text, "item"),
        .init("is_total", .flag, "whether it is the measure's total"),
        .init("sort_order", .whole, "order of the file"),
      ])
    let forecasts = run.table("forecasts")
    var seen = Set<String>()
    for row in forecasts.rows.indices {
      let key = Self.splitKey(forecasts, row)
      guard seen.insert(key).inserted else { continue }
      let splitBy = forecasts.text(row, "split_by")
      table.rows.append([
        key, forecasts.text(row, "measure"), splitBy, forecasts.text(row, "split"),
        Self.flag(splitBy == "none"), String(seen.count),
      ])
    }
    return table
  }

  private var costLines: StarTable {
    var table = StarTable(
      "dim_cost", grain: "a cost", key: "cost_key",
      columns: [.init("cost_key", .text, "the cost, or the lever whose spend it is")])
    table.rows = FinishedRun.distinct(run.table("costs"), "cost").map { [$0] }
    return table
  }

  private var runRow: StarTable {
    var table = StarTable(
      "dim_run", grain: "a run", key: "run_id",
      columns: [
        .init("run_id", .text, "hash of everything that went in"),
        .init("engine_version", .text, "version of Headroom"),
        .init("title", .text, "title of the scenario file"), .init("seed", .text, "random seed"),
        .init("draws", .whole, "paired draws"), .init("mode", .text, "internal or public"),
      ])
    let manifest = run.manifest
    table.rows = [
      [
        manifest.runID, manifest.engineVersion, manifest.title, String(manifest.seed),
        String(manifest.draws),
        isInternal ? ExportMode.internal.rawValue : ExportMode.public.rawValue,
      ]
    ]
    return table
  }

  private var assumptions: StarTable {
    var table = StarTable(
      "dim_assumption", grain: "an assumption as it was used (empty in public mode)",
      columns: [
        "name", "scenario", "holds_for", "value", "source", "owner", "reviewed", "confidence",
      ]
      .map { .init($0, .text, "of the assumption") })
    guard isInternal else { return table }
    table.rows = run.manifest.assumptions.map {
      [
        $0.name, $0.scenario, $0.holdsFor, $0.value, $0.source, $0.owner, $0.reviewed,
        $0.confidence,
      ]
    }
    return table
  }

  private func dates() throws(HandoverError) -> StarTable {
    var table = StarTable(
      "dim_date", grain: "a day, without gaps", key: "date_key",
      columns: [
        .init("date_key", .whole, "yyyymmdd"), .init("date", .date, "the day"),
        .init("year", .whole, "calendar year"), .init("quarter", .whole, "calendar quarter"),
        .init("month", .whole, "month of the year"),
        .init("financial_year", .text, "2027/28"), .init("academic_year", .text, "2027/28"),
        .init("is_census_day", .flag, "whether a forecast is for this day"),
        .init("is_forecast", .flag, "whether it lies in the run's horizon"),
      ])
    let forecasts = run.table("forecasts")
    var censuses = Set<Int>()
    for row in forecasts.rows.indices where forecasts.text(row, "calendar") == "census" {
      censuses.insert(try Self.day(forecasts.text(row, "period")).daysSince1970)
    }
    var days = censuses
    for (source, column) in [
      ("forecasts", "period"), ("costs", "financial_year"), ("mtfs", "financial_year"),
      ("comparisons", "financial_year"), ("ledger", "period"),
    ] {
      for period in FinishedRun.distinct(run.table(source), column) {
        days.insert(try Self.day(period).daysSince1970)
      }
    }
    guard let least = days.min(), let most = days.max() else { return table }
    // Whole calendar years, which Power BI's date functions need.
    let firstYear = CalendarDate(daysSince1970: least).components.year
    let lastYear = CalendarDate(daysSince1970: most).components.year
    guard let first = CalendarDate(year: firstYear, month: 1, day: 1),
      let last = CalendarDate(year: lastYear, month: 12, day: 31)
    else { return table }
    let opening = try Self.day(run.manifest.firstMonth, isFirst: true)
    for number in first.daysSince1970...last.daysSince1970 {
      let day = CalendarDate(daysSince1970: number)
      let (year, month, _) = day.components
      table.rows.append([
        Self.key(day), day.iso, String(year), String((month - 1) / 3 + 1), String(month),
        FinancialYear(startYear: month >= 4 ? year : year - 1).label,
        AcademicYear(startYear: month >= 9 ? year : year - 1).label,
        Self.flag(censuses.contains(number)), Self.flag(number >= opening.daysSince1970),
      ])
    }
    return table
  }

  // MARK: - Facts

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

  // MARK: - Days

  private static func flag(_ value: Bool) -> String { value ? "true" : "false" }

  private static func key(_ day: CalendarDate) -> String {
    day.iso.filter { $0 != "-" }
  }

  /// The day that a period's figure stands at: a financial year's last; a January's SEN2 census, any
  /// other month's last; a date itself.
  static func day(_ period: String, isFirst: Bool = false) throws(HandoverError) -> CalendarDate {
    if let year = FinancialYear(label: period) { return year.lastDay }
    let parts = period.split(separator: "-").compactMap { Int($0) }
    if parts.count == 2, (1...12).contains(parts[1]) {
      if !isFirst, parts[1] == 1 { return CensusDate.sen2(january: parts[0]) }
      let month = Month(year: parts[0], monthOfYear: parts[1])
      return isFirst ? month.firstDay : month.lastDay
    }
    if parts.count == 3, let day = CalendarDate(year: parts[0], month: parts[1], day: parts[2]) {
      return day
    }
    throw HandoverError(
      "The period '\(period)' is neither a month, a day nor a financial year, so it has no place in "
        + "the date table; run the scenario again.")
  }
}
