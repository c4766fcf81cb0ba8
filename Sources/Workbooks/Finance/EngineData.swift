import Results

/// What the engine came to, one row a series and scenario, years across: the figures that the
/// drop-down picks from.
struct EngineData {
  /// A series: one row for each scenario, in the order of the scenarios.
  struct Block {
    let rows: ClosedRange<Int>
  }

  private(set) var grid: Grid
  private let figures: RunFigures

  init(_ figures: RunFigures) {
    self.figures = figures
    grid = Grid(
      "Engine data", title: "What the engine came to, by scenario",
      sentences: [
        "This worksheet contains one table of simulated figures: means or quantiles over the "
          + "\(figures.run.manifest.draws) draws. Change nothing here.",
        "Made by the command on the Cover; the other sheets pick from it by the number of the "
          + "scenario on Select.",
      ],
      labels: ["Quantity", "Subject", "Fund", "Item", "Unit", "Scenario"], columns: figures.years)
  }

  /// Adds a series; `values` are by scenario, then by year, `nil` where there is none.
  mutating func add(
    _ quantity: String, subject: String, fund: String = "", item: String = "", unit: String,
    _ values: [[Double?]], _ format: CellStyle.Format
  ) -> Block {
    var rows: [Int] = []
    for (scenario, series) in values.enumerated() {
      let row = grid.row(
        [quantity, subject, fund, item, unit, figures.scenarios[scenario]], .simulated)
      for (year, value) in series.enumerated() {
        if let value { grid.set(row, year, value, .simulated, format) }
      }
      rows.append(row)
    }
    return Block(rows: (rows.first ?? 0)...(rows.last ?? 0))
  }

  /// The figure of the scenario chosen.
  func chosen(_ block: Block, _ year: Int) -> Term {
    grid.chosen(block.rows, year, number: figures.chosen)
  }

  /// Whether any scenario has a figure in that year.
  func has(_ block: Block, _ year: Int) -> Bool {
    block.rows.contains { grid.isFilled($0, year) }
  }
}
