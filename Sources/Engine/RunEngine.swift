import Periods
import Probability
public import Results
public import ScenarioLanguage

/// Runs a checked scenario file against published statistics.
public struct RunEngine: Sendable {
  /// The checked scenario file.
  public let model: ScenarioModel
  /// The statistics.
  public let statistics: PublishedStatistics
  /// Files read, for the manifest.
  public let inputs: [InputFile]
  /// Tables of one's own.
  public let tables: TableProvider

  /// An engine for one scenario file and the tables that it names.
  public init(
    model: ScenarioModel, statistics: PublishedStatistics, inputs: [InputFile],
    tables: TableProvider = .none
  ) {
    self.model = model
    self.statistics = statistics
    self.inputs = inputs
    self.tables = tables
  }

  /// Whether a scenario of the model covers a measure that starts from published statistics.
  public static func needsStatistics(_ model: ScenarioModel) -> Bool {
    let covered = Set(model.scenarios.flatMap(\.covers))
    return model.measures.contains { measure in
      if case .published = measure.source { return covered.contains(measure.name) }
      return false
    }
  }

  /// Fits, projects, prices and answers.
  ///
  /// - Parameters:
  ///   - threads: threads to use; the result is the same for any number.
  ///   - progress: called with the number of draws done.
  /// - Throws: ``EngineError`` where the scenario does not fit the statistics.
  public func run(
    threads: Int, progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async throws(EngineError) -> Run {
    let read = ScenarioTables(provider: tables)
    let plan = try RunPlanner(model: model, statistics: statistics, tables: read).plan()
    let backtest = try PastErrors(plan: plan, statistics: statistics)
    let table = await Simulation(plan: plan).run(threads: threads, progress: progress)
    let summaries = await SummaryTable(table: table, threads: threads)
    let forecasts = ForecastTables(plan: plan, summaries: summaries, past: backtest)
    let mtfs = try MTFSTables(plan: plan, table: table).rows()
    let forecastRows = forecasts.rows()
    let gaps = try GapTables(plan: plan, table: table, tables: read).rows()
    let answers = try await QuestionRunner(
      plan: plan, table: table, statistics: statistics, threads: threads
    ).answers()
    let checks = RunChecks(
      plan: plan, statistics: statistics, table: table, summaries: summaries,
      forecasts: forecastRows, mtfs: mtfs,
      findings: await LeverFindings(plan: plan, threads: threads).findings(),
      overlaps: await LeverOverlaps(plan: plan, threads: threads).rows())
    let inputs = inputs + read.inputs
    return Run(
      manifest: ManifestBuilder(plan: plan, statistics: statistics, inputs: inputs).manifest(),
      forecasts: forecastRows,
      ledger: forecasts.ledger(statistics: statistics)
        + PathwayTables(plan: plan, table: table, summaries: summaries).ledger(),
      costs: CostTables(plan: plan, summaries: summaries).rows(),
      drivers: DriverTables(plan: plan, table: table, summaries: summaries).rows(),
      reports: model.reports.map(ReportNote.init), mtfs: mtfs.rows,
      comparisons: ComparisonTables(plan: plan, table: table).rows(), answers: answers, gaps: gaps,
      levels: LevelTables(plan: plan, table: table).rows(),
      samples: SampleTables(plan: plan, table: table).rows(),
      backtest: backtest.rows, backtestSummary: backtest.summary, checks: checks.rows())
  }
}

extension RunEngine {
  /// What the figures say against the levers: moves of more children than there are (`E603`), and
  /// levers of a reported scenario that raise net cost (`W609`).
  ///
  /// - Throws: ``EngineError`` where the scenario does not fit the statistics.
  public func findings(threads: Int) async throws(EngineError) -> [RunFinding] {
    let plan = try RunPlanner(
      model: model, statistics: statistics, tables: ScenarioTables(provider: tables)
    ).plan()
    return await LeverFindings(plan: plan, threads: threads).findings()
  }
}

extension ReportNote {
  init(_ report: Report) {
    self.init(
      name: report.name, title: report.title, baseline: report.baseline,
      scenarios: report.scenarios,
      lines: report.lines.map { $0 == "full-year-effect" ? "full-year effect" : $0 },
      incremental: report.incremental, coverage: MTFSTables.coverage(report))
  }
}

extension Summary {
  /// Summarises draws. Quantiles are type 7; the standard deviation divides by n − 1.
  init(draws: [Double]) {
    guard !draws.isEmpty else {
      self.init(mean: 0, sd: 0, p10: 0, p50: 0, p80: 0, p90: 0)
      return
    }
    var sum = CompensatedSum()
    for value in draws { sum.add(value) }
    let mean = sum.value / Double(draws.count)
    var squares = CompensatedSum()
    for value in draws { squares.add((value - mean) * (value - mean)) }
    var values = draws
    let quantiles = Quantile.selecting(&values, at: [0.1, 0.5, 0.8, 0.9])
    self.init(
      mean: mean,
      sd: draws.count > 1 ? (squares.value / Double(draws.count - 1)).squareRoot() : 0,
      p10: quantiles[0], p50: quantiles[1], p80: quantiles[2], p90: quantiles[3])
  }
}

/// The summary of every series of a run.
struct SummaryTable: Sendable {
  let catalogue: SeriesCatalogue
  let draws: Int
  private let summaries: [Summary]

  init(table: DrawTable, threads: Int) async {
    catalogue = table.catalogue
    draws = table.draws
    let count = table.catalogue.count
    let chunk = max(1, (count + threads * 4 - 1) / (threads * 4))
    let ranges = stride(from: 0, to: count, by: chunk).map { $0..<min(count, $0 + chunk) }
    var result = [Summary](
      repeating: Summary(mean: 0, sd: 0, p10: 0, p50: 0, p80: 0, p90: 0), count: count)
    await withTaskGroup(of: (Range<Int>, [Summary]).self) { group in
      for range in ranges {
        group.addTask {
          (
            range,
            range.map {
              Summary(draws: Array(table.values[$0 * table.draws..<($0 + 1) * table.draws]))
            }
          )
        }
      }
      for await (range, found) in group { result.replaceSubrange(range, with: found) }
    }
    summaries = result
  }

  subscript(_ key: SeriesCatalogue.Key) -> Summary? {
    catalogue.places[key].map { summaries[$0] }
  }
}
