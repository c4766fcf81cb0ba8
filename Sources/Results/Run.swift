/// One run as data: what went in, what came out, and nothing about how it was made or shown.
///
/// Every table is in its final order, so that writing it twice gives the same bytes.
public struct Run: Sendable, Equatable, Codable {
  /// The layout of this type. It rises when a field changes meaning.
  public static let schemaVersion = 3

  /// What went in.
  public var manifest: Manifest
  /// Stocks by scenario, measure, split and period.
  public var forecasts: [ForecastRow]
  /// Opening, entries, exits, residual and closing by measure and census, means over the draws.
  public var ledger: [LedgerRow]
  /// Spend by scenario, cost, fund and financial year.
  public var costs: [CostRow]
  /// What each cost is made of: volume, price and inflation.
  public var drivers: [DriverRow]
  /// The reports asked for, as their tables are to be shown.
  public var reports: [ReportNote]
  /// The MTFS lines.
  public var mtfs: [MTFSRow]
  /// Differences between scenarios, draw by draw.
  public var comparisons: [ComparisonRow]
  /// Answers to the questions asked.
  public var answers: [Answer]
  /// Reports beside their budgets.
  public var gaps: [GapRow]
  /// Which budget holds with which chance, by report, scenario, fund and year.
  public var levels: [BudgetLevelRow]
  /// Draws of each fund's net cost.
  public var samples: [SampleRow]
  /// How the forecast did in the past, against its baselines.
  public var backtest: [BacktestRow]
  /// The same, summed up.
  public var backtestSummary: [BacktestSummaryRow]
  /// What was checked, and what it found.
  public var checks: [CheckRow]

  /// A run with every table given.
  public init(
    manifest: Manifest, forecasts: [ForecastRow], ledger: [LedgerRow], costs: [CostRow],
    drivers: [DriverRow] = [],
    reports: [ReportNote], mtfs: [MTFSRow], comparisons: [ComparisonRow],
    answers: [Answer] = [], gaps: [GapRow] = [], levels: [BudgetLevelRow] = [],
    samples: [SampleRow] = [],
    backtest: [BacktestRow],
    backtestSummary: [BacktestSummaryRow], checks: [CheckRow]
  ) {
    self.manifest = manifest
    self.forecasts = forecasts
    self.ledger = ledger
    self.costs = costs
    self.drivers = drivers
    self.reports = reports
    self.mtfs = mtfs
    self.comparisons = comparisons
    self.answers = answers
    self.gaps = gaps
    self.levels = levels
    self.samples = samples
    self.backtest = backtest
    self.backtestSummary = backtestSummary
    self.checks = checks
  }
}

/// Mean, spread and quantiles of a figure over the draws.
public struct Summary: Sendable, Equatable, Codable {
  /// Mean over the draws.
  public var mean: Double
  /// Sample standard deviation, n − 1.
  public var sd: Double
  /// 10th percentile (type 7, as are the others).
  public var p10: Double
  /// Median.
  public var p50: Double
  /// 80th percentile.
  public var p80: Double
  /// 90th percentile.
  public var p90: Double

  /// A summary.
  public init(mean: Double, sd: Double, p10: Double, p50: Double, p80: Double, p90: Double) {
    self.mean = mean
    self.sd = sd
    self.p10 = p10
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
  }
}

/// The three baselines that every forecast is shown beside, in the unit of the forecast.
public struct Baselines: Sendable, Equatable, Codable {
  /// The last published value, carried forward.
  public var lastValue: Double
  /// Last value plus the mean yearly change of the last three years; `nil` without three years.
  public var linear: Double?
  /// The same in logarithms.
  public var constantGrowth: Double?

  /// Baselines.
  public init(lastValue: Double, linear: Double?, constantGrowth: Double?) {
    self.lastValue = lastValue
    self.linear = linear
    self.constantGrowth = constantGrowth
  }
}

