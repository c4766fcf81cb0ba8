import Results

/// One input at a time: what 1% on price, a point of inflation and ten more children do to cost.
struct Sensitivity {
  /// The steps, on a sheet of their own because each sheet holds one table.
  struct Steps {
    private(set) var grid: Grid
    private let rows: [Int]

    init() {
      var grid = Grid(
        "Steps", title: "Steps of the sensitivity table",
        sentences: ["This worksheet contains one table. Change a step to ask another question."],
        labels: ["Step", "Unit"], columns: ["Value"])
      let price = grid.row(["rise of price", "share"], .input)
      grid.set(price, 0, 0.01, .input, .percent)
      let inflation = grid.row(["rise of inflation in every year", "points, as a share"], .input)
      grid.set(inflation, 0, 0.01, .input, .percent)
      let children = grid.row(["more children, plans or passengers", "number"], .input)
      grid.set(children, 0, 10, .input, .whole)
      self.grid = grid
      rows = [price, inflation, children]
    }

    var price: Term { grid.fixed(rows[0], 0) }
    var inflation: Term { grid.fixed(rows[1], 0) }
    var children: Term { grid.fixed(rows[2], 0) }
  }

  private(set) var grid: Grid

  init(
    _ figures: RunFigures, steps: Steps, cost: CostSheet, index: PriceIndex,
    volumes: [String: Calculation]
  ) {
    grid = Grid(
      "Sensitivity", title: "What one changed input does to cost, one at a time",
      sentences: [
        "This worksheet contains one table: pounds cash a year more than on Cost, for the scenario "
          + "chosen on Select.",
        "Live differences by formula; the steps are on Steps. More children come in the mix of the "
          + "year.",
      ],
      labels: ["Cost", "Fund", "Change"], columns: figures.years, width: 15)
    for charge in figures.charges {
      guard let rows = cost.itemRows[charge] else { continue }
      let items = figures.items.filter { $0.charge == charge }
      let price = grid.row([charge.cost, charge.fund, "price rises by the step"], .formula)
      let inflation = grid.row(
        [charge.cost, charge.fund, "inflation rises by the step in every year"], .formula)
      let children = grid.row(
        [charge.cost, charge.fund, "more children, plans or passengers"], .formula)
      for year in figures.years.indices {
        let spend = cost.grid.sum(rows, year, qualified: true)
        grid.set(price, year, spend * steps.price, .pounds)
        let range =
          "\(cost.grid.sheet.reference)!"
          + CellRange(
            cost.grid.place(rows.lowerBound, year), cost.grid.place(rows.upperBound, year)
          ).name
        let plain = index.range(items, year, stepped: false)
        let stepped = index.range(items, year, stepped: true)
        let higher = zip(rows, zip(plain.values, stepped.values)).reduce(0) {
          $0 + cost.grid.value($1.0, year) * $1.1.1 / $1.1.0
        }
        grid.set(
          inflation, year,
          Term("SUMPRODUCT(\(range)*\(stepped.text)/\(plain.text))", higher) - spend, .pounds)
        let volume = items.map { volumes[$0.measure]?.volume($0, year) ?? Term(0) }
        guard let first = volume.first else { continue }
        let total = volume.dropFirst().reduce(first) { $0 + $1 }
        grid.set(
          children, year,
          Term.ratio(spend * steps.children, Term("(\(total.text))", total.value), otherwise: 0),
          .pounds)
      }
    }
    grid.set(widths: [26, 16, 38])
  }
}
