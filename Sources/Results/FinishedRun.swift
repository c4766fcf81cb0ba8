/// A row with the place in its file that it was read from, so that a figure of it can be traced.
@dynamicMemberLookup
public struct FiledRow<Row: Sendable & Equatable>: Sendable, Equatable {
  /// The row.
  public var row: Row
  /// The file within the run's folder.
  public var file: String
  /// Its line, the header being line 1.
  public var lineNumber: Int

  /// A row at its place.
  public init(_ row: Row, file: String, lineNumber: Int) {
    self.row = row
    self.file = file
    self.lineNumber = lineNumber
  }

  /// A field of the row.
  public subscript<Field>(dynamicMember path: KeyPath<Row, Field>) -> Field { row[keyPath: path] }

  /// A figure's place: `file:line:column`.
  public func reference(_ column: String) -> String { "\(file):\(lineNumber):\(column)" }
}

/// A run as its folder holds it: what a report needs, each row with its place.
public struct FinishedRun: Sendable, Equatable {
  /// What went in.
  public var manifest: Manifest
  /// Stocks.
  public var forecasts: [FiledRow<ForecastRow>]
  /// Opening to closing.
  public var ledger: [FiledRow<LedgerRow>]
  /// Spend.
  public var costs: [FiledRow<CostRow>]
  /// What each cost is made of.
  public var drivers: [FiledRow<DriverRow>]
  /// MTFS lines, in pence.
  public var mtfs: [FiledRow<MTFSRow>]
  /// Differences between scenarios.
  public var comparisons: [FiledRow<ComparisonRow>]
  /// Lines of the answers to questions.
  public var answers: [FiledRow<AnswerRow>]
  /// Budgets beside net costs.
  public var gaps: [FiledRow<GapRow>]
  /// Past forecasts.
  public var backtest: [FiledRow<BacktestRow>]
  /// Past forecasts summed up.
  public var backtestSummary: [FiledRow<BacktestSummaryRow>]
  /// What was checked.
  public var checks: [FiledRow<CheckRow>]
  /// Draws of each fund's net cost.
  public var samples: [FiledRow<SampleRow>]

  /// A run without tables.
  public init(manifest: Manifest) {
    self.manifest = manifest
    forecasts = []
    ledger = []
    costs = []
    drivers = []
    mtfs = []
    comparisons = []
    answers = []
    gaps = []
    backtest = []
    backtestSummary = []
    checks = []
    samples = []
  }
}
