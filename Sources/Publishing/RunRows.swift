import DelimitedText
import Results

/// One row of a run's table, read by the names of its columns.
struct RunRows {
  let table: DelimitedTable
  let row: Int

  private func position(_ column: String) throws(PublishingError) -> Int {
    guard let position = table.position(of: column) else {
      throw PublishingError(
        description: "\(table.file):1: the column '\(column)' is missing, so the table is not one "
          + "that a run wrote: run the scenario again.")
    }
    return position
  }

  private func text(_ column: String) throws(PublishingError) -> String {
    table.text(row: row, column: try position(column))
  }

  private func optional(_ column: String) throws(PublishingError) -> Double? {
    let position = try position(column)
    let text = table.text(row: row, column: position)
    if text.isEmpty { return nil }
    guard let value = table.number(row: row, column: position) else {
      throw PublishingError(
        description: "\(table.file):\(table.line(ofRow: row)):"
          + "\(table.characterColumn(row: row, column: position)): '\(text)' under '\(column)' is "
          + "no figure, so what rests on it would be wrong. The file was changed after the run: "
          + "run the scenario again.")
    }
    return value
  }

  private func number(_ column: String) throws(PublishingError) -> Double {
    guard let value = try optional(column) else {
      throw PublishingError(
        description: "\(table.file):\(table.line(ofRow: row)): the figure under '\(column)' is "
          + "missing. The file was changed after the run: run the scenario again.")
    }
    return value
  }

  private func whole(_ column: String) throws(PublishingError) -> Int {
    let value = try number(column)
    guard let whole = Int(exactly: value.rounded()), abs(value - value.rounded()) < 1e-9 else {
      throw PublishingError(
        description: "\(table.file):\(table.line(ofRow: row)): '\(value)' under '\(column)' is no "
          + "whole number. The file was changed after the run: run the scenario again.")
    }
    return whole
  }

  private func pence(_ column: String) throws(PublishingError) -> Int {
    let pounds = try number(column)
    guard abs(pounds) < 1e15 else {
      throw PublishingError(
        description:
          "\(table.file):\(table.line(ofRow: row)): £\(pounds) under '\(column)' is more "
          + "than any budget. The file was changed after the run: run the scenario again.")
    }
    return Int((pounds * 100).rounded())
  }

  private func summary() throws(PublishingError) -> Summary {
    Summary(
      mean: try number("mean"), sd: try number("sd"), p10: try number("p10"),
      p50: try number("p50"), p80: try number("p80"), p90: try number("p90"))
  }

  private func baselines() throws(PublishingError) -> Baselines? {
    guard let last = try optional("last_value") else { return nil }
    return Baselines(
      lastValue: last, linear: try optional("linear"),
      constantGrowth: try optional("constant_growth"))
  }

  static func forecast(_ row: RunRows) throws(PublishingError) -> ForecastRow {
    ForecastRow(
      scenario: try row.text("scenario"), measure: try row.text("measure"),
      splitBy: try row.text("split_by"), split: try row.text("split"), unit: try row.text("unit"),
      calendar: try row.text("calendar"), period: try row.text("period"),
      summary: try row.summary(), processShare: try row.optional("process_share"),
      monteCarloError: try row.number("monte_carlo_error"), baselines: try row.baselines(),
      pastError: try row.optional("past_error"),
      pastCoverage: try row.optional("past_coverage_80"))
  }

  static func ledger(_ row: RunRows) throws(PublishingError) -> LedgerRow {
    LedgerRow(
      measure: try row.text("measure"), period: try row.text("period"),
      status: try row.text("status"), opening: try row.number("opening"),
      entries: try row.number("entries"), exits: try row.number("exits"),
      residual: try row.number("residual"), closing: try row.number("closing"))
  }

  static func cost(_ row: RunRows) throws(PublishingError) -> CostRow {
    CostRow(
      scenario: try row.text("scenario"), cost: try row.text("cost"), fund: try row.text("fund"),
      kind: try row.text("kind"), split: try row.text("split"),
      financialYear: try row.text("financial_year"), priceBase: try row.text("price_base"),
      summary: try row.summary())
  }

