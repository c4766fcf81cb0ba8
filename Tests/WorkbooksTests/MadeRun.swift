import Results

/// A small run made by hand: two scenarios, plans with flows, passengers that follow them, two
/// costs, an investment, an MTFS, ten draws.
enum MadeRun {
  static let years = ["2025/26", "2026/27", "2027/28"]
  static let scenarios = ["baseline", "plan"]

  static func summary(_ mean: Double) -> Summary {
    Summary(
      mean: mean, sd: mean / 10, p10: mean * 0.8, p50: mean * 0.99, p80: mean * 1.1, p90: mean * 1.2
    )
  }

  static func filed<Row>(_ rows: [Row], _ file: String) -> [FiledRow<Row>] {
    rows.enumerated().map { FiledRow($0.element, file: file, lineNumber: $0.offset + 2) }
  }

  static func run(cost: String = "provision", scenario: String = "plan") -> FinishedRun {
    let scenarios = ["baseline", scenario]
    var run = FinishedRun(manifest: manifest)
    run.ledger = filed(
      [
        LedgerRow(
          measure: "ehcps", period: "2025-01", status: "published", opening: 90, entries: 20,
          exits: 12, residual: 2, closing: 100),
        LedgerRow(
          measure: "ehcps", period: "2026-01", status: "projected", opening: 100, entries: 22,
          exits: 14, residual: 2, closing: 110),
        LedgerRow(
          measure: "ehcps", period: "2027-01", status: "projected", opening: 110, entries: 24,
          exits: 15, residual: 2, closing: 121),
        LedgerRow(
          measure: "ehcps", period: "2028-01", status: "projected", opening: 121, entries: 26,
          exits: 17, residual: 2, closing: 132),
      ], "ledger.csv")
    var forecasts: [ForecastRow] = []
    var drivers: [DriverRow] = []
    var costs: [CostRow] = []
    var samples: [SampleRow] = []
    var mtfs: [MTFSRow] = []
    for (place, scenario) in scenarios.enumerated() {
      let factor = 1 - 0.05 * Double(place)
      for (year, name) in years.enumerated() {
        let plans = (105 + 10 * Double(year)) * factor
        forecasts.append(forecast(scenario, "ehcps", "plans", "census", "\(2026 + year)-01", plans))
        forecasts.append(
          forecast(scenario, "transport", "passengers", "financial-year", name, plans / 2))
        let index = [0.96, 1, 1.03][year]
        let special = driver(
          scenario, cost, "high-needs", "ehcps", "special", name, plans * 0.4, 17_313, index)
        let mainstream = driver(
          scenario, cost, "high-needs", "ehcps", "mainstream", name, plans * 0.6, 8_662, index)
        let taxi = driver(
          scenario, "taxis", "general-fund", "transport", "total", name, plans / 2, 10_700, index)
        drivers += [special, mainstream, taxi]
        costs += [
          spend(scenario, cost, "high-needs", name, special.spend + mainstream.spend),
          spend(scenario, "taxis", "general-fund", name, taxi.spend),
        ]
        if place == 1 {
          costs.append(spend(scenario, "training", "general-fund", name, 50_000, "investment"))
        }
        for draw in 1...10 {
          samples.append(
            SampleRow(
              scenario: scenario, fund: "high-needs", financialYear: name, draw: draw,
              net: 1_000_000 + 10_000 * Double(draw) * factor))
        }
      }
      for (year, name) in years.dropFirst().enumerated() {
        for (line, pence) in [
          ("base", 1_000_000_00 + 30_000_50 * year), ("demand", 40_000_50), ("savings", -10_000_00),
          ("net", 1_030_000_50 + 30_000_50 * year),
        ] {
          mtfs.append(
            MTFSRow(
              report: "mtfs", scenario: scenario, fund: "high-needs", service: "total", line: line,
              financialYear: name,
              incremental: Futures(low: pence - 0, central: pence, high: pence),
              cumulative: Futures(low: pence, central: pence, high: pence)))
        }
      }
    }
    run.forecasts = filed(forecasts, "forecasts.csv")
    run.drivers = filed(drivers, "drivers.csv")
    run.costs = filed(costs, "costs.csv")
    run.samples = filed(samples, "samples.csv")
    run.mtfs = filed(mtfs, "mtfs.csv")
    run.comparisons = filed(
      [
        ComparisonRow(
          scenario: scenario, baseline: "baseline", subject: "saving", split: "high-needs",
          financialYear: "2026/27", unit: "GBP", summary: summary(12_000), monteCarloError: 1)
      ], "comparisons.csv")
    run.answers = filed(
      [
        AnswerRow(
          ask: "rank net", kind: "rank", subject: "net in 2027/28", label: "plan-rate",
          quantity: "variance share", unit: "share", value: 0.6, monteCarloError: 0.01,
          isExploratory: false)
      ], "answers.csv")
    run.checks = filed(
      [
        CheckRow(
          kind: "mtfs", check: "lines add", outcome: "pass", expected: "", found: "", detail: "")
      ], "checks.csv")
    return run
  }

