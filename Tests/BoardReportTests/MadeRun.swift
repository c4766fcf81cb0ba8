import Results

/// A run made up for the tests: two measures, one with a history, an item of three children, two
/// funds, an answer with a ranking and one that no report may print.
enum MadeRun {
  static func summary(_ middle: Double, _ spread: Double) -> Summary {
    Summary(
      mean: middle, sd: spread / 1.28, p10: middle - spread, p50: middle, p80: middle + spread / 2,
      p90: middle + spread)
  }

  /// The item of three children.
  static let hidden: HiddenFigures = {
    var hidden = HiddenFigures()
    for row in run.forecasts.indices where run.forecasts[row].split == "secure" {
      for column in ["mean", "sd", "p10", "p50", "p80", "p90", "last_value", "linear"] {
        hidden.hide(column, row: row, table: "forecasts")
      }
    }
    return hidden
  }()

  static let run: FinishedRun = {
    var run = FinishedRun(
      manifest: Manifest(
        schemaVersion: 2, runID: "0123456789ab", engineVersion: "0", languageEdition: 2026,
        title: "Plans & <script>alert(1)</script>", areaCode: "E09000006", areaName: "Bromley",
        firstMonth: "2026-04", lastMonth: "2031-03", draws: 1_000, seed: 1,
        inputs: [InputFile(name: "a.scenario", role: "scenario", sha256: "00ff", bytes: 12)],
        assumptions: [
          ResolvedAssumption(
            name: "package-rate", scenario: "", holdsFor: "foster", value: "about £900",
            shape: "normal", source: "Illustrative: invented", owner: "Head of Placements",
            reviewed: "2026-11-02", confidence: "low", location: "a.scenario:4"),
          ResolvedAssumption(
            name: "package-rate", scenario: "", holdsFor: "residential", value: "about £7,000",
            shape: "normal", source: "Illustrative: invented", owner: "Head of Placements",
            reviewed: "2026-11-02", confidence: "low", location: "a.scenario:5"),
        ], methods: [MethodNote(measure: "cla", note: "Starts from 343.")],
        sources: [SourceNote(id: "s", citation: "Department for Education", licence: "OGL v3.0")]))
    var line = 2
    for (step, year) in (2026...2031).enumerated() {
      for (split, middle) in [("total", 346.0), ("foster", 231), ("secure", 3)] {
        run.forecasts.append(
          FiledRow(
            ForecastRow(
              scenario: "baseline", measure: "cla",
              splitBy: split == "total" ? "none" : "placement", split: split, unit: "children",
              calendar: "census", period: "\(year)-03-31",
              summary: summary(middle + (split == "secure" ? 0 : Double(step)), middle / 10),
              processShare: nil,
              monteCarloError: 0.1,
              baselines: Baselines(lastValue: 343, linear: 348, constantGrowth: 349),
              pastError: split == "total" ? 0.05 : nil, pastCoverage: 0.8),
            file: "forecasts.csv", lineNumber: line))
        line += 1
      }
    }
    run.forecasts.append(
      FiledRow(
        ForecastRow(
          scenario: "baseline", measure: "transport", splitBy: "none", split: "total",
          unit: "passengers", calendar: "financial-year", period: "2026/27",
          summary: summary(1_603, 200), processShare: nil, monteCarloError: 1, baselines: nil,
          pastError: nil, pastCoverage: nil), file: "forecasts.csv", lineNumber: line))
    for (index, year) in (2022...2025).enumerated() {
      run.ledger.append(
        FiledRow(
          LedgerRow(
            measure: "cla", period: "\(year)-03-31", status: "published",
            opening: 330 + Double(index), entries: 120, exits: 119, residual: 0,
            closing: 331 + Double(index)), file: "ledger.csv", lineNumber: index + 2))
      run.backtest.append(
        FiledRow(
          BacktestRow(
            areaCode: "E09000006", measure: "looked-after", origin: year - 1, period: year,
            horizon: 1, actual: 331 + Double(index), mean: 330, p10: 320, p50: 330, p90: 340,
            crps: nil,
            baselines: Baselines(lastValue: 330, linear: nil, constantGrowth: nil)),
          file: "backtest.csv", lineNumber: index + 2))
    }
    run.backtest.append(
      FiledRow(
        BacktestRow(
          areaCode: "E09000006", measure: "looked-after", origin: 2017, period: 2018, horizon: 1,
          actual: 312, mean: 300, p10: 290, p50: 300, p90: 310, crps: nil,
          baselines: Baselines(lastValue: 300, linear: nil, constantGrowth: nil)),
        file: "backtest.csv", lineNumber: 6))
    for (index, name) in ["forecast", "last value", "linear", "constant growth"].enumerated() {
      for horizon in [nil, 1, 2] {
        run.backtestSummary.append(
          FiledRow(
            BacktestSummaryRow(
              measure: "looked-after", forecaster: name, horizon: horizon, count: 100,
              meanAbsoluteError: 20, meanRelativeError: 0.05 + Double(index) / 100, bias: -0.01,
              crps: 12, coverage80: index == 0 ? 0.81 : nil), file: "backtest_summary.csv",
            lineNumber: run.backtestSummary.count + 2))
      }
    }
    for fund in ["general-fund", "high-needs"] {
      for (name, pence) in [
        ("base", 5_000_000_049), ("savings", -120_000_000), ("net", 4_880_000_049),
      ] {
        run.mtfs.append(
          FiledRow(
            MTFSRow(
              report: "mtfs", scenario: "plan", fund: fund, service: "total", line: name,
              financialYear: "2026/27",
              incremental: Futures(low: pence - 900, central: pence, high: pence + 900),
              cumulative: Futures(low: pence - 900, central: pence, high: pence + 900)),
            file: "mtfs.csv", lineNumber: run.mtfs.count + 2))
      }
    }
    for (index, exploratory) in [false, true].enumerated() {
      run.answers.append(
        FiledRow(
          AnswerRow(
            ask: "What moves it?", kind: "rank", subject: "placements-spend in 2030/31",
            label: exploratory ? "a-guess" : "package-rate.foster", quantity: "swing", unit: "GBP",
            value: 2_000_000, low: 9_000_000, high: 11_000_000, monteCarloError: nil,
            isExploratory: exploratory), file: "answers.csv", lineNumber: index + 2))
    }
    run.checks = [
      FiledRow(
        CheckRow(
          kind: "tie-out", check: "Children tie", outcome: "pass", expected: "343", found: "343",
          detail: ""), file: "checks.csv", lineNumber: 2),
      FiledRow(
        CheckRow(
          kind: "data", check: "series-break", outcome: "note", expected: "", found: "cla",
          detail: "Two of 3 children were recoded."), file: "checks.csv", lineNumber: 3),
    ]
    return run
  }()
}