/// A forecast of one measure's stock at one census or over one financial year.
public struct ForecastRow: Sendable, Equatable, Codable {
  /// The scenario.
  public var scenario: String
  /// The measure.
  public var measure: String
  /// The category it is split by; `none` for totals.
  public var splitBy: String
  /// The item; `total` for totals.
  public var split: String
  /// The noun counted, plural.
  public var unit: String
  /// `census` (a stock on the day), or `financial-year` (the average stock over the year,
  /// or the events in it).
  public var calendar: String
  /// `2027-01`, `2027-03-31` or `2027/28`.
  public var period: String
  /// The forecast.
  public var summary: Summary
  /// Share of the variance that comes from process, not parameters; the rest is parameters.
  public var processShare: Double?
  /// Standard error of the mean from the number of draws.
  public var monteCarloError: Double
  /// Baselines; `nil` where nothing was published to start from.
  public var baselines: Baselines?
  /// Mean |error| ÷ actual of this forecast in the back-test at this distance; `nil` where the
  /// measure has no published history of its own.
  public var pastError: Double?
  /// Share of the back-test's actual figures inside the 80% range.
  public var pastCoverage: Double?

  /// A forecast row.
  public init(
    scenario: String, measure: String, splitBy: String, split: String, unit: String,
    calendar: String, period: String, summary: Summary, processShare: Double?,
    monteCarloError: Double, baselines: Baselines?, pastError: Double?, pastCoverage: Double?
  ) {
    self.scenario = scenario
    self.measure = measure
    self.splitBy = splitBy
    self.split = split
    self.unit = unit
    self.calendar = calendar
    self.period = period
    self.summary = summary
    self.processShare = processShare
    self.monteCarloError = monteCarloError
    self.baselines = baselines
    self.pastError = pastError
    self.pastCoverage = pastCoverage
  }
}

/// Opening + entries − exits + residual = closing, for one measure from one census to the next.
public struct LedgerRow: Sendable, Equatable, Codable {
  /// The measure.
  public var measure: String
  /// The census that closes the step.
  public var period: String
  /// `published` or `projected`.
  public var status: String
  /// Stock at the census before.
  public var opening: Double
  /// Children or plans that entered.
  public var entries: Double
  /// Children or plans that left.
  public var exits: Double
  /// Stock that the flows do not explain: transfers in, late recording.
  public var residual: Double
  /// Stock at the census.
  public var closing: Double

  /// A ledger row.
  public init(
    measure: String, period: String, status: String, opening: Double, entries: Double,
    exits: Double, residual: Double, closing: Double
  ) {
    self.measure = measure
    self.period = period
    self.status = status
    self.opening = opening
    self.entries = entries
    self.exits = exits
    self.residual = residual
    self.closing = closing
  }
}

/// Spend on one cost, from one fund, in one financial year.
public struct CostRow: Sendable, Equatable, Codable {
  /// The scenario.
  public var scenario: String
  /// The cost, or the lever whose spend it is.
  public var cost: String
  /// The fund it is charged to.
  public var fund: String
  /// `cost` or `investment`.
  public var kind: String
  /// The item; `total` for all of them.
  public var split: String
  /// `2027/28`.
  public var financialYear: String
  /// `cash`, or `2026/27 prices`.
  public var priceBase: String
  /// Pounds.
  public var summary: Summary

  /// A cost row.
  public init(
    scenario: String, cost: String, fund: String, kind: String, split: String,
    financialYear: String, priceBase: String, summary: Summary
  ) {
    self.scenario = scenario
    self.cost = cost
    self.fund = fund
    self.kind = kind
    self.split = split
    self.financialYear = financialYear
    self.priceBase = priceBase
    self.summary = summary
  }
}