  static func driver(_ row: RunRows) throws(PublishingError) -> DriverRow {
    DriverRow(
      scenario: try row.text("scenario"), cost: try row.text("cost"), fund: try row.text("fund"),
      measure: try row.text("measure"), split: try row.text("split"),
      financialYear: try row.text("financial_year"), volume: try row.number("volume"),
      volumeUnit: try row.text("volume_unit"), calendarUnits: try row.number("calendar_units"),
      price: try row.number("price"), priceUnit: try row.text("price_unit"),
      priceBase: try row.text("price_base"), priceAssumption: try row.text("price_assumption"),
      priceIndex: try row.number("price_index"),
      inflationAssumption: try row.text("inflation_assumption"),
      inflation: try row.number("inflation"), spend: try row.number("spend"))
  }

  static func sample(_ row: RunRows) throws(PublishingError) -> SampleRow {
    SampleRow(
      scenario: try row.text("scenario"), fund: try row.text("fund"),
      financialYear: try row.text("financial_year"), draw: try row.whole("draw"),
      net: try row.number("net"))
  }

  static func mtfs(_ row: RunRows) throws(PublishingError) -> MTFSRow {
    MTFSRow(
      report: try row.text("report"), scenario: try row.text("scenario"),
      fund: try row.text("fund"), service: try row.text("service"), line: try row.text("line"),
      financialYear: try row.text("financial_year"),
      incremental: Futures(
        low: try row.pence("low"), central: try row.pence("central"), high: try row.pence("high")),
      cumulative: Futures(
        low: try row.pence("cumulative_low"), central: try row.pence("cumulative_central"),
        high: try row.pence("cumulative_high")))
  }

  static func comparison(_ row: RunRows) throws(PublishingError) -> ComparisonRow {
    ComparisonRow(
      scenario: try row.text("scenario"), baseline: try row.text("baseline"),
      subject: try row.text("subject"), split: try row.text("split"),
      financialYear: try row.text("financial_year"), unit: try row.text("unit"),
      summary: try row.summary(), monteCarloError: try row.number("monte_carlo_error"))
  }

  static func answer(_ row: RunRows) throws(PublishingError) -> AnswerRow {
    AnswerRow(
      ask: try row.text("ask"), kind: try row.text("kind"), subject: try row.text("subject"),
      label: try row.text("label"), quantity: try row.text("quantity"),
      unit: try row.text("unit"), value: try row.number("value"), low: try row.optional("low"),
      high: try row.optional("high"), monteCarloError: try row.optional("monte_carlo_error"),
      isExploratory: try row.text("exploratory") == "yes")
  }

  static func gap(_ row: RunRows) throws(PublishingError) -> GapRow {
    GapRow(
      report: try row.text("report"), scenario: try row.text("scenario"),
      fund: try row.text("fund"), financialYear: try row.text("financial_year"),
      budget: try row.number("budget"), net: try row.summary(), gap: try row.number("gap"),
      chanceItHolds: try row.number("chance_it_holds"),
      monteCarloError: try row.number("monte_carlo_error"))
  }

  static func backtest(_ row: RunRows) throws(PublishingError) -> BacktestRow {
    BacktestRow(
      areaCode: try row.text("area_code"), measure: try row.text("measure"),
      origin: try row.whole("origin"), period: try row.whole("period"),
      horizon: try row.whole("horizon"), actual: try row.optional("actual"),
      mean: try row.number("mean"), p10: try row.number("p10"), p50: try row.number("p50"),
      p90: try row.number("p90"), crps: nil,
      baselines: Baselines(
        lastValue: try row.number("last_value"), linear: try row.optional("linear"),
        constantGrowth: try row.optional("constant_growth")))
  }

  static func backtestSummary(_ row: RunRows) throws(PublishingError) -> BacktestSummaryRow {
    let horizon = try row.text("horizon")
    return BacktestSummaryRow(
      measure: try row.text("measure"), forecaster: try row.text("forecaster"),
      horizon: horizon == "all" ? nil : try row.whole("horizon"),
      count: try row.whole("forecasts"), meanAbsoluteError: try row.number("mae"),
      meanRelativeError: try row.number("mean_relative_error"), bias: try row.number("bias"),
      crps: try row.number("crps"), coverage80: try row.optional("coverage_80"))
  }

  static func check(_ row: RunRows) throws(PublishingError) -> CheckRow {
    CheckRow(
      kind: try row.text("kind"), check: try row.text("check"), outcome: try row.text("outcome"),
      expected: try row.text("expected"), found: try row.text("found"),
      detail: try row.text("detail"))
  }
}
