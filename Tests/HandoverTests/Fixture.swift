import DisclosureControl
import Handover
import Publishing
import Results

/// A small run with small counts: a service of four items, two scenarios, a cost and a report.
enum Fixture {
  static let items = ["day", "special", "=home+1", "none-yet"]
  /// Means by scenario and item, in 2026/27 and 2027/28.
  static let means: [String: [[Double]]] = [
    "baseline": [[300, 40, 3, 0], [310, 42, 2.5, 0]],
    "move": [[300, 40, 3, 0], [304, 48, 2.5, 0]],
  ]
  static let years = ["2026/27", "2027/28"]
  /// What was published last.
  static let published: [String: Double] = ["day": 295, "special": 39, "=home+1": 4, "none-yet": 0]
  /// Pounds a place.
  static let price: [Double] = [8_000, 25_000, 90_000, 50_000]

  static func summary(_ mean: Double) -> Summary {
    Summary(
      mean: mean, sd: mean / 10, p10: mean * 0.87, p50: mean, p80: mean * 1.08, p90: mean * 1.13)
  }

  static func run(title: String = "A plan") -> Run {
    var forecasts: [ForecastRow] = []
    var costs: [CostRow] = []
    var comparisons: [ComparisonRow] = []
    for scenario in ["baseline", "move"] {
      for (index, year) in years.enumerated() {
        let counts = means[scenario]?[index] ?? []
        let total = counts.reduce(0, +)
        for calendar in ["census", "financial-year"] {
          let period = calendar == "census" ? "202\(7 + index)-01" : year
          forecasts.append(
            forecast(scenario, "none", "total", calendar, period, total, last: 338))
          for (item, count) in zip(items, counts) {
            let last = published[item] ?? 0
            forecasts.append(
              forecast(scenario, "setting", item, calendar, period, count, last: last))
          }
        }
        let spend = zip(counts, price).map { $0 * $1 }
        for (item, pounds) in [("total", spend.reduce(0, +))] + Array(zip(items, spend)) {
          costs.append(
            CostRow(
              scenario: scenario, cost: "places", fund: "high-needs", kind: "cost", split: item,
              financialYear: year, priceBase: "cash", summary: summary(pounds)))
        }
      }
    }
    for (item, index) in zip(items, 0...) {
      for (year, row) in zip(years, 0...) {
        let change = (means["move"]?[row][index] ?? 0) - (means["baseline"]?[row][index] ?? 0)
        comparisons.append(
          ComparisonRow(
            scenario: "move", baseline: "baseline", subject: "plans", split: item,
            financialYear: year, unit: "plans", summary: summary(change), monteCarloError: 0.01))
      }
    }
    let lines = Futures(low: 100_000, central: 120_000, high: 150_000)
    return Run(
      manifest: manifest(title), forecasts: forecasts,
      ledger: [
        LedgerRow(
          measure: "plans", period: "2026-01", status: "published", opening: 330, entries: 40,
          exits: 3, residual: -29, closing: 338),
        LedgerRow(
          measure: "plans", period: "2027-01", status: "projected", opening: 338, entries: 45,
          exits: 40, residual: 0, closing: 343),
      ], costs: costs, reports: [],
      mtfs: [
        MTFSRow(
          report: "mtfs", scenario: "baseline", fund: "high-needs", service: "total", line: "net",
          financialYear: "2026/27", incremental: lines, cumulative: lines)
      ], comparisons: comparisons,
      answers: [
        Answer(
          ask: "show plans", isExploratory: false, sentences: ["3 plans."],
          rows: [
            AnswerRow(
              ask: "show plans", kind: "show", subject: "plans", label: "2026/27",
              quantity: "median", unit: "plans", value: 3, monteCarloError: 0.1,
              isExploratory: false)
          ])
      ],
      backtest: [
        BacktestRow(
          areaCode: "E09000006", measure: "plans", origin: 2023, period: 2024, horizon: 1,
          actual: 320, mean: 318, p10: 300, p50: 318, p90: 340, crps: 2,
          baselines: Baselines(lastValue: 300, linear: 310, constantGrowth: nil))
      ],
      backtestSummary: [
        BacktestSummaryRow(
          measure: "plans", forecaster: "forecast", horizon: nil, count: 10, meanAbsoluteError: 5,
          meanRelativeError: 0.04, bias: -0.01, crps: 4, coverage80: 0.8)
      ],
      checks: [
        CheckRow(
          kind: "tie-out", check: "Plans tie", outcome: "pass", expected: "3", found: "3",
          detail: "3 plans")
      ])
  }

  private static func forecast(
    _ scenario: String, _ splitBy: String, _ split: String, _ calendar: String, _ period: String,
    _ mean: Double, last: Double
  ) -> ForecastRow {
    ForecastRow(
      scenario: scenario, measure: "plans", splitBy: splitBy, split: split, unit: "plans",
      calendar: calendar, period: period, summary: summary(mean), processShare: 0.4,
      monteCarloError: 0.1,
      baselines: Baselines(lastValue: last, linear: last + 1, constantGrowth: last + 2),
      pastError: 0.05, pastCoverage: 0.8)
  }

  private static func manifest(_ title: String) -> Manifest {
    Manifest(
      schemaVersion: Run.schemaVersion, runID: "0123456789ab", engineVersion: "1.0.0",
      languageEdition: 1, title: title, areaCode: "E09000006", areaName: "Bromley",
      firstMonth: "2026-04", lastMonth: "2028-03", draws: 1_000, seed: 18_446_744_073_709_551_615,
      inputs: [InputFile(name: "a.scenario", role: "scenario", sha256: "ab", bytes: 12)],
      assumptions: [
        ResolvedAssumption(
          name: "price", scenario: "", holdsFor: "", value: "3 plans", shape: "fixed",
          source: "@council", owner: "Finance Manager", reviewed: "2026-10-01", confidence: "low",
          location: "a.scenario:3")
      ], methods: [MethodNote(measure: "plans", note: "3 plans left")],
      sources: [SourceNote(id: "s", citation: "Department for Education, SEN2", licence: "OGL")])
  }

  /// The files of the run's folder.
  static func files(_ run: Run = run()) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in try RunFolder.files(run) { files[file.name] = file.bytes }
    return files
  }

  static func finished(_ run: Run = run()) throws -> HandoverRun {
    let files = try files(run)
    return try HandoverRun(folder: "run") { files[$0] }
  }

  static func open(_ run: Run = run()) throws -> ProtectedRun {
    ProtectedRun(internal: try finished(run))
  }

  static func safe(_ run: Run = run()) throws -> ProtectedRun {
    try ProtectedRun(public: try finished(run), rules: .standard)
  }

  static func text(_ package: ExportPackage, _ path: String) -> String {
    String(decoding: package.files.first { $0.path == path }?.bytes ?? [], as: UTF8.self)
  }
}
