import Results

/// The sheet of the yearly change of prices: inputs, with the run's figures beside them.
struct Inflation {
  /// What a path of inflation is told apart by.
  struct Path: Hashable {
    let assumption: String
    let cost: String
  }

  private(set) var grid: Grid
  private(set) var names: [WorkbookName] = []
  private(set) var copies: [(input: String, run: String)] = []
  private var rows: [Path: ClosedRange<Int>] = [:]
  private let figures: RunFigures

  init(_ figures: RunFigures) {
    self.figures = figures
    grid = Grid(
      "Inflation", title: "Yearly change of prices",
      sentences: [
        "This worksheet contains one table. Change a row marked input; the row marked simulated "
          + "below it keeps the run's figures, means over the draws."
      ],
      labels: ["Assumption", "Cost", "Scenario", "Figure"], columns: figures.years)
    for item in figures.items { add(item) }
  }

  static func path(_ item: RunFigures.Item, _ figures: RunFigures) -> Path? {
    guard let driver = figures.driver(item)?.row, !driver.inflationAssumption.isEmpty else {
      return nil
    }
    return Path(assumption: driver.inflationAssumption, cost: item.charge.cost)
  }

  private mutating func add(_ item: RunFigures.Item) {
    guard let path = Self.path(item, figures), rows[path] == nil else { return }
    let values = figures.figures(item, \.inflation)
    let isShared = ItemRows.agrees(values)
    let scenarios = isShared ? [0] : Array(figures.scenarios.indices)
    var inputs: [Int] = []
    for scenario in scenarios {
      inputs.append(
        add(path, values[scenario], "in this workbook", .input, isShared ? nil : scenario))
    }
    var run: [Int] = []
    for scenario in scenarios {
      run.append(add(path, values[scenario], "in the run", .simulated, isShared ? nil : scenario))
    }
    guard let first = inputs.first, let last = inputs.last, let firstRun = run.first,
      let lastRun = run.last, !figures.years.isEmpty
    else { return }
    rows[path] = first...last
    let years = 0...(figures.years.count - 1)
    copies.append((grid.range(first...last, years), grid.range(firstRun...lastRun, years)))
    let name = WorkbookRules.definedName(from: ["inflation", path.assumption, path.cost])
    if !names.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      names.append(WorkbookName(name, "=\(grid.range(first...last, years))"))
    }
  }

  private mutating func add(
    _ path: Path, _ values: [Double], _ figure: String, _ word: Grid.Word, _ scenario: Int?
  ) -> Int {
    let row = grid.row(
      [
        path.assumption, path.cost, scenario.map { figures.scenarios[$0] } ?? ItemRows.all, figure,
      ], word)
    for (year, value) in values.enumerated() {
      grid.set(row, year, value, word == .input ? .input : .simulated, .percent)
    }
    return row
  }

  /// Inflation of an item's price in a year, in the scenario chosen; `nil` for a price in cash.
  func rate(_ item: RunFigures.Item, _ year: Int) -> Term? {
    guard let path = Self.path(item, figures), let rows = rows[path] else { return nil }
    return rows.count == 1
      ? grid.there(rows.lowerBound, year) : grid.chosen(rows, year, number: figures.chosen)
  }

  /// The same in any scenario.
  func rate(_ item: RunFigures.Item, _ scenario: Int, _ year: Int) -> Double? {
    guard let path = Self.path(item, figures), let rows = rows[path] else { return nil }
    return grid.value(rows.lowerBound + (rows.count == 1 ? 0 : scenario), year)
  }
}
