import Results

/// The sheet of price indices: cash price over the price in its base, by item and year.
///
/// index(base year) = 1; index(y) = index(y − 1) × (1 + inflation(y)) after it and
/// index(y) = index(y + 1) ÷ (1 + inflation(y + 1)) before it. Where the base year comes before the
/// years shown, index(first) = index before them × (1 + inflation(first)). The second half of the
/// table holds the same with the step of inflation that Sensitivity adds to every year.
struct PriceIndex {
  /// The heading of the index before the first year.
  static let before = "Before"

  private(set) var grid: Grid
  private var rows: [RunFigures.Item: Int] = [:]
  private var steppedRows: [RunFigures.Item: Int] = [:]
  private let figures: RunFigures

  init(_ figures: RunFigures, inflation: Inflation, step: Term) {
    self.figures = figures
    grid = Grid(
      "Price index", title: "Price indices by item: cash price over the price in its base",
      sentences: [
        "This worksheet contains one table. Indices follow Inflation; Before is what prices had "
          + "come to before the first year, as the engine simulated it.",
        "The rows called 'index with a step' add the step of Sensitivity to inflation in every year.",
      ],
      labels: ["Quantity", "Cost", "Item", "Fund", "Price base"],
      columns: [Self.before] + figures.years)
    for item in figures.items { rows[item] = add(item, inflation, nil) }
    for item in figures.items { steppedRows[item] = add(item, inflation, step) }
  }

  /// The year of a price base, where it is one of the years shown.
  private func baseYear(_ item: RunFigures.Item) -> Int? {
    guard let base = figures.driver(item)?.row.priceBase else { return nil }
    return figures.years.firstIndex { base.hasPrefix($0) }
  }

  private mutating func add(_ item: RunFigures.Item, _ inflation: Inflation, _ step: Term?) -> Int {
    let row = grid.row(
      [
        step == nil ? "index" : "index with a step", item.charge.cost, item.split,
        item.charge.fund, figures.driver(item)?.row.priceBase ?? "",
      ], .formula)
    func growth(_ year: Int) -> Term {
      guard let rate = inflation.rate(item, year) else { return Term(1) }
      return step.map { Term(1) + rate + $0 } ?? Term(1) + rate
    }
    guard inflation.rate(item, 0) != nil else {
      let values = figures.figures(item, \.priceIndex)[figures.chosen]
      for (year, value) in values.enumerated() {
        grid.set(row, year + 1, value, .simulated, .factor)
      }
      return row
    }
    var first = 0
    if let base = baseYear(item) {
      grid.set(row, base + 1, 1, .simulated, .factor)
      for year in stride(from: base - 1, through: 0, by: -1) {
        grid.set(row, year + 1, grid.here(row, year + 2) / growth(year + 1), .factor)
      }
      first = base + 1
    } else {
      grid.set(row, 0, Self.start(item, figures.chosen, figures), .simulated, .factor)
    }
    for year in figures.years.indices where year >= first {
      grid.set(row, year + 1, grid.here(row, year) * growth(year), .factor)
    }
    return row
  }

  /// What prices had come to before the first year.
  private static func start(
    _ item: RunFigures.Item, _ scenario: Int, _ figures: RunFigures
  ) -> Double {
    guard let row = figures.driver(item, scenario, 0)?.row else { return 1 }
    return row.priceIndex / (1 + row.inflation)
  }

  /// The index of an item in a year, in the scenario chosen.
  func index(_ item: RunFigures.Item, _ year: Int) -> Term {
    rows[item].map { grid.there($0, year + 1) } ?? Term(1)
  }

  /// The cells of some items in a year; they stand together.
  func range(_ items: [RunFigures.Item], _ year: Int, stepped: Bool) -> (
    text: String, values: [Double]
  ) {
    let places = items.compactMap { stepped ? steppedRows[$0] : rows[$0] }
    guard let first = places.first, let last = places.last else { return ("0", []) }
    let cells = CellRange(grid.place(first, year + 1), grid.place(last, year + 1)).name
    return ("\(grid.sheet.reference)!\(cells)", places.map { grid.value($0, year + 1) })
  }

  /// Indices of an item in any scenario, as the formulas would work them out.
  func values(_ item: RunFigures.Item, _ scenario: Int, _ inflation: Inflation) -> [Double] {
    guard inflation.rate(item, scenario, 0) != nil else {
      return figures.figures(item, \.priceIndex)[figures.chosen]
    }
    func growth(_ year: Int) -> Double { 1 + (inflation.rate(item, scenario, year) ?? 0) }
    var values = figures.years.map { _ in 1.0 }
    var first = 0
    if let base = baseYear(item) {
      for year in stride(from: base - 1, through: 0, by: -1) {
        values[year] = values[year + 1] / growth(year + 1)
      }
      first = base + 1
    }
    for year in figures.years.indices where year >= first {
      let before = year == 0 ? Self.start(item, figures.chosen, figures) : values[year - 1]
      values[year] = before * growth(year)
    }
    return values
  }
}