/// One line of the MTFS, in pounds and pence.
public struct MTFSRow: Sendable, Equatable, Codable {
  /// The report.
  public var report: String
  /// The scenario.
  public var scenario: String
  /// The fund.
  public var fund: String
  /// The cost, or `total`.
  public var service: String
  /// `base`, `demand`, `price`, `full-year effect`, `savings`, `investment`, `net`.
  public var line: String
  /// `2027/28`.
  public var financialYear: String
  /// Change on the previous year in the low, central and high futures, in pence.
  public var incremental: Futures
  /// Running sum of the changes, in pence.
  public var cumulative: Futures

  /// An MTFS row.
  public init(
    report: String, scenario: String, fund: String, service: String, line: String,
    financialYear: String, incremental: Futures, cumulative: Futures
  ) {
    self.report = report
    self.scenario = scenario
    self.fund = fund
    self.service = service
    self.line = line
    self.financialYear = financialYear
    self.incremental = incremental
    self.cumulative = cumulative
  }
}

/// A report as the scenario file asks for it.
public struct ReportNote: Sendable, Equatable, Codable {
  /// Its name.
  public var name: String
  /// Its title.
  public var title: String
  /// The baseline scenario.
  public var baseline: String
  /// The scenarios reported against it.
  public var scenarios: [String]
  /// Lines to show, in order; empty for all.
  public var lines: [String]
  /// Whether changes on the year before are shown, or running sums.
  public var incremental: Bool
  /// Central coverage between low and high: 0.8 for P10 to P90.
  public var coverage: Double

  /// A report.
  public init(
    name: String, title: String, baseline: String, scenarios: [String], lines: [String],
    incremental: Bool, coverage: Double
  ) {
    self.name = name
    self.title = title
    self.baseline = baseline
    self.scenarios = scenarios
    self.lines = lines
    self.incremental = incremental
    self.coverage = coverage
  }
}

/// A figure in three coherent futures, in pence: within each, the lines add up.
public struct Futures: Sendable, Equatable, Codable {
  /// At the lower end of the report's range of the fund's total: P10 for an 80% range.
  public var low: Int
  /// At its median.
  public var central: Int
  /// At the upper end: P90 for an 80% range.
  public var high: Int

  /// Three futures.
  public init(low: Int, central: Int, high: Int) {
    self.low = low
    self.central = central
    self.high = high
  }
}

/// The difference between a scenario and its baseline, from paired draws.
public struct ComparisonRow: Sendable, Equatable, Codable {
  /// The scenario.
  public var scenario: String
  /// What it is compared with.
  public var baseline: String
  /// What is compared: a measure, a cost, `saving` or `net`.
  public var subject: String
  /// The item or fund; `total` for all.
  public var split: String
  /// `2027/28`.
  public var financialYear: String
  /// `GBP`, or the noun counted.
  public var unit: String
  /// Scenario minus baseline (baseline minus scenario for `saving`).
  public var summary: Summary
  /// Standard error of the mean difference, from paired draws.
  public var monteCarloError: Double

  /// A comparison row.
  public init(
    scenario: String, baseline: String, subject: String, split: String, financialYear: String,
    unit: String, summary: Summary, monteCarloError: Double
  ) {
    self.scenario = scenario
    self.baseline = baseline
    self.subject = subject
    self.split = split
    self.financialYear = financialYear
    self.unit = unit
    self.summary = summary
    self.monteCarloError = monteCarloError
  }
}

/// One thing that was checked.
public struct CheckRow: Sendable, Equatable, Codable {
  /// `tie-out`, `conservation`, `witness`, `limit`, `lever`, `mtfs`, `data`, `backtest`, `assumption`.
  public var kind: String
  /// What was checked, in words.
  public var check: String
  /// `pass`, `fail`, `warn` or `note`.
  public var outcome: String
  /// What was expected, or empty.
  public var expected: String
  /// What was found.
  public var found: String
  /// What it means and what to do.
  public var detail: String

  /// A check.
  public init(
    kind: String, check: String, outcome: String, expected: String, found: String,
    detail: String
  ) {
    self.kind = kind
    self.check = check
    self.outcome = outcome
    self.expected = expected
    self.found = found
    self.detail = detail
  }
}
