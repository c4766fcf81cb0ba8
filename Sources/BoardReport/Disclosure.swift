public import Results

/// What may leave the council: all figures, or figures that say nothing about a child.
public enum Disclosure: Sendable, Equatable {
  /// Every figure as it was computed.
  case `internal`
  /// Without those figures, which every output for the public hides alike: what one page left out
  /// could otherwise be had from another.
  case `public`(hiding: HiddenFigures)

  /// What a suppressed figure is printed as.
  static let symbol = "[c]"

  var isPublic: Bool { self != .internal }

  /// The run without what is hidden, before anything is drawn or said, so that a chart holds no more
  /// than a table. A hidden figure is not a number. `run` has its tables whole, as they were read.
  func protected(_ run: FinishedRun) -> FinishedRun {
    guard case .public(let hidden) = self else { return run }
    var shown = run
    for index in shown.forecasts.indices {
      let shows = Shows(hidden, "forecasts", index)
      var row = shown.forecasts[index].row
      row.summary = shows.summary(row.summary)
      row.baselines = row.baselines.map { shows.baselines($0) }
      shown.forecasts[index].row = row
    }
    for index in shown.ledger.indices {
      let shows = Shows(hidden, "ledger", index)
      var row = shown.ledger[index].row
      row.opening = shows(row.opening, "opening")
      row.entries = shows(row.entries, "entries")
      row.exits = shows(row.exits, "exits")
      row.residual = shows(row.residual, "residual")
      row.closing = shows(row.closing, "closing")
      shown.ledger[index].row = row
    }
    for index in shown.costs.indices {
      let shows = Shows(hidden, "costs", index)
      shown.costs[index].row.summary = shows.summary(shown.costs[index].row.summary)
    }
    for index in shown.backtest.indices {
      let shows = Shows(hidden, "backtest", index)
      var row = shown.backtest[index].row
      row.actual = row.actual.map { shows($0, "actual") }
      row.mean = shows(row.mean, "mean")
      row.p10 = shows(row.p10, "p10")
      row.p50 = shows(row.p50, "p50")
      row.p90 = shows(row.p90, "p90")
      row.baselines = shows.baselines(row.baselines)
      shown.backtest[index].row = row
    }
    // A line of the MTFS, a gap or a difference is whole or not there.
    shown.mtfs = Self.whole(shown.mtfs, "mtfs", hidden)
    shown.gaps = Self.whole(shown.gaps, "gaps", hidden)
    shown.comparisons = Self.whole(shown.comparisons, "comparisons", hidden)
    // What a cost is made of, its draws, and answers about numbers of children are for the council;
    // a benchmark has published figures alone.
    shown.drivers = []
    shown.samples = []
    shown.answers =
      shown.answers.filter { row in
        row.kind == "benchmark"
          || !hidden.touches(table: "mtfs") && (row.unit == "GBP" || row.unit == "share")
      }
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

  private static func whole<Row>(
    _ rows: [FiledRow<Row>], _ table: String, _ hidden: HiddenFigures
  ) -> [FiledRow<Row>] {
    rows.indices.filter { !hidden.touches(row: $0, table: table) }.map { rows[$0] }
  }

  /// The figures of one row.
  private struct Shows {
    let hidden: HiddenFigures
    let table: String
    let row: Int

    init(_ hidden: HiddenFigures, _ table: String, _ row: Int) {
      self.hidden = hidden
      self.table = table
      self.row = row
    }

    func callAsFunction(_ value: Double, _ column: String) -> Double {
      hidden.contains(column, row: row, table: table) ? .nan : value
    }

    func summary(_ summary: Summary) -> Summary {
      Summary(
        mean: self(summary.mean, "mean"), sd: self(summary.sd, "sd"),
        p10: self(summary.p10, "p10"), p50: self(summary.p50, "p50"),
        p80: self(summary.p80, "p80"), p90: self(summary.p90, "p90"))
    }

    func baselines(_ values: Baselines) -> Baselines {
      Baselines(
        lastValue: self(values.lastValue, "last_value"),
        linear: values.linear.map { self($0, "linear") },
        constantGrowth: values.constantGrowth.map { self($0, "constant_growth") })
    }
  }
}