  static let manifest = Manifest(
    schemaVersion: Run.schemaVersion, runID: "1a2b3c4d5e6f", engineVersion: "0.1.0",
    languageEdition: 2026, title: "=cmd|' /C calc'!A0", areaCode: "E09000006", areaName: "Bromley",
    firstMonth: "2026-04", lastMonth: "2028-03", draws: 10, seed: 1,
    inputs: [
      InputFile(name: "plan.scenario", role: "scenario", sha256: "ab12", bytes: 10)
    ],
    assumptions: [
      ResolvedAssumption(
        name: "plan-rate", scenario: "", holdsFor: "special", value: "£17,313", low: 17_313,
        central: 17_313, high: 17_313, unit: "GBP per plan per financial year", shape: "fixed",
        source: "@SUM(1+1)", owner: "Head of SEND", reviewed: "2026-11-02", confidence: "high",
        location: "plan.scenario:4"),
      ResolvedAssumption(
        name: "eligible-share", scenario: "", holdsFor: "special", value: "half", low: 0.4,
        central: 0.5, high: 0.6, unit: "passengers per plan", shape: "normal", source: "register",
        owner: "Head of SEND", reviewed: "2026-11-02", confidence: "low",
        location: "plan.scenario:9"),
      ResolvedAssumption(
        name: "training", scenario: "", holdsFor: "spend on general-fund", value: "£50,000",
        low: 50_000, central: 50_000, high: 50_000, unit: "GBP per financial year", shape: "fixed",
        source: "register", owner: "Head of SEND", reviewed: "2026-11-02", confidence: "low",
        location: "plan.scenario:12"),
    ],
    methods: [MethodNote(measure: "ehcps", note: "Starts from 100.")],
    sources: [SourceNote(id: "sen2", citation: "DfE, SEN2", licence: "OGL v3")])

  private static func forecast(
    _ scenario: String, _ measure: String, _ unit: String, _ calendar: String, _ period: String,
    _ mean: Double
  ) -> ForecastRow {
    ForecastRow(
      scenario: scenario, measure: measure, splitBy: "none", split: "total", unit: unit,
      calendar: calendar, period: period, summary: summary(mean), processShare: nil,
      monteCarloError: 0.1, baselines: nil, pastError: nil, pastCoverage: nil)
  }

  private static func driver(
    _ scenario: String, _ cost: String, _ fund: String, _ measure: String, _ split: String,
    _ year: String, _ volume: Double, _ price: Double, _ index: Double
  ) -> DriverRow {
    DriverRow(
      scenario: scenario, cost: cost, fund: fund, measure: measure, split: split,
      financialYear: year, volume: volume, volumeUnit: "plans", calendarUnits: 1, price: price,
      priceUnit: "GBP per plan per financial year", priceBase: "2026/27 prices",
      priceAssumption: "plan-rate", priceIndex: index, inflationAssumption: "inflation",
      inflation: 0.04, spend: volume * price * index * 1.001)
  }

  private static func spend(
    _ scenario: String, _ cost: String, _ fund: String, _ year: String, _ mean: Double,
    _ kind: String = "cost"
  ) -> CostRow {
    CostRow(
      scenario: scenario, cost: cost, fund: fund, kind: kind, split: "total", financialYear: year,
      priceBase: "cash", summary: summary(mean))
  }
}
