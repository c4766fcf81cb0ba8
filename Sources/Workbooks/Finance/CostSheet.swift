import Results

/// The sheet of costs: volume × calendar units × price × index, what the product of means misses,
/// totals, the engine's figures and the differences.
struct CostSheet {
  private(set) var grid: Grid
  /// The rows of each charge's items.
  private(set) var itemRows: [RunFigures.Charge: ClosedRange<Int>] = [:]
  /// The row of each charge's total.
  private(set) var totals: [RunFigures.Charge: Int] = [:]
  /// The rows of differences from the engine.
  private(set) var differences: [Int] = []
  /// The row of each fund's change by changed inputs.
  private(set) var changes: [String: Int] = [:]
  private let figures: RunFigures

  init(
    _ figures: RunFigures, data: inout EngineData, volumes: [String: Calculation],
    prices: UnitCosts, inflation: Inflation, index: PriceIndex, calendar: CalendarUnits
  ) {
    self.figures = figures
    grid = Grid(
      "Cost", title: "Cost by item: volume × calendar units × price × price index",
      sentences: [
        "This worksheet contains one table, in pounds cash, for the scenario chosen on Select.",
        "'Products of means' is what the engine's mean cost has beyond the product of its mean "
          + "volume, price and index, which vary together over the draws; it is simulated.",
      ],
      labels: ["Cost", "Fund", "Row", "Item"], columns: figures.years, width: 15)
    for charge in figures.charges {
      add(charge, &data, volumes, prices, inflation, index, calendar)
    }
    for fund in figures.funds { add(fund) }
  }

  private mutating func add(
    _ charge: RunFigures.Charge, _ data: inout EngineData, _ volumes: [String: Calculation],
    _ prices: UnitCosts, _ inflation: Inflation, _ index: PriceIndex, _ calendar: CalendarUnits
  ) {
    let items = figures.items.filter { $0.charge == charge }
    let engine = figures.spend(charge)
    let block = data.add(
      "cost", subject: charge.cost, fund: charge.fund, item: "total", unit: "GBP cash", engine,
      .pounds)
    var rows: [Int] = []
    for item in items {
      let row = grid.row([charge.cost, charge.fund, "item", item.split], .formula)
      for year in figures.years.indices {
        grid.set(
          row, year,
          (volumes[item.measure]?.volume(item, year) ?? Term(0)) * calendar.units(item, year)
            * prices.price(item, year) * index.index(item, year), .pounds)
      }
      rows.append(row)
    }
    var rest = engine
    if !items.isEmpty {
      for scenario in figures.scenarios.indices {
        let products = items.map { item in
          let indices = index.values(item, scenario, inflation)
          let volumes = figures.figures(item, \.volume)[scenario]
          return figures.years.indices.map { year in
            volumes[year] * calendar.value(item, year) * prices.price(item, scenario, year)
              * indices[year]
          }
        }
        for year in figures.years.indices {
          rest[scenario][year] -= products.reduce(0) { $0 + $1[year] }
        }
      }
    }
    let name = items.isEmpty ? "from the engine" : "products of means"
    let simulated = data.add(
      name, subject: charge.cost, fund: charge.fund, item: "total", unit: "GBP cash", rest, .pounds)
    let restRow = grid.row([charge.cost, charge.fund, name, ""], .simulated)
    let total = grid.row([charge.cost, charge.fund, "total", ""], .formula)
    let value = grid.row([charge.cost, charge.fund, "engine value", ""], .simulated)
    let gap = grid.row([charge.cost, charge.fund, "difference", ""], .formula)
    let sum = (rows.first ?? restRow)...restRow
    for year in figures.years.indices {
      grid.set(restRow, year, data.chosen(simulated, year), .pounds, .simulated)
      grid.set(total, year, grid.sum(sum, year), .pounds, .total)
      grid.set(value, year, data.chosen(block, year), .pounds, .simulated)
      grid.set(gap, year, (grid.here(total, year) - grid.here(value, year)).rounded(2), .pence)
    }
    if let first = rows.first, let last = rows.last { itemRows[charge] = first...last }
    totals[charge] = total
    differences.append(gap)
  }

  /// A fund's total, and what changed inputs do to it.
  private mutating func add(_ fund: String) {
    let charges = figures.charges.filter { $0.fund == fund }
    let total = grid.row(["all costs", fund, "total", ""], .formula)
    let change = grid.row(["all costs", fund, "difference", ""], .formula)
    for year in figures.years.indices {
      let rows = charges.compactMap { totals[$0] }
      guard let first = rows.first else { continue }
      grid.set(
        total, year, rows.dropFirst().reduce(grid.here(first, year)) { $0 + grid.here($1, year) },
        .pounds, .total)
      // The difference stands two rows below the total.
      let gaps = rows.map { $0 + 2 }
      grid.set(
        change, year,
        gaps.dropFirst().reduce(grid.here(gaps[0], year)) { $0 + grid.here($1, year) }, .pence)
    }
    changes[fund] = change
  }
}
