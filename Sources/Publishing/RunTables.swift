public import DelimitedText
public import Results

/// The tables of a run as files: one tidy CSV a subject, one row a figure.
public enum RunTables {
  /// Every file of a run, in order of name, `manifest.json` aside.
  public static func files(_ run: Run) -> [(name: String, bytes: [UInt8])] {
    [
      ("answers.csv", answers(run.answers).bytes),
      ("backtest.csv", backtest(run.backtest).bytes),
      ("backtest_summary.csv", summary(run.backtestSummary).bytes),
      ("checks.csv", checks(run.checks).bytes),
      ("comparisons.csv", comparisons(run.comparisons).bytes),
      ("costs.csv", costs(run.costs).bytes),
      ("drivers.csv", drivers(run.drivers).bytes),
      ("forecasts.csv", forecasts(run.forecasts).bytes),
      ("gaps.csv", gaps(run.gaps).bytes),
      ("ledger.csv", ledger(run.ledger).bytes),
      ("levels.csv", levels(run.levels).bytes),
      ("mtfs.csv", mtfs(run.mtfs, run.reports).bytes),
      ("samples.csv", samples(run.samples).bytes),
    ]
  }

  private static let quantiles = ["mean", "sd", "p10", "p50", "p80", "p90"]

  private static func figures(_ summary: Summary) -> [String] {
    [summary.mean, summary.sd, summary.p10, summary.p50, summary.p80, summary.p90]
      .map(Figures.exact)
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> DelimitedTextWriter {
    var writer = DelimitedTextWriter()
    writer.append(row: header)
    for row in rows { writer.append(row: row) }
    return writer
  }

  private static func forecasts(_ rows: [ForecastRow]) -> DelimitedTextWriter {
    table(
      ["scenario", "measure", "split_by", "split", "calendar", "period", "unit"] + quantiles
        + [
          "process_share", "monte_carlo_error", "last_value", "linear", "constant_growth",
          "past_error", "past_coverage_80",
        ],
      rows.map { row in
        [
          row.scenario, row.measure, row.splitBy, row.split, row.calendar, row.period, row.unit,
        ] + figures(row.summary) + [
          Figures.exact(row.processShare), Figures.exact(row.monteCarloError),
          Figures.exact(row.baselines?.lastValue), Figures.exact(row.baselines?.linear),
          Figures.exact(row.baselines?.constantGrowth), Figures.exact(row.pastError),
          Figures.exact(row.pastCoverage),
        ]
      })
  }

  private static func answers(_ answers: [Answer]) -> DelimitedTextWriter {
    table(
      [
        "ask", "exploratory", "kind", "subject", "label", "quantity", "unit", "value", "low",
        "high", "monte_carlo_error",
      ],
      answers.flatMap(\.rows).map { row in
        [
          row.ask, row.isExploratory ? "yes" : "no", row.kind, row.subject, row.label,
          row.quantity, row.unit, Figures.exact(row.value), Figures.exact(row.low),
          Figures.exact(row.high), Figures.exact(row.monteCarloError),
        ]
      })
  }

  private static func gaps(_ rows: [GapRow]) -> DelimitedTextWriter {
    table(
      ["report", "scenario", "fund", "financial_year", "budget"] + quantiles
        + ["gap", "chance_it_holds", "monte_carlo_error"],
      rows.map { row in
        [row.report, row.scenario, row.fund, row.financialYear, Figures.exact(row.budget)]
          + figures(row.net)
          + [row.gap, row.chanceItHolds, row.monteCarloError].map(Figures.exact)
      })
  }

  private static func ledger(_ rows: [LedgerRow]) -> DelimitedTextWriter {
    table(
      ["measure", "period", "status", "opening", "entries", "exits", "residual", "closing"],
      rows.map { row in
        [row.measure, row.period, row.status]
          + [row.opening, row.entries, row.exits, row.residual, row.closing].map(Figures.exact)
      })
  }

  private static func costs(_ rows: [CostRow]) -> DelimitedTextWriter {
    table(
      ["scenario", "cost", "kind", "fund", "split", "financial_year", "price_base"] + quantiles,
      rows.map { row in
        [
          row.scenario, row.cost, row.kind, row.fund, row.split, row.financialYear,
          row.priceBase,
        ] + figures(row.summary)
      })
  }

  private static func drivers(_ rows: [DriverRow]) -> DelimitedTextWriter {
    table(
      [
        "scenario", "cost", "fund", "measure", "split", "financial_year", "volume", "volume_unit",
        "calendar_units", "price", "price_unit", "price_base", "price_assumption", "price_index",
        "inflation_assumption", "inflation", "spend",
      ],
      rows.map { row in
        [
          row.scenario, row.cost, row.fund, row.measure, row.split, row.financialYear,
          Figures.exact(row.volume), row.volumeUnit, Figures.exact(row.calendarUnits),
          Figures.exact(row.price), row.priceUnit, row.priceBase, row.priceAssumption,
          Figures.exact(row.priceIndex), row.inflationAssumption, Figures.exact(row.inflation),
          Figures.exact(row.spend),
        ]
      })
  }

  /// Draws in whole pounds: thousands of them are for percentiles, not for adding up.
  private static func samples(_ rows: [SampleRow]) -> DelimitedTextWriter {
    table(
      ["scenario", "fund", "financial_year", "draw", "net"],
      rows.map { row in
        [
          row.scenario, row.fund, row.financialYear, String(row.draw),
          Figures.exact(row.net.rounded()),
        ]
      })
  }

  private static func levels(_ rows: [BudgetLevelRow]) -> DelimitedTextWriter {
    table(
      ["report", "scenario", "fund", "financial_year", "mean", "sd"]
        + BudgetLevelRow.probabilities.map { "p\(Int(($0 * 100).rounded()))" },
      rows.map { row in
        [row.report, row.scenario, row.fund, row.financialYear]
          + ([row.mean, row.sd] + row.quantiles).map(Figures.exact)
      })
  }

  /// What low and high of a report are: `P10-P90` for an 80% range.
  private static func range(_ report: ReportNote) -> String {
    let tail = (1 - report.coverage) / 2 * 100
    return "P\(DelimitedTextWriter.format((tail * 10).rounded() / 10))-P"
      + DelimitedTextWriter.format((1_000 - tail * 10).rounded() / 10)
  }

  private static func mtfs(_ rows: [MTFSRow], _ reports: [ReportNote]) -> DelimitedTextWriter {
    let ranges = Dictionary(reports.map { ($0.name, range($0)) }) { first, _ in first }
    return table(
      [
        "report", "scenario", "fund", "service", "line", "financial_year", "low", "central",
        "high", "cumulative_low", "cumulative_central", "cumulative_high", "range",
      ],
      rows.map { row in
        [row.report, row.scenario, row.fund, row.service, row.line, row.financialYear]
          + [
            row.incremental.low, row.incremental.central, row.incremental.high,
            row.cumulative.low, row.cumulative.central, row.cumulative.high,
          ].map(Figures.pounds) + [ranges[row.report] ?? ""]
      })
  }

  private static func comparisons(_ rows: [ComparisonRow]) -> DelimitedTextWriter {
    table(
      ["scenario", "baseline", "subject", "split", "financial_year", "unit"] + quantiles
        + ["monte_carlo_error"],
      rows.map { row in
        [row.scenario, row.baseline, row.subject, row.split, row.financialYear, row.unit]
          + figures(row.summary) + [Figures.exact(row.monteCarloError)]
      })
  }

  private static func checks(_ rows: [CheckRow]) -> DelimitedTextWriter {
    table(
      ["kind", "check", "outcome", "expected", "found", "detail"],
      rows.map { [$0.kind, $0.check, $0.outcome, $0.expected, $0.found, $0.detail] })
  }

  /// Back-test rows as `headroom backtest` prints them.
  public static func backtest(_ rows: [BacktestRow]) -> DelimitedTextWriter {
    table(
      [
        "area_code", "measure", "origin", "period", "horizon", "actual", "mean", "p10", "p50",
        "p90", "last_value", "linear", "constant_growth",
      ],
      rows.map { row in
        [
          row.areaCode, row.measure, String(row.origin), String(row.period),
          String(row.horizon), Figures.exact(row.actual), Figures.exact(row.mean),
          Figures.exact(row.p10), Figures.exact(row.p50), Figures.exact(row.p90),
          Figures.exact(row.baselines.lastValue), Figures.exact(row.baselines.linear),
          Figures.exact(row.baselines.constantGrowth),
        ]
      })
  }

  /// A back-test's summary: the forecast against its three baselines.
  public static func summary(_ rows: [BacktestSummaryRow]) -> DelimitedTextWriter {
    table(
      [
        "measure", "forecaster", "horizon", "forecasts", "mae", "mean_relative_error", "bias",
        "crps", "coverage_80",
      ],
      rows.map { row in
        [
          row.measure, row.forecaster, row.horizon.map(String.init) ?? "all",
          String(row.count), Figures.exact(row.meanAbsoluteError),
          Figures.exact(row.meanRelativeError), Figures.exact(row.bias),
          Figures.exact(row.crps), Figures.exact(row.coverage80),
        ]
      })
  }
}
