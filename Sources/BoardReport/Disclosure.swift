import Results

/// What may leave the council: all figures, or figures that say nothing about a child.
public enum Disclosure: String, Sendable, CaseIterable {
  /// Every figure as it was computed.
  case `internal`
  /// Counts rounded to the nearest five; counts from one to four, forecasts included, left out.
  case `public`

  /// What a suppressed figure is printed as.
  static let symbol = "[c]"

  /// A count as it may be shown; not a number where it may not.
  func count(_ value: Double) -> Double {
    guard self == .public else { return value }
    let size = abs(value)
    if size < 0.5 { return 0 }
    if size < 5 { return .nan }
    return (value / 5).rounded() * 5
  }

  /// The run with every count as it may be shown, before anything is drawn or said, so that a
  /// chart holds no more than a table.
  ///
  /// A total is rounded like its items, each by itself: what is left out cannot be had back by
  /// subtraction, since the roundings leave more room than the figures that were left out.
  func protected(_ run: FinishedRun) -> FinishedRun {
    guard self == .public else { return run }
    var shown = run
    for index in shown.forecasts.indices {
      var row = shown.forecasts[index].row
      row.summary = summary(row.summary)
      row.baselines = row.baselines.map { baselines($0) }
      shown.forecasts[index].row = row
    }
    for index in shown.comparisons.indices where shown.comparisons[index].row.unit != "GBP" {
      shown.comparisons[index].row.summary = summary(shown.comparisons[index].row.summary)
    }
    for index in shown.ledger.indices {
      var row = shown.ledger[index].row
      row.opening = count(row.opening)
      row.entries = count(row.entries)
      row.exits = count(row.exits)
      row.residual = count(row.residual)
      row.closing = count(row.closing)
      shown.ledger[index].row = row
    }
    for index in shown.backtest.indices {
      var row = shown.backtest[index].row
      row.actual = row.actual.map { count($0) }
      row.mean = count(row.mean)
      row.p10 = count(row.p10)
      row.p50 = count(row.p50)
      row.p90 = count(row.p90)
      row.baselines = baselines(row.baselines)
      shown.backtest[index].row = row
    }
    shown.answers = shown.answers.filter { $0.row.unit == "GBP" || $0.row.unit == "share" }
    // Sentences of checks and methods name counts as they are.
    shown.checks = shown.checks.filter { !["data", "member"].contains($0.row.kind) }
    shown.manifest.methods = []
    for index in shown.checks.indices {
      shown.checks[index].row.found = ""
      shown.checks[index].row.expected = ""
      shown.checks[index].row.detail = ""
    }
    return shown
  }

  private func summary(_ summary: Summary) -> Summary {
    Summary(
      mean: count(summary.mean), sd: count(summary.sd), p10: count(summary.p10),
      p50: count(summary.p50), p80: count(summary.p80), p90: count(summary.p90))
  }

  private func baselines(_ values: Baselines) -> Baselines {
    Baselines(
      lastValue: count(values.lastValue), linear: values.linear.map { count($0) },
      constantGrowth: values.constantGrowth.map { count($0) })
  }
}
