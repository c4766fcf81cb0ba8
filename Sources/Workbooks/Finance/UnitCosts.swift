import Results

/// The sheet of prices by item, in their own price base: inputs.
struct UnitCosts {
  private(set) var grid: Grid
  private(set) var names: [WorkbookName] = []
  /// The cells of inputs beside those of the run, as ranges of formulas.
  private(set) var copies: [(input: String, run: String)] = []
  /// The name of the input that holds an assumption's figure, by assumption and item.
  private(set) var inputs: [[String]: String] = [:]
  private var rows = ItemRows()
  private let figures: RunFigures

  init(_ figures: RunFigures) {
    self.figures = figures
    grid = Grid(
      "Unit costs", title: "Prices by cost and item, in their price base",
      sentences: [
        "This worksheet contains one table. Change Price to see what it does to Cost and the MTFS; "
          + "Price in the run stays.",
        "A price is the mean over the draws. Where it changes from year to year, the years are the "
          + "inputs and Price is blank.",
      ],
      labels: ["Cost", "Item", "Fund", "Price base", "Unit", "Assumption", "Scenario"],
      columns: ["Price", "Price in the run"] + figures.years)
    grid.set(widths: [26, 24, 18, 18, 36])
    for item in figures.items { add(item) }
    if let first = constant.first, let last = constant.last {
      copies.append((grid.range(first...last, 0...0), grid.range(first...last, 1...1)))
    }
  }

  private var constant: [Int] = []

  private mutating func add(_ item: RunFigures.Item) {
    let values = figures.figures(item, \.price)
    let isShared = ItemRows.agrees(values)
    var added: [Int] = []
    for scenario in isShared ? [0] : Array(figures.scenarios.indices) {
      added.append(
        add(item, values[scenario], isShared ? nil : figures.scenarios[scenario]))
    }
    if let first = added.first, let last = added.last { rows.set(item, first...last) }
  }

  private mutating func add(
    _ item: RunFigures.Item, _ values: [Double], _ scenario: String?
  ) -> Int {
    let driver = figures.driver(item)?.row
    let row = grid.row(
      [
        item.charge.cost, item.split, item.charge.fund, driver?.priceBase ?? "",
        driver?.priceUnit ?? "", driver?.priceAssumption ?? "", scenario ?? ItemRows.all,
      ], .input)
    let price = values.first ?? 0
    if values.allSatisfy({ ItemRows.isSame($0, price) }) {
      grid.set(row, 0, price, .input, .pence)
      grid.set(row, 1, price, .simulated, .pence)
      for year in figures.years.indices {
        grid.set(
          row, year + 2, Term(grid.place(row, 0).fixedColumn, price), .pence)
      }
      name(item, row, driver?.priceAssumption ?? item.charge.cost, scenario)
      constant.append(row)
    } else {
      for (year, value) in values.enumerated() { grid.set(row, year + 2, value, .input, .pence) }
    }
    return row
  }

  private mutating func name(
    _ item: RunFigures.Item, _ row: Int, _ assumption: String, _ scenario: String?
  ) {
    let text = WorkbookRules.definedName(
      from: ["price", item.charge.cost, item.split, item.charge.fund]
        + (scenario.map { [$0] } ?? []))
    // Long names that come to one when cut go without.
    guard !names.contains(where: { $0.name.lowercased() == text.lowercased() }) else { return }
    names.append(WorkbookName(text, "=\(grid.fixed(row, 0).text)"))
    inputs[[assumption, item.split, scenario ?? ""]] = text
  }

  /// The price of an item in a year.
  func price(_ item: RunFigures.Item, _ year: Int) -> Term {
    rows.term(item, year + 2, of: grid, number: figures.chosen)
  }

  /// The price of an item in a year and any scenario.
  func price(_ item: RunFigures.Item, _ scenario: Int, _ year: Int) -> Double {
    guard let rows = rows.rows[item] else { return 0 }
    return grid.value(rows.lowerBound + (rows.count == 1 ? 0 : scenario), year + 2)
  }
}
